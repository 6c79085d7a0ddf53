// Each reduction leaves out what makes no difference: the search without it says the same, as functions and in lengths.
// And each needs its conditions: a rule without one of them is noticed, either because a function changes or because
// somebody reads a field that was declared dead.
// SEKISHO_CELLS sets how many worlds are drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DeadFields, deadFields, type Never } from '../../model/entities/deadFields.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import {
  anyConfiguration,
  attackGoals,
  capabilityIds,
  smallWorlds,
  tiny,
} from '../../properties/smallWorlds.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { goalIndex, goals } from '../goals.js';
import { type Exploration, explore } from './explore.js';
import { finishesIn, translate } from './honest.js';
import type { Choice } from './order.js';
import { allReductions, noReductions, type Reductions } from './reductions.js';

const drawnWorlds = Number(process.env.SEKISHO_CELLS ?? 16);
const switchSet: ReadonlySet<string> = new Set(switchIds);

interface Asked {
  readonly scenario: Scenario;
  /** Capabilities that are open; all, if left out. */
  readonly open?: readonly CapabilityId[];
  readonly maxCapabilities?: number;
  /** Switches that are settled; none, if left out. */
  readonly settled?: ReadonlyMap<SwitchId, boolean>;
  /** Vacuous configurations are asked about, too. */
  readonly everywhere?: boolean;
  readonly maxStates?: number;
}
function search(asked: Asked, reductions: Reductions): Exploration {
  const { scenario, open, maxCapabilities, settled: given, everywhere, maxStates = 6000 } = asked;
  const settled = (choice: Choice) =>
    switchSet.has(choice)
      ? given?.get(choice as SwitchId)
      : open === undefined || open.includes(choice as CapabilityId)
        ? undefined
        : false;
  return explore({
    scenario,
    wanted: new Set(attackGoals),
    settled,
    ...(maxCapabilities !== undefined && { maxCapabilities }),
    ...(!everywhere && { within: (v) => finishesIn(v, scenario, settled) }),
    reductions,
    maxStates,
  });
}

/** The goals of which two searches do not say the same, each with the first level at which they do not. */
function differences(one: Exploration, other: Exploration): readonly string[] {
  const told: string[] = [];
  for (const goal of one.wanted) {
    const [a, b] = [one, other].map(
      ({ history, vocabulary }) =>
        new Map(
          history[goal]!.map(({ level, reached }) => [
            level,
            translate(vocabulary, reached, one.vocabulary, () => undefined),
          ]),
        ),
    ) as [Map<number, number>, Map<number, number>];
    let [inOne, inOther] = [0, 0];
    for (let level = 0; level <= Math.max(0, ...a.keys(), ...b.keys()); level++) {
      inOne = a.get(level) ?? inOne;
      inOther = b.get(level) ?? inOther;
      if (inOne === inOther) continue;
      told.push(`${goals[goal]!.id} at ${level}`);
      break;
    }
  }
  return told;
}

