// Dead fields need their conditions: a rule without one of them is noticed, either because a function changes or because
// somebody reads a field that was declared dead. And as they are, nobody reads one, in any kind of world.

import { describe, expect, test } from 'vitest';
import { type DeadFields, deadFields, type Never } from '../../model/entities/deadFields.js';
import type { Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { type Asked, differences, searchSmall } from '../../properties/comparing.js';
import {
  bareEnvironment,
  fewChoices,
  fewChoicesBut,
  fewSwitches,
  tiny,
} from '../../properties/smallWorlds.js';
import type { Exploration } from './explore.js';
import { allReductions } from './reductions.js';

type Change = (row: DeadFields) => DeadFields;
const alsoIn =
  (...states: readonly string[]): Change =>
  (row) => ({ ...row, in: [...row.in, ...states] });
const everywhere: Change = ({ where, ...row }) => row;
const whateverItHas: Change = ({ having, ...row }) => row;
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
const lured: Asked = { scenario: scopeOnly, open: ['lure'], settled: fewChoices };
const readLate: Asked = { scenario: late, open: ['agent.read-response'], settled: fewChoices };
const stolen: Asked = { scenario: tiny, open: ['agent.read-response'], settled: fewChoices };
/** Alice looks at the services that were granted, and stops. */
const looking: Asked = {
  ...stolen,
  settled: fewChoicesBut(['services.shown', true], ['owner.can-revoke', true]),
};
const own: Asked = { scenario: tiny, open: ['own.as'], settled: fewChoices };
/** Which state a code was sent with is compared where responses are signed, too. */
const signed: Asked = {
  scenario: tiny,
  open: ['lure'],
  settled: new Map([
    ...switchIds.filter((_, i) => i % 2 === 1).map((id) => [id, false] as const),
    ...fewChoices,
    ['response.signed', true],
  ]),
};
/** The same code comes again as time has passed. */
const signedLate: Asked = {
  ...readLate,
  settled: new Map([...fewSwitches, ['response.signed', true]]),
};
/** Clients send codes that they refused to be burnt; whatever fails burns a code, too. */
const burning: Asked = {
  scenario: tiny,
  open: ['lure'],
  settled: new Map([...fewSwitches, ['client.burns-foreign-code', true], ['code.burnt-on-failure', true]]),
};

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
    row: 'client.content',
    how: 'also in holding',
    change: alsoIn('holding'),
    asked: looking,
    by: 'read.via-client',
  },
  {
    row: 'client.services.showing',
    how: 'also in holding',
    change: alsoIn('holding'),
    asked: looking,
    by: 'read.via-client',
  },
  {
    row: 'client.attackerSees.entered',
    how: 'also in showing',
    change: alsoIn('showing'),
    // It shows something again once it took another code.
    asked: { scenario: { ...tiny, grants: 2 }, open: ['host'], settled: fewSwitches },
    by: 'read.via-client',
  },
  ...(['received', 'holding', 'showing'] as const).map((state) => ({
    row: 'client.aliceSees.entered',
    how: `also in ${state}`,
    change: alsoIn(state),
    asked: lured,
    by: 'capture',
  })),
  ...(['requested', 'received', 'holding', 'showing'] as const).map((state) => ({
    row: 'client.request',
    how: `also in ${state}`,
    change: alsoIn(state),
    asked: own,
    by: 'read.via-client',
  })),
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
    asked: own,
    by: 'session',
  })),
  { row: 'grant.denied', how: 'also in asked', change: alsoIn('asked'), asked: lured, by: 'read.direct' },
  { row: 'grant.state', how: 'with sessions left', change: withoutOnce(0), asked: signed, by: 'capture' },
  {
    row: 'grant.state',
    how: 'before a session is there',
    change: overlooking(0, 'absent'),
    asked: {
      scenario: { ...tiny, sessions: 2 },
      open: ['agent.read-response', 'stolen.code'],
      settled: new Map([...bareEnvironment, ['response.signed', true]]),
    },
    by: 'read.via-client',
  },
  {
    row: 'grant.state',
    how: 'while a session is pending',
    change: overlooking(0, 'requested'),
    asked: signed,
    by: 'capture',
  },
];
/** What only a reader notices: who reads the field has nothing more to gain by it in small worlds. */
const readOnly: readonly Broken[] = [
  // She can review before she enters anything, and reads no account before she enters.
  { row: 'client.eyes', how: 'also in entered', change: alsoIn('entered'), asked: readLate },
  { row: 'client.aliceSees.entered', how: 'where time passes, too', change: everywhere, asked: readLate },
  { row: 'client.content', how: 'also in showing', change: alsoIn('showing'), asked: readLate },
  {
    row: 'client.request',
    how: 'with an authorization free',
    change: withoutOnce(0),
    asked: { scenario: { ...tiny, grants: 2 }, open: ['lure'], settled: fewSwitches },
  },
  {
    row: 'client.start',
    how: 'with an authorization free',
    change: withoutOnce(0),
    asked: { ...lured, scenario: tiny, open: ['own.as'] },
  },
  {
    row: 'client.start',
    how: 'while alice is asked',
    change: overlooking(0, 'asked'),
    asked: { ...lured, scenario: tiny, open: ['own.as'] },
  },
  { row: 'grant.mode', how: 'also in asked', change: alsoIn('asked'), asked: lured },
  // These are read, and change no function of these small worlds; in which world they would is not known.
  { row: 'grant.denied', how: 'also in issued', change: alsoIn('issued'), asked: stolen },
  { row: 'grant.burnt', how: 'whatever became of the code', change: whateverItHas, asked: stolen },
  ...(['received', 'holding', 'showing'] as const).map((state) => ({
    row: 'grant.state',
    how: `while a session is ${state}`,
    change: overlooking(0, state),
    asked: signedLate,
  })),
  ...(['client.request', 'client.start'] as const).map((row) => ({
    row,
    how: 'with a code to be burnt',
    change: whateverItHas,
    asked: burning,
  })),
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
    asked: {
      scenario: { ...late, refresh: true },
      open: ['stolen.code'],
      settled: new Map(switchIds.map((id) => [id, fewChoices.get(id) ?? false])),
    },
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
    asked: { scenario: { ...tiny, grants: 2 }, open: ['look-alike'], settled: fewSwitches },
    because: 'it matters only if a session could still listen, which the first condition rules out',
  },
];
const rowOf = (id: string): DeadFields => deadFields.find((row) => row.id === id)!;
const withRow = ({ row, change }: Broken): readonly DeadFields[] =>
  deadFields.map((each) => (each.id === row ? change(each) : each));

