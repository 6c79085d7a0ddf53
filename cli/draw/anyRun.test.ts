// Whatever the model offers can be drawn, and has words: random runs of an attacker with every capability.

import { expect, test } from 'vitest';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import {
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  performAt,
  type Setting,
} from '../../attacks/search/concrete.js';
import { retell } from '../../attacks/search/retell.js';
import { profiles } from '../../model/profiles.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { type SwitchId, switches } from '../../model/switches.js';
import { type Move, moveId } from '../../model/world.js';
import { Random } from '../explorer/quiz/random.js';
import { langs } from '../i18n.js';
import { honestMovesOf } from '../../properties/drawings/flow.js';
import { actionNames } from '../../properties/drawings/words/actions.js';
import { sequenceOf } from '../../properties/drawings/tell/sequence.js';

const scenarios: readonly Scenario[] = [
  { ...defaultScenario, refresh: true, ticks: 2, grants: 1 },
  { ...defaultScenario, orders: 'scope-only' },
  { ...defaultScenario, client: 'native-app', sessions: 1, grants: 1 },
  { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 },
];
/** Switches without which some move is never offered or never made. */
const opening: readonly SwitchId[] = [
  'pkce.sent',
  'client.burns-foreign-code',
  'owner.can-revoke',
  'owner.revokes-at-bank',
];
const closing = new Set<SwitchId>(['consent.asked']);
const all = new Set(capabilities.map(({ id }) => id));
/** `attacker.lures` of `attacker.lures {"slot":"s0"}`. */
const kindOf = (name: string) => name.slice(0, name.indexOf(' '));

interface Run {
  readonly setting: Setting;
  readonly moves: readonly string[];
}

const random = new Random(20201);
const made = new Map<string, number>();
const timesMade = (kind: string) => made.get(kind) ?? 0;

/** Kinds of move that were seldom made are preferred, and so are honest ones, without which nothing goes on. */
function walk(scenario: Scenario): Run {
  const some = switches.filter(({ id }) => !closing.has(id) && random.next() < 0.1).map(({ id }) => id);
  const setting: Setting = { scenario, on: new Set([...opening, ...some]), capabilities: all };
  const families = familiesOf(scenario);
  const moves: string[] = [];
  let state: ConcreteState = initialState(scenario);
  for (let tries = 0; tries < 40 && moves.length < 18; tries++) {
    const offered = movesAt(state, setting, families);
    if (offered.length === 0) break;
    const ofMove = ({ actor, action }: Move) => `${actor}.${action}`;
    const kinds = [...new Set(offered.map(ofMove))];
    const honest = kinds.filter((kind) => !/^(attacker|clock)/.test(kind));
    const chance = random.next();
    const kind =
      chance < 0.3
        ? kinds.reduce((a, b) => (timesMade(b) < timesMade(a) ? b : a))
        : random.pick(chance < 0.7 && honest.length > 0 ? honest : kinds);
    // Of many moves of a kind few may be possible in this configuration.
    const ofKind = offered.filter((m) => ofMove(m) === kind);
    let move = random.pick(ofKind);
    let done = performAt(state, move, setting);
    for (let i = 0; done === null && i < 8; i++) {
      move = random.pick(ofKind);
      done = performAt(state, move, setting);
    }
    if (done === null) continue;
    made.set(kind, timesMade(kind) + 1);
    moves.push(moveId(move));
    state = done.state;
  }
  return { setting, moves };
}

const honest: Setting = {
  scenario: { ...defaultScenario, refresh: true, ticks: 1, grants: 1 },
  on: profiles[0].on as ReadonlySet<SwitchId>,
  capabilities: new Set(),
};
/** Some of each scenario, and more while some kind of move that has words was not made. */
function walks(): readonly Run[] {
  const taken = scenarios.flatMap((scenario) => Array.from({ length: 24 }, () => walk(scenario)));
  const isMissing = () => Object.keys(actionNames).some((kind) => timesMade(kind) === 0);
  for (let i = 0; i < 200 && isMissing(); i++) taken.push(walk(scenarios[i % scenarios.length]!));
  return taken;
}
const runs: readonly Run[] = [{ setting: honest, moves: honestMovesOf(honest).moves }, ...walks()];

/** As few of them as show every kind of move that any of them shows. */
function covering(): readonly Run[] {
  const seen = new Set<string>();
  return runs.filter(({ moves }) => {
    const isNew = moves.some((name) => !seen.has(kindOf(name)));
    for (const name of moves) seen.add(kindOf(name));
    return isNew;
  });
}

test('every move has words, and no words are left over', () => {
  const kinds = new Set(runs.flatMap(({ moves }) => moves.map(kindOf)));
  expect([...kinds].sort()).toEqual(Object.keys(actionNames).sort());
});

test('every move can be drawn, with no gap in any text', { timeout: 120_000 }, () => {
  for (const { setting, moves } of covering()) {
    const told = retell(moves, setting);
    expect(told.halt).toBeNull();
    for (const lang of langs) {
      const { rows, steps } = sequenceOf(told, { lang, title: '', subtitle: [], goal: null });
      const texts = rows.flatMap((r) => (r.type === 'band' ? [r.text] : [r.title, ...r.details]));
      expect(texts.filter((text) => text === '' || /undefined|null|\bnone\b/.test(text))).toEqual([]);
      expect(steps).toHaveLength(moves.length);
    }
  }
});
