// The honest authorization server: one instance of this machine is one authorization, from the request to the
// last token issued from it (RFC 6749 sections 4.1, 5 and 6).
//
//   absent --m3 request--> asked --m5 approval--> issued --m8--> issued (code used, tokens) --m12--> issued
//
// A token request is checked in the order of RFC 6749 section 4.1.3 and RFC 9700: client authentication, the
// client the code was issued to, the key it is bound to, PKCE, the redirect URI, then whether the code is
// burnt, used or expired. A failed redemption leaves the code alive unless `code.burnt-on-failure`; a replay
// revokes only if every earlier check passed.

import { type AnyStateMachine, assign, setup } from 'xstate';
import type { ClientName, GrantSlot, Order, Person, RedirectUri, Server, Term } from '../names.js';
import { access, code, generationOf, refresh, slotOf } from '../names.js';
import type { SwitchId } from '../switches.js';
import { type Asked, check, type Entity } from './entity.js';

export type Holder = 'none' | 'client' | 'attacker' | 'both';
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
  readonly code: 'none' | 'unused' | 'used' | 'burnt';
  readonly codeBorn: number;
  readonly access0: 'none' | 'live' | 'revoked';
  readonly access1: 'none' | 'live' | 'revoked';
  readonly born0: number;
  readonly born1: number;
  readonly refresh0: 'none' | 'live' | 'rotated' | 'revoked';
  readonly refresh1: 'none' | 'live' | 'revoked';
  /** Whose key the tokens are bound to. */
  readonly holder: Holder;
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
        /** Exactly a request that a session of the honest client made, so its signature holds. */
        signed: boolean;
      }
    | { type: 'LOGIN'; posted: 'byAnotherSite' }
    | { type: 'APPROVE'; tick: number }
    | { type: 'DENY' }
    | TokenRequest
    | RefreshRequest
    | { type: 'BURN' }
    /** `token`: the client hands a token of it back. `grant`: the owner ends the authorization as a whole. */
    | { type: 'REVOKE'; scope: 'token' | 'grant' }
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
const sameUri = (a: RedirectUri, b: RedirectUri) => a.startsWith('cb.') && b.startsWith('cb.') && a !== b;

const addHolder = (holder: Holder, presenter: 'client' | 'attacker'): Holder =>
  holder === 'none' || holder === presenter ? presenter : 'both';

const revokedTokens = (c: GrantContext) => ({
  access0: c.access0 === 'live' ? ('revoked' as const) : c.access0,
  access1: c.access1 === 'live' ? ('revoked' as const) : c.access1,
  refresh0: c.refresh0 === 'none' ? c.refresh0 : ('revoked' as const),
  refresh1: c.refresh1 === 'none' ? c.refresh1 : ('revoked' as const),
});

/** A code that was not redeemed yet can be redeemed no more. */
const burntCode = (c: GrantContext) => (c.code === 'unused' ? { code: 'burnt' as const } : {});

const guards = {
  // m3
  redirectUnregistered: on((c, e) => {
    const r = authorize(e);
    return (
      r.client === 'client' && r.redirect !== 'cb.bank' && r.redirect !== 'cb.evil' && c.slot !== undefined
    );
  }),
  redirectOfAnotherServer: on(
    (_c, e) => authorize(e).client === 'client' && authorize(e).redirect === 'cb.evil',
  ),
  requestUnsigned: on((_c, e) => authorize(e).client === 'client' && !authorize(e).signed),
  challengeMissing: on((_c, e) => authorize(e).challenge === 'none'),
  challengeNotSent: on((_c, e) => isSent(authorize(e).challenge)),
  // m5
  loginByAnotherSite: on((_c, e) => e.type === 'LOGIN'),
  // m8
  clientUnauthenticated: on((_c, e) => tokens(e).client === 'client' && !tokens(e).authenticated),
  codeOfAnotherClient: on((c, e) => c.client !== tokens(e).client),
  codeKeyMissing: on((c, e) => c.client === 'client' && !tokens(e).keyed),
  verifierDiffers: on((c, e) => {
    const t = tokens(e);
    // Both sides come from the client's switch: without it both are missing, and agree.
    return (
      c.challenge !== 'none' &&
      !matches(c, t) &&
      isSent(c.challenge) &&
      (t.verifier === 'none' || isSent(t.verifier))
    );
  }),
  verifierOfAnotherMaker: on((c, e) => {
    const t = tokens(e);
    if (c.challenge === 'none' || matches(c, t)) return false;
    // One side is the attacker's own, so it exists whatever the client sends.
    return !(isSent(c.challenge) && (t.verifier === 'none' || isSent(t.verifier)));
  }),
  verifierUnexpected: on((c, e) => c.challenge === 'none' && isSent(tokens(e).verifier)),
  redirectDiffers: on(
    (c, e) => tokens(e).redirect !== c.redirect && !sameUri(tokens(e).redirect, c.redirect),
  ),
  redirectOfAnotherServerAtToken: on((c, e) => sameUri(tokens(e).redirect, c.redirect)),
  codeBurnt: on((c) => c.code === 'burnt'),
  codeUsed: on((c) => c.code === 'used'),
  codeExpired: on((c, e) => tokens(e).tick > c.codeBorn),
  // m12
  refreshOfAnotherClient: on((c, e) => c.client !== refreshes(e).client),
  refreshKeyMissing: on(
    (c, e) => !(refreshes(e).keyed || c.holder === refreshes(e).presenter || c.holder === 'both'),
  ),
  refreshGone: on((c, e) => {
    const status = generationOf(refreshes(e).refresh) === 0 ? c.refresh0 : c.refresh1;
    return status === 'none' || status === 'revoked';
  }),
  refreshRotated: on((c, e) => generationOf(refreshes(e).refresh) === 0 && c.refresh0 === 'rotated'),
  refreshExpired: on((_c, e) => refreshes(e).tick > 1),
};
type GuardName = keyof typeof guards;
type Message = keyof typeof compose;

