// The honest authorization server: one instance of this machine is one authorization, from the request to the
// last token issued from it (RFC 6749 sections 4.1, 5 and 6).
//
//   absent --m3 request--> asked --m5 approval--> issued --m8--> issued (code used, tokens) --m12--> issued
//
// A code that is burnt is unknown. Otherwise a token request is checked in the order of RFC 6749 section 4.1.3 and RFC
// 9700: client authentication, the client the code was issued to, the key it is bound to, PKCE, the redirect URI, then
// whether the code is expired or used. A request with a wrong verifier or redirect URI leaves the code alive unless `code.burnt-on-failure`; a replay
// revokes only if every earlier check passed. Who fails to authenticate burns nothing.
//
// What is redeemed or refreshed again yields another token, where it is not refused. Tokens are numbered: 0 the first,
// 1 the first that was refreshed, 2 any further one. Which of several it holds is told apart only where it matters: a
// party that has a token as fresh gets that one again, and so does anybody for the attacker's own account.

import { type AnyStateMachine, assign, setup } from 'xstate';
import type { ClientName, GrantSlot, Order, Person, RedirectUri, Server, Term } from '../names.js';
import { access, code, generationOf, refresh, slotOf } from '../names.js';
import type { SwitchId } from '../switches.js';
import { type Asked, check, type Entity } from './entity.js';

export type Holder = 'none' | 'client' | 'attacker' | 'both';
export type TokenStatus = 'none' | 'live' | 'revoked';

export interface GrantContext {
  readonly slot: GrantSlot;
  readonly issuesRefresh: boolean;
  readonly client: ClientName;
  /** Whose browser made the request, and who is logged in there. */
  readonly agent: Person | 'none';
  readonly owner: Person | 'none';
  readonly redirect: RedirectUri;
  readonly state: Term | 'none';
  /** `none`, a client session's challenge (sent only under `pkce.sent`), or the attacker's own. */
  readonly challenge: Term | 'none' | 'challenge:own';
  readonly order: Order;
  readonly audience: Server;
  /** The response mode: the client's registered one, or one that the request chose. */
  readonly mode: 'registered' | 'query';
  /** Alice gave it to the attacker's own client, and knew whose that is. */
  readonly entrusted: boolean;
  /** Whose key the code is bound to. */
  readonly key: 'none' | 'client' | 'attacker';
  readonly code: 'none' | 'unused' | 'used' | 'burnt';
  readonly codeBorn: number;
  readonly access0: TokenStatus;
  readonly access1: TokenStatus;
  readonly access2: TokenStatus;
  readonly born0: number;
  readonly born1: number;
  readonly born2: number;
  readonly refresh0: TokenStatus | 'rotated';
  readonly refresh1: TokenStatus | 'rotated';
  readonly refresh2: TokenStatus;
  /** Whose key the tokens of each number are bound to. */
  readonly holder0: Holder;
  readonly holder1: Holder;
  readonly holder2: Holder;
}

interface TokenRequest {
  readonly type: 'TOKEN_REQUEST';
  readonly client: ClientName;
  readonly authenticated: boolean;
  /** Proves possession of the genuine client's key. */
  readonly keyed: boolean;
  readonly presenter: 'client' | 'attacker';
  readonly redirect: RedirectUri;
  readonly verifier: Term | 'none' | 'verifier:own';
  readonly tick: number;
}
interface RefreshRequest {
  readonly type: 'REFRESH_REQUEST';
  readonly client: ClientName;
  readonly authenticated: boolean;
  readonly keyed: boolean;
  readonly presenter: 'client' | 'attacker';
  readonly refresh: Term;
  readonly tick: number;
}
/** A client hands a token back (RFC 7009 section 2.1); or the owner ends the authorization as a whole. */
type Revocation =
  | {
      readonly type: 'REVOKE';
      readonly token: Term;
      readonly client: ClientName;
      readonly authenticated: boolean;
    }
  | { readonly type: 'REVOKE'; readonly token: null };
