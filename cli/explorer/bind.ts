// The book for some profiles: every search that their kinds of world ask for, made or looked up.

import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import type { Scenario } from '../../model/scenario.js';
import { modelDigest } from '../../properties/results/digest.js';
import { exhaustProfiles, resultsFor, searchKey } from '../profiles/grounds.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { shippedProfiles } from '../../properties/profiles/shipped/index.js';
import { isOfKind, searchesFor } from '../../properties/verdicts/worlds.js';
import { endGoals } from '../run.js';
import { packageVersion } from '../version.js';
import { type Book, worldKey } from './book.js';

/**
 * The book of the shipped profiles and of those given, which come first. A kind of world is in it if one of them is of
 * that kind. Null: Ctrl-C came before every search was through, and there is nothing whole to write.
 */
export async function bookOf(
  given: readonly StatedProfile[],
  cache: string | null,
  among: readonly BoundedSearch[] | null = null,
): Promise<Book | null> {
  const others = shippedProfiles.filter((p) => !given.some((g) => g.name === p.name));
  const presets = [...given.map((p) => ({ description: null, ...p })), ...others];
  const { found, interrupted } = await resultsFor(presets, endGoals, cache, among);
  if (interrupted) return null;
  const own =
    among === null
      ? await exhaustProfiles(presets, endGoals, cache)
      : { found: [] as readonly (readonly PathsResult[])[], interrupted: false };
  if (own.interrupted) return null;
  const searches: PathsResult[] = [];
  const places = new Map<string, number>();
  for (const [key, result] of found) places.set(key, searches.push(result) - 1);
  const ofPresets = own.found
    .flat()
    .map((result) => ({ kind: kindOf(result), place: searches.push(result) - 1 }));
  const kinds = new Map([{}, ...presets.map((p) => p.scenario)].map((s) => [worldKey(s), s] as const));
  return {
    version: packageVersion(),
    model: modelDigest().slice(0, 16),
    presets,
    searches,
    worlds: [...kinds.values()].map(({ client, orders, jointAccounts, refresh }) => {
      const stated: Partial<Scenario> = {
        ...(client !== undefined && { client }),
        ...(orders !== undefined && { orders }),
        ...(jointAccounts !== undefined && { jointAccounts }),
        ...(refresh !== undefined && { refresh }),
      };
      return {
        stated,
        searches: [
          ...searchesFor(stated, among).map((s) => places.get(searchKey(s))!),
          ...ofPresets.filter(({ kind }) => isOfKind(kind, stated)).map(({ place }) => place),
        ],
      };
    }),
  };
}

/** A world of the kind that a result is of: all that it holds are of one. */
const kindOf = ({ paths, scenarios }: PathsResult): Scenario => (scenarios[0] ?? paths[0]!).scenario;
