// Which searches say something about a profile: those of its kind of world.

import { kindSettings, openSearches } from '../../attacks/worlds.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import type { Scenario } from '../../model/scenario.js';

const kinds = ['client', 'orders', 'jointAccounts'] as const satisfies readonly (keyof Scenario)[];
export { sizeSettings as sizes } from '../../attacks/worlds.js';

/**
 * The searches of every configuration for a world of which so much is said: the generated ones, or, of a given list,
 * those that fit, and the others with what is said taken over.
 */
export function searchesFor(
  stated: Partial<Scenario>,
  among: readonly BoundedSearch[] | null = null,
): readonly BoundedSearch[] {
  if (among === null) return openSearches(stated);
  const settings = Object.fromEntries(
    kinds.filter((k) => stated[k] !== undefined).map((k) => [k, stated[k]]),
  );
  const made = among
    .filter((s) => stated.refresh !== false || !s.scenario.refresh)
    .map((s) => ({ ...s, scenario: { ...s.scenario, ...settings } as Scenario }));
  return [...new Map(made.map((s) => [JSON.stringify({ ...s, name: '' }), s] as const)).values()];
}

/** Whether a world is of a kind of which so much is stated; sizes are no part of a kind. */
export const isOfKind = (world: Scenario, stated: Partial<Scenario>): boolean =>
  kindSettings.every((k) => stated[k] === undefined || stated[k] === world[k]);
