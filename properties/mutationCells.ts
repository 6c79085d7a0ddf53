// Small cells in which the plain search notices that a row of a machine was taken out, and rows that nothing notices.

import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';
import { type SwitchId, switches } from '../model/switches.js';

const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
export const worlds = {
  one: tiny,
  two: { ...tiny, sessions: 2 },
  tick: { ...tiny, ticks: 1 },
  scope: { ...tiny, orders: 'scope-only' },
  native: { ...tiny, client: 'native-app' },
  refresh: { ...tiny, ticks: 1, refresh: true },
  // One for alice and one for the attacker.
  grants: { ...tiny, grants: 2, jointAccounts: false },
  both: { ...tiny, sessions: 2, grants: 2, jointAccounts: false },
  // Two sessions of one person, too.
  any: { ...tiny, sessions: 2, roles: 'any' },
} as const satisfies Record<string, Scenario>;

/**
 * Checks that catch what another one would catch, and what leaves a check less to do: off unless a cell names them, so
 * that the other row is noticed.
 */
export const spare: readonly SwitchId[] = [
  'redirect.same-origin',
  'login.same-site',
  'cookie.same-site',
  'state.unsolicited-refused',
  'state.spent-on-refusal',
  'client.authenticated-always',
  'pkce.fresh',
  'revocation.takes-grant',
  'browser.referrer-origin-only',
  'browser.proxy-origin-only',
];

/** One configuration and one attacker: these switches on, the bank asks, and no others; or all but these and `spare`. */
export interface Cell {
  /** The rows that it notices. */
  readonly for: readonly string[];
  readonly world: keyof typeof worlds;
  readonly on?: readonly SwitchId[];
  readonly off?: readonly SwitchId[];
  readonly by: readonly CapabilityId[];
}
export const maxStates = 4000;
const environment = switches.filter((s) => s.environment).map(({ id }) => id) as SwitchId[];

