// Would a verdict notice if a check were not there? Guarded rows of the machines are taken out, one in turn, and the plain
// search is run on a small cell; the row is noticed if the cell reaches other goals, or one in fewer moves. A search that
// is cut short is compared as deep as it looked.
// SEKISHO_CELLS=all tries every row in every cell, and says which rows nothing notices; it takes half an hour.

import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, createMachine } from 'xstate';
import type { GoalId } from '../attacks/goals.js';
import { idleChoices } from '../attacks/moves/idle.js';
import { naive } from '../attacks/search/naive.js';
import type { MachineStep } from '../attacks/search/perform.js';
import { StepTable } from '../attacks/search/stepTable.js';
import type { Entity } from '../model/entities/entity.js';
import { type SwitchId, switchIds } from '../model/switches.js';
import { entities, entityOf } from '../model/world.js';
import { type Cell, cells, maxStates, notYetCovered, reasons, spare, worlds } from './mutationCells.js';

interface Row {
  readonly entity: Entity;
  readonly state: string;
  readonly event: string;
  readonly index: number;
  readonly name: string;
}
type Rows = readonly {
  readonly guard?: { readonly type: string; readonly params?: { readonly under?: readonly SwitchId[] } };
}[];
type Config = { states: Record<string, { on?: Record<string, Rows | Rows[number]> }> };

/** Rows by their guards; where one guard has several rows, also by the switches under which they fire. */
const namesOf = (list: Rows): readonly (string | null)[] =>
  list.map(({ guard }) => {
    if (guard === undefined) return null;
    const isOne = list.filter((row) => row.guard?.type === guard.type).length === 1;
    return isOne ? guard.type : `${guard.type} under ${guard.params!.under!.join(' + ')}`;
  });

const rows: readonly Row[] = entities.flatMap((entity) =>
  Object.entries((entity.machine.config as unknown as Config).states).flatMap(([state, { on }]) =>
    Object.entries(on ?? {}).flatMap(([event, list]) =>
      namesOf([list].flat() as Rows).flatMap((name, index) =>
        name === null
          ? []
          : [{ entity, state, event, index, name: `${entity.id}.${state}.${event} ${name}` }],
      ),
    ),
  ),
);

/** The machine without a row. */
function without({ entity, state, event, index }: Row): AnyStateMachine {
  const { machine } = entity;
  const config = structuredClone(machine.config) as unknown as Config;
  const on = config.states[state]!.on!;
  on[event] = ([on[event]!].flat() as Rows).toSpliced(index, 1);
  return createMachine(config as never).provide(
    machine.implementations as never,
  ) as unknown as AnyStateMachine;
}

const tables = new Map<string, StepTable>();
const tableOf = (world: string): StepTable => {
  if (!tables.has(world)) tables.set(world, new StepTable());
  return tables.get(world)!;
};

const switchesOf = ({ on, off }: Cell): ReadonlySet<SwitchId> =>
  new Set(
    on === undefined
      ? switchIds.filter((id) => !off!.includes(id) && !spare.includes(id))
      : ['consent.asked', ...on],
  );
/** What the plain search finds in a cell: goals with the number of moves to each, and the depth up to which it looked. */
interface Found {
  readonly lengths: ReadonlyMap<GoalId, number>;
  readonly depth: number;
}
function reached(cell: Cell, step: MachineStep): Found {
  const { reached: ways, depth } = naive(
    { scenario: worlds[cell.world], on: switchesOf(cell), capabilities: new Set(cell.by) },
    { maxStates, step, idle: idleChoices },
  );
  return { lengths: new Map([...ways].map(([goal, way]) => [goal, way.length])), depth };
}
/** Whether two searches differ in what both looked at: a goal that one reaches, or reaches sooner. */
function differ(a: Found, b: Found): boolean {
  const depth = Math.min(a.depth, b.depth);
  const shown = ({ lengths }: Found) =>
    [...lengths].flatMap(([goal, length]) => (length <= depth ? [`${goal} in ${length}`] : [])).sort();
  return shown(a).join() !== shown(b).join();
}

