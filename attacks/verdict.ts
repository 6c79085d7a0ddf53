// One configuration and one attacker, asked: is a goal reached? An attack that is told of was replayed.

import { type OneSetting, shortestIn } from './engine/oneSetting.js';
import type { GoalId } from './goals.js';
import { bitsOf, holdsAt } from './search/conditions.js';
import { type Attack, replay } from './search/replay.js';
import { honestRun } from './search/vacuity.js';

/** States of the world after which a search of one configuration is given up, unless told otherwise. */
export const usualStates = 2_000_000;

export type Verdict = 'attack' | 'none' | 'vacuous' | 'inconclusive';
export interface Answer {
  readonly verdict: Verdict;
  /** A shortest attack on the first goal that is reached, replayed. */
  readonly attack: Attack | null;
}

/**
 * Whether one of the goals is reached. `none` is said only of a search that was exhausted.
 * @throws if what the search found does not replay
 */
export function verdictOn(
  setting: OneSetting,
  wanted: readonly GoalId[],
  budget: { readonly maxSeconds?: number; readonly maxStates?: number } = {},
): Answer {
  if (honestRun(setting.scenario).vacuous.some((cube) => holdsAt(cube, bitsOf([...setting.on]))))
    return { verdict: 'vacuous', attack: null };
  const { reached, complete } = shortestIn(setting, wanted, budget);
  const goal = wanted.find((id) => reached.has(id));
  if (goal === undefined) return { verdict: complete ? 'none' : 'inconclusive', attack: null };
  const ran = replay(reached.get(goal)!, goal, setting);
  if ('failure' in ran)
    throw new Error(
      `the proposed attack on ${goal} does not replay at step ${ran.failure.failedAt}: ${ran.failure.why}`,
    );
  return { verdict: 'attack', attack: ran.attack };
}
