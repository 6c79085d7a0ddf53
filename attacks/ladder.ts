// A ladder of worlds, from small to large: how far a search of every attacker gets. Each rung is one search for all
// goals, with any of the capabilities; only its bounds grow.

import { defaultScenario, type Scenario, scenarioOf } from '../model/scenario.js';
import type { BoundedSearch } from './searches.js';
import { type Size, worldName } from './sizes.js';
import { type ProfileQuestion, sized } from './worlds.js';

export interface Rung {
  readonly search: BoundedSearch;
  /** Null: every configuration at once. */
  readonly profile: string | null;
}

const size = (sessions: Size['sessions'], grants: Size['grants'], ticks: Size['ticks']): Size => ({
  sessions,
  grants,
  ticks,
});

/** Each kind of world with the sizes that it is searched at, and the most capabilities at a time. */
const steps: readonly {
  readonly kind: Partial<Scenario>;
  readonly sizes: readonly Size[];
  readonly maxCapabilities: readonly number[];
}[] = [
  { kind: {}, sizes: [size(1, 1, 0), size(2, 1, 0)], maxCapabilities: [1, 2, 3] },
  { kind: {}, sizes: [size(1, 2, 0), size(2, 2, 0)], maxCapabilities: [1, 2] },
  { kind: {}, sizes: [size(1, 1, 1), size(2, 1, 1)], maxCapabilities: [1, 2] },
  { kind: {}, sizes: [size(1, 2, 1), size(2, 2, 1)], maxCapabilities: [1, 2] },
  { kind: { client: 'native-app' }, sizes: [size(1, 1, 0), size(2, 1, 0)], maxCapabilities: [1, 2] },
  {
    kind: { client: 'server-app+access-app' },
    sizes: [size(1, 1, 0), size(2, 1, 0)],
    maxCapabilities: [1, 2],
  },
  { kind: { orders: 'scope-only' }, sizes: [size(1, 1, 0), size(2, 1, 0)], maxCapabilities: [1, 2] },
  // A refresh token is of no use before time passes.
  { kind: { refresh: true }, sizes: [size(1, 1, 1), size(2, 1, 1)], maxCapabilities: [1, 2] },
];

/** Every configuration at once. */
export const openRungs: readonly Rung[] = steps.flatMap(({ kind, sizes, maxCapabilities }) =>
  sizes.flatMap((of) =>
    maxCapabilities.map((most): Rung => {
      const scenario = sized({ ...defaultScenario, ...kind }, of);
      return {
        search: {
          name: `${worldName(scenario)}-k${most}`,
          scenario,
          maxCapabilities: most,
          threats: false,
        },
        profile: null,
      };
    }),
  ),
);

/** One profile against every attacker, in the default world; what the profile states of its world is kept. */
export function profileRung({ name, settled, attacker, stated }: ProfileQuestion): Rung {
  const scenario = scenarioOf(stated);
  const search: BoundedSearch = {
    name: `${name}: ${worldName(scenario)}`,
    scenario,
    maxCapabilities: null,
    ...(attacker && { allowed: attacker }),
    settled,
    threats: false,
  };
  return { search, profile: name };
}