/** Settled switches are a map, of which JSON shows nothing. */
const keyOf = (asked: Asked): string => JSON.stringify([asked, [...(asked.settled ?? [])]]);

describe('a condition that is dropped', () => {
  const bases = new Map<string, Exploration>();
  const baseOf = (asked: Asked): Exploration => {
    const key = keyOf(asked);
    const base = bases.get(key) ?? searchSmall(asked, allReductions);
    bases.set(key, base);
    return base;
  };
  test.each(noticed)('$row $how: noticed by $by', (broken) => {
    const base = baseOf(broken.asked);
    const run = searchSmall(broken.asked, { ...allReductions, dead: withRow(broken) });
    expect([base.complete, run.complete]).toEqual([true, true]);
    expect(differences(base, run).map((told) => told.split(' ')[0])).toContain(broken.by);
  });

  const unread = new Set<string>();
  test.each([...noticed, ...readOnly])('$row $how: a poisoned field is read', ({ row, change, asked }) => {
    const dead = [change(rowOf(row))];
    expect(() => searchSmall(asked, { ...allReductions, dead, poison: true, spent: null })).toThrow(
      /was read, but is declared dead/,
    );
    // As it is, nobody reads it.
    const key = `${row} ${keyOf(asked)}`;
    if (unread.has(key)) return;
    searchSmall(asked, { ...allReductions, dead: [rowOf(row)], poison: true, spent: null });
    unread.add(key);
  });

  test.each(unnoticed)('$row $how: noticed by nothing, for $because', (broken) => {
    const base = baseOf(broken.asked);
    const run = searchSmall(broken.asked, { ...allReductions, dead: withRow(broken) });
    expect([base.complete, run.complete]).toEqual([true, true]);
    expect(differences(base, run)).toEqual([]);
    searchSmall(broken.asked, { ...allReductions, dead: withRow(broken), poison: true, spent: null });
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
      const most = searchSmall(
        { scenario, everywhere: true, maxStates: 1200 },
        { ...allReductions, poison: true, spent: null },
      );
      expect(most.stats.states).toBeGreaterThan(1000);
      for (const open of [['lure', 'logs.after'], ['own.as'], ['agent.alter', 'hold']] as const) {
        const settled = new Map(switchIds.filter((_s, i) => i % 2 === 0).map((id) => [id, false]));
        searchSmall(
          { scenario, open, settled, everywhere: true, maxStates: 3000 },
          { ...allReductions, poison: true, spent: null },
        );
      }
    },
  );
});