export type GrantEvent = Asked &
  (
    | {
        type: 'AUTHORIZE';
        client: ClientName;
        agent: Person;
        redirect: RedirectUri;
        state: Term | 'none';
        challenge: Term | 'none' | 'challenge:own';
        order: Order;
        audience: Server;
        mode: 'registered' | 'query';
        key: 'none' | 'client' | 'attacker';
        /** Exactly a request that a session of the honest client made, so its signature holds. */
        signed: boolean;
      }
    | { type: 'LOGIN'; posted: 'byAnotherSite' }
    /** Another agent than the one that began goes on with it, and alice logs in there. */
    | { type: 'JOIN'; agent: Person }
    | { type: 'APPROVE'; tick: number; entrusted: boolean }
    | { type: 'DENY' }
    | TokenRequest
    | RefreshRequest
    | Revocation
  );

const authorize = (e: GrantEvent) => e as Extract<GrantEvent, { type: 'AUTHORIZE' }>;
const tokens = (e: GrantEvent) => e as TokenRequest;
const refreshes = (e: GrantEvent) => e as RefreshRequest;

const on = (test: (c: GrantContext, e: GrantEvent) => boolean) => check<GrantContext, GrantEvent>(test);
const isSent = (term: string) => term !== 'none' && slotOf(term) !== 'own';
const matches = (c: GrantContext, e: TokenRequest) =>
  c.challenge === 'none' || e.verifier === 'none'
    ? c.challenge === e.verifier
    : slotOf(c.challenge) === slotOf(e.verifier);
const isHandedBack = (e: GrantEvent) => (e as Revocation).token !== null;
const isUnknownClient = (e: GrantEvent) => tokens(e).client === 'client' && !tokens(e).authenticated;
const sameUri = (a: RedirectUri, b: RedirectUri) => a.startsWith('cb.') && b.startsWith('cb.') && a !== b;

/** Whether a party that asks again holds a token already that is as good as another one would be. */
const isAsFresh = (c: GrantContext, n: number, { presenter, tick }: TokenRequest): boolean =>
  accessStatus(c, n) === 'live' &&
  bornOf(c, n) === tick &&
  (holderOf(c, n) === presenter || holderOf(c, n) === 'both');

/** Tokens of number 2: those that were issued before are the same, held by one more. */
const further = (c: GrantContext, presenter: 'client' | 'attacker', tick: number) => ({
  access2: c.access2 === 'none' ? ('live' as const) : c.access2,
  born2: c.access2 === 'none' ? tick : c.born2,
  holder2: addHolder(c.holder2, presenter),
});

const addHolder = (holder: Holder, presenter: 'client' | 'attacker'): Holder =>
  holder === 'none' || holder === presenter ? presenter : 'both';

const revoked = <S extends string>(status: S) => (status === 'none' ? status : 'revoked');
const revokedTokens = (c: GrantContext) => ({
  access0: revoked(c.access0),
  access1: revoked(c.access1),
  access2: revoked(c.access2),
  refresh0: revoked(c.refresh0),
  refresh1: revoked(c.refresh1),
  refresh2: revoked(c.refresh2),
});

/** The status of a token of this authorization. */
export const accessStatus = (c: GrantContext, n: number): TokenStatus =>
  [c.access0, c.access1, c.access2][n]!;
export const refreshStatus = (c: GrantContext, n: number) => [c.refresh0, c.refresh1, c.refresh2][n]!;
export const holderOf = (c: GrantContext, n: number): Holder => [c.holder0, c.holder1, c.holder2][n]!;
/** The tick in which an access token was issued. */
export const bornOf = (c: GrantContext, n: number): number => [c.born0, c.born1, c.born2][n]!;

/** A code that was not redeemed yet can be redeemed no more. */
const burntCode = (c: GrantContext) => (c.code === 'unused' ? { code: 'burnt' as const } : {});