describe('each reduction alone', () => {
  const without: Readonly<Record<string, Reductions>> = {
    putDown: { ...allReductions, putDown: false },
    dead: { ...allReductions, dead: [] },
    all: noReductions,
  };

  const drawn = fc.record({
    scenario: fc.constantFrom(...smallWorlds),
    open: fc.uniqueArray(fc.constantFrom(...capabilityIds), { minLength: 1, maxLength: 3 }),
    ids: fc.subarray([...switchIds]),
    on: anyConfiguration,
    everywhere: fc.boolean(),
    row: fc.constantFrom(...deadFields),
  });
  test('without it the search says the same, in worlds that are drawn', () => {
    const counts = { compared: 0, unfinished: 0, reached: 0, fewer: 0 };
    fc.assert(
      fc.property(drawn, ({ ids, on, row, everywhere, ...rest }) => {
        // Half of the switches are settled, so that larger worlds can be gone through.
        const settled = new Map(ids.map((id) => [id, on.has(id)]));
        const asked = { ...rest, settled, everywhere };
        const whole = search(asked, allReductions);
        if (!whole.complete) {
          counts.unfinished++;
          return;
        }
        const others = {
          ...without,
          [row.id]: { ...allReductions, dead: deadFields.filter((r) => r !== row) },
        };
        for (const [name, reductions] of Object.entries(others)) {
          const run = search({ ...asked, maxStates: 20_000 }, reductions);
          if (!run.complete) {
            counts.unfinished++;
            continue;
          }
          counts.compared++;
          counts.reached += run.wanted.filter((goal) => run.reached[goal] !== 0).length;
          if (run.stats.states > whole.stats.states) counts.fewer++;
          expect(differences(whole, run), `without ${name}: ${JSON.stringify(rest)}`).toEqual([]);
        }
      }),
      { numRuns: drawnWorlds },
    );
    if (process.env.SEKISHO_CELLS !== undefined)
      process.stderr.write(`reductions ${JSON.stringify(counts)}\n`);
    expect(counts.compared).toBeGreaterThan(4 * drawnWorlds);
    expect(counts.reached).toBeGreaterThan(10 * drawnWorlds);
    // They do leave something out.
    expect(counts.fewer).toBeGreaterThan(drawnWorlds);
  });

  // The attacker's own account and session come before anything of alice's only where there are two of each.
  test('the prelude leaves out states, and nothing else', () => {
    const asked: Asked = {
      scenario: { ...tiny, sessions: 2, grants: 2 },
      open: ['lure', 'wiretap.front'],
      settled: new Map(switchIds.slice(0, 50).map((id, i) => [id, i % 3 === 0])),
      everywhere: true,
      maxStates: 60_000,
    };
    const [whole, run] = [allReductions, without.prelude!].map((r) => search(asked, r)) as [
      Exploration,
      Exploration,
    ];
    expect([whole.complete, run.complete]).toEqual([true, true]);
    expect(run.stats.states).toBeGreaterThan(whole.stats.states);
    expect(differences(whole, run)).toEqual([]);
    expect(run.wanted.filter((goal) => run.reached[goal] !== 0).length).toBeGreaterThan(3);
  });

  test('in the smallest world, by any one capability: every configuration', () => {
    const asked: Asked = { scenario: tiny, maxCapabilities: 1 };
    const whole = search(asked, allReductions);
    for (const [name, reductions] of Object.entries(without)) {
      const run = search(asked, reductions);
      expect(run.complete).toBe(true);
      expect(differences(whole, run), `without ${name}`).toEqual([]);
    }
    expect(whole.reached[goalIndex.get('read.direct')!]).not.toBe(0);
  });
});

// Rules without one of their conditions. Those of the other reductions are written into them; what stands at their edge
// is pinned in engine.test.ts.
type Change = (row: DeadFields) => DeadFields;
const alsoIn =
  (...states: readonly string[]): Change =>
  (row) => ({ ...row, in: [...row.in, ...states] });
const everywhere: Change = ({ where, ...row }) => row;
/** Without a condition on the rest of the world, or with one that overlooks some of its states. */
const overlooking =
  (which: number, ...states: readonly string[]): Change =>
  (row) => ({
    ...row,
    once: row.once!.map(
      (never, i): Never =>
        i === which ? { ...never, in: never.in.filter((s) => !states.includes(s)) } : never,
    ),
  });
const withoutOnce =
  (which: number): Change =>
  (row) => ({ ...row, once: row.once!.filter((_, i) => i !== which) });

const scopeOnly: Scenario = { ...tiny, orders: 'scope-only' };
const late: Scenario = { ...tiny, ticks: 1 };
const lured: Asked = { scenario: scopeOnly, open: ['lure'] };
const readLate: Asked = { scenario: late, open: ['agent.read-response'] };

