// A walk stands on the model's own moves: what it offers is what the plain search goes through, forward and back is as
// if nothing had been, and what is saved is an attack that replays.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familiesOf, initialState, movesAt, performAt, type Setting } from '../../attacks/search/concrete.js';
import { replay } from '../../attacks/search/replay.js';
import { profiles } from '../../model/profiles.js';
import { defaultScenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { moveId } from '../../model/world.js';
import { beyondIn, lookAt, offersOf } from './offers.js';
import { attackOf, back, beginWalk, forward, make, reachedIn, stateOf, type Walk } from './walk.js';

const bare = profiles.find(({ name }) => name === 'rfc6749-bare')!;
const all = profiles.find(({ name }) => name === 'paper-all')!;
const settings: readonly Setting[] = [bare, all].flatMap(({ on }) =>
  [[], ['lure'], ['own.as', 'wiretap.back']].map(
    (capabilities): Setting => ({
      scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 } as const,
      on: new Set(on as ReadonlySet<SwitchId>),
      capabilities: new Set(capabilities) as Setting['capabilities'],
    }),
  ),
);
const aSetting = fc.constantFrom(...settings);
const choices = fc.array(fc.nat({ max: 9_999 }), { maxLength: 7 });

/** Makes the moves that the numbers pick; those that are ruled out are passed over. */
function wander(setting: Setting, numbers: readonly number[]): Walk {
  let walk = beginWalk(setting);
  for (const number of numbers) {
    const open = offersOf(walk).filter((o) => !o.isRuledOut);
    if (open.length === 0) break;
    walk = make(walk, open[number % open.length]!.id)!;
  }
  return walk;
}
const ids = (walk: Walk) => walk.taken.map(({ id }) => id);

describe('a walk', () => {
  test('offers what the plain search chooses from, and says of each what then happens', () => {
    fc.assert(
      fc.property(aSetting, choices, (setting, numbers) => {
        const walk = wander(setting, numbers);
        const state = stateOf(walk);
        const moves = movesAt(state, setting, familiesOf(setting.scenario));
        const offers = offersOf(walk);
        expect(offers.map(({ id }) => id)).toEqual(moves.map(moveId));
        for (const [i, move] of moves.entries()) {
          const done = performAt(state, move, setting);
          expect(offers[i]!.isRuledOut).toBe(done === null);
          expect(offers[i]!.learns).toEqual(done?.learnt ?? []);
          expect(offers[i]!.goals).toEqual(done === null ? [] : [...done.goals]);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('back and forward again is where it was; back to the beginning is the beginning', () => {
    fc.assert(
      fc.property(aSetting, choices, fc.nat({ max: 9 }), (setting, numbers, times) => {
        const walk = wander(setting, numbers);
        let at = walk;
        let taken = 0;
        for (let i = 0; i < times && at.taken.length > 0; i++, taken++) at = back(at)!;
        expect(at.ahead.length).toBe(taken);
        for (; taken > 0; taken--) at = forward(at)!;
        expect(at).toEqual(walk);
        while (at.taken.length > 0) at = back(at)!;
        expect(back(at)).toBeNull();
        expect(stateOf(at)).toEqual(initialState(setting.scenario));
        expect(at.ahead).toEqual(ids(walk));
      }),
      { numRuns: 20 },
    );
  });

  test('another move drops what was ahead; the one that is ahead keeps the rest', () => {
    const walk = wander(settings[1]!, [0, 0, 0]);
    const start = back(back(back(walk)!)!)!;
    expect(make(start, start.ahead[0]!)!.ahead).toEqual(start.ahead.slice(1));
    const other = offersOf(start).find(({ id, isRuledOut }) => id !== start.ahead[0] && !isRuledOut)!;
    expect(make(start, other.id)!.ahead).toEqual([]);
  });

  test('what it reaches is an attack that replays, and nothing else is', () => {
    let attacks = 0;
    fc.assert(
      fc.property(aSetting, choices, (setting, numbers) => {
        const walk = wander(setting, numbers);
        for (const [goal, n] of reachedIn(walk)) {
          const result = attackOf(walk, goal);
          expect(result).toHaveProperty('attack');
          expect(result).toEqual(replay(ids(walk).slice(0, n), goal, setting));
          attacks++;
        }
        if (!reachedIn(walk).has('denial')) expect(attackOf(walk, 'denial')).toHaveProperty('failure');
      }),
      { numRuns: 40 },
    );
    expect(attacks).toBeGreaterThan(0);
  });

  test('what is beyond the attacker is offered to one that has what it lacks', () => {
    const poor = beginWalk(settings[0]!);
    const lure = beyondIn(poor).find(({ action }) => action === 'lures')!;
    expect(lure.capabilities).toContainEqual(['lure']);
    expect(offersOf(poor).some(({ move }) => move.action === 'lures')).toBe(false);
    const rich = beginWalk(settings[1]!);
    const offer = offersOf(rich).find(({ move }) => move.action === 'lures')!;
    expect(beyondIn(rich).find(({ action }) => action === 'lures')?.capabilities ?? []).not.toContainEqual([
      'lure',
    ]);
    expect(lookAt(rich, offer.id)!.move.action).toBe('lures');
    expect(make(poor, offer.id)).toBeNull();
  });
});
