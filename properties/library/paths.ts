// All attack paths over every configuration at once, and the smallest sets of countermeasures that leave none.

import { breakingSets as smallest, candidatesOf, switchCandidates } from '../../attacks/breaking.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { ThreatId } from '../../attacks/catalogue/paper.js';
import type { GoalId } from '../../attacks/goals.js';
import { type Path as FoundPath, unite } from '../../attacks/paths.js';
import { bitsOf, idsOf } from '../../attacks/search/conditions.js';
import { openSearches } from '../../attacks/worlds.js';
import { measures } from '../../model/measures.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { endGoals } from '../input/named.js';
import type { Profile } from './profiles.js';
import { type ResultOptions, sourceOf } from './results.js';
import { type Stoppable, stoppable } from './stopping.js';

/** Holds in every configuration that has these on and those off, whatever else is on. */
export interface Condition {
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
}
/** A trace that reaches a goal, and the exact condition under which it runs. */
export interface Path {
  /** Of goal, scenario and moves: the same path has the same id in every version that finds it. */
  readonly id: string;
  readonly goal: GoalId;
  readonly scenario: Scenario;
  readonly capabilities: readonly CapabilityId[];
  readonly condition: Condition;
  readonly moves: readonly string[];
  /** Threats of the survey that it is an instance of. */
  readonly threats: readonly ThreatId[];
}
/** One exhaustive search: its bounds, and whether it was exhausted. */
export interface Bounds {
  readonly name: string;
  readonly scenario: Scenario;
  /** Null: any number at a time. */
  readonly maxCapabilities: number | null;
  /** Null: any capability. */
  readonly capabilities: readonly CapabilityId[] | null;
  /** Null: every configuration. */
  readonly settled: Condition | null;
  readonly complete: boolean;
}
export interface Paths {
  /** Shortest first. */
  readonly paths: readonly Path[];
  readonly bounds: readonly Bounds[];
  /** Every search was exhausted: there is no other path within the bounds. */
  readonly complete: boolean;
  readonly interrupted: boolean;
  /** Configurations in which alice's own flow does not finish: no verdict holds there. */
  readonly vacuous: readonly Condition[];
}

const conditionOf = ({ on, off }: { readonly on: bigint; readonly off: bigint }): Condition => ({
  on: idsOf(on),
  off: idsOf(off),
});
export const pathOf = ({ id, goal, scenario, capabilities, cube, moves, threats }: FoundPath): Path => ({
  id,
  goal,
  scenario,
  capabilities,
  condition: conditionOf(cube),
  moves,
  threats,
});

export interface PathsOptions extends ResultOptions, Stoppable {
  /** Settings that the searches' scenarios must have. Default: each kind of scenario. */
  readonly scenario?: Partial<Scenario> | undefined;
}

/**
 * The paths to some goals under every configuration, for one or two capabilities at a time as the searches' bounds say.
 * Those of all end goals ship, and are read in seconds.
 * @param goals default: every end goal
 */
export async function paths(goals: readonly GoalId[] = endGoals, options: PathsOptions = {}): Promise<Paths> {
  const searches = openSearches(options.scenario);
  const isShipped = goals.every((id) => endGoals.includes(id));
  return stoppable(options, async ({ stop }) => {
    const source = sourceOf(options, stop);
    const { results, interrupted } = await source.results(searches, isShipped ? endGoals : goals, goals);
    const found = unite(results.filter((r) => r !== undefined));
    return {
      paths: found.paths.filter((p) => goals.includes(p.goal)).map(pathOf),
      bounds: found.scenarios.map((s) => ({
        name: s.name,
        scenario: s.scenario,
        maxCapabilities: s.maxCapabilities,
        capabilities: s.allowed,
        settled: s.settled,
        complete: s.complete,
      })),
      complete: results.every((r) => r?.scenarios.every((s) => s.complete)),
      interrupted,
      vacuous: (found.scenarios[0]?.vacuous ?? []).map(conditionOf),
    };
  });
}

export interface BreakingOptions {
  /** Break the paths to this goal, or of this threat. Default: all of `of.paths`. */
  readonly goal?: GoalId | undefined;
  readonly threat?: ThreatId | undefined;
  /** Whole measures (the default), or single switches. */
  readonly by?: 'measures' | 'switches' | undefined;
  /** Largest set tried. Default: 12 measures, or 6 switches. */
  readonly maxSize?: number | undefined;
  /** Most sets returned. Default: 40. */
  readonly maxSets?: number | undefined;
}

/**
 * The smallest sets that, switched on besides `base`, leave none of the paths, smallest first; never one under which
 * alice's own flow does not finish. Of paths that are not `complete` it says nothing, and a `RangeError` is thrown.
 */
export function breakingSets(
  of: Pick<Paths, 'paths' | 'vacuous' | 'complete'>,
  base: Pick<Profile, 'on'>,
  { goal, threat, by = 'measures', maxSize = by === 'switches' ? 6 : 12, maxSets = 40 }: BreakingOptions = {},
): readonly (readonly string[])[] {
  if (!of.complete)
    throw new RangeError('the searches were not exhausted: what breaks these paths need not break all');
  const wanted = of.paths.filter(
    (p) => (goal === undefined || p.goal === goal) && (threat === undefined || p.threats.includes(threat)),
  );
  const bits = ({ on, off }: Condition) => ({ on: bitsOf(on), off: bitsOf(off) });
  const candidates =
    by === 'switches'
      ? switchCandidates([...new Set(wanted.flatMap((p) => p.condition.off))])
      : candidatesOf(measures);
  return smallest(
    wanted.map(({ condition }) => ({ cube: bits(condition) }) as FoundPath),
    bitsOf(base.on),
    candidates,
    of.vacuous.map(bits),
    { maxSize, maxSets },
  );
}
