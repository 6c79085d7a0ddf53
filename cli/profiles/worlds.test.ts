import { describe, expect, test } from 'vitest';
import { defaultSearches } from '../../attacks/searches.js';
import { searchesFor } from './worlds.js';

const names = (stated: Parameters<typeof searchesFor>[0]) => searchesFor(stated).map((s) => s.name);

describe('the searches of a kind of world', () => {
  test('a profile that says nothing has them all', () => {
    expect(searchesFor({})).toEqual(defaultSearches);
  });

  test('what is said of the client every search takes over', () => {
    const made = searchesFor({ client: 'native-app' });
    expect(new Set(made.map((s) => s.scenario.client))).toEqual(new Set(['native-app']));
    expect(made.map((s) => s.name)).toContain('web');
  });

  test('a search that then looks at nothing of its own is left out', () => {
    expect(names({ client: 'server-app' })).not.toContain('access app');
    expect(names({ client: 'server-app' })).not.toContain('native app');
    expect(names({ client: 'server-app' })).toContain('scope-only orders');
    expect(names({ client: 'server-app', orders: 'granted' })).not.toContain('scope-only orders');
  });

  test('where no refresh tokens are issued, no search issues any; where they are, those in which time passes do', () => {
    expect(searchesFor({ refresh: false }).filter((s) => s.scenario.refresh)).toEqual([]);
    expect(names({ refresh: true })).toContain('refresh and revocation');
  });

  test('no attacker gets less: each capability stays in some search', () => {
    const capabilities = (made: typeof defaultSearches) =>
      new Set(made.flatMap((s) => (s.allowed ?? []).map((c) => `${c}`)));
    for (const client of ['server-app', 'server-app+access-app', 'native-app'] as const)
      expect(capabilities(searchesFor({ client }))).toEqual(capabilities(defaultSearches));
  });
});
