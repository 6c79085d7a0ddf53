// A scenario fixes what is in the world; switches and capabilities vary within it. Its settings are bounds and
// are printed with every verdict.

import type { ClientKind } from './entities/client.js';
import type { SwitchId } from './switches.js';

export interface Scenario {
  readonly client: ClientKind;
  /** `granted`: a grant holds alice's order, and that is executed. `scope-only`: the request's order is. */
  readonly orders: 'granted' | 'scope-only';
  /** The server issues refresh tokens. Without a tick none is ever used: see `flawOf`. */
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

/** Why settings cannot stand together. */
export interface Flaw {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/**
 * The settings given over a base. A refresh token is of no use before time passes, and its own expiry shows nothing
 * unless time passes after that too: where refresh tokens are new and no ticks are given, there are two.
 */
export function scenarioOf(given: Partial<Scenario>, base: Scenario = defaultScenario): Scenario {
  const merged = { ...base, ...given };
  return merged.refresh && !base.refresh && given.ticks === undefined ? { ...merged, ticks: 2 } : merged;
}

/** What makes a scenario senseless by itself, or null. The world refuses to be built from such a one. */
export const flawOf = (s: Partial<Scenario>): Flaw | null =>
  s.refresh === true && s.ticks === 0
    ? {
        what: 'refresh tokens are issued, but time never passes (`ticks` is 0)',
        why: 'a client refreshes only after a tick, so nothing would be refreshed',
        fix: 'give 1 or 2 ticks, or leave them out: then there are 2',
      }
    : null;

/** A switch that says nothing in this scenario and yet is on, or null. */
export const contradictionOf = (
  { client }: Partial<Scenario>,
  on: ReadonlySet<string>,
): (Flaw & { readonly switch: SwitchId }) | null =>
  client === 'native-app' && on.has('client.monitored')
    ? {
        switch: 'client.monitored',
        what: "switch `client.monitored` is on, but the scenario's client is `native-app`",
        why: 'a native app runs on no server that could be monitored',
        fix: 'choose another client, or a profile with `client.monitored: false` under `switches`',
      }
    : null;

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
export const describeScenario = (s: Scenario): string =>
  `${s.client}, ${s.orders} orders, ${s.refresh ? 'with' : 'no'} refresh, ${s.jointAccounts ? 'joint accounts' : 'no joint accounts'}, ` +
  `${counted(s.sessions, 'session')} (${s.roles}), ${counted(s.grants, 'grant')}, ${counted(s.ticks, 'tick')}`;
