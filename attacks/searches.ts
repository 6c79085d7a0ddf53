// The searches that the table and `paths` unite by default. Each is exhaustive at its own bounds, which are printed;
// none says anything beyond them. More of the world at once is a matter of time: `--sessions`, `--grants`, `--ticks`,
// `--max-capabilities` and `--capability` set the bounds of one search by hand.

import { defaultScenario, type Scenario } from '../model/scenario.js';
import { capabilities, type CapabilityId } from './capabilities/capabilities.js';

export interface BoundedSearch {
  readonly name: string;
  readonly scenario: Scenario;
  readonly maxCapabilities: number;
  /** Capabilities that attackers may have in this search; absent: any. */
  readonly allowed?: readonly CapabilityId[];
}

const without = (...left: CapabilityId[]) =>
  capabilities.map(({ id }) => id).filter((id) => !left.includes(id));
const small: Scenario = { ...defaultScenario, grants: 1, ticks: 0 };

export const defaultSearches: readonly BoundedSearch[] = [
  { name: 'web', scenario: small, maxCapabilities: 1, allowed: without('own.as', 'agent.alter') },
  { name: 'altering agent', scenario: small, maxCapabilities: 1, allowed: ['agent.alter'] },
  { name: 'dishonest server', scenario: small, maxCapabilities: 1, allowed: ['own.as'] },
  {
    name: 'dishonest server and an account',
    scenario: { ...small, sessions: 1, grants: 2 },
    maxCapabilities: 1,
    allowed: ['own.as'],
  },
  {
    name: 'dishonest server and altered request',
    scenario: { ...small, sessions: 1 },
    maxCapabilities: 2,
    allowed: ['own.as', 'alter.first-request'],
  },
  {
    name: 'lure and more',
    scenario: small,
    maxCapabilities: 2,
    allowed: ['lure', 'overlay', 'redirector', 'own.client'],
  },
  {
    name: 'lure and read',
    scenario: small,
    maxCapabilities: 2,
    allowed: ['lure', 'agent.read-response', 'wiretap.back'],
  },
  {
    name: 'guessing',
    scenario: { ...small, grants: 2 },
    maxCapabilities: 2,
    allowed: ['guess', 'logs.live'],
  },
  {
    name: 'scope-only orders',
    scenario: { ...small, orders: 'scope-only' },
    maxCapabilities: 1,
    allowed: ['lure', 'host', 'wiretap.back'],
  },
  {
    name: 'access app',
    scenario: { ...small, client: 'server-app+access-app', sessions: 1 },
    maxCapabilities: 1,
    allowed: ['agent.alter', 'host', 'fake-app', 'wiretap.front', 'proxy.terminal', 'malware'],
  },
  {
    name: 'native app',
    scenario: { ...small, client: 'native-app' },
    maxCapabilities: 1,
    allowed: ['fake-app', 'fake-app.claims-uri', 'malware', 'host', 'wiretap.back', 'proxy.terminal'],
  },
  {
    name: 'logs afterwards',
    scenario: { ...small, ticks: 1 },
    maxCapabilities: 1,
    allowed: ['logs.after', 'wiretap.back'],
  },
  {
    name: 'held messages',
    scenario: { ...small, sessions: 1, ticks: 1 },
    maxCapabilities: 2,
    allowed: ['hold', 'wiretap.back'],
  },
  {
    name: 'refresh and revocation',
    scenario: { ...small, sessions: 1, ticks: 1, refresh: true },
    maxCapabilities: 1,
    allowed: ['host', 'logs.after', 'wiretap.back', 'stolen.refresh', 'stolen.access'],
  },
];