const guards = {
  // m3
  redirectElsewhere: on((_c, e) => authorize(e).client === 'client' && authorize(e).redirect === 'evil'),
  redirectUnregistered: on((_c, e) => authorize(e).client === 'client' && authorize(e).redirect === 'site'),
  redirectOfAnotherServer: on(
    (_c, e) => authorize(e).client === 'client' && authorize(e).redirect === 'cb.evil',
  ),
  requestUnsigned: on((_c, e) => authorize(e).client === 'client' && !authorize(e).signed),
  challengeMissing: on((_c, e) => authorize(e).challenge === 'none'),
  challengeNotSent: on((_c, e) => isSent(authorize(e).challenge)),
  // m5
  loginByAnotherSite: on((_c, e) => e.type === 'LOGIN'),
  begunByAnotherAgent: on((c, e) => c.agent !== (e as Extract<GrantEvent, { type: 'JOIN' }>).agent),
  // m8
  clientUnauthenticated: on((_c, e) => isUnknownClient(e) && (tokens(e).verifier ?? 'none') === 'none'),
  clientUnauthenticatedWithVerifier: on((_c, e) => isUnknownClient(e)),
  codeOfAnotherClient: on((c, e) => c.client !== tokens(e).client),
  codeKeyMissing: on(
    (c, e) =>
      c.key !== 'none' && (c.key === 'client' ? !tokens(e).keyed : tokens(e).presenter !== 'attacker'),
  ),
  verifierDiffers: on((c, e) => {
    const t = tokens(e);
    // Both sides come from the client's switch: without it both are missing, and agree.
    return c.challenge !== 'none' && !matches(c, t) && isSent(c.challenge) && t.verifier === 'none';
  }),
  verifierOfAnotherFlow: on((c, e) => {
    const t = tokens(e);
    return c.challenge !== 'none' && !matches(c, t) && isSent(c.challenge) && isSent(t.verifier);
  }),
  verifierOfAnotherMaker: on((c, e) => {
    const t = tokens(e);
    if (c.challenge === 'none' || matches(c, t)) return false;
    // One side is the attacker's own, so it exists whatever the client sends.
    return !(isSent(c.challenge) && (t.verifier === 'none' || isSent(t.verifier)));
  }),
  verifierUnexpected: on((c, e) => c.challenge === 'none' && isSent(tokens(e).verifier)),
  ownVerifierUnexpected: on((c, e) => c.challenge === 'none' && tokens(e).verifier === 'verifier:own'),
  redirectDiffers: on(
    (c, e) => tokens(e).redirect !== c.redirect && !sameUri(tokens(e).redirect, c.redirect),
  ),
  redirectOfAnotherServerAtToken: on((c, e) => sameUri(tokens(e).redirect, c.redirect)),
  codeBurnt: on((c) => c.code === 'burnt'),
  codeUsed: on((c) => c.code === 'used'),
  codeExpired: on((c, e) => tokens(e).tick > c.codeBorn),
  // m12
  refreshOfAnotherClient: on((c, e) => c.client !== refreshes(e).client),
  refreshKeyMissing: on((c, e) => {
    const { keyed, presenter, refresh: token } = refreshes(e);
    const holder = holderOf(c, generationOf(token));
    return holder !== 'both' && holder !== presenter && !(keyed && holder === 'client');
  }),
  refreshGone: on((c, e) => {
    const status = refreshStatus(c, generationOf(refreshes(e).refresh));
    return status === 'none' || status === 'revoked';
  }),
  // RFC 7009 2.1
  revokerUnauthenticated: on((_c, e) => isHandedBack(e) && isUnknownClient(e)),
  tokenOfAnotherClient: on((c, e) => isHandedBack(e) && c.client !== tokens(e).client),
  ofTheAttackersAccount: on((c) => c.access0 !== 'none' && c.owner === 'attacker'),
  hasFirst: on((c, e) => isAsFresh(c, 0, tokens(e))),
  hasOther: on((c, e) => isAsFresh(c, 2, tokens(e))),
  redeemedBefore: on((c) => c.access0 !== 'none'),
  refreshedBefore: on((c, e) => c.access1 !== 'none' || generationOf(refreshes(e).refresh) !== 0),
  refreshRotated: on((c, e) => refreshStatus(c, generationOf(refreshes(e).refresh)) === 'rotated'),
  refreshExpired: on((_c, e) => refreshes(e).tick > 1),
};
type GuardName = keyof typeof guards;
type Message = keyof typeof compose;

