// Idle choices: requests, starts and responses of the attacker's own that another one does as well in every
// configuration in which the row holds. A search may leave them out (`Reductions.idle`); whoever checks a search offers
// them all.
//
// A row names the other choice. With it the attacker needs no more knowledge and no more capabilities, it is refused in
// no more configurations, and what can be done after it is the same or more, in as many steps.

import type { AuthorizationRequest, AuthorizationResponse } from '../../model/exchanges/messages.js';
import type { StartChoice as Start } from '../../model/honest.js';
import {
  type Person,
  type RedirectUri,
  type Server,
  slotOf,
  type Term,
  tokenNumbers,
} from '../../model/names.js';
import type { SwitchId } from '../../model/switches.js';
import { agentView, sessionSlots, tickOf } from '../../model/instances.js';
import {
  accessStatus,
  bornOf,
  type GrantContext,
  holderOf,
} from '../../model/entities/authorizationServer.js';
import type { ClientContext } from '../../model/entities/client.js';
import type { Component, View } from '../../model/world.js';
import { type Look, requestOfSession } from './common.js';

/**
 * A request that the attacker makes, and where: in its own agent with its own account, in its own agent for alice to go on
 * with, in a tab of hers, or there because she uses the attacker's own client.
 */
export interface RequestChoice {
  readonly about: 'request';
  readonly request: AuthorizationRequest;
  readonly place: 'own agent' | 'handed over' | 'tab' | 'used';
}
/** A session that the attacker has start. */
export interface StartChoice extends Pick<Start, 'server' | 'resourceServer' | 'claims' | 'order'> {
  readonly about: 'start';
  /** In whose agent. */
  readonly agent: Person;
  /** Alice did not choose its order. */
  readonly isLed: boolean;
}
/** A response that the attacker makes, for a session that expects one from `server` at `redirect`. */
export interface ResponseChoice {
  readonly about: 'response';
  readonly response: AuthorizationResponse;
  readonly server: Server;
  readonly redirect: RedirectUri;
  /** Who can have signed it. */
  readonly signers: readonly (Server | 'none')[];
}
/** A code that the attacker redeems itself. */
export interface RedemptionChoice {
  readonly about: 'redemption';
  readonly grant: GrantContext;
  readonly verifier: Term | 'none';
  readonly redirect: RedirectUri;
}
export type Choice = RequestChoice | StartChoice | ResponseChoice | RedemptionChoice;

interface Row<C extends Choice> {
  readonly id: string;
  readonly about: C['about'];
  readonly fits: (choice: C, world: Look) => boolean;
  /** Idle only if these are on, */
  readonly on?: readonly SwitchId[];
  /** and these are off. */
  readonly off?: readonly SwitchId[];
  readonly because: string;
}
export type IdleChoice = Row<RequestChoice> | Row<StartChoice> | Row<ResponseChoice> | Row<RedemptionChoice>;

const isOwn = ({ place }: RequestChoice) => place === 'own agent';
/** The response comes to the attacker's agent, whatever the URI. */
const isInOwnAgent = ({ place }: RequestChoice) => place === 'own agent' || place === 'handed over';
/** The response does not go to the client by itself: only the attacker can take the code there. */
const comesToAttacker = (choice: RequestChoice) =>
  isInOwnAgent(choice) || !choice.request.redirect.startsWith('cb.');
const targetOf = (term: string): string | null => (term.includes(':s') ? slotOf(term) : null);
/** What a session asks for, and at which URI; empty: there is none. */
const askedFor: View<string> = {
  name: 'asked for',
  of: ({ value, context }) => {
    const { order, redirect } = context as unknown as ClientContext;
    return value === 'absent' ? '' : `${order}/${redirect}`;
  },
};
const orderChecks: readonly SwitchId[] = ['services.shown', 'grant.order-compared', 'token.narrow-scope'];

/** Under what a response of the bank's is not taken by a session that goes on with another server. */
const staysWithItsServer: readonly {
  readonly as: string;
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
}[] = [
  { as: 'by-session', on: ['as.from-session'], off: [] },
  { as: 'by-arrival', on: ['redirect.distinct', 'redirect.arrival-compared'], off: [] },
  { as: 'one-uri', on: [], off: ['redirect.distinct'] },
];

