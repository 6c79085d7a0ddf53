// A walk through the world of one setting, one move at a time, forward and back. Every choice is offered: no reduction is
// used. A walk is a value; making a move or taking one back gives another.

import type { GoalId } from '../../attacks/goals.js';
import {
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  performAt,
  type Setting,
} from '../../attacks/search/concrete.js';
import { replay, type ReplayResult, type TraceStep, traceStep } from '../../attacks/search/replay.js';
import { moveId } from '../../model/world.js';

/** A move that was made. */
export interface Taken {
  readonly id: string;
  readonly step: TraceStep;
  /** Goals that it reaches, what must be possible for alice included. */
  readonly goals: ReadonlySet<GoalId>;
  readonly state: ConcreteState;
}
export interface Walk {
  readonly setting: Setting;
  readonly taken: readonly Taken[];
  /** Moves to go on with, by name: of a trace that was opened, or taken back. They need not be possible. */
  readonly ahead: readonly string[];
}

/** A walk before its first move. `ahead`: the moves that `forward` makes, by name. */
export const beginWalk = (setting: Setting, ahead: readonly string[] = []): Walk => ({
  setting,
  taken: [],
  ahead,
});

export const stateOf = ({ setting, taken }: Walk): ConcreteState =>
  taken.at(-1)?.state ?? initialState(setting.scenario);

/**
 * Makes the move of that name. Null: nobody can make it here, or a check rules it out. Where it is what comes next, the rest
 * of what is ahead stays; any other move drops it.
 */
export function make(walk: Walk, id: string): Walk | null {
  const { setting, taken, ahead } = walk;
  const state = stateOf(walk);
  const move = movesAt(state, setting, familiesOf(setting.scenario)).find((m) => moveId(m) === id);
  const done = move === undefined ? null : performAt(state, move, setting);
  if (move === undefined || done === null) return null;
  const next: Taken = {
    id,
    step: traceStep(taken.length + 1, move, done),
    goals: done.goals,
    state: done.state,
  };
  return { setting, taken: [...taken, next], ahead: ahead[0] === id ? ahead.slice(1) : [] };
}

/** Makes the next move ahead. Null: there is none, or it cannot be made here. */
export const forward = (walk: Walk): Walk | null =>
  walk.ahead.length === 0 ? null : make(walk, walk.ahead[0]!);

/** Takes the last move back; it is ahead then. Null at the beginning. */
export function back({ setting, taken, ahead }: Walk): Walk | null {
  const last = taken.at(-1);
  return last === undefined ? null : { setting, taken: taken.slice(0, -1), ahead: [last.id, ...ahead] };
}

/** The attacker's goals that were reached, each with the number of the last step that reached it. */
export function reachedIn({ taken }: Walk): ReadonlyMap<GoalId, number> {
  const reached = new Map<GoalId, number>();
  for (const { goals, step } of taken)
    for (const goal of goals) if (!goal.startsWith('honest.')) reached.set(goal, step.n);
  return reached;
}

/** The walk up to the last step that reaches the goal, replayed as an attack. A failure where none does. */
export function attackOf(walk: Walk, goal: GoalId): ReplayResult {
  const upTo = reachedIn(walk).get(goal) ?? walk.taken.length;
  return replay(
    walk.taken.slice(0, upTo).map(({ id }) => id),
    goal,
    walk.setting,
  );
}