const grantSetup = setup({
  types: { context: {} as GrantContext, events: {} as GrantEvent },
  guards,
  actions: {
    open: assign(({ event }) => {
      const { client, agent, redirect, state, challenge, order, audience, mode, key } = authorize(event);
      return { client, agent, owner: agent, redirect, state, challenge, order, audience, mode, key };
    }),
    logInAlice: assign({ owner: 'alice' }),
    logInAttacker: assign({ owner: 'attacker' }),
    issueCode: assign(({ context, event }) => {
      const { tick, entrusted } = event as Extract<GrantEvent, { type: 'APPROVE' }>;
      return {
        // The response goes out in this mode; nothing later depends on it, nor on whose browser it was.
        agent: context.owner,
        entrusted,
        code: 'unused' as const,
        codeBorn: tick,
      };
    }),
    burnOnFailure: assign(({ context, event }) =>
      context.code === 'unused' && event.ask('code.burnt-on-failure') ? burntCode(context) : {},
    ),
    revokeOnReplay: assign(({ context, event }) =>
      event.ask('code.replay-revokes') ? revokedTokens(context) : {},
    ),
    revokeFamily: assign(({ context, event }) =>
      event.ask('refresh.reuse-revokes') ? revokedTokens(context) : {},
    ),
    issueTokens: assign(({ context, event }) => {
      const { presenter, tick } = tokens(event);
      const withRefresh = context.issuesRefresh && !event.ask('refresh.none');
      return {
        code: 'used' as const,
        access0: 'live' as const,
        born0: tick,
        refresh0: withRefresh ? ('live' as const) : context.refresh0,
        holder0: presenter,
      };
    }),
    issueAgain: assign(({ context, event }) => {
      const { presenter, tick } = tokens(event);
      return { access0: 'live' as const, born0: tick, holder0: addHolder(context.holder0, presenter) };
    }),
    issueOthers: assign(({ context, event }) => {
      const { presenter, tick } = tokens(event);
      const withRefresh = context.refresh0 !== 'none';
      return {
        ...further(context, presenter, tick),
        ...(withRefresh && context.refresh2 === 'none' && { refresh2: 'live' as const }),
      };
    }),
    refreshTokens: assign(({ event }) => {
      const { presenter, tick } = refreshes(event);
      return {
        access1: 'live' as const,
        born1: tick,
        refresh0: 'rotated' as const,
        refresh1: 'live' as const,
        holder1: presenter,
      };
    }),
    refreshOthers: assign(({ context, event }) => {
      const { presenter, tick, refresh: token } = refreshes(event);
      return {
        ...further(context, presenter, tick),
        // What was used is marked, whether or not that matters: the last one stands for all further ones.
        ...(generationOf(token) < 2 && { [`refresh${generationOf(token)}`]: 'rotated' as const }),
        ...(context.refresh2 === 'none' && { refresh2: 'live' as const }),
      };
    }),
    // One token takes the others of its authorization along if the server does so (RFC 7009 2.1: MAY). The code goes only
    // with the whole, used or not: the authorization that it stands for is no more (RFC 6819 5.2.2.4).
    revoke: assign(({ context, event }) => {
      const { token } = event as Extract<GrantEvent, { type: 'REVOKE' }>;
      if (token === null) return { ...revokedTokens(context), code: 'burnt' as const };
      if (event.ask('revocation.takes-grant')) return revokedTokens(context);
      return { [`access${generationOf(token)}`]: 'revoked' };
    }),
    send: (_args, _params: { message: Message }) => {},
    refuse: (_args, _params: { reason: GuardName }) => {},
    ignore: () => {},
  },
});