/** About a session of its own, with its own account, and not as the client made it. */
const repeatsOwnSession = (choice: RequestChoice, world: Look): boolean => {
  const { state, challenge, maker } = choice.request;
  const isOwnSession = (term: string) => {
    const s = targetOf(term);
    return (
      s !== null &&
      world.peek(s as Component, agentView) === 'attacker' &&
      sessionSlots(world).some((slot) => slot === s && requestOfSession(world, slot) !== null)
    );
  };
  return isOwn(choice) && maker === 'none' && (isOwnSession(state) || isOwnSession(challenge));
};

/**
 * Under what the request as the client made it does as well as one that is about the session in part: it is not refused
 * for want of a challenge, and a code for another session would need that session's verifier, or its state signed with it.
 */
const sameAsOwnSession: readonly {
  readonly as: string;
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
}[] = [
  { as: 'fresh', on: ['pkce.sent', 'pkce.fresh'], off: [] },
  { as: 'unsigned', on: ['pkce.sent'], off: ['response.signed'] },
  { as: 'not-required.fresh', on: ['pkce.fresh'], off: ['pkce.required'] },
  { as: 'not-required.unsigned', on: [], off: ['pkce.required', 'response.signed'] },
  { as: 'unsent', on: [], off: ['pkce.required', 'pkce.sent'] },
];

const requestRows: readonly Omit<Row<RequestChoice>, 'about'>[] = [
  {
    id: 'audience',
    fits: ({ request }) => request.audience === 'evil',
    because: "a token for the bank's resource server is taken wherever one for another is",
  },
  {
    id: 'mode',
    fits: ({ request }) => request.mode === 'registered',
    because: 'a response in the URL is seen by all who see one in the body, and passed on by more',
  },
  {
    id: 'key.of-client',
    fits: ({ request }) => request.key === 'client',
    because: 'a code that is bound to no key can be redeemed with any',
  },
  {
    id: 'key',
    fits: (choice) => choice.request.key !== 'none' && comesToAttacker(choice),
    because:
      'a code that is bound to no key can be redeemed with any, and the client has it only from the attacker',
  },
  {
    id: 'key.not-compared',
    fits: ({ request }) => request.key !== 'none',
    off: ['code.bound'],
    because: 'a code that is bound to no key can be redeemed with any, and so can one that is bound to one',
  },
  {
    id: 'own.redirect',
    fits: (choice) =>
      isInOwnAgent(choice) &&
      choice.request.redirect !== (choice.request.client === 'client' ? 'cb.bank' : 'evil') &&
      choice.request.redirect !== 'cb.evil' &&
      (choice.request.client === 'client' || choice.request.redirect !== 'cb.bank'),
    because: 'the response comes to its own agent whatever the URI; a registered one is refused nowhere',
  },
  {
    id: 'one-uri',
    fits: ({ request }) => request.redirect === 'cb.evil',
    off: ['redirect.distinct'],
    because: 'the client has one URI for all servers, so it is `cb.bank`',
  },
  {
    id: 'order',
    fits: ({ request }, world) =>
      world.scenario.orders === 'granted' &&
      request.order === 'alice' &&
      !sessionSlots(world).some((s) => world.peek(s, askedFor).startsWith('alice/')),
    because:
      'a code for her order serves a session that asks for it, and the request can wait for that session; where a grant is a scope, hers is wider than none',
  },
  {
    id: 'own.redirect.unmatched',
    fits: (choice, world) =>
      isOwn(choice) &&
      choice.request.redirect === 'cb.evil' &&
      !sessionSlots(world).some((s) => world.peek(s, askedFor).endsWith('cb.evil')),
    because:
      'only a session that gave this URI to its server redeems with it, and it can wait for the session',
  },
  {
    id: 'state.unsent',
    fits: (choice) => comesToAttacker(choice) && choice.request.state !== 'none',
    off: ['response.signed'],
    because: 'the attacker puts any state beside a code that it brings to the client itself',
  },
  {
    id: 'challenge.unverified',
    fits: ({ request }) => request.challenge !== 'challenge:own',
    off: ['pkce.verified', 'code.burnt-on-failure'],
    because:
      'a challenge that is compared with nothing may be its own; it never lacks one, and no code is to be burnt by a verifier that was not asked for',
  },
  {
    id: 'challenge.of-its-client',
    fits: ({ request }) => request.client === 'evil-client' && request.challenge !== 'challenge:own',
    on: ['code.bound-to-client'],
    because: 'only its own client can redeem the code, and its own client has the verifier',
  },
  {
    id: 'redirect.of-its-client',
    fits: (choice) =>
      choice.request.client === 'evil-client' &&
      (choice.request.redirect === 'site' || (isInOwnAgent(choice) && choice.request.redirect !== 'evil')),
    on: ['code.bound-to-client'],
    because: 'only its own client can redeem the code, with any URI, and that is sent to it straight',
  },
  ...staysWithItsServer.flatMap(({ as, on, off }): typeof requestRows => [
    {
      id: `state.of-its-client.${as}`,
      fits: (choice) =>
        choice.request.client === 'evil-client' && comesToAttacker(choice) && choice.request.state !== 'none',
      on: ['code.bound-to-client', 'metadata.issuer-verified', ...on],
      off,
      because:
        'a code that only its own client can redeem is worth nothing to a session, whatever is signed with it',
    },
    {
      id: `client.of-its-client.${as}`,
      fits: ({ request, place }) =>
        request.client === 'evil-client' &&
        request.redirect.startsWith('cb.') &&
        (place === 'used' || (place === 'tab' && request.order !== 'attacker')),
      on: ['code.bound-to-client', 'metadata.issuer-verified', ...on],
      off: ['state.spent-on-refusal', ...off],
      because:
        'a code that only its own client can redeem is worth nothing to a session, and a response that is refused ends none; that alice declines is worth an error response',
    },
  ]),
  {
    id: 'client.unsigned',
    fits: ({ request, place }) =>
      place !== 'used' && request.client === 'evil-client' && request.redirect.startsWith('cb.'),
    off: ['request.signed'],
    because:
      'a code that is to go to the honest client can be requested in its name; one for its own goes there straight',
  },
  ...sameAsOwnSession.map(({ as, on, off }): (typeof requestRows)[number] => ({
    id: `own.session.${as}`,
    fits: repeatsOwnSession,
    on,
    off,
    because:
      'the request of its own session can be repeated as the client made it, is refused nowhere, and no other session could do more with its code',
  })),
];

