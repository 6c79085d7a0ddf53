import { expect, test } from 'vitest';
import { explore } from '../../attacks/engine/explore.js';
import { finishesIn } from '../../attacks/engine/honest.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Rung } from '../../attacks/ladder.js';
import { settledIn } from '../../attacks/paths.js';
import { defaultScenario } from '../../model/scenario.js';
import { ends } from '../export/comparison.js';
import { climb, type Height } from './climb.js';

const scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 } as const;
const rung: Rung = {
  search: {
    name: 'tiny',
    scenario,
    maxCapabilities: 1,
    allowed: ['wiretap.back', 'stolen.code'],
    threats: false,
  },
  profile: null,
};
const goals: readonly GoalId[] = ends;
const none = { seconds: Number.POSITIVE_INFINITY, states: Number.POSITIVE_INFINITY };

test('a rung that is exhausted has the figures of its search', async () => {
  const settled = settledIn(rung.search);
  const run = explore({
    scenario,
    wanted: new Set(goals),
    settled,
    maxCapabilities: 1,
    within: (vocabulary) => finishesIn(vocabulary, scenario, settled),
  });
  expect(run.complete).toBe(true);
  expect(await climb(rung, goals, none)).toMatchObject({
    name: 'tiny',
    world: 'web-1s1g0t',
    ended: 'exhausted',
    states: run.stats.states,
    levels: run.stats.levels,
    waiting: 0,
    peakNodes: run.stats.peakNodes,
    // This process does other things besides.
    peakMiB: null,
  });
});

test('a rung that is stopped says by what, and how far it got', async () => {
  const whole = await climb(rung, goals, none);
  const heights: Height[] = [];
  const cut = await climb(rung, goals, { ...none, states: 300 }, { onProgress: (h) => heights.push(h) });
  expect(cut.ended).toBe('states');
  expect(cut.states).toBeGreaterThan(300);
  expect(cut.states).toBeLessThan(whole.states);
  expect(cut.levels).toBeLessThan(whole.levels);
  expect(cut.waiting).toBeGreaterThan(0);
  expect(heights.at(-1)).toMatchObject({ states: cut.states, waiting: cut.waiting, levels: cut.levels });
  for (const [i, h] of heights.slice(1).entries()) {
    expect(h.levels).toBeGreaterThanOrEqual(heights[i]!.levels);
    expect(h.peakNodes).toBeGreaterThanOrEqual(heights[i]!.peakNodes);
  }
  expect((await climb(rung, goals, none, { shouldStop: () => true })).ended).toBe('interrupted');
  expect((await climb(rung, goals, { ...none, seconds: 0 })).ended).toBe('seconds');
});
