import { expect, test } from 'vitest';
import { defaultScenario, flawOf } from '../model/scenario.js';
import { openRungs, profileRung } from './ladder.js';

test('each rung has a name of its own, a world that makes sense, and every capability', () => {
  expect(new Set(openRungs.map(({ search }) => search.name)).size).toBe(openRungs.length);
  for (const { search, profile } of openRungs) {
    expect(flawOf(search.scenario)).toBeNull();
    expect(profile).toBeNull();
    expect(search.allowed).toBeUndefined();
    expect(search.settled).toBeUndefined();
  }
});

test('every kind of client, of orders, and refresh tokens that can be used', () => {
  const of = (key: 'client' | 'orders' | 'refresh') =>
    new Set(openRungs.map(({ search }) => search.scenario[key]));
  expect(of('client')).toEqual(new Set(['server-app', 'native-app', 'server-app+access-app']));
  expect(of('orders')).toEqual(new Set(['granted', 'scope-only']));
  expect(of('refresh')).toEqual(new Set([false, true]));
});

test('a profile is asked about in the default world, with what it states of it', () => {
  const question = { name: 'ours', settled: { on: [], off: [] }, attacker: null };
  expect(profileRung({ ...question, stated: {} }).search).toMatchObject({
    scenario: defaultScenario,
    maxCapabilities: null,
    threats: false,
  });
  const native = profileRung({ ...question, attacker: ['lure'], stated: { client: 'native-app' } });
  expect(native.search).toMatchObject({ name: 'ours: native-2s2g1t', allowed: ['lure'] });
});