const startRows: readonly Omit<Row<StartChoice>, 'about'>[] = [
  {
    id: 'start.order',
    fits: ({ agent, order }) => agent === 'attacker' && order === 'alice',
    off: orderChecks,
    because: 'nobody compares what was granted with what is asked for',
  },
  {
    id: 'start.order.lured',
    fits: ({ agent, isLed, order }) => agent === 'alice' && isLed && order === 'alice',
    because: 'she approves a request for nothing as well',
  },
  {
    id: 'start.issuer',
    fits: ({ claims }) => claims.includes('issuer'),
    off: ['redirect.distinct'],
    because:
      'the issuer is claimed again when it is compared; until then it decides only on the redirect URI',
  },
  {
    id: 'start.issuer.by-endpoint',
    fits: ({ claims }) => claims.includes('issuer'),
    off: ['redirect.by-issuer'],
    because: 'the issuer is claimed again when it is compared; until then it decides on nothing',
  },
];

/** A response that is refused wherever one that is wrong in fewer fields is: the attacker may want just that. */
const isToBeRefused = ({ response, server }: ResponseChoice): boolean =>
  response.issuer !== server && response.signer === 'none';

const responseRows: readonly Omit<Row<ResponseChoice>, 'about'>[] = [
  {
    id: 'response.issuer',
    fits: (choice) => choice.response.issuer !== choice.server && !isToBeRefused(choice),
    because: 'the issuer is compared with that of the session and with nothing else',
  },
  {
    id: 'response.signer',
    fits: (choice) =>
      choice.response.signer !== (choice.signers.includes(choice.server) ? choice.server : 'none') &&
      !isToBeRefused(choice),
    because: "a signature that is not the session's server's is none, and one that is costs nothing more",
  },
  {
    id: 'response.refused',
    fits: (choice, world) => isToBeRefused(choice) && world.scenario.ticks === 0,
    off: ['client.burns-foreign-code', 'state.spent-on-refusal'],
    because:
      'without time for its code to be found in a log, nothing follows from a refused response that does not follow from one that is taken',
  },
  {
    id: 'response.mode',
    fits: ({ response }) => response.mode === 'registered',
    off: ['cookie.same-site'],
    because: 'the same cookies come with a form as with a link',
  },
  {
    id: 'response.mode.in-url',
    fits: ({ response }) => response.mode === 'registered',
    off: ['response.in-body'],
    because: 'the client takes no response in a form',
  },
  {
    id: 'response.arrival',
    fits: (choice) => choice.response.uri !== choice.redirect && !isToBeRefused(choice),
    on: ['as.from-session'],
    because: 'where a response arrives decides on nothing but whether it is refused',
  },
  {
    id: 'response.arrival-compared',
    fits: (choice) => choice.response.uri !== choice.redirect && !isToBeRefused(choice),
    on: ['redirect.distinct', 'redirect.arrival-compared'],
    because: 'a response that arrives elsewhere is refused, and the attacker knows what is in it',
  },
  {
    id: 'response.one-uri',
    fits: ({ response, redirect }) => response.uri !== redirect,
    off: ['redirect.distinct'],
    because: 'the client has one URI for all servers',
  },
];

