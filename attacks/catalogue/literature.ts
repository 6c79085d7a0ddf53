// Well-known results on the plain authorization code flow, as questions to the model: does a goal fall without a check,
// and does it stand with it? What the literature says is written beside each, only to be compared.

import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { type SwitchId, switches } from '../../model/switches.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { GoalId } from '../goals.js';

interface Text {
  readonly en: string;
  readonly ja: string;
}
export interface KnownResult {
  readonly id: string;
  readonly title: Text;
  readonly source: string;
  readonly scenario: Scenario;
  readonly goal: GoalId;
  readonly capabilities: readonly CapabilityId[];
  /** On in both runs, besides the environment; these keep other ways to the goal out. */
  readonly base: readonly SwitchId[];
  /** Switches of the environment that are off in both runs. */
  readonly without?: readonly SwitchId[];
  /** On in the second run only: the check that the result is about. */
  readonly check: readonly SwitchId[];
  /** Whether the goal is reached, as the literature has it. */
  readonly says: { readonly without: boolean; readonly with: boolean };
  /** Where the model is known to say otherwise: why. */
  readonly differs?: Text;
}

const small: Scenario = { ...defaultScenario, grants: 1, ticks: 0 };
const one: Scenario = { ...small, sessions: 1 };
const two: Scenario = { ...small, grants: 2 };
const state = ['state.compared', 'state.bound-to-agent'] as const;
const pkce = ['pkce.sent', 'pkce.required', 'pkce.verified', 'pkce.s256', 'pkce.no-downgrade'] as const;
const authenticated = ['client.authenticated', 'code.bound-to-client'] as const;
const stops = { without: true, with: false } as const;
const fett = 'Fett, Küsters, Schmitz, A Comprehensive Formal Security Analysis of OAuth 2.0 (2016)';