const grantSetup = setup({
  types: { context: {} as GrantContext, events: {} as GrantEvent },
  guards,
  actions: {
    open: assign(({ event }) => {
      const { client, agent, redirect, state, challenge, order, audience, mode } = authorize(event);
      return { client, agent, owner: agent, redirect, state, challenge, order, audience, mode };
    }),
    logInAttacker: assign({ owner: 'attacker' }),
    issueCode: assign(({ context, event }) => ({
      // The response goes out in this mode; nothing later depends on it, nor on whose browser it was.
      agent: context.owner,
      code: 'unused' as const,
      codeBorn: (event as Extract<GrantEvent, { type: 'APPROVE' }>).tick,
    })),
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
        access0: context.access0 === 'revoked' ? context.access0 : ('live' as const),
        born0: context.access0 === 'none' ? tick : context.born0,
        refresh0: context.refresh0 === 'none' && withRefresh ? ('live' as const) : context.refresh0,
        holder: addHolder(context.holder, presenter),
      };
    }),
    refreshTokens: assign(({ context, event }) => {
      const { presenter, tick } = refreshes(event);
      return {
        access1: 'live' as const,
        born1: context.access1 === 'none' ? tick : context.born1,
        refresh0: context.refresh0 === 'live' ? ('rotated' as const) : context.refresh0,
        refresh1: context.refresh1 === 'none' ? ('live' as const) : context.refresh1,
        holder: addHolder(context.holder, presenter),
      };
    }),
    burn: assign(({ context }) => burntCode(context)),
    // One token takes the others of its authorization along (RFC 7009 2.1). The code goes only with the whole: a
    // client that has a token has redeemed it already (RFC 6819 5.2.2.4).
    revoke: assign(({ context, event }) => ({
      ...revokedTokens(context),
      ...((event as Extract<GrantEvent, { type: 'REVOKE' }>).scope === 'grant' && burntCode(context)),
    })),
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
        APPROVE: { target: 'issued', actions: [{ type: 'issueCode' }, say('authorizationResponse')] },
        DENY: { target: 'denied', actions: [say('authorizationError')] },
      },
    },
    issued: {
      on: {
        TOKEN_REQUEST: [
          failedRedemption('clientUnauthenticated', ['client.authenticated']),
          failedRedemption('codeOfAnotherClient', ['code.bound-to-client']),
          failedRedemption('codeKeyMissing', ['code.bound']),
          failedRedemption('verifierDiffers', ['pkce.sent', 'pkce.verified']),
          failedRedemption('verifierOfAnotherMaker', ['pkce.verified']),
          failedRedemption('verifierUnexpected', ['pkce.sent', 'pkce.no-downgrade']),
          failedRedemption('redirectDiffers', ['redirect.equal-at-token']),
          failedRedemption('redirectOfAnotherServerAtToken', [
            'redirect.distinct',
            'redirect.equal-at-token',
          ]),
          { guard: { type: 'codeBurnt', params: {} }, actions: [refuse('codeBurnt'), say('errorResponse')] },
          {
            guard: { type: 'codeUsed', params: { under: ['code.single-use'] } },
            actions: [refuse('codeUsed'), { type: 'revokeOnReplay' }, say('errorResponse')],
          },
          refused('codeExpired', ['code.short-lived']),
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
          { actions: [{ type: 'refreshTokens' }, say('refreshResponse')] },
        ],
        BURN: { actions: [{ type: 'burn' }] },
        REVOKE: { actions: [{ type: 'revoke' }] },
      },
    },
    denied: {},
  },
});

const compose = {
  consentForm: (c: GrantContext) => ({ client: c.client, order: c.order, agent: c.agent }),
  authorizationResponse: (c: GrantContext) => ({
    grant: c.slot,
    code: code(c.slot),
    state: c.state,
    issuer: 'bank',
    genuine: true,
    signer: 'bank',
    uri: c.redirect,
    client: c.client,
    mode: c.mode,
  }),
  authorizationError: (c: GrantContext) => ({ grant: c.slot, uri: c.redirect }),
  tokenResponse: (c: GrantContext) => ({
    access: access(c.slot, 0),
    refresh: c.refresh0 === 'none' ? 'none' : refresh(c.slot, 0),
    account: c.owner,
    services: c.order,
  }),
  refreshResponse: (c: GrantContext) => ({
    access: access(c.slot, 1),
    refresh: refresh(c.slot, 1),
    account: c.owner,
    services: c.order,
  }),
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
      code: 'none',
      codeBorn: 0,
      access0: 'none',
      access1: 'none',
      born0: 0,
      born1: 0,
      refresh0: 'none',
      refresh1: 'none',
      holder: 'none',
    } satisfies GrantContext,
  }),
  compose,
};
