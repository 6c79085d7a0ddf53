// The grounds of profiles, each search made or looked up once: the searches of every configuration, and each profile
// against every attacker in the widest worlds that can be exhausted.

import type { GoalId } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { type ProfileQuestion, profileSearches } from '../../attacks/worlds.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { type Found, gather, type Ground, groundOn } from '../verdicts/ground.js';
import type { StatedProfile } from '../verdicts/profile.js';
import { shippedProfiles } from '../profiles/shipped/index.js';
import { isOfKind, searchesFor } from '../verdicts/worlds.js';

/** What was searched. `interrupted`: those that had not begun by then are missing. */
export interface Searched {
  readonly results: readonly (PathsResult | undefined)[];
  readonly interrupted: boolean;
}

/** Where the results of searches come from: what ships, what was kept, or a search made now. */
export interface Source {
  /** What ships is used. False: nothing that was found before is trusted. */
  readonly trusts: boolean;
  /**
   * What ships of a search; null: nothing of this model.
   * @param only goals whose paths are needed; of the others there may be none
   */
  readonly shipped: (
    search: BoundedSearch,
    wanted: readonly GoalId[],
    only: readonly GoalId[],
  ) => PathsResult | null;
  /** The result of each search, in their order. */
  readonly results: (
    searches: readonly BoundedSearch[],
    wanted: readonly GoalId[],
    only: readonly GoalId[],
  ) => Promise<Searched>;
}

export const searchKey = (s: BoundedSearch): string =>
  JSON.stringify([s.scenario, s.maxCapabilities, s.allowed ?? null, s.settled ?? null, s.threats]);

type Made<T> = { readonly found: T; readonly interrupted: boolean };

/** Of each search that the profiles' kinds of world ask for, by its key, what it found; those not made are missing. */
export async function resultsFor(
  profiles: readonly StatedProfile[],
  wanted: readonly GoalId[],
  source: Source,
  among: readonly BoundedSearch[] | null = null,
  only = wanted,
): Promise<Made<ReadonlyMap<string, PathsResult>>> {
  const searches = new Map(
    profiles.flatMap((p) => searchesFor(p.scenario, among)).map((s) => [searchKey(s), s] as const),
  );
  const { results, interrupted } = await source.results([...searches.values()], wanted, only);
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
  source: Source,
): Promise<readonly PathsResult[] | null> {
  const maxCapabilities = Number.isFinite(most) ? most : null;
  const searches = ownSearches(profile).map((search) => ({ ...search, threats, maxCapabilities }));
  const { results, interrupted } = await source.results(searches, wanted, wanted);
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
  source: Source,
  only = wanted,
): Promise<Made<readonly (readonly PathsResult[])[]>> {
  const own = profiles.map((profile) =>
    ownSearches(profile).map((search) => ({
      search,
      // A search that trusts nothing kept does not trust what ships either.
      result: source.trusts ? exhaustedForAll(profile, search, wanted, only, source) : null,
    })),
  );
  const asked = own.flat().filter(({ result }) => result === null);
  const { results, interrupted } = await source.results(
    asked.map(({ search }) => search),
    wanted,
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
  source: Source,
): PathsResult | null {
  if (profile.attacker === null) return null;
  const world = JSON.stringify(scenario);
  const ofAll = ownSearches({ ...profile, attacker: null }).find((s) => JSON.stringify(s.scenario) === world);
  const result = ofAll === undefined ? null : source.shipped(ofAll, wanted, only);
  const isWhole =
    result !== null && result.scenarios.length > 0 && result.scenarios.every(({ complete }) => complete);
  return isWhole ? result : null;
}

/** What ships of profiles against every attacker. An attack on one of them is one wherever its condition holds. */
const ownShipped = (
  stated: Partial<Scenario>,
  wanted: readonly GoalId[],
  only: readonly GoalId[],
  source: Source,
): readonly PathsResult[] =>
  shippedProfiles
    .flatMap(ownSearches)
    .filter(({ scenario }) => isOfKind(scenario, stated))
    .flatMap((search) => source.shipped(search, wanted, only) ?? []);

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
  source: Source,
  { among, own: isAsked = among === undefined, only = wanted }: Standing = {},
): Promise<{ readonly grounds: readonly Ground[]; readonly interrupted: boolean }> {
  const open = await resultsFor(profiles, wanted, source, among, only);
  const own =
    isAsked && !open.interrupted
      ? await exhaustProfiles(profiles, wanted, source, only)
      : { found: profiles.map(() => null), interrupted: open.interrupted };
  const gathered = new Map<string, Found>();
  const grounds = profiles.map((profile, i) => {
    const made = searchesFor(profile.scenario, among ?? null);
    // A search that trusts nothing kept does not trust what ships either.
    const others =
      among === undefined && source.trusts ? ownShipped(profile.scenario, wanted, only, source) : [];
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
