// What verdicts on a profile stand on: the profile as bits, the bounded searches of its kind of world, and the paths
// that some setting of its unknown switches admits.

import type { Path, PathsResult, ScenarioResult } from '../../attacks/paths.js';
import { bitsOf, type Cube } from '../../attacks/search/conditions.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { contradictionOf, type Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { given } from './cover.js';
import type { LoadedProfile } from './profileText.js';

const all = bitsOf(switchIds);

/** A path with its condition as it is in a world that exists: what contradicts the world is off. */
export interface Feasible {
  readonly path: Path;
  readonly cube: Cube;
  readonly vacuous: readonly Cube[];
}

export interface Ground {
  readonly profile: LoadedProfile;
  readonly on: bigint;
  readonly unknown: bigint;
  readonly worlds: readonly ScenarioResult[];
  /** Searches that were not made to the end: interrupted before they began. */
  readonly notSearched: readonly BoundedSearch[];
  /** Every path of these worlds that the profile's attacker can take, shortest first. */
  readonly every: readonly Feasible[];
  /** Those whose condition some setting of the unknown switches meets. */
  readonly feasible: readonly Feasible[];
  /** Settings that are vacuous in one of these worlds, as conditions over the unknown switches. */
  readonly vacuous: readonly Cube[];
}

const contradictions = new WeakMap<Scenario, bigint>();
/** Switches that say nothing in a world. Remembered: every verdict asks. */
export function contradicting(scenario: Scenario): bigint {
  let bits = contradictions.get(scenario);
  if (bits === undefined) {
    bits = bitsOf(switchIds.filter((id) => contradictionOf(scenario, new Set([id])) !== null));
    contradictions.set(scenario, bits);
  }
  return bits;
}

export const offOf = ({ on, unknown }: Pick<Ground, 'on' | 'unknown'>): bigint => all & ~on & ~unknown;

/** Whether some setting of the unknown switches lies in the cube. */
export const isOpenTo = (at: Pick<Ground, 'on' | 'unknown'>, cube: Cube): boolean =>
  (cube.on & ~(at.on | at.unknown)) === 0n && (cube.off & at.on) === 0n;

/** What the searches of a kind of world found, whatever the profile. */
export type Found = Pick<Ground, 'worlds' | 'notSearched' | 'every'>;

/** The ground with some switches settled otherwise. The worlds stay; the profile is a different one. */
export function regroup(found: Found, profile: LoadedProfile, on: bigint, unknown: bigint): Ground {
  const at = { on, unknown };
  const worlds = found.worlds.filter((w) => (contradicting(w.scenario) & on) === 0n);
  const off = offOf(at);
  return {
    ...at,
    profile,
    worlds,
    notSearched: found.notSearched,
    every: found.every,
    feasible: found.every.filter((f) => isOpenTo(at, f.cube)),
    vacuous: worlds.flatMap((w) => given(w.vacuous, on, off)),
  };
}

/** What verdicts on a profile stand on. */
export const groundOn = (found: Found, profile: LoadedProfile): Ground =>
  regroup(
    { ...found, every: found.every.filter(({ path }) => isWithReach(path, profile.attacker)) },
    profile,
    bitsOf(profile.on),
    bitsOf(profile.unknown),
  );

const isWithReach = (path: Path, attacker: LoadedProfile['attacker']): boolean =>
  attacker === null || path.capabilities.every((id) => attacker.has(id));

/** The paths of separate searches, as they are in worlds that exist; what two of them found counts once. */
export function gather(results: readonly PathsResult[], notSearched: readonly BoundedSearch[] = []): Found {
  const every = results.flatMap(({ paths, scenarios }) => {
    const { scenario, vacuous } = scenarios[0]!;
    const never = contradicting(scenario);
    return paths
      .filter((path) => (path.cube.on & never) === 0n)
      .map((path) => ({ path, cube: { on: path.cube.on, off: path.cube.off | never }, vacuous }));
  });
  return {
    // A search may bear another name in the cache: the bounds are the same.
    worlds: results.flatMap((r) => r.scenarios),
    notSearched,
    every: once(every).toSorted((a, b) => a.path.steps - b.path.steps),
  };
}

/** The scenario and the moves are in a path's id. */
const once = (all: readonly Feasible[]): readonly Feasible[] => [
  ...new Map(all.map((f) => [`${f.path.id} ${f.cube.on} ${f.cube.off}`, f] as const)).values(),
];
