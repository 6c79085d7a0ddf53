// The grounds of profiles, each search made or looked up once: the searches of every configuration, and each profile
// against every attacker in the widest worlds that can be exhausted.

import type { GoalId } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { type ProfileQuestion, profileSearch } from '../../attacks/worlds.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { resultsOf } from './cache.js';
import { type Found, gather, type Ground, groundOn } from './ground.js';
import type { LoadedProfile } from './profileText.js';
import { searchesFor } from './worlds.js';

export const searchKey = (s: BoundedSearch): string =>
  JSON.stringify([s.scenario, s.maxCapabilities, s.allowed ?? null, s.settled ?? null, s.threats]);

type Made<T> = { readonly found: T; readonly interrupted: boolean };

/** Of each search that the profiles' kinds of world ask for, by its key, what it found; those not made are missing. */
export async function resultsFor(
  profiles: readonly LoadedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  among: readonly BoundedSearch[] | null = null,
): Promise<Made<ReadonlyMap<string, PathsResult>>> {
  const searches = new Map(
    profiles.flatMap((p) => searchesFor(p.scenario, among)).map((s) => [searchKey(s), s] as const),
  );
  const { results, interrupted } = await resultsOf([...searches.values()], wanted, cache);
  const found = [...searches.keys()].flatMap((key, i) =>
    results[i] === undefined ? [] : [[key, results[i]] as const],
  );
  return { found: new Map(found), interrupted };
}

export const questionOf = ({ name, on, unknown, attacker, scenario }: LoadedProfile): ProfileQuestion => ({
  name,
  settled: {
    on: switchIds.filter((id) => on.has(id)),
    off: switchIds.filter((id) => !on.has(id) && !unknown.has(id)) as SwitchId[],
  },
  attacker: attacker && [...attacker],
  stated: scenario,
});

/** Each profile against every attacker. */
async function exhaustProfiles(
  profiles: readonly LoadedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
): Promise<Made<readonly (readonly PathsResult[])[]>> {
  const searches = profiles.map((profile) => profileSearch(questionOf(profile)));
  const { results, interrupted } = await resultsOf(searches, wanted, cache);
  return { found: results.map((result) => (result === undefined ? [] : [result])), interrupted };
}

/**
 * What verdicts on profiles stand on.
 * @param among searches to stand on alone, instead of the generated ones and each profile's own
 */
export async function groundsOf(
  profiles: readonly LoadedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  among: readonly BoundedSearch[] | null = null,
): Promise<{ readonly grounds: readonly Ground[]; readonly interrupted: boolean }> {
  const open = await resultsFor(profiles, wanted, cache, among);
  const own =
    among === null && !open.interrupted
      ? await exhaustProfiles(profiles, wanted, cache)
      : { found: profiles.map(() => []), interrupted: open.interrupted };
  const gathered = new Map<string, Found>();
  const grounds = profiles.map((profile, i) => {
    const made = searchesFor(profile.scenario, among);
    const key = made.map(searchKey).join('\n');
    const known =
      gathered.get(key) ??
      gather(
        made.flatMap((s) => open.found.get(searchKey(s)) ?? []),
        made.filter((s) => !open.found.has(searchKey(s))),
      );
    gathered.set(key, known);
    return groundOn(known, profile, own.found[i]!);
  });
  return { grounds, interrupted: own.interrupted };
}
