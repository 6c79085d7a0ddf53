// The reduction of spent revocations needs its conditions: what it would leave out without one of them is noticed.

import { expect, test } from 'vitest';
import { type Asked, differences, searchSmall } from '../../properties/comparing.js';
import { fewSwitches, tiny } from '../../properties/smallWorlds.js';
import type { LocalStates } from './memo.js';
import { allReductions, type isSpent } from './reductions.js';

const late = { ...tiny, ticks: 1 as const };
const asked: Readonly<Record<string, Asked>> = {
  'a stolen token': { scenario: late, open: ['stolen.access'], settled: fewSwitches, maxStates: 9000 },
  'a stolen code': { scenario: tiny, open: ['stolen.code'], settled: fewSwitches, maxStates: 9000 },
};

test.each(Object.entries(asked))('%s: the search without it says the same', (_, question) => {
  const whole = searchSmall(question, allReductions);
  const run = searchSmall(question, { ...allReductions, spent: null });
  expect([whole.complete, run.complete]).toEqual([true, true]);
  expect(run.stats.states).toBeGreaterThan(whole.stats.states);
  expect(differences(whole, run)).toEqual([]);
});

/** Any change of an authorization is taken for a revocation. */
const ofAnyChange = (locals: LocalStates): ReturnType<typeof isSpent> => {
  const isGrant = locals.components.map((c) => c[0] === 'g');
  return ({ writes }) => writes.length === 2 && isGrant[writes[0]!]!;
};
test('that it is a revocation is noticed', () => {
  const question = asked['a stolen code']!;
  const whole = searchSmall(question, { ...allReductions, spent: null });
  const run = searchSmall(question, { ...allReductions, spent: ofAnyChange });
  expect([whole.complete, run.complete]).toEqual([true, true]);
  expect(differences(whole, run)).not.toEqual([]);
});