/** A verifier that does not match. Where one is taken in the place of authentication, any may be better than none. */
const hasWrongVerifier = ({ grant, verifier }: RedemptionChoice): boolean =>
  verifier !== 'none' && (grant.challenge === 'none' || slotOf(verifier) !== slotOf(grant.challenge));

const redemptionRows: readonly Omit<Row<RedemptionChoice>, 'about'>[] = [
  {
    id: 'redemption.again',
    fits: ({ grant }, world) =>
      tokenNumbers.some(
        (n) =>
          accessStatus(grant, n) === 'live' &&
          bornOf(grant, n) === tickOf(world) &&
          (holderOf(grant, n) === 'attacker' || holderOf(grant, n) === 'both'),
      ),
    because: 'it has a token of this authorization that is as fresh',
  },
  {
    id: 'redemption.redirect',
    fits: ({ grant, redirect }) => redirect !== grant.redirect,
    off: ['code.burnt-on-failure'],
    because: 'a request that is refused leaves no trace; the right redirect URI is refused less',
  },
  {
    id: 'redemption.own.redirect',
    fits: ({ grant, redirect }) => grant.owner === 'attacker' && redirect !== grant.redirect,
    because: 'a code of its own account that it makes useless it could have left unused',
  },
  {
    id: 'redemption.verifier',
    fits: hasWrongVerifier,
    on: ['pkce.fresh', 'client.authenticated-always'],
    off: ['code.burnt-on-failure'],
    because: 'a request that is refused leaves no trace; the right verifier, or none, is refused less',
  },
  {
    id: 'redemption.own.verifier',
    fits: (choice) => choice.grant.owner === 'attacker' && hasWrongVerifier(choice),
    on: ['pkce.fresh', 'client.authenticated-always'],
    because: 'a code of its own account that it makes useless it could have left unused',
  },
];

export const idleChoices: readonly IdleChoice[] = [
  ...redemptionRows.map((row) => ({ ...row, about: 'redemption' as const })),
  ...requestRows.map((row) => ({ ...row, about: 'request' as const })),
  ...startRows.map((row) => ({ ...row, about: 'start' as const })),
  ...responseRows.map((row) => ({ ...row, about: 'response' as const })),
];

/** Whether a choice may be left out. */
export type IsIdle = (choice: Choice, world: Look) => boolean;
export const nothingIsIdle: IsIdle = () => false;

/** What these rows leave out of a search in which some switches are settled: what is idle in all its configurations. */
export function idleIn(
  rows: readonly IdleChoice[],
  settled: (id: SwitchId) => boolean | undefined = () => undefined,
): IsIdle {
  const held = rows.filter(
    ({ on = [], off = [] }) =>
      on.every((id) => settled(id) === true) && off.every((id) => settled(id) === false),
  );
  const about = (kind: Choice['about']) =>
    held
      .filter((row) => row.about === kind)
      .map(({ fits }) => fits as (choice: Choice, world: Look) => boolean);
  const fits = {
    request: about('request'),
    start: about('start'),
    response: about('response'),
    redemption: about('redemption'),
  };
  return (choice, world) => fits[choice.about].some((test) => test(choice, world));
}
