// A scenario fixes what is in the world; switches and capabilities vary within it. Its settings are bounds and
// are printed with every verdict.

import type { ClientKind } from './entities/client.js';

export interface Scenario {
  readonly client: ClientKind;
  /** `granted`: a grant holds alice's order, and that is executed. `scope-only`: the request's order is. */
  readonly orders: 'granted' | 'scope-only';
  /** The server issues refresh tokens, and time passes twice instead of once. */
  readonly refresh: boolean;
  /** Alice stores content or asks to synchronise after the result is shown (m15). */
  readonly jointAccounts: boolean;
  /** Client sessions, 1 or 2. */
  readonly sessions: 1 | 2;
  /**
   * Whose the two client sessions may be, and whose browser the authorizations run in: one each, or anyone's.
   * `one-each`: alice's (by her own will or not) in the first slots, the attacker's in the last.
   */
  readonly roles: 'one-each' | 'any';
  /** Authorizations at the bank, 1 to 3. */
  readonly grants: 1 | 2 | 3;
  /** Time steps: what is short-lived and issued before one is expired after it. */
  readonly ticks: 0 | 1 | 2;
}

export const defaultScenario: Scenario = {
  client: 'server-app',
  orders: 'granted',
  refresh: false,
  jointAccounts: true,
  sessions: 2,
  roles: 'one-each',
  grants: 2,
  ticks: 1,
};

export const describeScenario = (s: Scenario): string =>
  `${s.client}, ${s.orders} orders, ${s.refresh ? 'with' : 'no'} refresh, ${s.jointAccounts ? 'joint accounts' : 'no joint accounts'}, ` +
  `${s.sessions} sessions (${s.roles}), ${s.grants} grants, ${s.ticks} tick${s.ticks === 1 ? '' : 's'}`;
