// Traces in the Informal Trace Format (Apalache's ADR-015), out and in. The variables are those of the TLA+ export.

import { z } from 'zod';
import { moveId } from '../../model/world.js';
import { switchIds } from '../../model/switches.js';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import {
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  performAt,
  type Setting,
} from '../../attacks/search/concrete.js';
import type { ExportModel } from './model.js';
import { stateName } from './names.js';
import { startMove, variablesOf } from './tla.js';
import type { ForeignTrace } from './trail.js';

export type ItfValue = string | { readonly '#set': readonly string[] };
export type ItfState = Readonly<Record<string, ItfValue>>;
export interface ItfTrace {
  readonly vars: readonly string[];
  readonly states: readonly ItfState[];
}

const setOf = (items: Iterable<string>): ItfValue => ({ '#set': [...items].sort() });

/** The states that moves lead through, as ITF. The moves must have been replayed. */
export function itfStates(
  model: ExportModel,
  moves: readonly string[],
  setting: Setting,
): readonly ItfState[] {
  const { subject, locals } = model;
  const families = familiesOf(setting.scenario);
  let state = initialState(setting.scenario);
  const told = (at: ConcreteState, move: string, reached: Iterable<string>): ItfState => ({
    ...Object.fromEntries(
      locals.components.map((c, i) => [c, stateName(locals, i, locals.number(i, at.locals.get(c)!))]),
    ),
    known: setOf(at.known),
    reached: setOf(reached),
    move,
    ...(subject.on === null && {
      on: setOf(setting.on),
      off: setOf(switchIds.filter((id) => !setting.on.has(id))),
    }),
    ...(subject.atMost !== null && { has: setOf(setting.capabilities) }),
  });
  const states = [told(state, startMove, [])];
  for (const [i, name] of moves.entries()) {
    const move = movesAt(state, setting, families).find((m) => moveId(m) === name);
    const done = move === undefined ? null : performAt(state, move, setting);
    if (done === null) throw new Error(`step ${i + 1} cannot be made: ${name}`);
    state = done.state;
    states.push(
      told(
        state,
        name,
        [...done.goals].filter((g) => subject.goals.includes(g)),
      ),
    );
  }
  return states;
}

/** A trace as an ITF document. */
export const itfOf = (model: ExportModel, states: readonly ItfState[]) => ({
  '#meta': { format: 'ITF', description: 'Exported by sekisho', subject: model.subject },
  vars: variablesOf(model.subject, model.locals.components),
  states: states.map((state, index) => ({ '#meta': { index }, ...state })),
});

const value = z.union([z.string(), z.object({ '#set': z.array(z.string()) })]);
const itfSchema = z.object({
  vars: z.array(z.string()),
  states: z
    .array(z.record(z.string(), z.unknown()))
    .min(1)
    .transform((all) =>
      all.map((state) => Object.fromEntries(Object.entries(state).filter(([key]) => !key.startsWith('#')))),
    )
    .pipe(z.array(z.record(z.string(), value))),
});

/** An ITF document, with every variable that is wanted; a text says what is wrong with it. */
export function readItf(data: unknown, wanted: readonly string[]): ItfTrace | string {
  const parsed = itfSchema.safeParse(data);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const { vars, states } = parsed.data;
  const undeclared = wanted.filter((v) => !vars.includes(v));
  if (undeclared.length > 0) return `it does not declare the variable \`${undeclared.join('`, `')}\``;
  for (const [i, state] of states.entries()) {
    const missing = wanted.filter((v) => !(v in state));
    if (missing.length > 0) return `state ${i} has no value for \`${missing.join('`, `')}\``;
    for (const v of wanted) {
      const isSet = typeof state[v] !== 'string';
      if (isSet !== ['known', 'reached', 'on', 'off', 'has'].includes(v))
        return `state ${i}: \`${v}\` must be ${isSet ? 'a string' : 'a set of strings'}`;
    }
  }
  return { vars, states };
}

/** The moves and choices of an ITF trace; a text says what is wrong with it. Steps that change nothing are none. */
export function movesOfItf({ states }: ItfTrace): ForeignTrace | string {
  const moved = states.filter((s, i) => i > 0 && !isSame(s, states[i - 1]!));
  if (moved.length === 0) return 'it makes no moves';
  const last = states.at(-1)!;
  const among = <T extends string>(all: readonly T[], variable: string): T[] => {
    const named = membersOf(last[variable]);
    return all.filter((id) => named.includes(id));
  };
  return {
    moves: moved.map((s) => String(s.move)),
    on: among(switchIds, 'on'),
    off: among(switchIds, 'off'),
    capabilities: among(
      capabilities.map(({ id }) => id),
      'has',
    ),
  };
}

/** The first state that is not as it should be, and the variable; null if all are. Compares instances and knowledge. */
export function differs(
  { states }: ItfTrace,
  should: readonly ItfState[],
  variables: readonly string[],
): {
  readonly state: number;
  readonly variable: string;
  readonly is: string;
  readonly should: string;
} | null {
  const moved = states.filter((s, i) => i === 0 || !isSame(s, states[i - 1]!));
  for (const [i, state] of moved.entries())
    for (const variable of variables) {
      const is = plain(state[variable]);
      const right = plain(should[i]?.[variable]);
      if (is !== right) return { state: i, variable, is, should: right };
    }
  return null;
}

const membersOf = (v: ItfValue | undefined): readonly string[] =>
  v === undefined || typeof v === 'string' ? [] : v['#set'];
const plain = (v: ItfValue | undefined): string =>
  v === undefined ? 'nothing' : typeof v === 'string' ? v : `{${[...v['#set']].sort().join(', ')}}`;
const isSame = (a: ItfState, b: ItfState): boolean =>
  Object.keys(a).every((key) => plain(a[key]) === plain(b[key]));
