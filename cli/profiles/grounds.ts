// The grounds of profiles, each search made or looked up once.

import type { GoalId } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import { type BoundedSearch, defaultSearches } from '../../attacks/searches.js';
import { resultsOf } from './cache.js';
import { type Found, gather, type Ground, groundOn } from './ground.js';
import type { LoadedProfile } from './profileText.js';
import { searchesFor } from './worlds.js';

export const searchKey = (s: BoundedSearch): string =>
  JSON.stringify([s.scenario, s.maxCapabilities, s.allowed ?? null]);

/** Of each search that the profiles' kinds of world ask for, by its key, what it found; those not made are missing. */
export async function resultsFor(
  profiles: readonly LoadedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  among: readonly BoundedSearch[] = defaultSearches,
): Promise<{ readonly found: ReadonlyMap<string, PathsResult>; readonly interrupted: boolean }> {
  const searches = new Map(
    profiles.flatMap((p) => searchesFor(p.scenario, among)).map((s) => [searchKey(s), s] as const),
  );
  const { results, interrupted } = await resultsOf([...searches.values()], wanted, cache);
  const found = [...searches.keys()].flatMap((key, i) =>
    results[i] === undefined ? [] : [[key, results[i]] as const],
  );
  return { found: new Map(found), interrupted };
}

export async function groundsOf(
  profiles: readonly LoadedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  among: readonly BoundedSearch[] = defaultSearches,
): Promise<{ readonly grounds: readonly Ground[]; readonly interrupted: boolean }> {
  const { found, interrupted } = await resultsFor(profiles, wanted, cache, among);
  const gathered = new Map<string, Found>();
  const grounds = profiles.map((profile) => {
    const made = searchesFor(profile.scenario, among);
    const key = made.map(searchKey).join('\n');
    const known =
      gathered.get(key) ??
      gather(
        made.flatMap((s) => found.get(searchKey(s)) ?? []),
        made.filter((s) => !found.has(searchKey(s))),
      );
    gathered.set(key, known);
    return groundOn(known, profile);
  });
  return { grounds, interrupted };
}
