// A switch that takes a kind of world away stops nothing in it: what it left out, and why, is said wherever a verdict
// is.

import { beforeAll, describe, expect, test } from 'vitest';
import type { BoundedSearch } from '../../attacks/searches.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { defaultScenario } from '../../model/scenario.js';
import { loadProfile } from '../profile.js';
import { endGoals } from '../run.js';
import { compare } from '../../properties/verdicts/compare.js';
import { explain } from '../../properties/verdicts/explain.js';
import { type Ground, regroup } from '../../properties/verdicts/ground.js';
import { groundsOf } from './grounds.js';
import { harden } from '../../properties/verdicts/harden.js';
import { boundsLines } from './bounds.js';

const tiny = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 } as const;
const searches: readonly BoundedSearch[] = [
  { name: 'web', scenario: tiny, maxCapabilities: 1, threats: true, allowed: ['overlay'] },
  {
    name: 'native',
    scenario: { ...tiny, client: 'native-app' },
    maxCapabilities: 1,
    threats: true,
    allowed: ['fake-app.claims-uri'],
  },
];
const goal = 'read.direct';
let open: Ground;
let monitored: Ground;

beforeAll(async () => {
  const bare = loadProfile('rfc6749-bare');
  open = (await groundsOf([bare], endGoals, null, { among: searches })).grounds[0]!;
  const profile = { ...bare, name: 'monitored', on: new Set([...bare.on, 'client.monitored' as const]) };
  monitored = regroup(open, profile, open.on | bitsOf(['client.monitored']), 0n);
}, 300_000);

describe('a world that a switch takes away', () => {
  test('is told of with the bounds, in both languages', () => {
    expect(monitored.worlds.map((w) => w.name)).toEqual(['web']);
    expect(boundsLines(monitored, 'en')).toContain(
      'native: left out: client.monitored is on, so the client is no native app',
    );
    expect(boundsLines(monitored, 'ja').join()).toContain('native: 除外: client.monitored');
    expect(boundsLines(open, 'en').join()).not.toContain('left out');
  });

  test('comes back when the switch is turned off again', () => {
    const back = regroup(monitored, open.profile, open.on, 0n);
    expect(back.leftOut).toEqual([]);
    expect(back.worlds.map((w) => w.name)).toEqual(['web', 'native']);
  });

  test('stands under "stopped by" of what is fixed because of it', async () => {
    const { differences } = await compare([open, monitored], [{ goal }]);
    expect(differences[0]).toMatchObject([{ change: 'fixed', stoppedBy: ['client.monitored'] }]);
  });

  test('is no capability taken away', async () => {
    const { stopped } = await explain(monitored, { goal });
    const stops = stopped.flatMap((s) => s.stops).filter((s) => s.switch === 'client.monitored');
    expect(stops.length).toBeGreaterThan(0);
    expect(stops.every(({ basis }) => basis === 'world')).toBe(true);
  });

  test('is told beside each set of additions that does so, and beside no other', () => {
    const { sets } = harden(open, [{ goal }], 'measures', {
      costs: new Map(),
      otherwise: 1,
      unavailable: [],
    });
    expect(sets.length).toBeGreaterThan(1);
    for (const { ids, leavesOut } of sets)
      expect([ids, leavesOut.map(({ world, by }) => [world.name, by])]).toEqual([
        ids,
        ids.includes('CM17') ? [['native', 'client.monitored']] : [],
      ]);
    expect(sets.some(({ ids }) => ids.includes('CM17'))).toBe(true);
    const alone = regroup(open, open.profile, monitored.on, 0n);
    expect(
      harden(alone, [{ goal }], 'measures', { costs: new Map(), otherwise: 1, unavailable: [] }).sets,
    ).toMatchObject([{ ids: [], leavesOut: [] }]);
  });
});
