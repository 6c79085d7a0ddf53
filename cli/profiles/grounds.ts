// The grounds of profiles, each search made or looked up once: the searches of every configuration, and each profile
// against every attacker in the widest worlds that can be exhausted.

import type { GoalId } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { type ProfileQuestion, profileSearches } from '../../attacks/worlds.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { resultsOf, shippedOne } from './cache.js';
import { type Found, gather, type Ground, groundOn } from '../../properties/verdicts/ground.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { shippedProfiles } from './shipped/index.js';
import { isOfKind, searchesFor } from '../../properties/verdicts/worlds.js';

export const searchKey = (s: BoundedSearch): string =>
  JSON.stringify([s.scenario, s.maxCapabilities, s.allowed ?? null, s.settled ?? null, s.threats]);

type Made<T> = { readonly found: T; readonly interrupted: boolean };

/** Of each search that the profiles' kinds of world ask for, by its key, what it found; those not made are missing. */
export async function resultsFor(
  profiles: readonly StatedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  among: readonly BoundedSearch[] | null = null,
  only = wanted,
): Promise<Made<ReadonlyMap<string, PathsResult>>> {
  const searches = new Map(
    profiles.flatMap((p) => searchesFor(p.scenario, among)).map((s) => [searchKey(s), s] as const),
  );
  const { results, interrupted } = await resultsOf([...searches.values()], wanted, cache, {}, only);
  const found = [...searches.keys()].flatMap((key, i) =>
    results[i] === undefined ? [] : [[key, results[i]] as const],
  );
  return { found: new Map(found), interrupted };
}

export const questionOf = ({ name, on, unknown, attacker, scenario }: StatedProfile): ProfileQuestion => ({
  name,
  settled: {
    on: switchIds.filter((id) => on.has(id)),
    off: switchIds.filter((id) => !on.has(id) && !unknown.has(id)) as SwitchId[],
  },
  attacker: attacker && [...attacker],
  stated: scenario,
});

/** The searches of one profile against every attacker, in each kind of world that it may be of. */
export const ownSearches = (profile: StatedProfile): readonly BoundedSearch[] =>
  profileSearches(questionOf(profile));

/**
 * One profile against every attacker, only for some goals.
 * @param most capabilities that attackers have at a time; infinity: any number
 * @returns null: it was interrupted
 */
export async function exhaustFor(
  profile: StatedProfile,
  wanted: readonly GoalId[],
  threats: boolean,
  most: number,
  cache: string | null,
): Promise<readonly PathsResult[] | null> {
  const maxCapabilities = Number.isFinite(most) ? most : null;
  const searches = ownSearches(profile).map((search) => ({ ...search, threats, maxCapabilities }));
  const { results, interrupted } = await resultsOf(searches, wanted, cache);
  if (interrupted) return null;
  return results
    .filter((r) => r !== undefined)
    .map((r) => ({
      ...r,
      // Beside searches of all goals these say something of theirs alone.
      scenarios: r.scenarios.map((s) => ({ ...s, goals: s.goals ?? wanted })),
    }));
}

/** Each profile against every attacker, in the profiles' order. */
export async function exhaustProfiles(
  profiles: readonly StatedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  only = wanted,
): Promise<Made<readonly (readonly PathsResult[])[]>> {
  const own = profiles.map((profile) =>
    ownSearches(profile).map((search) => ({
      search,
      // A search that trusts nothing kept does not trust what ships either.
      result: cache === null ? null : exhaustedForAll(profile, search, wanted, only),
    })),
  );
  const asked = own.flat().filter(({ result }) => result === null);
  const { results, interrupted } = await resultsOf(
    asked.map(({ search }) => search),
    wanted,
    cache,
    {},
    only,
  );
  const made = new Map(asked.map(({ search }, n) => [search, results[n]]));
  const found = own.map((of) =>
    of.map(({ search, result }) => result ?? made.get(search)).filter((r) => r !== undefined),
  );
  return { found, interrupted };
}

/**
 * What ships of a profile against every attacker answers for one who has less, if it was exhausted. Null: the attacker is
 * any, or it does not ship, or was not exhausted.
 */
function exhaustedForAll(
  profile: StatedProfile,
  { scenario }: BoundedSearch,
  wanted: readonly GoalId[],
  only: readonly GoalId[],
): PathsResult | null {
  if (profile.attacker === null) return null;
  const world = JSON.stringify(scenario);
  const ofAll = ownSearches({ ...profile, attacker: null }).find((s) => JSON.stringify(s.scenario) === world);
  const result = ofAll === undefined ? null : shippedOne(ofAll, wanted, only);
  const isWhole =
    result !== null && result.scenarios.length > 0 && result.scenarios.every(({ complete }) => complete);
  return isWhole ? result : null;
}

/** What ships of profiles against every attacker. An attack on one of them is one wherever its condition holds. */
const ownShipped = (
  stated: Partial<Scenario>,
  wanted: readonly GoalId[],
  only: readonly GoalId[],
): readonly PathsResult[] =>
  shippedProfiles
    .flatMap(ownSearches)
    .filter(({ scenario }) => isOfKind(scenario, stated))
    .flatMap((search) => shippedOne(search, wanted, only) ?? []);

export interface Standing {
  /** Searches to stand on alone, instead of the generated ones and each profile's own. */
  readonly among?: readonly BoundedSearch[];
  /** Each profile is searched against every attacker (the default), or stands on what is known already. */
  readonly own?: boolean;
  /** Goals whose paths are needed: nothing is asked about the others, and of what ships they are not read. */
  readonly only?: readonly GoalId[];
}

/** What verdicts on profiles stand on. */
export async function groundsOf(
  profiles: readonly StatedProfile[],
  wanted: readonly GoalId[],
  cache: string | null,
  { among, own: isAsked = among === undefined, only = wanted }: Standing = {},
): Promise<{ readonly grounds: readonly Ground[]; readonly interrupted: boolean }> {
  const open = await resultsFor(profiles, wanted, cache, among, only);
  const own =
    isAsked && !open.interrupted
      ? await exhaustProfiles(profiles, wanted, cache, only)
      : { found: profiles.map(() => null), interrupted: open.interrupted };
  const gathered = new Map<string, Found>();
  const grounds = profiles.map((profile, i) => {
    const made = searchesFor(profile.scenario, among ?? null);
    // A search that trusts nothing kept does not trust what ships either.
    const others = among === undefined && cache !== null ? ownShipped(profile.scenario, wanted, only) : [];
    const key = made.map(searchKey).join('\n');
    const known =
      gathered.get(key) ??
      gather(
        [...made.flatMap((s) => open.found.get(searchKey(s)) ?? []), ...others],
        made.filter((s) => !open.found.has(searchKey(s))),
      );
    gathered.set(key, known);
    return groundOn(known, profile, own.found[i]!);
  });
  return { grounds, interrupted: own.interrupted };
}
