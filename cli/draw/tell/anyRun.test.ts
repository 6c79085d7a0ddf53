// Whatever the model offers can be drawn, and has words: random runs of an attacker with every capability.

import { expect, test } from 'vitest';
import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import {
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  performAt,
  type Setting,
} from '../../../attacks/search/concrete.js';
import { retell } from '../../../attacks/search/retell.js';
import { defaultScenario, type Scenario } from '../../../model/scenario.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import { type Move, moveId } from '../../../model/world.js';
import { Random } from '../../explorer/quiz/random.js';
import { langs } from '../../i18n.js';
import { actionNames } from '../words/actions.js';
import { sequenceOf } from './sequence.js';

const scenarios: readonly Scenario[] = [
  { ...defaultScenario, refresh: true, ticks: 2 },
  { ...defaultScenario, orders: 'scope-only', roles: 'any' },
  { ...defaultScenario, client: 'native-app' },
];
/** Switches without which some move is never offered or never made. */
const opening: readonly SwitchId[] = ['pkce.sent', 'client.burns-foreign-code'];
const closing = new Set<SwitchId>(['consent.asked']);
const all = new Set(capabilities.map(({ id }) => id));
const nameOf = ({ actor, action }: Pick<Move, 'actor' | 'action'>) => `${actor}.${action}`;

interface Walk {
  readonly setting: Setting;
  readonly moves: readonly Move[];
}

const random = new Random(20201);

/** Kinds of move that were seldom made come first, so that each is made sooner or later. */
function walk(scenario: Scenario, made: Map<string, number>): Walk {
  const some = switches.filter(({ id }) => !closing.has(id) && random.next() < 0.15).map(({ id }) => id);
  const setting: Setting = { scenario, on: new Set([...opening, ...some]), capabilities: all };
  const families = familiesOf(scenario);
  const moves: Move[] = [];
  let state: ConcreteState = initialState(scenario);
  for (let tries = 0; tries < 30 && moves.length < 14; tries++) {
    const offered = movesAt(state, setting, families);
    const kinds = [...new Set(offered.map(nameOf))];
    const fewest = Math.min(...kinds.map((k) => made.get(k) ?? 0));
    const kind = random.next() < 0.3 ? kinds.find((k) => (made.get(k) ?? 0) === fewest)! : random.pick(kinds);
    const move = random.pick(offered.filter((m) => nameOf(m) === kind));
    const done = performAt(state, move, setting);
    if (done === null) continue;
    made.set(kind, (made.get(kind) ?? 0) + 1);
    moves.push(move);
    state = done.state;
  }
  return { setting, moves };
}

const made = new Map<string, number>();
const walks = scenarios.flatMap((scenario) => Array.from({ length: 40 }, () => walk(scenario, made)));

test('every move has words, and no words are left over', () => {
  expect([...made.keys()].sort()).toEqual(Object.keys(actionNames).sort());
});

test('every run can be drawn, with no gap in any text', () => {
  for (const lang of langs)
    for (const { setting, moves } of walks) {
      const told = retell(moves.map(moveId), setting);
      expect(told.halt).toBeNull();
      const { rows, steps } = sequenceOf(told, { lang, title: '', subtitle: [], goal: null });
      const texts = rows.flatMap((r) => (r.type === 'band' ? [r.text] : [r.title, ...r.details]));
      expect(texts.filter((text) => text === '' || /undefined|null|\bnone\b/.test(text))).toEqual([]);
      expect(steps).toHaveLength(moves.length);
    }
});