interface Broken {
  readonly row: string;
  readonly how: string;
  readonly change: Change;
  readonly asked: Asked;
}
/** What changes some function, or the length of a way. */
const noticed: readonly (Broken & { readonly by: string })[] = [
  ...(['requested', 'received', 'holding'] as const).flatMap((state) =>
    (['client.eyes', 'client.attackerSees.entered'] as const).map((row) => ({
      row,
      how: `also in ${state}`,
      change: alsoIn(state),
      asked: lured,
      by: 'read.via-client',
    })),
  ),
  { row: 'client.eyes', how: 'also in showing', change: alsoIn('showing'), asked: lured, by: 'capture' },
  {
    row: 'client.eyes',
    how: 'also in entered',
    change: alsoIn('entered'),
    asked: readLate,
    by: 'read.lasting',
  },
  {
    row: 'client.content',
    how: 'also in holding',
    change: alsoIn('holding'),
    asked: lured,
    by: 'read.via-client',
  },
  {
    row: 'client.content',
    how: 'also in showing',
    change: alsoIn('showing'),
    asked: readLate,
    by: 'read.lasting',
  },
  {
    row: 'client.attackerSees.entered',
    how: 'also in showing',
    change: alsoIn('showing'),
    // It is shown again after a refresh.
    asked: { scenario: { ...late, refresh: true }, open: ['host'] },
    by: 'read.lasting',
  },
  ...(['received', 'holding', 'showing'] as const).map((state) => ({
    row: 'client.aliceSees.entered',
    how: `also in ${state}`,
    change: alsoIn(state),
    asked: lured,
    by: 'capture',
  })),
  {
    row: 'client.aliceSees.entered',
    how: 'where time passes, too',
    change: everywhere,
    asked: readLate,
    by: 'read.lasting',
  },
  ...(['requested', 'received', 'holding'] as const).map((state) => ({
    row: 'client.request',
    how: `also in ${state}`,
    change: alsoIn(state),
    asked: lured,
    by: 'read.via-client',
  })),
  { row: 'client.request', how: 'also in showing', change: alsoIn('showing'), asked: lured, by: 'capture' },
  ...(['requested', 'received'] as const).map((state) => ({
    row: 'client.start',
    how: `also in ${state}`,
    change: alsoIn(state),
    asked: lured,
    by: 'session',
  })),
  ...(['holding', 'showing'] as const).map((state) => ({
    row: 'client.start',
    how: `also in ${state}`,
    change: alsoIn(state),
    asked: { scenario: scopeOnly, open: ['lure', 'wiretap.front'] as const },
    by: 'session',
  })),
  { row: 'grant.denied', how: 'also in asked', change: alsoIn('asked'), asked: lured, by: 'read.direct' },
  { row: 'grant.denied', how: 'also in issued', change: alsoIn('issued'), asked: lured, by: 'read.direct' },
  { row: 'grant.state', how: 'with sessions left', change: withoutOnce(0), asked: lured, by: 'capture' },
  {
    row: 'grant.state',
    how: 'before a session is there',
    change: overlooking(0, 'absent'),
    asked: { scenario: { ...tiny, sessions: 2 }, open: ['agent.read-response', 'stolen.code'] },
    by: 'read.via-client',
  },
  {
    row: 'grant.state',
    how: 'while a session is pending',
    change: overlooking(0, 'requested'),
    asked: lured,
    by: 'capture',
  },
  ...(['received', 'holding', 'showing'] as const).map((state) => ({
    row: 'grant.state',
    how: `while a session is ${state}`,
    change: overlooking(0, state),
    asked: readLate,
    by: 'read.lasting',
  })),
];
/** What only a reader notices: who reads the field has nothing more to gain by it in small worlds. */
const readOnly: readonly Broken[] = [
  {
    row: 'client.request',
    how: 'with an authorization free',
    change: withoutOnce(0),
    asked: { scenario: { ...tiny, grants: 2 }, open: ['lure'] },
  },
  {
    row: 'client.start',
    how: 'with an authorization free',
    change: withoutOnce(0),
    asked: { scenario: tiny, open: ['own.as'] },
  },
  {
    row: 'client.start',
    how: 'while alice is asked',
    change: overlooking(0, 'asked'),
    asked: { scenario: tiny, open: ['own.as'] },
  },
  { row: 'grant.mode', how: 'also in asked', change: alsoIn('asked'), asked: lured },
];
/**
 * What nothing notices in small worlds, and why. A change that is noticed one day belongs to those above.
 */
