// The reductions: what the search leaves out, by name. Each can be turned off; what it rests on is argued in
// `docs/decisions`, and a test compares the search with and without it.

import type { GrantContext } from '../../model/entities/authorizationServer.js';
import type { ClientContext } from '../../model/entities/client.js';
import {
  type DeadFields,
  deadFields,
  type Letter,
  poison,
  readable,
} from '../../model/entities/deadFields.js';
import type { Local } from '../../model/entities/entity.js';
import type { Scenario } from '../../model/scenario.js';
import { type Component, initialLocal } from '../../model/world.js';
import { type IdleChoice, idleChoices } from '../moves/idle.js';
import type { Edge } from './edges.js';
import type { LocalStates } from './memo.js';

export interface Reductions {
  /** A message put down in a tab that has nothing more to do is no move. */
  readonly putDown: boolean;
  /** What the attacker has going on by itself goes on before anything else: it could have begun later. */
  readonly ownFirst: boolean;
  /** Rows of `deadFields` that are in force. */
  readonly dead: readonly DeadFields[];
  /** Choices of the attacker that another does as well, and that are left out. */
  readonly idle: readonly IdleChoice[];
  /** Dead fields throw when they are read, instead of getting their first value: for a test. */
  readonly poison?: boolean;
}
export const allReductions: Reductions = {
  putDown: true,
  ownFirst: true,
  dead: deadFields,
  idle: idleChoices,
};
export const noReductions: Reductions = { putDown: false, ownFirst: false, dead: [], idle: [] };

/** Rewrites a state of the world, given as local-state numbers, into the one that stands for all that are like it. */
export type Canonical = (ids: Int32Array) => void;

const holdsIn = (row: DeadFields, scenario: Scenario): boolean =>
  Object.entries(row.where ?? {}).every(([key, value]) => scenario[key as keyof Scenario] === value);

/** Null: nothing is rewritten. */
export function canonicalIn(
  locals: LocalStates,
  { dead, poison: poisons = false }: Reductions,
): Canonical | null {
  const rows = dead.filter((row) => holdsIn(row, locals.scenario));
  if (rows.length === 0) return null;
  const { components } = locals;
  // Each condition on the rest of the world is one bit: some instance is in one of its states.
  const conditions = [...new Set(rows.flatMap((row) => row.once ?? []))];
  const letters = components.map((c) => c[0] as Letter);
  const rowsOf = new Map<Letter, readonly DeadFields[]>(
    [...new Set(letters)].map((letter) => [letter, rows.filter((row) => row.letter === letter)]),
  );
  /** Of each local state of a component, which conditions it breaks. */
  const breaks = components.map((): number[] => []);
  const breaksOf = (component: number, id: number): number =>
    (breaks[component]![id] ??= conditions.reduce(
      (bits, { letter, in: states }, i) =>
        letter === letters[component] && states.includes(locals.get(component, id).value)
          ? bits | (1 << i)
          : bits,
      0,
    ));
  const first = components.map((c) => initialLocal(c as Component, locals.scenario).context);
  /** Of each local state, by the conditions that are broken, the number of the one that stands for it. */
  const made = components.map((): number[][] => []);
  const standsFor = (component: number, id: number, broken: number): number => {
    const local = locals.get(component, id);
    const fields = rowsOf
      .get(letters[component]!)!
      .filter(
        (row) =>
          row.in.includes(local.value) &&
          Object.entries(row.having ?? {}).every(([field, value]) => local.context[field] === value) &&
          (row.once ?? []).every((c) => ((broken >> conditions.indexOf(c)) & 1) === 0),
      )
      .flatMap((row) => row.fields);
    if (fields.length === 0) return id;
    if (poisons) return locals.id(component, poison(local, fields));
    const reset = Object.fromEntries(fields.map((field) => [field, first[component]![field]]));
    return locals.id(component, { value: local.value, context: { ...local.context, ...reset } });
  };
  const width = components.length;
  const isRewritten = letters.map((letter) => (rowsOf.get(letter)?.length ?? 0) > 0);
  return (ids) => {
    let broken = 0;
    for (let i = 0; i < width; i++) broken |= breaksOf(i, ids[i]!);
    for (let i = 0; i < width; i++) {
      if (!isRewritten[i]) continue;
      const id = ids[i]!;
      ids[i] = (made[i]![id] ??= [])[broken] ??= standsFor(i, id, broken);
    }
  };
}

