// One configuration and one attacker: every choice settled, so the functions of the search are constants.

import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type GoalId, goalIndex, goals } from '../goals.js';
import { explore, type ExploreOptions } from './explore.js';
import { traceAt } from './witness.js';

export interface OneSetting {
  readonly scenario: Scenario;
  readonly on: ReadonlySet<SwitchId>;
  /** The attacker has exactly these. */
  readonly capabilities: ReadonlySet<CapabilityId>;
}
export interface Shortest {
  /** For each goal reached, the moves of a shortest way to it. */
  readonly reached: ReadonlyMap<GoalId, readonly string[]>;
  readonly complete: boolean;
}

/** The shortest ways of one attacker in one configuration. Whether the honest run finishes is not asked. */
export function shortestIn(
  { scenario, on, capabilities }: OneSetting,
  wanted: readonly GoalId[],
  options: Pick<ExploreOptions, 'maxSeconds' | 'maxStates' | 'reductions'> = {},
): Shortest {
  const run = explore({
    scenario,
    wanted: new Set(wanted),
    settled: (choice) => on.has(choice as SwitchId) || capabilities.has(choice as CapabilityId),
    log: true,
    ...options,
  });
  const reached = new Map<GoalId, readonly string[]>();
  for (const id of wanted) {
    const goal = goalIndex.get(id)!;
    if (run.reached[goal] !== 0) reached.set(goals[goal]!.id, traceAt(run, goal, () => true)!.moves);
  }
  return { reached, complete: run.complete };
}
