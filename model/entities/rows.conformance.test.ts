// The rows of the machines, asked directly, against XState: the machine's definition is XState's, and only what XState
// answers is right. Worlds are gone through as a search goes through them, under every answer to every switch and with
// every capability, and each distinct step that is asked on the way is asked of both. In the smallest world every choice
// of the attacker's is offered; in the others one of those that do as well as each other.
// SEKISHO_CELLS sets how many states of each world are looked at.

import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { EdgeMaker } from '../../attacks/engine/edges.js';
import { LocalStates, Memo } from '../../attacks/engine/memo.js';
import { unmarked, Vocabulary } from '../../attacks/engine/vocabulary.js';
import { goals } from '../../attacks/goals.js';
import { idleChoices, idleIn, nothingIsIdle } from '../../attacks/moves/idle.js';
import { attackerMoves } from '../../attacks/moves/index.js';
import type { MachineStep } from '../../attacks/search/perform.js';
import { States } from '../../attacks/search/store.js';
import { honestMoves } from '../honest.js';
import { defaultScenario, type Scenario } from '../scenario.js';
import { type SwitchId, switchIds } from '../switches.js';
import { type Component, entityOf, initialLocal } from '../world.js';
import {
  type Ask,
  askMachine,
  type Entity,
  type EntityEvent,
  type Local,
  type StepResult,
} from './entity.js';
import { step } from './rows.js';

const maxStates = Number(process.env.SEKISHO_CELLS ?? 300);
const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const worlds: readonly (readonly [string, Scenario])[] = [
  ['the smallest', tiny],
  ['a tick', { ...tiny, ticks: 1 }],
  ['two sessions', { ...tiny, sessions: 2 }],
  ['two authorizations', { ...tiny, grants: 2 }],
  ['a native app', { ...tiny, client: 'native-app', ticks: 1 }],
  ['an app with the token', { ...tiny, client: 'server-app+access-app', ticks: 1 }],
  ['the order in the request', { ...tiny, orders: 'scope-only' }],
  ['refresh', { ...tiny, ticks: 2, refresh: true }],
  ['two sessions of anyone’s', { ...tiny, sessions: 2, roles: 'any' }],
  ['all at once', { ...tiny, sessions: 2, grants: 3, ticks: 2, refresh: true, roles: 'any' }],
];

interface Asked {
  readonly entity: Entity;
  readonly local: Local;
  readonly event: EntityEvent;
}
type Answer =
  | { readonly result: StepResult; readonly order: readonly SwitchId[] }
  | { readonly thrown: string; readonly order: readonly SwitchId[] };

/** What a machine answers, or that it throws, and which switches it asked for, each the first time. */
function answerOf(ask: (asked: Asked, ask: Ask) => StepResult, asked: Asked, answers: Ask): Answer {
  const order: SwitchId[] = [];
  const asking: Ask = (id) => {
    if (!order.includes(id)) order.push(id);
    return answers(id);
  };
  try {
    return { result: ask(asked, asking), order };
  } catch (error) {
    return { thrown: (error as Error).message, order };
  }
}
const byRows = ({ entity, local, event }: Asked, ask: Ask) => step(entity, local, event, ask);
const byXState = ({ entity, local, event }: Asked, ask: Ask) => askMachine(entity, local, event, ask);

/** Throws where the two do not answer alike. */
function compare(asked: Asked, rows: Answer, answers: Ask): void {
  const xstate = answerOf(byXState, asked, answers);
  const told = () => {
    const { entity, local, event } = asked;
    return `${entity.id} ${JSON.stringify(local)} on ${JSON.stringify(event)}`;
  };
  expect(rows, told()).toStrictEqual(xstate);
  // Local states are told apart by their fields in the order of the first one.
  if ('result' in rows)
    expect(Object.keys(rows.result.local.context), told()).toEqual(Object.keys(asked.local.context));
}

/** Everything that was asked, by machine: local states and events, each once. */
const locals = new Map<Entity, Map<string, Local>>();
const events = new Map<Entity, Map<string, EntityEvent>>();
function remember<T>(all: Map<Entity, Map<string, T>>, entity: Entity, key: string, one: T): void {
  const of = all.get(entity) ?? new Map<string, T>();
  all.set(entity, of.set(key, one));
}
const counts = { asked: 0, compared: 0, refused: 0, unhandled: 0, sent: 0, crossed: 0 };
afterAll(() => {
  if (process.env.SEKISHO_CELLS !== undefined) process.stderr.write(`steps ${JSON.stringify(counts)}\n`);
});

