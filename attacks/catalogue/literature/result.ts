// What a known result is: a goal that falls without a check and stands with it, as the literature has it, and what
// the search says.

import { defaultScenario, type Scenario } from '../../../model/scenario.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import type { CapabilityId } from '../../capabilities/capabilities.js';
import type { GoalId } from '../../goals.js';

export interface Text {
  readonly en: string;
  readonly ja: string;
}
export interface KnownResult {
  readonly id: string;
  readonly title: Text;
  readonly source: string;
  readonly scenario: Scenario;
  readonly goal: GoalId;
  /** The attacker has exactly these capabilities. */
  readonly capabilities: readonly CapabilityId[];
  /** On in both runs, besides the environment; these keep other ways to the goal out. */
  readonly base: readonly SwitchId[];
  /** Switches of the environment that are off in both runs. */
  readonly without?: readonly SwitchId[];
  /** On in the second run only: the check that the result is about. */
  readonly check: readonly SwitchId[];
  /** Whether the goal is reached, as the literature has it. */
  readonly says: { readonly without: boolean; readonly with: boolean };
  /** Moves of the shortest attack that the search finds in each run; none where it finds no attack. */
  readonly steps: { readonly without?: number; readonly with?: number };
  /** Where the model is known to say otherwise: why. */
  readonly differs?: Text;
}

/** The check stops the attack. */
export const stops = { without: true, with: false } as const;
/** The check is what makes the attack possible. */
export const permits = { without: false, with: true } as const;

export const small: Scenario = { ...defaultScenario, grants: 1, ticks: 0 };
export const one: Scenario = { ...small, sessions: 1 };
export const two: Scenario = { ...small, grants: 2 };
/** One flow, and time to read what it left behind. */
export const later: Scenario = { ...one, ticks: 1 };
export const nativeApp: Scenario = { ...one, client: 'native-app' };
/** One flow whose client refreshes. */
export const refreshing: Scenario = { ...one, refresh: true, ticks: 2 };

export const state = ['state.compared', 'state.bound-to-agent', 'state.unsolicited-refused'] as const;
export const pkce = [
  'pkce.sent',
  'pkce.required',
  'pkce.verified',
  'pkce.s256',
  'pkce.no-downgrade',
  'pkce.fresh',
] as const;
export const authenticated = [
  'client.authenticated',
  'client.authenticated-always',
  'code.bound-to-client',
] as const;
export const issuer = ['issuer.sent', 'issuer.checked', 'issuer.missing-refused'] as const;
export const distinctUris = [
  'redirect.distinct',
  'redirect.by-issuer',
  'redirect.arrival-compared',
  'as.from-session',
] as const;
export const bodyOnly = ['response.in-body', 'response.mode-locked'] as const;

export const fett = 'Fett, Küsters, Schmitz, A Comprehensive Formal Security Analysis of OAuth 2.0 (2016)';
export const fapi =
  'Fett, Hosseyni, Küsters, An Extensive Formal Security Analysis of the OpenID Financial-grade API (2019)';

const environment = switches.filter((s) => s.environment).map(({ id }) => id) as readonly SwitchId[];

/** The switches that are on in a result's two runs. */
export const configurationsOf = (
  r: KnownResult,
): { readonly without: readonly SwitchId[]; readonly with: readonly SwitchId[] } => {
  const off = new Set<SwitchId>([...(r.without ?? []), ...r.check]);
  const base = [...environment.filter((id) => !off.has(id)), ...r.base];
  return { without: base, with: [...base, ...r.check] };
};

/** All but some. */
export const except = <T extends string>(all: readonly T[], ...left: readonly T[]): readonly T[] =>
  all.filter((id) => !left.includes(id));