export const cells: readonly Cell[] = [
  {
    for: ['authorizationServer.issued.REVOKE revokerUnauthenticated'],
    world: 'one',
    on: ['redirect.exact', 'client.authenticated', 'owner.can-revoke'],
    by: ['stolen.access'],
  },
  {
    for: ['authorizationServer.issued.REVOKE tokenOfAnotherClient'],
    world: 'one',
    off: [],
    by: ['stolen.access', 'own.client'],
  },
  {
    for: [
      'resourceOwner.present.FORM orderNotHers',
      'client.requested.CALLBACK isError',
      'authorizationServer.issued.TOKEN_REQUEST redeemedBefore',
    ],
    world: 'one',
    on: [],
    by: ['lure'],
  },
  {
    for: [
      'resourceOwner.present.FORM clientUnknown',
      'client.absent.START startedByAnotherSite',
      'authorizationServer.asked.JOIN begunByAnotherAgent',
    ],
    world: 'one',
    off: ['redirect.303', 'consent.separate-page'],
    by: ['own.client', 'lure'],
  },
  {
    for: ['resourceOwner.present.CONFIRM orderNotHers'],
    world: 'one',
    off: ['client.authenticated', 'pkce.sent', 'pkce.required', 'code.bound'],
    by: ['malware'],
  },
  {
    for: ['resourceOwner.present.CONFIRM nothingAwaited'],
    world: 'one',
    off: ['client.authenticated', 'request.signed', 'code.bound'],
    by: ['malware'],
  },
  {
    for: ['userAgent.atServer.SHOW_FORM framed'],
    world: 'one',
    off: ['redirect.exact', 'client.authenticated', 'request.signed', 'second-channel', 'code.bound'],
    by: ['frame'],
  },
  {
    for: [
      'client.requested.CALLBACK namedByNeither',
      'client.requested.CALLBACK arrivalDiffers under redirect.distinct + redirect.arrival-compared',
      'authorizationServer.absent.AUTHORIZE redirectOfAnotherServer',
    ],
    world: 'one',
    off: [
      'issuer.sent',
      'issuer.missing-refused',
      'pkce.required',
      'state.compared',
      'request.signed',
      'response.signed',
    ],
    by: ['own.as'],
  },
  {
    for: ['authorizationServer.absent.AUTHORIZE requestUnsigned'],
    world: 'one',
    off: ['redirect.exact', 'redirect.303', 'consent.separate-page'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.absent.AUTHORIZE challengeMissing'],
    world: 'one',
    off: ['pkce.sent', 'state.bound-to-agent', 'request.signed', 'response.signed'],
    by: ['proxy.terminal'],
  },
  {
    for: ['authorizationServer.absent.AUTHORIZE challengeNotSent'],
    world: 'two',
    off: ['pkce.sent', 'state.compared', 'response.signed'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.asked.LOGIN loginByAnotherSite'],
    world: 'one',
    off: ['issuer.missing-refused', 'pkce.required'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST codeKeyMissing'],
    world: 'one',
    off: ['client.authenticated', 'request.signed'],
    by: ['malware'],
  },
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST verifierDiffers'],
    world: 'one',
    off: ['client.authenticated', 'pkce.required', 'code.bound'],
    by: ['agent.read-response'],
  },
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST verifierOfAnotherMaker'],
    world: 'one',
    off: ['state.compared', 'request.signed'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST redirectDiffers'],
    world: 'one',
    off: [
      'redirect.exact',
      'pkce.verified',
      'state.compared',
      'request.signed',
      'redirect.303',
      'consent.separate-page',
      'second-channel',
    ],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST codeUsed'],
    world: 'one',
    off: [
      'tls.back',
      'issuer.missing-refused',
      'client.authenticated',
      'pkce.sent',
      'pkce.required',
      'code.bound',
    ],
    by: ['wiretap.back'],
  },
  {
    for: ['authorizationServer.issued.REFRESH_REQUEST clientUnauthenticated'],
    world: 'refresh',
    off: ['issuer.missing-refused', 'refresh.none', 'pkce.required', 'refresh.bound'],
    by: ['stolen.refresh'],
  },
  {
    for: ['client.absent.CALLBACK signerDiffers'],
    world: 'two',
    off: ['pkce.sent', 'pkce.required', 'state.compared', 'grant.order-compared'],
    by: ['stolen.code'],
  },
  { for: ['client.requested.CALLBACK fromAnotherAgent'], world: 'one', off: ['pkce.required'], by: ['lure'] },
  {
    for: ['client.requested.CALLBACK claimsAnothersIssuer'],
    world: 'one',
    off: ['redirect.distinct', 'issuer.missing-refused', 'pkce.required', 'state.compared', 'request.signed'],
    by: ['own.as'],
  },
  {
    for: ['client.requested.CALLBACK sentIssuerDiffers under issuer.sent + issuer.checked'],
    world: 'one',
    off: [
      'redirect.distinct',
      'issuer.missing-refused',
      'pkce.required',
      'state.compared',
      'request.signed',
      'response.signed',
    ],
    by: ['own.as'],
  },
  {
    for: ['client.requested.CALLBACK sentIssuerMissing under issuer.missing-refused'],
    world: 'one',
    on: ['issuer.missing-refused'],
    by: [],
  },
  {
    for: ['client.requested.CALLBACK signerDiffers under response.signed'],
    world: 'two',
    on: ['response.signed'],
    by: ['stolen.code'],
  },
  {
    for: ['client.showing.CALLBACK namedByNeither', 'client.showing.CALLBACK fromAnotherAgent'],
    world: 'one',
    on: ['state.bound-to-agent', 'tls.start'],
    by: ['agent.read-response'],
  },
  { for: ['client.showing.ENTER accountNotHers'], world: 'one', on: ['account.shown'], by: ['lure'] },
  { for: ['client.showing.PROCEED mayRefresh'], world: 'refresh', on: [], by: [] },
  {
    for: ['resourceServer.serving.RESOURCE_REQUEST tokenKeyMissing'],
    world: 'one',
    on: ['token.bound'],
    by: ['own.rs'],
  },
  {
    for: ['resourceServer.serving.RESOURCE_REQUEST tokenForAnother'],
    world: 'one',
    on: ['token.audience-checked'],
    by: ['own.rs'],
  },
  {
    for: ['resourceServer.serving.RESOURCE_REQUEST synchronisation'],
    world: 'one',
    on: ['sync.refused'],
    by: ['lure'],
  },
  {
    for: ['resourceServer.serving.RESOURCE_REQUEST needsConfirmation'],
    world: 'one',
    on: ['second-channel'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.issued.REFRESH_REQUEST refreshKeyMissing'],
    world: 'refresh',
    on: ['refresh.bound'],
    by: ['stolen.refresh'],
  },
  {
    for: ['resourceServer.serving.RESOURCE_REQUEST orderDiffers'],
    world: 'scope',
    on: ['grant.order-compared'],
    by: ['wiretap.back'],
  },
  {
    for: ['authorizationServer.issued.REFRESH_REQUEST refreshOfAnotherClient'],
    world: 'refresh',
    on: ['client.authenticated', 'refresh.bound-to-client'],
    by: ['stolen.refresh', 'own.client'],
  },
  // The denial that it makes possible.
  {
    for: [
      'authorizationServer.issued.REFRESH_REQUEST refreshRotated',
      'authorizationServer.issued.REFRESH_REQUEST refreshedBefore',
    ],
    world: 'refresh',
    on: ['refresh.rotated', 'refresh.reuse-revokes'],
    by: ['stolen.refresh'],
  },
  // She waits for the dishonest server that she chose.
  {
    for: [
      'resourceOwner.present.CONFIRM clientUnknown',
      'client.absent.START claimsAnothersEndpoint',
      'client.absent.CALLBACK arrivesForAnother',
      'client.requested.CALLBACK arrivesForAnother',
      'authorizationServer.issued.TOKEN_REQUEST codeOfAnotherClient',
    ],
    world: 'one',
    on: [
      ...environment.filter((id) => id !== 'consent.client-shown'),
      'redirect.exact',
      'redirect.distinct',
      'client.authenticated',
      'code.bound-to-client',
      'second-channel',
    ],
    by: ['own.as', 'own.client'],
  },
  // The state is first seen when the session takes its first code.
  {
    for: ['client.showing.CALLBACK unsolicited'],
    world: 'one',
    on: [...environment, 'state.single-use', 'client.monitored', 'code.bound', 'token.bound'],
    by: ['host'],
  },
  // Alice's own response comes after one of the attacker's.
  {
    for: ['client.showing.CALLBACK sentIssuerMissing'],
    world: 'grants',
    on: [...environment, 'issuer.missing-refused', 'redirect.exact'],
    by: ['lure'],
  },
  {
    for: ['client.absent.CALLBACK cookieNamesASession'],
    world: 'any',
    on: [...environment, 'state.bound-to-agent'],
    by: [],
  },
  {
    for: ['client.absent.CALLBACK sentIssuerMissing'],
    world: 'one',
    on: [...environment, 'issuer.missing-refused', 'redirect.exact'],
    by: ['lure'],
  },
  // The code goes on to the dishonest server of the other session.
  {
    for: ['client.requested.CALLBACK stateNamesAnother'],
    world: 'two',
    on: [...environment, 'request.signed', 'redirect.exact'],
    by: ['own.as'],
  },
  // The client uses a token that was issued to another client.
  {
    for: ['client.holding.PROCEED claimsAnothersEndpoint'],
    world: 'one',
    on: [
      ...environment.filter((id) => id !== 'consent.client-shown'),
      'metadata.authoritative',
      'code.bound-to-client',
      'redirect.exact',
      'request.signed',
      'state.compared',
      'state.bound-to-agent',
    ],
    by: ['own.as', 'own.client', 'lure'],
  },
  // What is later than the approval: codes, tokens and refresh tokens that lasted too long.
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST codeExpired'],
    world: 'tick',
    on: [...environment, 'token.short-lived', 'code.single-use', 'code.short-lived'],
    by: ['hold', 'wiretap.back'],
  },
  {
    for: ['authorizationServer.issued.REFRESH_REQUEST refreshGone'],
    world: 'refresh',
    on: [...environment, 'code.single-use', 'owner.can-revoke', 'owner.revokes-at-bank'],
    by: ['stolen.refresh'],
  },
  {
    for: ['resourceServer.serving.RESOURCE_REQUEST tokenGone'],
    world: 'tick',
    on: [...environment, 'code.single-use', 'owner.can-revoke', 'owner.revokes-at-bank'],
    by: ['stolen.access'],
  },
  {
    for: ['resourceServer.serving.RESOURCE_REQUEST tokenExpired'],
    world: 'tick',
    on: [...environment, 'token.short-lived', 'code.single-use'],
    by: ['stolen.access'],
  },
  {
    for: ['userAgent.atServer.SHOW_FORM framedWithoutLogin'],
    world: 'one',
    on: ['login.same-site'],
    by: ['frame'],
  },
  // The session would wait at the bank's URI for what arrives there.
  {
    for: ['client.absent.START claimsAnothersIssuer'],
    world: 'one',
    on: [
      ...environment,
      'redirect.distinct',
      'redirect.by-issuer',
      'redirect.arrival-compared',
      'redirect.exact',
      'as.from-session',
    ],
    by: ['own.as'],
  },
  {
    for: ['client.absent.CALLBACK unsolicited'],
    world: 'one',
    on: ['state.unsolicited-refused'],
    by: ['lure'],
  },
  {
    for: ['client.requested.CALLBACK stateDiffers under state.compared + state.spent-on-refusal'],
    world: 'one',
    on: ['state.compared', 'state.spent-on-refusal'],
    by: ['lure'],
  },
  {
    for: ['client.requested.CALLBACK signerDiffers under response.signed + state.spent-on-refusal'],
    world: 'one',
    on: ['response.signed', 'state.spent-on-refusal'],
    by: ['lure'],
  },
  {
    for: ['client.holding.PROCEED resourceServerOfAnother'],
    world: 'one',
    on: [...environment],
    by: ['own.as', 'stolen.access'],
  },
  {
    for: ['authorizationServer.absent.AUTHORIZE redirectElsewhere under redirect.exact'],
    world: 'one',
    on: ['redirect.exact'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.absent.AUTHORIZE redirectElsewhere under redirect.same-origin'],
    world: 'one',
    on: ['redirect.same-origin'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST clientUnauthenticatedWithVerifier'],
    world: 'one',
    on: ['client.authenticated', 'client.authenticated-always'],
    by: ['stolen.code'],
  },
  {
    for: [
      'client.requested.CALLBACK stateDiffers under state.compared',
      'authorizationServer.absent.AUTHORIZE redirectUnregistered',
    ],
    world: 'one',
    on: [...environment, 'redirect.exact', 'state.compared', 'state.bound-to-agent'],
    by: ['lure', 'redirector'],
  },
  {
    for: ['client.requested.CALLBACK fromAnotherDevice', 'client.showing.CALLBACK fromAnotherDevice'],
    world: 'native',
    on: [...environment, 'state.compared'],
    by: ['lure'],
  },
  {
    for: ['authorizationServer.issued.TOKEN_REQUEST verifierOfAnotherFlow'],
    world: 'two',
    on: [
      ...environment,
      'pkce.sent',
      'pkce.verified',
      'pkce.fresh',
      'client.authenticated',
      'client.authenticated-always',
    ],
    by: ['stolen.code'],
  },
];

// Why a row goes unnoticed: checks that parties do make, and that no goal of this model depends on alone.

const namedContinues =
  'the session that the state names continues instead, alice sees that one as well, and the same goals follow';
const anotherState =
  'without state.bound-to-agent the row stateNamesAnother ignores the same; with it, the state of a session of the attacker does as well as that of her other one';
const sooner =
  'a used session would take what it could have taken before in fewer moves: the row of the pending session is noticed';
const namedIssuer =
  'whoever makes a response names the issuer that is expected; a genuine one that names another is what sentIssuerDiffers refuses';

/** The rows that no cell notices, and why. */
export const reasons: Readonly<Record<string, string>> = {
  'client.absent.CALLBACK stateNamesAnother': namedContinues,
  'client.absent.CALLBACK issuerDiffers': namedIssuer,
  'client.absent.CALLBACK issuerMissing': namedIssuer,
  'client.requested.CALLBACK stateNamesOwnersOther': anotherState,
  'client.requested.CALLBACK issuerDiffers under issuer.checked + state.spent-on-refusal': namedIssuer,
  'client.requested.CALLBACK issuerDiffers under issuer.checked': namedIssuer,
  'client.requested.CALLBACK issuerMissing under issuer.missing-refused + state.spent-on-refusal':
    namedIssuer,
  'client.requested.CALLBACK issuerMissing under issuer.missing-refused': namedIssuer,
  'client.showing.CALLBACK stateNamesOwnersOther': anotherState,
  'client.showing.CALLBACK stateNamesAnother': namedContinues,
  'client.showing.CALLBACK issuerDiffers': namedIssuer,
  'client.showing.CALLBACK issuerMissing': namedIssuer,
  'client.showing.CALLBACK arrivalDiffers': sooner,
  'client.showing.CALLBACK arrivesForAnother': sooner,
  'authorizationServer.issued.REFRESH_REQUEST refreshExpired':
    'refreshing in the tick after the approval is lasting already, and nothing expires before the tick after that',
  'resourceServer.serving.RESOURCE_REQUEST scopeTooNarrow':
    'alice may always order a transfer, and a token for one is wide enough for the transfer of the attacker',
};

/**
 * Rows that no cell notices, and no reason is known why none could. Whoever finds a cell for one moves it up.
 */
export const notYetCovered: readonly string[] = [
  'client.absent.CALLBACK notTheFreeSlot',
  'client.absent.CALLBACK sentIssuerDiffers',
  'client.absent.CALLBACK arrivalDiffers',
  'client.absent.CALLBACK isError',
  'client.requested.CALLBACK sentIssuerDiffers under issuer.sent + issuer.checked + state.spent-on-refusal',
  'client.requested.CALLBACK sentIssuerMissing under issuer.missing-refused + state.spent-on-refusal',
  'client.requested.CALLBACK arrivalDiffers under redirect.distinct + redirect.arrival-compared + state.spent-on-refusal',
  'client.received.PROCEED claimsAnothersEndpoint',
  'client.holding.PROCEED servicesDiffer',
  'client.showing.CALLBACK claimsAnothersIssuer',
  'client.showing.CALLBACK stateDiffers',
  'client.showing.CALLBACK sentIssuerDiffers',
  'client.showing.CALLBACK signerDiffers',
  'client.showing.CALLBACK isError',
  'authorizationServer.issued.TOKEN_REQUEST codeBurnt',
  'authorizationServer.issued.TOKEN_REQUEST clientUnauthenticated',
  'authorizationServer.issued.TOKEN_REQUEST verifierUnexpected',
  'authorizationServer.issued.TOKEN_REQUEST ownVerifierUnexpected',
  'authorizationServer.issued.TOKEN_REQUEST redirectOfAnotherServerAtToken',
  'authorizationServer.issued.TOKEN_REQUEST ofTheAttackersAccount',
  'authorizationServer.issued.TOKEN_REQUEST hasFirst',
  'authorizationServer.issued.TOKEN_REQUEST hasOther',
];