/** Asks the rows, and XState too where this very step was not asked before. */
function asker(): { readonly ask: MachineStep; readonly distinct: ReadonlySet<string> } {
  const distinct = new Set<string>();
  const ask: MachineStep = (component, local, event, answers) => {
    counts.asked++;
    const asked = { entity: entityOf(component), local, event };
    const known = new Map<SwitchId, boolean>();
    const answer = answerOf(byRows, asked, (id) => {
      const on = answers(id);
      known.set(id, on);
      return on;
    });
    const [localKey, eventKey] = [JSON.stringify(local), JSON.stringify(event)];
    const key = `${asked.entity.id}|${localKey}|${eventKey}|${JSON.stringify([...known])}`;
    if (!distinct.has(key)) {
      distinct.add(key);
      counts.compared++;
      remember(locals, asked.entity, localKey, local);
      remember(events, asked.entity, eventKey, event);
      // XState may not ask for more than the rows asked for.
      compare(asked, answer, (id) => {
        const on = known.get(id);
        if (on === undefined) throw new Error(`XState asks for ${id}, too`);
        return on;
      });
    }
    if (!('result' in answer)) throw new Error(answer.thrown);
    if (answer.result.refusal !== null) counts.refused++;
    if (!answer.result.handled) counts.unhandled++;
    counts.sent += answer.result.outputs.length;
    return answer.result;
  };
  return { ask, distinct };
}

/** What is idle in some configuration: here it matters only that requests of each kind come to the machines. */
const idleSomewhere = idleIn(idleChoices.map(({ on, off, ...row }) => row));

/** Goes through a world along every edge, whoever can take it and under whatever condition. */
function goThrough(scenario: Scenario, ask: MachineStep, choose: (below: number) => number): number {
  const localStates = new LocalStates(scenario);
  const { components } = localStates;
  const maker = new EdgeMaker({
    locals: localStates,
    vocabulary: new Vocabulary(scenario, () => true),
    settled: () => undefined,
    marking: unmarked,
    withAttacker: true,
    wanted: new Set(goals.map(({ id }) => id)),
    step: ask,
  });
  const isIdle = scenario === tiny ? nothingIsIdle : idleSomewhere;
  const families = [...honestMoves(components), ...attackerMoves(components, isIdle)];
  const memos = families.map((family) => new Memo(localStates, family, maker.edgesOf));
  const states = new States(components.length);
  const target = new Int32Array(components.length);
  const waiting = [states.intern(target)];
  let looked = 0;
  while (waiting.length > 0 && looked < maxStates) {
    // Now an early one, now a late one: far from the start as well as near it.
    const [state] = waiting.splice(choose(waiting.length), 1);
    looked++;
    for (const memo of memos)
      for (const { writes } of memo.lookup(states.ids.data, state! * states.width)) {
        for (let i = 0; i < states.width; i++) target[i] = states.ids.data[state! * states.width + i]!;
        for (let i = 0; i < writes.length; i += 2) target[writes[i]!] = writes[i + 1]!;
        if (states.find(target) === -1) waiting.push(states.intern(target));
      }
  }
  return looked;
}

describe('the rows, against XState', () => {
  test.each(worlds)('every step asked in a world: %s', (_, scenario) => {
    const [seed] = fc.sample(fc.nat(), 1);
    let drawn = seed!;
    const choose = (below: number) => {
      drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) >>> 0;
      return (drawn >>> 8) % below;
    };
    const { ask, distinct } = asker();
    const looked = goThrough(scenario, ask, choose);
    expect(looked).toBeGreaterThanOrEqual(Math.min(maxStates, 300));
    expect(distinct.size).toBeGreaterThan(400);
  });

  test('what was asked so far was enough to say anything', () => {
    expect(counts.compared).toBeGreaterThan(8000);
    expect(counts.refused).toBeGreaterThan(1000);
    expect(counts.unhandled).toBeGreaterThan(100);
    expect(counts.sent).toBeGreaterThan(1000);
    expect(new Set([...locals.keys()].map(({ id }) => id)).size).toBe(5);
  });

  // A search asks a machine only what can come to it. Here each local state meets each event, whether or not it can.
  test('local states and events put together at random', () => {
    const seen = [...locals.keys()].map(
      (entity) => [entity, [...locals.get(entity)!.values()], [...events.get(entity)!.values()]] as const,
    );
    const before = counts.crossed;
    fc.assert(
      fc.property(
        fc.constantFrom(...seen),
        fc.nat(),
        fc.nat(),
        fc.subarray([...switchIds]),
        ([entity, ofEntity, its], l, e, on) => {
          const asked = {
            entity,
            local: ofEntity[l % ofEntity.length]!,
            event: its[e % its.length]!,
          };
          const isOn: Ask = (id) => on.includes(id);
          counts.crossed++;
          compare(asked, answerOf(byRows, asked, isOn), isOn);
        },
      ),
      { numRuns: 2 * maxStates },
    );
    expect(counts.crossed - before).toBeGreaterThanOrEqual(2 * maxStates);
  });

  // Where nothing at all is to be done XState gives the same object back; the numbers of local states rest on it.
  test('a step that changes nothing gives the local state itself', () => {
    for (const component of ['s0', 'g0', 'u0', 'o', 'r'] satisfies Component[]) {
      const local = initialLocal(component, tiny);
      const result = step(entityOf(component), local, { type: 'NOTHING' }, () => false);
      expect(result).toStrictEqual({ local, outputs: [], handled: false, refusal: null });
      expect(result.local).toBe(local);
    }
  });
});
