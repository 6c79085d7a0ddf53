import { describe, expect, test } from 'vitest';
import { openSearches } from '../../attacks/worlds.js';
import { searchesFor } from './worlds.js';

const names = (stated: Parameters<typeof searchesFor>[0]) => searchesFor(stated).map((s) => s.name);

describe('the searches of a kind of world', () => {
  test('a profile that says nothing has them all', () => {
    expect(searchesFor({})).toEqual(openSearches());
    expect(new Set(names({})).size).toBe(names({}).length);
  });

  test('what is said of the client every search takes over', () => {
    const made = searchesFor({ client: 'native-app' });
    expect(new Set(made.map((s) => s.scenario.client))).toEqual(new Set(['native-app']));
    expect(made.map((s) => s.scenario.orders)).toContain('scope-only');
  });

  test('what is said leaves out the kinds that differ in it', () => {
    const clients = (stated: Parameters<typeof searchesFor>[0]) =>
      new Set(searchesFor(stated).map((s) => s.scenario.client));
    expect(clients({}).size).toBe(3);
    expect(clients({ client: 'server-app' }).size).toBe(1);
    expect(searchesFor({ orders: 'granted' }).filter((s) => s.scenario.orders !== 'granted')).toEqual([]);
  });

  test('where no refresh tokens are issued, no search issues any; where they are, those in which time passes do', () => {
    expect(searchesFor({ refresh: false }).filter((s) => s.scenario.refresh)).toEqual([]);
    for (const { scenario } of searchesFor({ refresh: true, client: 'server-app', orders: 'granted' }))
      expect(scenario.refresh).toBe(scenario.ticks > 0);
  });

  test('every attacker is looked at in each kind; some are left out only where time passes', () => {
    for (const { allowed, scenario } of searchesFor({}))
      if (allowed) expect(scenario.ticks).toBeGreaterThan(0);
    const kinds = (of: ReturnType<typeof searchesFor>) =>
      new Set(of.map(({ scenario: { client, orders } }) => `${client} ${orders}`));
    expect(kinds(searchesFor({}).filter(({ allowed }) => allowed === undefined))).toEqual(
      kinds(searchesFor({})),
    );
  });
});
