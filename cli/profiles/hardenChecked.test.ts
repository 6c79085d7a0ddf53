// Additions that close every path of attackers with one capability, and what attackers with more make of them.

import { beforeAll, describe, expect, test } from 'vitest';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { findPaths } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { usual } from '../../attacks/worlds.js';
import { defaultScenario } from '../../model/scenario.js';
import { loadProfile } from '../profile.js';
import { type Ground, groundOn } from '../../properties/verdicts/ground.js';
import { groundsOf, questionOf } from './grounds.js';
import { harden } from '../../properties/verdicts/harden.js';
import { type Exhaust, hardenChecked } from '../../properties/verdicts/hardenChecked.js';
import { judge } from '../../properties/verdicts/judge.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';

const tiny = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 } as const;
const goal = 'capture';
const targets = [{ goal }] as const;
/** Who brings a response into her browser, and who learns what it must hold. */
const allowed: readonly CapabilityId[] = ['lure', 'agent.read-request', 'agent.alter', 'proxy.terminal'];
const alone: BoundedSearch = {
  name: 'alone',
  scenario: tiny,
  maxCapabilities: 1,
  allowed,
  settled: usual,
  threats: false,
};
const costs = { costs: new Map<string, number>(), otherwise: 1, unavailable: [] };

/** Every attacker in the same world. */
const exhaust: Exhaust = async (profile) => [
  await findPaths({
    searches: [
      {
        name: 'together',
        scenario: tiny,
        maxCapabilities: 2,
        allowed,
        settled: questionOf(profile).settled,
        threats: false,
      },
    ],
    goals: [goal],
  }),
];

let ground: Ground;
beforeAll(async () => {
  const { grounds } = await groundsOf([loadProfile('rfc6749-bare')], [goal], null, { among: [alone] });
  ground = grounds[0]!;
}, 300_000);

describe('hardening that is searched again', () => {
  test('a set that was not searched against every attacker is inconclusive', async () => {
    const { sets, searched } = await hardenChecked(ground, targets, 'measures', costs, {
      count: 0,
      most: 2,
      exhaust,
    });
    expect(searched).toBe(0);
    expect(sets.map(({ ids }) => ids)).toEqual(
      harden(ground, targets, 'measures', costs).sets.map(({ ids }) => ids),
    );
    expect(new Set(sets.flatMap(({ verdicts }) => verdicts))).toEqual(new Set(['inconclusive']));
  });

  test('sets that attackers with more capabilities get past are left out; those shown first hold', async () => {
    const asked: StatedProfile[] = [];
    const { sets, searched } = await hardenChecked(ground, targets, 'measures', costs, {
      count: 2,
      most: 2,
      exhaust: (profile) => {
        asked.push(profile);
        return exhaust(profile);
      },
    });
    const before = harden(ground, targets, 'measures', costs).sets.map(({ ids }) => ids.join('+'));
    const after = sets.map(({ ids }) => ids.join('+'));
    expect(before.filter((ids) => !after.includes(ids))).not.toEqual([]);
    expect(searched).toBe(asked.length);
    expect(searched).toBeGreaterThan(2);
    for (const set of sets.slice(0, 2)) {
      expect(set.verdicts).toEqual(['no-attack-within-bounds']);
      // Found by the search itself, not by what was made of it.
      const profile = asked.find((p) => bitsOf(p.on) === set.at.on)!;
      const [result] = (await exhaust(profile))!;
      expect(result!.paths).toEqual([]);
      expect(result!.scenarios.every(({ complete }) => complete)).toBe(true);
    }
  });

  test('a search of only some capabilities says nothing of an attacker who has others', () => {
    const profile = { ...ground.profile, attacker: null };
    const [world] = ground.worlds;
    const found = { ...ground, every: [], worlds: [{ ...world!, maxCapabilities: null }] };
    const verdictOf = (allowed: readonly CapabilityId[] | null) => {
      const of = { ...found, worlds: found.worlds.map((w) => ({ ...w, allowed })) };
      return judge(groundOn(of, profile, []), targets[0]).verdict;
    };
    expect(verdictOf(null)).toBe('no-attack-within-bounds');
    expect(verdictOf(['lure'])).toBe('inconclusive');
  });

  test('ends with what is known when it is interrupted', async () => {
    const result = await hardenChecked(ground, targets, 'measures', costs, {
      count: 3,
      most: 2,
      exhaust: async () => null,
    });
    expect(result).toMatchObject({ interrupted: true, searched: 0 });
    expect(result.sets.length).toBeGreaterThan(0);
  });
});
