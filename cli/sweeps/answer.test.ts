// A cell says what the commands say, whenever and in whatever order it is asked.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findPaths } from '../../attacks/paths.js';
import { usual } from '../../attacks/worlds.js';
import { whoReaches } from '../../attacks/who.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { compare } from '../../properties/verdicts/compare.js';
import { idOf, targets } from '../../properties/verdicts/judge.js';
import { groundsOf } from '../profiles/grounds.js';
import { shippedProfile } from '../profiles/shipped/byName.js';
import { endGoals } from '../run.js';
import { answer } from './answer.js';
import { canonical } from './canonical.js';
import type { PathsInput, WhoInput } from './cell.js';

const cache = mkdtempSync(join(tmpdir(), 'sekisho-cells-'));
afterAll(() => rmSync(cache, { recursive: true }));
const scenario: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const profile = shippedProfile('paper-all')!;
const who: WhoInput = {
  question: 'who',
  profile: { name: profile.name, on: [...profile.on] },
  scenario,
  goal: 'read.direct',
  attacker: null,
  maxCapabilities: 1,
  budget: { states: 100_000, steps: null },
};
const paths: PathsInput = {
  question: 'paths',
  configurations: 'usual',
  scenario,
  goals: ['read.direct'],
  attacker: ['stolen.access'],
  maxCapabilities: 1,
  threats: false,
  budget: { states: 100_000, steps: null },
};

test('who: as the search of one configuration', async () => {
  const told = await answer(who, { cache });
  const found = await whoReaches(
    { scenario, on: profile.on, goal: 'read.direct', attacker: { among: null, most: 1 } },
    {},
  );
  expect(found.attackers.length).toBeGreaterThan(0);
  expect(told).toMatchObject({
    verdict: found.verdict,
    complete: true,
    attackers: found.attackers.map(({ capabilities, moves }) => ({ capabilities, steps: moves.length })),
  });
});

test('who: a budget of states ends it at the same place each time, and nothing is claimed', async () => {
  // Nobody is given anything: there is no attack to find before the budget ends.
  const cut = { ...who, attacker: [], goal: 'transfer', budget: { states: 3, steps: null } } as const;
  const first = await answer(cut, { cache });
  expect(first).toMatchObject({ verdict: 'inconclusive', complete: false, attackers: [] });
  expect(await answer(cut, { cache })).toEqual(first);
});

test('paths: as many as are found, and the same after other cells', async () => {
  const first = await answer(paths, { cache });
  const { paths: found } = await findPaths({
    searches: [
      {
        name: 'other',
        scenario,
        maxCapabilities: 1,
        allowed: ['stolen.access'],
        settled: usual,
        threats: false,
      },
    ],
    goals: ['read.direct'],
  });
  expect(found.length).toBeGreaterThan(0);
  expect(first).toMatchObject({ verdict: 'attack', complete: true, paths: found.length });
  await answer(who, { cache });
  expect(canonical(await answer(paths, { cache }))).toBe(canonical(first));
});

test('verdicts: as the comparison', async () => {
  const told = await answer(
    {
      question: 'verdicts',
      profile: { name: profile.name, on: [...profile.on], unknown: [] },
      scenario: scenario,
      attacker: ['guess', 'wiretap.back'],
    },
    { cache },
  );
  const attacker = new Set(['guess', 'wiretap.back'] as const);
  const { grounds } = await groundsOf([{ ...profile, scenario, attacker }], endGoals, cache);
  const { rows } = await compare(grounds, targets);
  const verdicts = Object.entries(told!.targets as Record<string, { verdict: string }>).map(([id, t]) => [
    id,
    t.verdict,
  ]);
  expect(verdicts).toEqual(rows.map(({ target, cells }) => [idOf(target), cells[0]!.verdict]));
  expect(new Set(verdicts.map(([, v]) => v)).size).toBeGreaterThan(1);
});