export const knownResults: readonly KnownResult[] = [
  {
    id: 'csrf-state',
    title: {
      en: 'Checking state stops cross-site request forgery at the callback',
      ja: 'stateの検証はコールバックへのCSRFを防ぐ',
    },
    source: 'RFC 6749 10.12, RFC 9700 4.7',
    scenario: small,
    goal: 'session',
    capabilities: ['lure'],
    base: [],
    check: state,
    says: stops,
  },
  {
    id: 'csrf-pkce',
    title: {
      en: 'PKCE stops it too, if the verifier is bound to the user agent',
      ja: 'code_verifierがユーザ・エージェントに結び付いていれば、PKCEもCSRFを防ぐ',
    },
    source: 'RFC 9700 2.1, 4.7.1',
    scenario: small,
    goal: 'capture',
    capabilities: ['lure'],
    base: ['state.bound-to-agent'],
    check: pkce,
    says: stops,
  },
  {
    id: 'injection-pkce',
    title: {
      en: 'PKCE stops a stolen code from being injected into the attacker’s session',
      ja: 'PKCEは盗まれた認可コードの注入を防ぐ',
    },
    source: 'RFC 9700 4.5',
    scenario: small,
    goal: 'read.via-client',
    capabilities: ['agent.read-response'],
    base: [...authenticated, ...state],
    check: pkce,
    says: stops,
  },
  {
    id: 'interception-pkce',
    title: {
      en: 'PKCE stops an app that claims the native app’s redirect URI from using the code',
      ja: 'PKCEは、リダイレクトURIを横取りするアプリによる認可コードの利用を防ぐ',
    },
    source: 'RFC 7636 1, RFC 8252 8.1',
    scenario: { ...one, client: 'native-app' },
    goal: 'read.direct',
    capabilities: ['fake-app.claims-uri'],
    base: [],
    check: pkce,
    says: stops,
  },
  {
    id: 'redirect-public',
    title: {
      en: 'Exact matching stops redirect manipulation; the code goes to the attacker and is redeemed by it',
      ja: '完全一致の検証は、コードを攻撃者に送らせるリダイレクトURIの操作を防ぐ',
    },
    source: 'RFC 9700 4.1',
    scenario: one,
    goal: 'read.direct',
    capabilities: ['lure'],
    base: [],
    check: ['redirect.exact'],
    says: stops,
  },
  {
    id: 'redirect-confidential',
    title: {
      en: 'Exact matching stops it also where the client authenticates and the code would be injected',
      ja: 'クライアント認証がありコードを注入する場合にも、完全一致の検証はそれを防ぐ',
    },
    source: 'RFC 9700 4.1, 4.5',
    scenario: small,
    goal: 'read.via-client',
    capabilities: ['lure'],
    base: [...authenticated, ...state],
    check: ['redirect.exact'],
    says: stops,
  },
  {
    id: 'replay-one-time',
    title: {
      en: 'One-time codes stop the replay of a code seen in its token request',
      ja: '1回限りの認可コードは、トークンリクエストで見られたコードの再利用を防ぐ',
    },
    source: 'RFC 6749 4.1.2, 10.5',
    scenario: one,
    goal: 'read.direct',
    capabilities: ['wiretap.back'],
    // Or the token on the same wire would do.
    base: ['token.bound'],
    check: ['code.single-use'],
    says: stops,
  },
  {
    id: 'race-one-time',
    title: {
      en: 'One-time codes do not stop a thief who comes before the client',
      ja: '1回限りの認可コードは、クライアントより先に使う窃取者を防がない',
    },
    source: 'RFC 6749 10.5, RFC 9700 4.5',
    scenario: one,
    goal: 'read.direct',
    capabilities: ['agent.read-response'],
    base: [],
    check: ['code.single-use'],
    says: { without: true, with: true },
  },
  {
    id: 'stolen-code-client-authentication',
    title: {
      en: 'Client authentication keeps a stolen code from being redeemed by the thief',
      ja: 'クライアント認証は、盗まれた認可コードの直接の引換えを防ぐ',
    },
    source: 'RFC 6749 3.2.1',
    scenario: one,
    goal: 'read.direct',
    capabilities: ['agent.read-response'],
    base: [],
    check: authenticated,
    says: stops,
  },
  {
    id: 'stolen-token-bound',
    title: {
      en: 'Sender-constrained tokens keep a stolen token from being used',
      ja: '記名式トークンは、盗まれたトークンの利用を防ぐ',
    },
    source: 'RFC 8705 3, RFC 9449, RFC 9700 4.10.1',
    scenario: one,
    goal: 'read.direct',
    capabilities: ['stolen.access'],
    base: [],
    check: ['token.bound'],
    says: stops,
  },
  {
    id: 'mix-up-issuer',
    title: { en: 'The issuer in the response stops mix-up', ja: '応答中の発行者の検証はmix-upを防ぐ' },
    source: `RFC 9207, RFC 9700 4.4.2.1; ${fett}`,
    scenario: one,
    goal: 'read.direct',
    capabilities: ['own.as'],
    // Or the dishonest server would have the code sent to itself.
    base: ['redirect.exact'],
    check: ['issuer.sent', 'issuer.checked', 'issuer.missing-refused'],
    says: stops,
  },
  {
    id: 'mix-up-uris',
    title: {
      en: 'A redirect URI for each issuer stops mix-up',
      ja: '発行者ごとのリダイレクトURIはmix-upを防ぐ',
    },
    source: 'RFC 9700 4.4.2.2',
    scenario: one,
    goal: 'read.direct',
    capabilities: ['own.as'],
    base: ['redirect.exact'],
    check: ['redirect.distinct', 'redirect.by-issuer', 'redirect.arrival-compared'],
    says: stops,
  },
  {
    id: 'state-leak-server',
    title: {
      en: 'Hiding the referrer of the authorization server’s page stops the leak of state',
      ja: '認可サーバの画面のReferrerを隠すと、stateの漏えいを防げる',
    },
    source: `RFC 9700 4.2.2; ${fett}`,
    scenario: two,
    goal: 'capture',
    capabilities: ['content.as', 'lure'],
    base: [...state, 'state.fresh'],
    check: ['referrer.hidden-as'],
    says: stops,
  },
  {
    id: 'state-leak-client',
    title: {
      en: 'Hiding the referrer of the client’s page stops the leak of state',
      ja: 'クライアントの画面のReferrerを隠すと、stateの漏えいを防げる',
    },
    source: `RFC 9700 4.2.1, 4.2.4; ${fett}`,
    scenario: two,
    goal: 'capture',
    capabilities: ['content.client', 'lure'],
    base: [...state, 'state.fresh'],
    check: ['referrer.hidden-client'],
    says: stops,
  },
  {
    id: 'state-leak-single-use',
    title: {
      en: 'A state that is used up at the callback is worth nothing when it leaks from the page shown then',
      ja: 'コールバックで使い切られたstateは、その後の画面から漏れても役に立たない',
    },
    source: `RFC 9700 4.2.4; ${fett}`,
    scenario: two,
    goal: 'capture',
    capabilities: ['content.client', 'lure'],
    base: [...state, 'state.fresh'],
    check: ['state.single-use'],
    says: stops,
  },
  {
    id: 'naive-session-integrity',
    title: {
      en: 'Taking the server from the session, not from the place of arrival, keeps session integrity',
      ja: '到着したURIではなくセッションから認可サーバを決めると、セッションの完全性が保たれる',
    },
    source: `${fett}: naive session integrity`,
    scenario: two,
    goal: 'capture',
    capabilities: ['own.as'],
    base: [...state, 'redirect.distinct'],
    check: ['as.from-session'],
    says: stops,
  },
  {
    id: 'redirect-307',
    title: {
      en: 'Redirecting with 303 instead of 307 keeps the password from a dishonest client',
      ja: '307ではなく303で転送すれば、不正なクライアントにパスワードが渡らない',
    },
    source: `RFC 9700 4.12; ${fett}`,
    scenario: one,
    goal: 'credentials',
    capabilities: ['own.client', 'lure'],
    base: ['redirect.exact'],
    // Alice must go through with a client that she does not know.
    without: ['consent.client-shown'],
    check: ['redirect.303'],
    says: stops,
  },
];

const environment = switches.filter((s) => s.environment).map(({ id }) => id) as readonly SwitchId[];

/** The switches that are on in a result's two runs. */
export const configurationsOf = (
  r: KnownResult,
): { readonly without: readonly SwitchId[]; readonly with: readonly SwitchId[] } => {
  const base = [...environment.filter((id) => !(r.without ?? []).includes(id)), ...r.base];
  return { without: base, with: [...base, ...r.check] };
};