type AskedStep = readonly [...Parameters<MachineStep>];
/** The steps that are asked for in a cell, by the rows that they are looked up in, each once. */
const asked = new Map<Cell, Map<string, Map<string, AskedStep>>>();
const originals = new Map<Cell, Found>();
const original = (cell: Cell): Found => {
  if (!originals.has(cell)) {
    const on = switchesOf(cell);
    const steps = new Map<string, Map<string, AskedStep>>();
    asked.set(cell, steps);
    const step: MachineStep = (component, local, event, ask) => {
      const key = `${entityOf(component).id}.${local.value}.${event.type}`;
      if (!steps.has(key)) steps.set(key, new Map());
      const askCell = (id: SwitchId) => on.has(id);
      steps.get(key)!.set(JSON.stringify([component, local, event]), [component, local, event, askCell]);
      return tableOf(cell.world).step(component, local, event, ask);
    };
    originals.set(cell, reached(cell, step));
  }
  return originals.get(cell)!;
};

/** The first cell that tells the mutant from the original; a machine that gets stuck in an error is told too. */
function noticedBy(row: Row, among: readonly Cell[]): Cell | undefined {
  const { entity } = row;
  const mutant = without(row);
  const kept = entity.machine;
  const steps = new Map<string, StepTable>();
  return among.find((cell) => {
    // Before the machine is changed: the steps of the original are looked up as they are asked for.
    const before = original(cell);
    if (!steps.has(cell.world)) steps.set(cell.world, new StepTable());
    const own = steps.get(cell.world)!;
    const kinds = asked.get(cell)!.get(`${entity.id}.${row.state}.${row.event}`) ?? new Map();
    const isSame = (args: AskedStep) =>
      JSON.stringify(own.step(...args)) === JSON.stringify(tableOf(cell.world).step(...args));
    (entity as { machine: AnyStateMachine }).machine = mutant;
    try {
      // Where no step of the original's comes out otherwise, the mutant is the original.
      if ([...kinds.values()].every(isSame)) return false;
      const after = reached(cell, (c, ...rest) =>
        (entityOf(c) === entity ? own : tableOf(cell.world)).step(c, ...rest),
      );
      return differ(before, after);
    } catch {
      return true;
    } finally {
      (entity as { machine: AnyStateMachine }).machine = kept;
    }
  });
}

const looksAtAll = process.env.SEKISHO_CELLS === 'all';
const cellsFor = (row: Row): readonly Cell[] =>
  looksAtAll ? cells : cells.filter((cell) => cell.for.includes(row.name));
const unnoticed = [...Object.keys(reasons), ...notYetCovered];

describe('a check taken out', () => {
  const names = rows.map(({ name }) => name);
  test('each row is said to be noticed by one cell, or said not to be', () => {
    const said = [...cells.flatMap((cell) => cell.for), ...unnoticed];
    expect(said.toSorted()).toEqual(names.toSorted());
    expect(new Set(names).size).toBe(names.length);
    expect(names.length - unnoticed.length).toBeGreaterThanOrEqual(60);
  });

  const noticed = rows.filter(({ name }) => !unnoticed.includes(name));
  test.each(noticed.map((row) => [row.name, row] as const))('%s: is noticed', (_, row) => {
    expect(noticedBy(row, cellsFor(row))).toBeDefined();
  });

  const others = rows.filter(({ name }) => unnoticed.includes(name));
  test.runIf(looksAtAll).each(others.map((row) => [row.name, row] as const))(
    '%s: is not noticed',
    (_, row) => {
      expect(noticedBy(row, cells)).toBeUndefined();
    },
  );

  test('is put back', () => {
    for (const cell of cells.slice(0, 5)) expect(reached(cell, new StepTable().step)).toEqual(original(cell));
  });
});
