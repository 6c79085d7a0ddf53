// The values that each setting of a scenario can take.

import type { Scenario } from '../../model/scenario.js';

export const scenarioChoices = {
  client: ['server-app', 'server-app+access-app', 'native-app'],
  orders: ['granted', 'scope-only'],
  refresh: [true, false],
  jointAccounts: [true, false],
  sessions: [1, 2],
  roles: ['one-each', 'any'],
  grants: [1, 2, 3],
  ticks: [0, 1, 2],
} as const satisfies { readonly [K in keyof Scenario]: readonly Scenario[K][] };