const say = (message: Message) => ({ type: 'send', params: { message } }) as const;
const refuse = (reason: GuardName) => ({ type: 'refuse', params: { reason } }) as const;
const refused = <G extends GuardName>(reason: G, under: readonly SwitchId[], unless?: readonly SwitchId[]) =>
  ({
    guard: { type: reason, params: { under, ...(unless && { unless }) } },
    actions: [refuse(reason), say('errorResponse')],
  }) as const;
const failedRedemption = <G extends GuardName>(reason: G, under: readonly SwitchId[]) =>
  ({
    guard: { type: reason, params: { under } },
    actions: [refuse(reason), { type: 'burnOnFailure' }, say('errorResponse')],
  }) as const;

export const authorizationServerMachine = grantSetup.createMachine({
  id: 'authorizationServer',
  initial: 'absent',
  context: {} as GrantContext,
  states: {
    absent: {
      on: {
        AUTHORIZE: [
          refused('redirectElsewhere', ['redirect.exact']),
          refused('redirectElsewhere', ['redirect.same-origin']),
          refused('redirectUnregistered', ['redirect.exact']),
          refused('redirectOfAnotherServer', ['redirect.distinct', 'redirect.exact']),
          refused('requestUnsigned', ['request.signed']),
          refused('challengeMissing', ['pkce.required']),
          refused('challengeNotSent', ['pkce.required'], ['pkce.sent']),
          { target: 'asked', actions: [{ type: 'open' }, say('consentForm')] },
        ],
      },
    },
    asked: {
      on: {
        LOGIN: [
          {
            guard: { type: 'loginByAnotherSite', params: { under: ['login.csrf-checked'] } },
            actions: [refuse('loginByAnotherSite')],
          },
          { actions: [{ type: 'logInAttacker' }] },
        ],
        JOIN: [
          {
            guard: { type: 'begunByAnotherAgent', params: { under: ['authorization.bound-to-agent'] } },
            actions: [refuse('begunByAnotherAgent')],
          },
          { actions: [{ type: 'logInAlice' }, say('consentForm')] },
        ],
        APPROVE: { target: 'issued', actions: [{ type: 'issueCode' }, say('authorizationResponse')] },
        DENY: { target: 'denied', actions: [say('authorizationError')] },
      },
    },
    issued: {
      on: {
        TOKEN_REQUEST: [
          { guard: { type: 'codeBurnt', params: {} }, actions: [refuse('codeBurnt'), say('errorResponse')] },
          refused('clientUnauthenticated', ['client.authenticated']),
          refused('clientUnauthenticatedWithVerifier', [
            'client.authenticated',
            'client.authenticated-always',
          ]),
          refused('codeOfAnotherClient', ['code.bound-to-client']),
          refused('codeKeyMissing', ['code.bound']),
          failedRedemption('verifierDiffers', ['pkce.sent', 'pkce.verified']),
          failedRedemption('verifierOfAnotherFlow', ['pkce.sent', 'pkce.verified', 'pkce.fresh']),
          failedRedemption('verifierOfAnotherMaker', ['pkce.verified']),
          failedRedemption('verifierUnexpected', ['pkce.sent', 'pkce.no-downgrade']),
          failedRedemption('ownVerifierUnexpected', ['pkce.no-downgrade']),
          failedRedemption('redirectDiffers', ['redirect.equal-at-token']),
          failedRedemption('redirectOfAnotherServerAtToken', [
            'redirect.distinct',
            'redirect.equal-at-token',
          ]),
          refused('codeExpired', ['code.short-lived']),
          {
            guard: { type: 'codeUsed', params: { under: ['code.single-use'] } },
            actions: [refuse('codeUsed'), { type: 'revokeOnReplay' }, say('errorResponse')],
          },
          {
            guard: { type: 'ofTheAttackersAccount', params: {} },
            actions: [{ type: 'issueAgain' }, say('tokenResponse')],
          },
          { guard: { type: 'hasFirst', params: {} }, actions: [say('tokenResponse')] },
          { guard: { type: 'hasOther', params: {} }, actions: [say('otherTokenResponse')] },
          {
            guard: { type: 'redeemedBefore', params: {} },
            actions: [{ type: 'issueOthers' }, say('otherTokenResponse')],
          },
          { actions: [{ type: 'issueTokens' }, say('tokenResponse')] },
        ],
        REFRESH_REQUEST: [
          refused('clientUnauthenticated', ['client.authenticated']),
          refused('refreshOfAnotherClient', ['refresh.bound-to-client']),
          refused('refreshKeyMissing', ['refresh.bound']),
          refused('refreshGone', []),
          {
            guard: { type: 'refreshRotated', params: { under: ['refresh.rotated'] } },
            actions: [refuse('refreshRotated'), { type: 'revokeFamily' }, say('errorResponse')],
          },
          refused('refreshExpired', ['refresh.short-lived']),
          {
            guard: { type: 'refreshedBefore', params: {} },
            actions: [{ type: 'refreshOthers' }, say('otherRefreshResponse')],
          },
          { actions: [{ type: 'refreshTokens' }, say('refreshResponse')] },
        ],
        REVOKE: [
          refused('revokerUnauthenticated', ['client.authenticated']),
          refused('tokenOfAnotherClient', []),
          { actions: [{ type: 'revoke' }] },
        ],
      },
    },
    denied: {},
  },
});

