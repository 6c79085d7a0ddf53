// The rows of a machine, read from its definition and asked directly: what XState would answer, many times faster.
// The definition stays XState's; that both answer alike is a test over every step that searches ask.

import type { AnyStateMachine } from 'xstate';
import { extended } from './deadFields.js';
import type { Ask, Entity, EntityEvent, Local, Output, StepResult } from './entity.js';

type Data = Readonly<Record<string, unknown>>;
type Args = { readonly context: Data; readonly event: Data };
type Assigner = (args: Args, params: unknown) => Data;

interface Row {
  readonly guard: ((args: Args, params: unknown) => boolean) | null;
  readonly params: unknown;
  readonly target: string | null;
  readonly assigns: readonly { readonly assign: Assigner; readonly params: unknown }[];
  readonly sends: readonly string[];
  readonly refusal: string | null;
  readonly ignores: boolean;
}

/** For each state and event, the rows in their order. */
type Table = ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>;

const tables = new WeakMap<Entity, Table>();
function tableOf(entity: Entity): Table {
  let table = tables.get(entity);
  if (table === undefined) tables.set(entity, (table = read(entity.machine)));
  return table;
}

/**
 * One step of one machine: the first row whose guard holds. The same local state, event and answers give the same
 * result as `askMachine`.
 */
export function step(entity: Entity, local: Local, event: EntityEvent, ask: Ask): StepResult {
  const rows = tableOf(entity).get(local.value)?.get(event.type);
  const asked = { ...event, ask };
  const args = { context: local.context, event: asked };
  const row = rows?.find(({ guard, params }) => guard === null || guard(args, params));
  if (row === undefined) return { local, outputs: [], handled: false, refusal: null };
  let { context } = local;
  // Each assignment sees what those before it made.
  for (const { assign, params } of row.assigns)
    context = extended(context, assign({ context, event: asked }, params));
  const value = row.target ?? local.value;
  const outputs: Output[] = row.sends.map((message) => {
    const compose = (entity.compose as Readonly<Record<string, unknown>>)[message] as
      | ((c: unknown, e: unknown) => Data)
      | undefined;
    if (compose === undefined)
      throw new Error(`${entity.id} sends ${message} but does not say what is in it`);
    return { message, fields: compose(context, asked) };
  });
  return {
    local: value === local.value && context === local.context ? local : { value, context },
    outputs,
    handled: !row.ignores,
    refusal: row.refusal,
  };
}

/** A machine's rows, from its definition as data and its guards and actions by name. */
function read(machine: AnyStateMachine): Table {
  const { guards, actions } = machine.implementations as unknown as {
    readonly guards: Readonly<Record<string, (args: Args, params: unknown) => boolean>>;
    readonly actions: Readonly<Record<string, unknown>>;
  };
  const states = (machine.config as { readonly states: Readonly<Record<string, { readonly on?: Data }>> })
    .states;
  const rowsOf = (given: unknown): readonly Row[] => (Array.isArray(given) ? given : [given]).map(rowOf);
  const rowOf = (given: {
    readonly guard?: { readonly type: string; readonly params?: unknown };
    readonly target?: string;
    readonly actions?: readonly { readonly type: string; readonly params?: unknown }[];
  }): Row => {
    const made = given.actions ?? [];
    const guard = given.guard === undefined ? null : guards[given.guard.type];
    if (guard === undefined) throw new Error(`${machine.id}: there is no guard \`${given.guard?.type}\``);
    return {
      guard,
      params: given.guard?.params,
      target: given.target ?? null,
      assigns: made
        .filter(({ type }) => !marks.has(type))
        .map(({ type, params }) => ({ assign: assignerOf(actions[type], `${machine.id}.${type}`), params })),
      sends: made
        .filter(({ type }) => type === 'send')
        .map(({ params }) => (params as { message: string }).message),
      refusal:
        made
          .filter(({ type }) => type === 'refuse')
          .map(({ params }) => (params as { reason: string }).reason)
          .at(-1) ?? null,
      ignores: made.some(({ type }) => type === 'ignore'),
    };
  };
  return new Map(
    Object.entries(states).map(([value, { on = {} }]) => [
      value,
      new Map(Object.entries(on).map(([type, given]) => [type, rowsOf(given)])),
    ]),
  );
}

/** Actions that say something and change nothing. */
const marks: ReadonlySet<string> = new Set(['send', 'refuse', 'ignore']);

/** What an `assign` of XState's assigns: an object of values and functions, or one function that gives the object. */
function assignerOf(action: unknown, name: string): Assigner {
  const assignment = (action as { readonly assignment?: unknown } | undefined)?.assignment;
  if (typeof assignment === 'function') return assignment as Assigner;
  if (typeof assignment !== 'object' || assignment === null) throw new Error(`\`${name}\` is no assignment`);
  const fields = Object.entries(assignment);
  return (args, params) =>
    Object.fromEntries(
      fields.map(([key, value]) => [key, typeof value === 'function' ? value(args, params) : value]),
    );
}