const unnoticed: readonly (Broken & { readonly because: string })[] = [
  {
    row: 'client.content',
    how: 'also where nothing was received',
    change: alsoIn('requested', 'received', 'failed'),
    asked: lured,
    because: 'there is no account and no service there yet, or the session was cleared as it failed',
  },
  {
    row: 'client.content',
    how: 'also where the session is over',
    change: alsoIn('stopped', 'reviewed'),
    asked: readLate,
    because:
      'nobody reads them there; states in which this changes anything are too few to be worth the words',
  },
  {
    row: 'client.eyes',
    how: 'within one move',
    change: alsoIn('redeeming', 'refreshing'),
    asked: { scenario: { ...late, refresh: true }, open: ['stolen.code'] },
    because: 'a session passes through these states within a move and is never met in them',
  },
  {
    row: 'grant.state',
    how: 'also in asked',
    change: alsoIn('asked'),
    asked: lured,
    because: 'whoever is asked is asked in a tab at the server, which the other condition rules out',
  },
  {
    row: 'grant.state',
    how: 'while a tab carries something',
    change: withoutOnce(1),
    asked: { scenario: { ...tiny, grants: 2 }, open: ['look-alike'] },
    because: 'it matters only if a session could still listen, which the first condition rules out',
  },
];
const rowOf = (id: string): DeadFields => deadFields.find((row) => row.id === id)!;
const withRow = ({ row, change }: Broken): readonly DeadFields[] =>
  deadFields.map((each) => (each.id === row ? change(each) : each));

describe('a condition that is dropped', () => {
  const bases = new Map<string, Exploration>();
  const baseOf = (asked: Asked): Exploration => {
    const key = JSON.stringify(asked);
    const base = bases.get(key) ?? search(asked, allReductions);
    bases.set(key, base);
    return base;
  };
  test.each(noticed)('$row $how: noticed by $by', (broken) => {
    const base = baseOf(broken.asked);
    const run = search(broken.asked, { ...allReductions, dead: withRow(broken) });
    expect([base.complete, run.complete]).toEqual([true, true]);
    expect(differences(base, run).map((told) => told.split(' ')[0])).toContain(broken.by);
  });

  test.each([...noticed, ...readOnly])('$row $how: a poisoned field is read', ({ row, change, asked }) => {
    const dead = [change(rowOf(row))];
    expect(() => search(asked, { ...allReductions, dead, poison: true })).toThrow(
      /was read, but is declared dead/,
    );
    // As it is, nobody reads it.
    expect(search(asked, { ...allReductions, dead: [rowOf(row)], poison: true }).complete).toBe(true);
  });

  test.each(unnoticed)('$row $how: noticed by nothing, for $because', (broken) => {
    const base = baseOf(broken.asked);
    const run = search(broken.asked, { ...allReductions, dead: withRow(broken) });
    expect([base.complete, run.complete]).toEqual([true, true]);
    expect(differences(base, run)).toEqual([]);
    search(broken.asked, { ...allReductions, dead: withRow(broken), poison: true });
  });

  test('every row has one', () => {
    const rows = new Set([...noticed, ...readOnly].map(({ row }) => row));
    expect(deadFields.filter(({ id }) => !rows.has(id))).toEqual([]);
  });
});

describe('poison', () => {
  const kinds: readonly Scenario[] = [
    tiny,
    ...(['native-app', 'server-app+access-app'] as const).map((client) => ({
      ...tiny,
      client,
      ticks: 1 as const,
    })),
    { ...tiny, orders: 'scope-only', ticks: 1 },
    { ...tiny, ticks: 2, refresh: true },
    { ...tiny, sessions: 2 },
    { ...tiny, sessions: 2, roles: 'any', jointAccounts: false },
    { ...tiny, grants: 2, ticks: 1 },
    { ...tiny, grants: 3 },
    { ...tiny, sessions: 2, grants: 2, ticks: 2, refresh: true, roles: 'any' },
  ];
  test.each(kinds.map((scenario) => [JSON.stringify(scenario), scenario] as const))(
    'no dead field is read in %s',
    (_, scenario) => {
      // With all capabilities, as far as the budget goes; and to the end with few, in half of the configurations.
      const most = search(
        { scenario, everywhere: true, maxStates: 2500 },
        { ...allReductions, poison: true },
      );
      expect(most.stats.states).toBeGreaterThan(2000);
      for (const open of [['lure', 'logs.after'], ['own.as'], ['agent.alter', 'hold']] as const) {
        const settled = new Map(switchIds.filter((_s, i) => i % 2 === 0).map((id) => [id, false]));
        search(
          { scenario, open, settled, everywhere: true, maxStates: 4000 },
          { ...allReductions, poison: true },
        );
      }
    },
  );
});
