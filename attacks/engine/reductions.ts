// The reductions: what the search leaves out, by name. Each can be turned off; what it rests on is argued in
// `docs/decisions`, and a test compares the search with and without it.

import { type DeadFields, deadFields, type Letter, poison } from '../../model/entities/deadFields.js';
import type { Scenario } from '../../model/scenario.js';
import { type Component, initialLocal } from '../../model/world.js';
import { type IdleChoice, idleChoices } from '../moves/idle.js';
import type { Edge } from './edges.js';
import type { LocalStates } from './memo.js';

export interface Reductions {
  /** A message put down in a tab that has nothing more to do is no move. */
  readonly putDown: boolean;
  /** Revocations that are recorded and not followed; null: each is followed. */
  readonly spent: typeof isSpent | null;
  /** Rows of `deadFields` that are in force. */
  readonly dead: readonly DeadFields[];
  /** Choices of the attacker that another does as well, and that are left out. */
  readonly idle: readonly IdleChoice[];
  /** Dead fields throw when they are read, instead of getting their first value: for a test. */
  readonly poison?: boolean;
}
export const allReductions: Reductions = {
  putDown: true,
  spent: isSpent,
  dead: deadFields,
  idle: idleChoices,
};
export const noReductions: Reductions = { putDown: false, spent: null, dead: [], idle: [] };

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

type Statuses = Readonly<Record<string, unknown>>;
const tokenFields = /^(access|refresh)\d$/;
/** Whether a local state of an authorization is another one but for tokens that are revoked. */
const isRevocation = (before: Statuses, after: Statuses): boolean =>
  Object.keys(after).every(
    (field) => after[field] === before[field] || (tokenFields.test(field) && after[field] === 'revoked'),
  );

/**
 * Whether all that an edge does to the world is to revoke tokens, and nothing can be done after it that could not be done
 * without it: who presents a revoked token is refused. Being refused ends a session of the client, which leaves responses
 * to another session if there is one, and keeps the client from using a refresh token, which could show that somebody else
 * has used it; so there must be neither.
 */
export function isSpent(locals: LocalStates): (edge: Edge, ids: Int32Array, base: number) => boolean {
  const { components, scenario } = locals;
  if (scenario.sessions > 1 || scenario.refresh) return () => false;
  const isGrant = components.map((c) => c[0] === 'g');
  return ({ writes }, ids, base) => {
    if (writes.length !== 2 || !isGrant[writes[0]!]) return false;
    const before = locals.get(writes[0]!, ids[base + writes[0]!]!);
    const after = locals.get(writes[0]!, writes[1]!);
    return before.value === after.value && isRevocation(before.context, after.context);
  };
}
