// The plain search: breadth-first, one configuration, one attacker, no reduction. It is the oracle that the lifted
// search is tested against, and the shortest way to understand it. Only a test of something else, in a world that is
// too large for every choice, names choices to leave out.

import { moveId } from '../../model/world.js';
import type { GoalId } from '../goals.js';
import { type IdleChoice, idleIn } from '../moves/idle.js';
import {
  askXState,
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  performAt,
  type Setting,
} from './concrete.js';
import type { MachineStep } from './perform.js';

export interface NaiveResult {
  /** For each goal reached, the moves of a shortest way to it. */
  readonly reached: ReadonlyMap<GoalId, readonly string[]>;
  readonly states: number;
  readonly transitions: number;
  readonly complete: boolean;
  /** Ways of at most so many moves were all gone through; infinite if the search is complete. */
  readonly depth: number;
}

const keyOf = ({ locals, known }: ConcreteState): string =>
  JSON.stringify([[...locals.values()].map(({ value, context }) => [value, context]), [...known].sort()]);

export interface NaiveOptions {
  /** The search is given up after so many states. */
  readonly maxStates?: number;
  readonly step?: MachineStep;
  /** Choices that are left out where their switches stand so; none unless they are given. */
  readonly idle?: readonly IdleChoice[];
}

export function naive(
  setting: Setting,
  { maxStates = 1_000_000, step = askXState, idle = [] }: NaiveOptions = {},
): NaiveResult {
  const families = familiesOf(
    setting.scenario,
    idleIn(idle, (id) => setting.on.has(id)),
  );
  const first = initialState(setting.scenario);
  const queue: { state: ConcreteState; from: number; move: string; depth: number }[] = [
    { state: first, from: -1, move: '', depth: 0 },
  ];
  const seen = new Set([keyOf(first)]);
  const reached = new Map<GoalId, readonly string[]>();
  let transitions = 0;
  const wayTo = (at: number): string[] =>
    queue[at]!.from === -1 ? [] : [...wayTo(queue[at]!.from), queue[at]!.move];
  for (let at = 0; at < queue.length; at++) {
    const { state, depth } = queue[at]!;
    for (const move of movesAt(state, setting, families)) {
      const done = performAt(state, move, setting, step);
      if (done === null) continue;
      transitions++;
      for (const goal of done.goals) if (!reached.has(goal)) reached.set(goal, [...wayTo(at), moveId(move)]);
      const key = keyOf(done.state);
      if (seen.has(key)) continue;
      seen.add(key);
      if (queue.length >= maxStates)
        return { reached, states: queue.length, transitions, complete: false, depth };
      queue.push({ state: done.state, from: at, move: moveId(move), depth: depth + 1 });
    }
  }
  return { reached, states: queue.length, transitions, complete: true, depth: Number.POSITIVE_INFINITY };
}
