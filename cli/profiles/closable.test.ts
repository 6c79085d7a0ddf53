// What is closed where not all can be: those who remain do so whatever is added, and nobody else does.

import { beforeAll, describe, expect, test } from 'vitest';
import { additions } from '../../properties/verdicts/additions.js';
import { type Closable, closable, stoppedBy } from '../../properties/verdicts/closable.js';
import { type Ground, regroup } from '../../properties/verdicts/ground.js';
import { judge } from '../../properties/verdicts/judge.js';
import { candidatesOf } from '../../attacks/breaking.js';
import { measures } from '../../model/measures.js';
import { endGoals } from '../run.js';
import { defaultCache } from './cache.js';
import { groundsOf } from './grounds.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';

const target = { goal: 'session' } as const;
const costs = { costs: new Map<string, number>(), otherwise: 1, unavailable: [] };
const candidates = candidatesOf(measures);

let ground: Ground;
let found: Closable;
beforeAll(async () => {
  const profile = shippedProfile('mixed-pkce')!;
  ground = (await groundsOf([profile], endGoals, defaultCache(), { only: ['session'] })).grounds[0]!;
  found = closable(ground, [target], 'measures', costs, ground, new Set());
});

const withOn = (ids: readonly string[]): Ground => {
  const on = candidates.filter(({ id }) => ids.includes(id)).reduce((bits, c) => bits | c.on, ground.on);
  return regroup(ground, ground.profile, on, ground.unknown & ~on);
};
const openTo = (at: Ground) => [...judge(at, target).candidates()].map(({ path }) => path);
const remains = (has: readonly string[]) =>
  found.remaining[0]!.attackers.some((a) => a.capabilities.every((id) => has.includes(id)));

describe('closing what can be closed', () => {
  test('somebody remains, and gets there with every addition', () => {
    const all = withOn(additions(ground, 'measures', costs).map(({ id }) => id));
    for (const { capabilities } of found.remaining[0]!.attackers) {
      const paths = openTo(all).filter((p) => p.capabilities.every((id) => capabilities.includes(id)));
      // Where everything at once keeps the honest run from finishing, nothing is left to compare with.
      if (judge(all, target).verdict !== 'vacuous') expect(paths.length).toBeGreaterThan(0);
    }
    expect(found.remaining[0]!.attackers.length).toBeGreaterThan(0);
  });

  test('a set leaves nobody but those who remain; less than the set leaves somebody else', () => {
    expect(openTo(ground).some((p) => !remains(p.capabilities))).toBe(true);
    for (const { ids } of found.sets.slice(0, 3)) {
      expect(openTo(withOn(ids)).filter((p) => !remains(p.capabilities))).toEqual([]);
      for (const id of ids)
        expect(openTo(withOn(ids.filter((i) => i !== id))).some((p) => !remains(p.capabilities))).toBe(true);
    }
    expect(found.sets.length).toBeGreaterThan(0);
  });

  test('a set that nobody searched does not hold for sure', () => {
    expect(found.sets.some(({ holds }) => holds)).toBe(false);
  });

  test('whom an addition stops gets there without it, on a path that asks for its absence', () => {
    for (const id of found.sets[0]!.ids) {
      const { on } = candidates.find((c) => c.id === id)!;
      const stopped = stoppedBy(ground, target, on);
      expect(stopped.length).toBeGreaterThan(0);
      const before = openTo(ground).filter((p) => (p.cube.off & on & ~ground.on) !== 0n);
      for (const { capabilities } of stopped)
        expect(before.some((p) => p.capabilities.join() === capabilities.join())).toBe(true);
    }
  });
});