/**
 * Whether an edge only puts down what a tab carries, where the tab's authorization is taken, no time is left, and
 * nothing is learnt: then whatever can be done after it could be done without it.
 */
export function isPutDown(locals: LocalStates): (edge: Edge, ids: Int32Array, base: number) => boolean {
  const { components, indexOf, scenario } = locals;
  const clock = indexOf.get('t')!;
  const authorization = components.map((c) =>
    c[0] === 'u' ? indexOf.get(`g${c[1]}` as Component) : undefined,
  );
  return ({ writes, learns, goals }, ids, base) => {
    if (writes.length !== 2 || writes[1] !== 0 || learns.length > 0 || goals.length > 0) return false;
    const taken = authorization[writes[0]!];
    return (
      taken !== undefined &&
      ids[base + taken] !== 0 &&
      Number(locals.get(clock, ids[base + clock]!).value) >= scenario.ticks
    );
  };
}

/**
 * Of each state of the world, the instance with which only the attacker has to do so far: an authorization of its own
 * account whose code and tokens nobody else holds, or a session of its own that holds nothing of the bank's and whose
 * secrets stand nowhere else. -1: there is none.
 *
 * While there is one, only moves that go on with it are made, or that begin another of the kind. Any other move could have
 * been made before it began: it needs nothing of it, and what the attacker has going on by itself takes no slot from
 * anybody and grows no better by waiting. That does not hold of whoever can use a secret of it so that nothing shows it.
 */
export function ownIn(locals: LocalStates): {
  readonly at: (ids: Int32Array, base: number) => number;
  readonly is: (component: number, id: number) => boolean;
} {
  const { components } = locals;
  /** Of each local state, whether it may be such an instance (1) and which slots it mentions (bits above). */
  const known = components.map((): number[] => []);
  const look = (component: number, id: number): number => {
    const local = locals.get(component, id);
    let bits = isOwn(components[component]![0] as Letter, local) ? 1 : 0;
    const text = JSON.stringify(readable(local.context));
    components.forEach((c, i) => {
      if (i !== component && text.includes(`:${c}`)) bits |= 2 << i;
    });
    return bits;
  };
  const bitsOf = (component: number, id: number) => (known[component]![id] ??= look(component, id));
  const is = (component: number, id: number) => (bitsOf(component, id) & 1) === 1;
  const at = (ids: Int32Array, base: number) => {
    let own = 0;
    let mentioned = 0;
    for (let i = 0; i < components.length; i++) {
      const bits = bitsOf(i, ids[base + i]!);
      if (bits & 1) own |= 2 << i;
      mentioned |= bits & ~1;
    }
    const candidates = own & ~mentioned;
    if (candidates === 0) return -1;
    return 30 - Math.clz32(candidates);
  };
  return { at, is };
}

function isOwn(letter: Letter, { value, context }: Local): boolean {
  if (letter === 'g') {
    const c = context as unknown as GrantContext;
    return (
      value === 'issued' &&
      c.owner === 'attacker' &&
      [c.holder0, c.holder1, c.holder2].every((holder) => holder === 'none' || holder === 'attacker') &&
      c.code !== 'burnt'
    );
  }
  const c = context as unknown as ClientContext;
  if (letter !== 's' || c.agent !== 'attacker' || c.aliceSees) return false;
  const isEmpty = (c.code === 'none' || c.code === 'code:junk') && c.foreign === 'none';
  const holdsNothing = (c.access === 'none' || c.access === 'access:evil') && c.refresh === 'none';
  return isEmpty && holdsNothing && ['requested', 'received', 'redeeming', 'holding'].includes(value);
}