/** What comes to the client by the agent (RFC 6749 section 4.1.2). */
const responseOf = (c: GrantContext) => ({
  grant: c.slot,
  code: code(c.slot),
  state: c.state,
  issuer: 'bank',
  genuine: true,
  signer: 'bank',
  uri: c.redirect,
  client: c.client,
  mode: c.mode,
});
const tokensOf = (c: GrantContext, n: number) => ({
  access: access(c.slot, n),
  refresh: refreshStatus(c, n) === 'none' ? 'none' : refresh(c.slot, n),
  account: c.owner,
  services: c.order,
});
const compose = {
  consentForm: (c: GrantContext) => ({ client: c.client, order: c.order, agent: c.agent }),
  authorizationResponse: (c: GrantContext) => responseOf(c),
  authorizationError: (c: GrantContext) => ({
    ...responseOf(c),
    code: 'none',
  }),
  tokenResponse: (c: GrantContext) => tokensOf(c, 0),
  otherTokenResponse: (c: GrantContext) => tokensOf(c, 2),
  refreshResponse: (c: GrantContext) => tokensOf(c, 1),
  otherRefreshResponse: (c: GrantContext) => tokensOf(c, 2),
  errorResponse: () => ({}),
};

export const authorizationServer: Entity = {
  id: 'authorizationServer',
  machine: authorizationServerMachine as unknown as AnyStateMachine,
  initial: (slot, input) => ({
    value: 'absent',
    context: {
      slot: slot as GrantSlot,
      issuesRefresh: input.refresh as boolean,
      client: 'client',
      agent: 'none',
      owner: 'none',
      redirect: 'cb.bank',
      state: 'none',
      challenge: 'none',
      order: 'none',
      audience: 'bank',
      mode: 'registered',
      key: 'none',
      entrusted: false,
      code: 'none',
      codeBorn: 0,
      access0: 'none',
      access1: 'none',
      access2: 'none',
      born0: 0,
      born1: 0,
      born2: 0,
      refresh0: 'none',
      refresh1: 'none',
      refresh2: 'none',
      holder0: 'none',
      holder1: 'none',
      holder2: 'none',
    } satisfies GrantContext,
  }),
  compose,
};
