// What verdicts on a profile stand on: the profile as bits, the bounded searches of its kind of world, and the paths
// that some setting of its unknown switches admits.

import type { Path, PathsResult, ScenarioResult } from '../../attacks/paths.js';
import { bitsOf, type Cube, idsOf, isConsistent } from '../../attacks/search/conditions.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { contradictionOf, type Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { given } from './cover.js';
import type { StatedProfile } from './profile.js';
import { vacuousBy } from './vacuous.js';

const all = bitsOf(switchIds);

/** A path with its condition as it is in a world that exists: what contradicts the world is off. */
export interface Feasible {
  readonly path: Path;
  readonly cube: Cube;
  readonly vacuous: readonly Cube[];
}

/** A search that says nothing about the profile: its world contradicts a switch that is on. */
export interface LeftOut {
  readonly world: ScenarioResult;
  readonly by: SwitchId;
}

export interface Ground {
  readonly profile: StatedProfile;
  readonly on: bigint;
  readonly unknown: bigint;
  /** The searches that say something about these settings: of every configuration, and of this one. */
  readonly worlds: readonly ScenarioResult[];
  readonly leftOut: readonly LeftOut[];
  /** Searches that were not made to the end: interrupted before they began. */
  readonly notSearched: readonly BoundedSearch[];
  /** Every path of these worlds that the profile's attacker can take, shortest first. */
  readonly every: readonly Feasible[];
  /** Those whose condition some setting of the unknown switches meets. */
  readonly feasible: readonly Feasible[];
  /** Settings that are vacuous in one of these worlds, as conditions over the unknown switches. */
  readonly vacuous: readonly Cube[];
  /**
   * Of which attackers verdicts speak: those with so many capabilities at a time, infinity for any number. Null: of those
   * that the searches looked at, whoever they are.
   */
  readonly asked: number | null;
}

/** Whether a switch, on, takes a kind of world away. */
export const takesAway = (id: SwitchId, scenario: Scenario): boolean =>
  contradictionOf(scenario, new Set([id])) !== null;

const known = new WeakMap<Scenario, bigint>();
/** Switches that say nothing in a world. Remembered: every verdict asks. */
export function contradicting(scenario: Scenario): bigint {
  let bits = known.get(scenario);
  if (bits === undefined)
    known.set(scenario, (bits = bitsOf(switchIds.filter((id) => takesAway(id, scenario)))));
  return bits;
}

/** A path's condition as it is in its world: what contradicts the world is off. */
export const cubeInWorld = ({ cube, scenario }: Pick<Path, 'cube' | 'scenario'>): Cube => ({
  on: cube.on,
  off: cube.off | contradicting(scenario),
});

export const offOf = ({ on, unknown }: Pick<Ground, 'on' | 'unknown'>): bigint => all & ~on & ~unknown;

/** Whether some setting of the unknown switches lies in the cube. */
export const isOpenTo = (at: Pick<Ground, 'on' | 'unknown'>, cube: Cube): boolean =>
  (cube.on & ~(at.on | at.unknown)) === 0n && (cube.off & at.on) === 0n;

/** What the searches of a kind of world found, whatever the profile. */
export type Found = Pick<Ground, 'worlds' | 'leftOut' | 'notSearched' | 'every' | 'asked'>;

/** Whether a search looked at all of some settings: every configuration, or settings that these are among. */
export const looksAt = (
  { settled }: Pick<ScenarioResult, 'settled'>,
  at: Pick<Ground, 'on' | 'unknown'>,
): boolean => {
  if (settled === null) return true;
  const [on, off] = [bitsOf(settled.on), bitsOf(settled.off)];
  return (on & ~at.on) === 0n && (off & (at.on | at.unknown)) === 0n;
};

/** Whether a search looked at every capability that an attacker may have. */
export const looksAtAll = (
  { allowed }: Pick<ScenarioResult, 'allowed'>,
  attacker: StatedProfile['attacker'],
): boolean => allowed === null || (attacker !== null && [...attacker].every((id) => allowed.includes(id)));

