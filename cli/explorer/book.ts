// What an explorer page carries: the bounded searches with every path they found, the kinds of world that they are of,
// and the profiles to start from. `pack` writes it, `unpack` reads it back.

import type { PathsResult } from '../../attacks/paths.js';
import type { Scenario } from '../../model/scenario.js';
import type { Text } from '../i18n.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';

/** A profile to start from. */
export type Preset = StatedProfile & { readonly description: Text | null };

/** A kind of world: what is said of it, and the searches that look at it, by their place in the book. */
export interface WorldKind {
  readonly stated: Partial<Scenario>;
  readonly searches: readonly number[];
}

export interface Book {
  /** Of the program that wrote it, and of the model that was searched. */
  readonly version: string;
  readonly model: string;
  readonly presets: readonly Preset[];
  readonly worlds: readonly WorldKind[];
  readonly searches: readonly PathsResult[];
}

/** What tells kinds of world apart; sizes are the searches' own. */
export const worldKey = ({ client, orders, jointAccounts, refresh }: Partial<Scenario>): string =>
  JSON.stringify([client ?? null, orders ?? null, jointAccounts ?? null, refresh ?? null]);
