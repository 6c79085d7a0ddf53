// What the model says of a trace in the configuration that a stack really has: how far it runs, and which check stops it.

import {
  askXState,
  familiesOf,
  initialState,
  movesAt,
  movesOffered,
  type Performed,
  performAt,
  type Setting,
} from '../../../attacks/search/concrete.js';
import type { GoalId } from '../../../attacks/goals.js';
import { type SwitchId, switchIds } from '../../../model/switches.js';
import { type Move, moveId } from '../../../model/world.js';

export interface NamedMove {
  readonly actor: string;
  readonly action: string;
  readonly choice: Readonly<Record<string, unknown>>;
}
export interface TraceMove extends NamedMove {
  readonly refusals: readonly string[];
  readonly learns: readonly string[];
}
export const nameOf = (m: NamedMove): string => moveId(m as unknown as Move);

export interface Expected {
  /** The step at which the trace is something else than in its own configuration, from 1; null: it runs as it is. */
  readonly stopsAt: number | null;
  /** Checks that are made there and were not made in the trace's own configuration. */
  readonly checks: readonly SwitchId[];
  /** A refusal by its name, or what the attacker does not know. */
  readonly why: string | null;
  readonly performed: readonly Performed[];
}

/** Runs the moves of a trace under another setting. */
export function expect(
  trace: readonly TraceMove[],
  goal: GoalId,
  own: ReadonlySet<string>,
  setting: Setting,
): Expected {
  const families = familiesOf(setting.scenario);
  let state = initialState(setting.scenario);
  const performed: Performed[] = [];
  /** What was not learnt that the trace learns, and where. */
  const missed: { readonly term: string; readonly at: number }[] = [];
  const newlyOn = (asked: readonly SwitchId[]) => asked.filter((id) => setting.on.has(id) && !own.has(id));
  for (const [i, step] of trace.entries()) {
    // A move for those who send no challenge is, where one is sent and known, the same with it.
    const { unless, ...choice } = step.choice;
    const isOtherwise = unless !== undefined && setting.on.has(unless as SwitchId);
    const name = nameOf(isOtherwise ? { ...step, choice } : step);
    const move = movesAt(state, setting, families).find((m) => moveId(m) === name);
    const stop = (checks: readonly SwitchId[], why: string): Expected => ({
      stopsAt: i + 1,
      checks,
      why,
      performed,
    });
    if (move === undefined) {
      const offered = movesOffered(state, setting.scenario, families).find((m) => moveId(m) === name);
      const needed = offered?.needs?.flat().find((t) => !state.known.has(t));
      if (needed === undefined) return stop([], 'nobody can make this move');
      const from = missed.find(({ term }) => term === needed);
      return stop(
        [],
        `the attacker does not know ${needed}${from === undefined ? '' : ` (in the trace it learns it at step ${from.at})`}`,
      );
    }
    const asked: SwitchId[] = [];
    const done = performAt(state, move, setting, askXState, (h) => {
      if (h.kind === 'asked' && h.on) asked.push(h.switch);
    });
    if (done === null) return stop(newlyOn(asked), 'a check rules this move out');
    const refusals = done.effect.refusals.join();
    if (refusals !== step.refusals.join()) return stop(newlyOn(asked), refusals);
    for (const term of step.learns) if (!done.state.known.has(term)) missed.push({ term, at: i + 1 });
    performed.push(done);
    state = done.state;
    if (i === trace.length - 1 && !done.goals.has(goal))
      return stop(newlyOn(asked), `${goal} is not reached`);
  }
  return { stopsAt: null, checks: [], why: null, performed };
}
export const settingWith = (
  is: Readonly<Record<string, boolean>>,
  { scenario, capabilities }: Pick<Setting, 'scenario' | 'capabilities'>,
): Setting => ({ scenario, capabilities, on: new Set(switchIds.filter((id) => is[id])) });