/** The ground with some switches settled otherwise. The worlds stay; the profile is a different one. */
export function regroup(found: Found, profile: StatedProfile, on: bigint, unknown: bigint): Ground {
  const at = { on, unknown };
  const searched = [...found.worlds, ...found.leftOut.map(({ world }) => world)].filter((w) =>
    looksAt(w, at),
  );
  const takenBy = (w: ScenarioResult) => idsOf(contradicting(w.scenario) & on)[0];
  const worlds = searched.filter((w) => takenBy(w) === undefined);
  const off = offOf(at);
  return {
    ...at,
    profile,
    worlds,
    leftOut: searched.flatMap((world) => {
      const by = takenBy(world);
      return by === undefined ? [] : [{ world, by }];
    }),
    notSearched: found.notSearched,
    every: found.every,
    asked: found.asked,
    feasible: found.every.filter((f) => isOpenTo(at, f.cube)),
    vacuous: worlds.flatMap((w) => given(w.vacuous, on, off)),
  };
}

/**
 * What verdicts on a profile stand on.
 * @param own searches of this profile alone, against every attacker; null: none were asked for. Then verdicts speak of the
 *   attackers that `found` looked at, unless it looked at all of them under these settings
 */
export function groundOn(
  found: Found,
  profile: StatedProfile,
  own: readonly PathsResult[] | null = null,
): Ground {
  const mine = gather(own ?? []);
  const at = { on: bitsOf(profile.on), unknown: bitsOf(profile.unknown) };
  const isOfAll =
    own !== null ||
    found.worlds.some((w) => w.maxCapabilities === null && looksAt(w, at) && looksAtAll(w, profile.attacker));
  return regroup(
    {
      ...found,
      worlds: eachOnce([...mine.worlds, ...found.worlds]),
      every: together(mine.every, found.every).filter(({ path }) => isWithReach(path, profile.attacker)),
      asked: isOfAll ? Number.POSITIVE_INFINITY : null,
    },
    profile,
    at.on,
    at.unknown,
  );
}

/** Shortest first; paths of one length in an order that does not depend on where they were found. */
export const inOrder = (a: Feasible, b: Feasible): number =>
  a.path.steps - b.path.steps || (a.path.id < b.path.id ? -1 : a.path.id > b.path.id ? 1 : 0);

/** Paths in their order; what stands in both counts once. */
const together = (mine: readonly Feasible[], found: readonly Feasible[]): readonly Feasible[] =>
  mine.length === 0 ? found : once([...mine, ...found]).toSorted(inOrder);

/** Searches with the same bounds say the same. */
const eachOnce = (worlds: readonly ScenarioResult[]): readonly ScenarioResult[] => {
  const bounds = (w: ScenarioResult) =>
    JSON.stringify([w.scenario, w.maxCapabilities, w.allowed, w.settled, w.goals, w.threats, w.complete]);
  return [...new Map(worlds.toReversed().map((w) => [bounds(w), w] as const)).values()].reverse();
};

const isWithReach = (path: Path, attacker: StatedProfile['attacker']): boolean =>
  attacker === null || path.capabilities.every((id) => attacker.has(id));

/** The paths of separate searches, as they are in worlds that exist; what two of them found counts once. */
export function gather(results: readonly PathsResult[], notSearched: readonly BoundedSearch[] = []): Found {
  // A search may bear another name in the cache: the bounds are the same.
  const worlds = results.flatMap((r) => r.scenarios);
  const vacuousIn = vacuousBy(worlds);
  const every = results.flatMap(({ paths }) =>
    paths
      .map((path) => ({ path, cube: cubeInWorld(path), vacuous: vacuousIn(path.scenario) }))
      .filter(({ cube }) => isConsistent(cube)),
  );
  return {
    worlds,
    leftOut: [],
    notSearched,
    asked: null,
    every: once(every).toSorted(inOrder),
  };
}

/** The scenario and the moves are in a path's id. */
const once = (all: readonly Feasible[]): readonly Feasible[] => [
  ...new Map(
    all.map((f) => [`${f.path.id} ${f.cube.on.toString(32)} ${f.cube.off.toString(32)}`, f] as const),
  ).values(),
];
