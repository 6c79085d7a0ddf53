// The client: one instance of this machine is one session at the honest client (RFC 6749 section 4.1).
//
//   absent --m1 start--> requested --m7 callback--> received --m8--> redeeming --m9--> holding
//   holding --m10--> using --m11--> showing --m15 entry--> entered;  showing --m12--> refreshing --m13--> holding
//
// Every session sees each callback; the rows decide which one session continues (the state's, the cookie's,
// or a new one), what is compared, and what a refusal leaves behind. A refused callback leaves the code alive, and the
// session pending unless `state.spent-on-refusal`. An error response ends a pending session.

import { type AnyStateMachine, assign, setup } from 'xstate';
import type { ClientSlot, Order, Person, RedirectUri, Server, Term } from '../names.js';
import { challenge, generationOf, kindOf, slotOf, state as stateOf, verifier } from '../names.js';
import type { SwitchId } from '../switches.js';
import { type Asked, check, type Entity } from './entity.js';

export type ClientKind = 'server-app' | 'server-app+access-app' | 'native-app';
export interface ClientContext {
  readonly slot: ClientSlot;
  readonly kind: ClientKind;
  /** Whose agent started the session (a cookie's owner). */
  readonly agent: Person | 'none';
  /** Who wanted it: a lured or unsolicited session in alice's agent is not one that she started. */
  readonly starter: Person | 'none';
  readonly aliceSees: boolean;
  readonly attackerSees: boolean;
  readonly server: Server;
  readonly resourceServer: Server;
  /** The redirect URI that it gave to its server. */
  readonly redirect: 'cb.bank' | 'cb.evil';
  readonly order: Order;
  /** Alice reaches the client through a program or site of the attacker's. */
  readonly relayed: boolean;
  readonly code: Term | 'none' | 'code:junk';
  /** A code that it refused and has yet to get rid of. */
  readonly foreign: Term | 'none';
  readonly access: Term | 'none' | 'access:evil';
  readonly refresh: Term | 'none';
  readonly account: Person | 'none';
  readonly services: Order;
  /** What its log has seen, in alphabetical order; what is logged stays. Null: nobody will read it. */
  readonly logged: readonly LogEntry[] | null;
}
/** A term, and the tick in which it was first written: `code:g0@1`. */
export type LogEntry = `${Term}@${number}`;

export type ClientEvent = Asked &
  (
    | {
        type: 'START';
        agent: Person;
        server: Server;
        resourceServer: Server;
        order: Order;
        relayed: boolean;
        lured: boolean;
        /** What of the bank's a dishonest server's metadata claims as its own, as fetched now. */
        claims: readonly Claimed[];
      }
    | {
        type: 'CALLBACK';
        /** Whose agent delivers it: the cookie that comes along. */
        agent: Person;
        /** `none`: an error response. */
        code: Term | 'none';
        /** The session its state names, `none` if the state is missing or unknown. */
        named: ClientSlot | 'none';
        namedAgent: Person | 'none';
        /** The session that the delivering agent's cookie names; `none` also if the cookie does not come along. */
        cookie: ClientSlot | 'none';
        /** The agent has a cookie, which does not come along. */
        withheld: boolean;
        /** The slot a new session would take. */
        free: ClientSlot | 'none';
        uri: RedirectUri;
        issuer: Server | 'none';
        /** Made by the bank: its issuer is there only under `issuer.sent`. */
        genuine: boolean;
        signer: Server | 'none';
        /** A dishonest server's metadata, as fetched now, claims to be the bank. */
        claimsIssuer: boolean;
        tick: number;
      }
    /** A response that no session takes is written to the access log like any other. */
    | { type: 'LOGGED'; code: Term | 'none'; tick: number }
    /** The code is what it refused before. */
    | { type: 'DISPOSE'; code: Term }
    | {
        type: 'PROCEED';
        tick: number;
        /** A dishonest server's metadata, as fetched now, claims the bank's endpoint as its own. */
        claimsEndpoint: boolean;
        /** The session, though its server is another, is for the bank's resource server. */
        callsBanks: boolean;
        /** What alice is shown is not what the client shows her. */
        forged: boolean;
      }
    | {
        type: 'TOKEN';
        access: Term;
        refresh: Term | 'none';
        account: Person | 'none';
        services: Order;
        tick: number;
      }
    | { type: 'RESOURCE' }
    | { type: 'ERROR' }
    | { type: 'ENTER'; entry: 'store' | 'synchronise'; forged: boolean }
    | { type: 'REVIEW' }
  );

/** Part of a server's metadata (RFC 8414 section 2). */
export type Claimed = 'issuer' | 'authorization';

/** A log with more written to it: codes and tokens of the bank's, each once, as far as the client writes such things. */
function logWith(
  { logged: log }: ClientContext,
  { tick, ask }: { readonly tick: number; readonly ask: Asked['ask'] },
  ...terms: readonly Term[]
) {
  const isNew = (term: Term) =>
    term !== 'none' && slotOf(term).startsWith('g') && !log!.some((entry) => entry.startsWith(`${term}@`));
  const isWritten = (term: Term) => !ask(kindOf(term) === 'code' ? 'logs.no-codes' : 'logs.no-tokens');
  if (log === null) return log;
  const written = terms.filter(isNew).filter(isWritten);
  return written.length === 0 ? log : [...log, ...written.map((term): LogEntry => `${term}@${tick}`)].sort();
}
/** A client refreshes once in each tick, as far as tokens are told apart. */
export const refreshIsNext = ({ refresh }: ClientContext, tick: number): boolean =>
  refresh !== 'none' && generationOf(refresh) < 2 && tick > generationOf(refresh);

/** What was in the log before this tick. */
export const loggedBefore = ({ logged }: ClientContext, tick: number): readonly Term[] =>
  (logged ?? []).map((entry) => entry.split('@')).flatMap(([term, at]) => (Number(at) < tick ? [term!] : []));

const callbackEvent = (event: ClientEvent) => event as Extract<ClientEvent, { type: 'CALLBACK' }>;
const startEvent = (event: ClientEvent) => event as Extract<ClientEvent, { type: 'START' }>;

/** The issuer the client believes it deals with: what the server's metadata says. */
const expectedIssuer = (context: ClientContext, event: { claimsIssuer: boolean }): Server =>
  event.claimsIssuer ? 'bank' : context.server;

/**
 * The redirect URI for a server (RFC 9700 section 4.4.2.2): by the issuer that it claims, or by the authorization
 * endpoint that it names.
 */
function redirectFor(server: Server, claims: readonly Claimed[], ask: Asked['ask']): 'cb.bank' | 'cb.evil' {
  const by = (claimed: Claimed) => (server === 'bank' || claims.includes(claimed) ? 'cb.bank' : 'cb.evil');
  if (by('issuer') === by('authorization')) return by('issuer');
  return ask('redirect.by-issuer') ? by('issuer') : by('authorization');
}

const onCallback = (test: (c: ClientContext, e: Extract<ClientEvent, { type: 'CALLBACK' }>) => boolean) =>
  check<ClientContext, ClientEvent>((context, event) => test(context, callbackEvent(event)));

const guards = {
  startedByAnotherSite: check<ClientContext, ClientEvent>((_c, e) => startEvent(e).lured),
  claimsAnothersIssuer: check<ClientContext, ClientEvent>(
    (_c, e) =>
      (e.type === 'START' && e.claims.includes('issuer')) || (e.type === 'CALLBACK' && e.claimsIssuer),
  ),
  claimsAnothersEndpoint: check<ClientContext, ClientEvent>(
    (_c, e) =>
      (e.type === 'START' && e.claims.includes('authorization')) ||
      (e.type === 'PROCEED' && e.claimsEndpoint),
  ),
  resourceServerOfAnother: check<ClientContext, ClientEvent>(
    (c, e) => c.server === 'evil' && (e as { callsBanks: boolean }).callsBanks,
  ),
  // Which session a callback continues.
  notTheFreeSlot: onCallback((c, e) => e.free !== c.slot),
  cookieNamesASession: onCallback((_c, e) => e.cookie !== 'none'),
  // A state finds a session of another agent where one place keeps them all; an app on a device knows its own.
  stateNamesAnother: onCallback(
    (c, e) => c.kind !== 'native-app' && e.named !== 'none' && e.named !== c.slot,
  ),
  stateNamesOwnersOther: onCallback(
    (c, e) => e.named !== 'none' && e.named !== c.slot && e.namedAgent === e.agent,
  ),
  namedByNeither: onCallback((c, e) => e.named !== c.slot && e.cookie !== c.slot),
  fromAnotherAgent: onCallback((c, e) => e.named === c.slot && (c.agent !== e.agent || e.withheld)),
  fromAnotherDevice: onCallback(
    (c, e) => c.kind === 'native-app' && e.named === c.slot && c.agent !== e.agent,
  ),
  // What is compared.
  unsolicited: onCallback(() => true),
  stateDiffers: onCallback((c, e) => e.named !== c.slot),
  issuerDiffers: onCallback((c, e) => !e.genuine && e.issuer !== 'none' && e.issuer !== expectedIssuer(c, e)),
  sentIssuerDiffers: onCallback((c, e) => e.genuine && e.issuer !== expectedIssuer(c, e)),
  issuerMissing: onCallback((_c, e) => !e.genuine && e.issuer === 'none'),
  sentIssuerMissing: onCallback((_c, e) => e.genuine),
  arrivalDiffers: onCallback((c, e) => e.uri !== c.redirect),
  arrivesForAnother: onCallback((c, e) => e.uri !== c.redirect && e.uri !== `cb.${c.server}`),
  isError: onCallback((_c, e) => e.code === 'none'),
  signerDiffers: onCallback((c, e) => e.signer !== expectedIssuer(c, e)),
  // What alice sees.
  servicesDiffer: check<ClientContext, ClientEvent>(
    // At its own account the attacker grants just what the session asks for.
    (c, e) =>
      c.aliceSees && c.account !== 'attacker' && c.services !== c.order && !(e as { forged: boolean }).forged,
  ),
  accountNotHers: check<ClientContext, ClientEvent>(
    (c, e) => c.account !== 'alice' && !(e as { forged: boolean }).forged,
  ),
  mayRefresh: check<ClientContext, ClientEvent>((c, e) =>
    refreshIsNext(c, (e as Extract<ClientEvent, { type: 'PROCEED' }>).tick),
  ),
};
type GuardName = keyof typeof guards;
type Message = keyof typeof compose;
/** What a refusal may give as its reason: a guard, or what came back where the session waited for an answer. */
type Reason =
  | GuardName
  | 'authorizationDenied'
  | 'tokenRequestRefused'
  | 'resourceRequestRefused'
  | 'refreshRequestRefused';

const clientSetup = setup({
  types: { context: {} as ClientContext, events: {} as ClientEvent },
  guards,
  actions: {
    begin: assign(({ event }) => {
      const e = startEvent(event);
      return {
        agent: e.agent,
        starter: e.lured ? ('attacker' as const) : e.agent,
        aliceSees: e.agent === 'alice',
        attackerSees: e.agent === 'attacker',
        server: e.server,
        resourceServer: e.resourceServer,
        redirect: redirectFor(e.server, e.claims, event.ask),
        order: e.order,
        relayed: e.relayed,
      };
    }),
    logCode: assign(({ context, event }) => {
      const e = event as Extract<ClientEvent, { type: 'CALLBACK' | 'LOGGED' }>;
      return { logged: logWith(context, e, e.code) };
    }),
    takeCode: assign(({ context, event }) => {
      const e = callbackEvent(event);
      return {
        agent: context.agent === 'none' ? e.agent : context.agent,
        aliceSees: context.aliceSees || e.agent === 'alice',
        attackerSees: context.attackerSees || e.agent === 'attacker',
        code: e.code,
        access: 'none' as const,
        refresh: 'none' as const,
        account: 'none' as const,
        services: 'none' as const,
        logged: logWith(context, e, e.code),
      };
    }),
    chooseResourceServer: assign(({ context, event }) => {
      const e = event as Extract<ClientEvent, { type: 'PROCEED' }>;
      return {
        resourceServer: e.claimsEndpoint || e.callsBanks ? ('bank' as const) : context.resourceServer,
      };
    }),
    keepForeign: assign(({ context, event }) => {
      const { code } = callbackEvent(event);
      const isBanks = code !== 'none' && slotOf(code).startsWith('g');
      return { foreign: isBanks && event.ask('client.burns-foreign-code') ? code : context.foreign };
    }),
    dropForeign: assign({ foreign: 'none' }),
    takeServerFromArrival: assign(({ context }) => ({
      server: (context.server === 'bank' ? 'evil' : 'bank') as Server,
      resourceServer: (context.server === 'bank' ? 'evil' : 'bank') as Server,
      redirect: (context.redirect === 'cb.bank' ? 'cb.evil' : 'cb.bank') as 'cb.bank' | 'cb.evil',
    })),
    takeTokens: assign(({ context, event }) => {
      const e = event as Extract<ClientEvent, { type: 'TOKEN' }>;
      return {
        logged: logWith(context, e, e.access, e.refresh),
        code: 'none' as const,
        access: e.access,
        refresh: e.refresh,
        account: e.account,
        services: e.services,
      };
    }),
    // A failed session is over; only whose it was and what its log has seen matter still, and with which URI it gets rid
    // of a code.
    end: assign(({ context }) => ({
      code: 'none' as const,
      access: 'none' as const,
      refresh: 'none' as const,
      account: 'none' as const,
      services: 'none' as const,
      order: 'none' as const,
      server: 'bank' as const,
      resourceServer: 'bank' as const,
      redirect: context.foreign === 'none' ? ('cb.bank' as const) : context.redirect,
    })),
    send: (_args, _params: { message: Message }) => {},
    refuse: (_args, _params: { reason: Reason }) => {},
    ignore: () => {},
  },
});

/** A refused response stands in the log; a client may try to get rid of its code. */
const refusedResponse = (reason: GuardName) =>
  [{ type: 'logCode' }, { type: 'keepForeign' }, { type: 'refuse', params: { reason } }] as const;

/** A refusal that leaves a flow as it is. */
function refusal<G extends GuardName>(reason: G, under: readonly SwitchId[], unless?: readonly SwitchId[]) {
  return {
    guard: { type: reason, params: { under, ...(unless && { unless }) } },
    actions: refusedResponse(reason),
  } as const;
}
/**
 * The same for an open flow, which may end with it: that of the state, or of the cookie where the state is not its own
 * (libraries delete what they kept before they compare it).
 */
const endingRefusal = <G extends GuardName>(
  reason: G,
  under: readonly SwitchId[],
  unless?: readonly SwitchId[],
) =>
  [
    {
      guard: {
        type: reason,
        params: { under: [...under, 'state.spent-on-refusal'], ...(unless && { unless }) },
      },
      target: 'failed',
      actions: [...refusedResponse(reason), { type: 'send', params: { message: 'ended' } }, { type: 'end' }],
    },
    refusal(reason, under, unless),
  ] as const;

/** From whom a response is and where it arrived. A session that it opens takes it for the bank's. */
const comparedRows = [
  refusal('issuerDiffers', ['issuer.checked']),
  refusal('sentIssuerDiffers', ['issuer.sent', 'issuer.checked']),
  refusal('issuerMissing', ['issuer.missing-refused']),
  refusal('sentIssuerMissing', ['issuer.missing-refused'], ['issuer.sent']),
  refusal('arrivalDiffers', ['redirect.distinct', 'redirect.arrival-compared']),
  refusal('signerDiffers', ['response.signed']),
] as const;
const comparedInOpenFlow = [
  ...endingRefusal('stateDiffers', ['state.compared']),
  ...endingRefusal('issuerDiffers', ['issuer.checked']),
  ...endingRefusal('sentIssuerDiffers', ['issuer.sent', 'issuer.checked']),
  ...endingRefusal('issuerMissing', ['issuer.missing-refused']),
  ...endingRefusal('sentIssuerMissing', ['issuer.missing-refused'], ['issuer.sent']),
  ...endingRefusal('arrivalDiffers', ['redirect.distinct', 'redirect.arrival-compared']),
  ...endingRefusal('signerDiffers', ['response.signed']),
] as const;

const takes = [
  {
    guard: {
      type: 'arrivesForAnother',
      params: { under: ['redirect.distinct'], unless: ['as.from-session'] },
    },
    target: 'received',
    actions: [{ type: 'takeCode' }, { type: 'takeServerFromArrival' }],
  },
  { target: 'received', actions: [{ type: 'takeCode' }] },
] as const;

const claimsIssuer = {
  guard: { type: 'claimsAnothersIssuer', params: { under: ['metadata.issuer-verified'] } },
  actions: [{ type: 'refuse', params: { reason: 'claimsAnothersIssuer' } }],
} as const;
const claimsEndpoint = {
  guard: { type: 'claimsAnothersEndpoint', params: { under: ['metadata.authoritative'] } },
  actions: [{ type: 'refuse', params: { reason: 'claimsAnothersEndpoint' } }],
} as const;

/** Rows that a pending session and one that was continued before share: whose callback it is. */
const routedRows = [
  { guard: { type: 'namedByNeither', params: {} }, actions: [{ type: 'ignore' }] },
  { guard: { type: 'stateNamesOwnersOther', params: {} }, actions: [{ type: 'ignore' }] },
  { guard: { type: 'fromAnotherDevice', params: {} }, actions: [{ type: 'ignore' }] },
  {
    guard: { type: 'fromAnotherAgent', params: { under: ['state.bound-to-agent'] } },
    actions: [{ type: 'ignore' }],
  },
  {
    guard: { type: 'stateNamesAnother', params: { unless: ['state.bound-to-agent'] } },
    actions: [{ type: 'ignore' }],
  },
  claimsIssuer,
] as const;

/** What a session does whatever its state: write a response to the log, and get rid of a code that it refused. */
const always = {
  LOGGED: { actions: [{ type: 'logCode' }] },
  DISPOSE: { actions: [{ type: 'dropForeign' }, { type: 'send', params: { message: 'burnRequest' } }] },
} as const;

export const clientMachine = clientSetup.createMachine({
  id: 'client',
  initial: 'absent',
  context: {} as ClientContext,
  states: {
    absent: {
      on: {
        START: [
          {
            guard: { type: 'startedByAnotherSite', params: { under: ['start.csrf-checked'] } },
            actions: [{ type: 'refuse', params: { reason: 'startedByAnotherSite' } }],
          },
          claimsIssuer,
          claimsEndpoint,
          {
            target: 'requested',
            actions: [{ type: 'begin' }, { type: 'send', params: { message: 'authorizationRequest' } }],
          },
        ],
        CALLBACK: [
          { guard: { type: 'notTheFreeSlot', params: {} }, actions: [{ type: 'ignore' }] },
          { guard: { type: 'cookieNamesASession', params: {} }, actions: [{ type: 'ignore' }] },
          {
            guard: { type: 'stateNamesAnother', params: { unless: ['state.bound-to-agent'] } },
            actions: [{ type: 'ignore' }],
          },
          refusal('unsolicited', ['state.unsolicited-refused']),
          ...comparedRows,
          { guard: { type: 'isError', params: {} }, actions: [{ type: 'ignore' }] },
          ...takes,
        ],
        ...always,
      },
    },
    requested: {
      on: {
        CALLBACK: [
          ...routedRows,
          ...comparedInOpenFlow,
          {
            guard: { type: 'isError', params: {} },
            target: 'failed',
            actions: [
              { type: 'send', params: { message: 'ended' } },
              { type: 'end' },
              { type: 'refuse', params: { reason: 'authorizationDenied' } },
            ],
          },
          ...takes,
        ],
        ...always,
      },
    },
    received: {
      on: {
        ...always,
        PROCEED: [
          claimsEndpoint,
          { target: 'redeeming', actions: [{ type: 'send', params: { message: 'tokenRequest' } }] },
        ],
      },
    },
    redeeming: {
      on: {
        ...always,
        TOKEN: { target: 'holding', actions: [{ type: 'takeTokens' }] },
        ERROR: {
          target: 'failed',
          actions: [{ type: 'end' }, { type: 'refuse', params: { reason: 'tokenRequestRefused' } }],
        },
      },
    },
    holding: {
      on: {
        ...always,
        PROCEED: [
          claimsEndpoint,
          {
            guard: { type: 'resourceServerOfAnother', params: { under: ['client.rs-of-server'] } },
            actions: [{ type: 'refuse', params: { reason: 'resourceServerOfAnother' } }],
          },
          {
            guard: { type: 'servicesDiffer', params: { under: ['services.shown', 'owner.can-revoke'] } },
            target: 'stopped',
            actions: [
              { type: 'refuse', params: { reason: 'servicesDiffer' } },
              { type: 'send', params: { message: 'revocationRequest' } },
            ],
          },
          {
            target: 'using',
            actions: [
              { type: 'chooseResourceServer' },
              { type: 'send', params: { message: 'resourceRequest' } },
            ],
          },
        ],
      },
    },
    using: {
      on: {
        ...always,
        RESOURCE: { target: 'showing', actions: [{ type: 'send', params: { message: 'result' } }] },
        ERROR: {
          target: 'failed',
          actions: [{ type: 'end' }, { type: 'refuse', params: { reason: 'resourceRequestRefused' } }],
        },
      },
    },
    showing: {
      on: {
        CALLBACK: [
          ...routedRows,
          refusal('stateDiffers', ['state.compared']),
          refusal('unsolicited', ['state.single-use']),
          ...comparedRows,
          { guard: { type: 'isError', params: {} }, actions: [{ type: 'ignore' }] },
          ...takes,
        ],
        ...always,
        ENTER: [
          {
            guard: { type: 'accountNotHers', params: { under: ['account.shown'] } },
            target: 'stopped',
            actions: [{ type: 'refuse', params: { reason: 'accountNotHers' } }],
          },
          { target: 'entered', actions: [{ type: 'send', params: { message: 'entry' } }] },
        ],
        PROCEED: {
          guard: { type: 'mayRefresh', params: {} },
          target: 'refreshing',
          actions: [{ type: 'send', params: { message: 'refreshRequest' } }],
        },
        REVIEW: { target: 'reviewed', actions: [{ type: 'send', params: { message: 'revocationRequest' } }] },
      },
    },
    refreshing: {
      on: {
        ...always,
        TOKEN: { target: 'holding', actions: [{ type: 'takeTokens' }] },
        ERROR: {
          target: 'failed',
          actions: [{ type: 'end' }, { type: 'refuse', params: { reason: 'refreshRequestRefused' } }],
        },
      },
    },
    entered: {
      on: {
        ...always,
        REVIEW: { target: 'reviewed', actions: [{ type: 'send', params: { message: 'revocationRequest' } }] },
      },
    },
    failed: { on: always },
    stopped: { on: always },
    reviewed: { on: always },
  },
});

/** Whether a session in this state takes a callback at all: elsewhere the machine has no row for one. */
export const takesCallback = (value: string): boolean => listening.has(value);
const listening = new Set(
  Object.values(clientMachine.states)
    .filter(({ ownEvents }) => ownEvents.includes('CALLBACK'))
    .map(({ key }) => key),
);

const token = (c: ClientContext) => ({ access: c.access, order: c.order, resourceServer: c.resourceServer });

/** Where the client sends a request: to the server's own endpoint, or to whichever its metadata claims. */
type Claim = { readonly claimsEndpoint?: boolean };
const tokenEndpoint = (c: ClientContext, e: Claim): Server => (e.claimsEndpoint ? 'bank' : c.server);

/** A session that a response opened has made no request, so it has no verifier either. */
const verifierOf = (c: ClientContext): Term | 'none' => (c.starter === 'none' ? 'none' : verifier(c.slot));

const compose = {
  authorizationRequest: (c: ClientContext, e: { claims: readonly Claimed[] }) => ({
    to: e.claims.includes('authorization') ? 'bank' : c.server,
    client: 'client',
    redirect: c.redirect,
    state: stateOf(c.slot),
    challenge: challenge(c.slot),
    order: c.order,
    audience: c.resourceServer,
    maker: c.slot,
    mode: 'registered',
    key: 'client',
  }),
  tokenRequest: (c: ClientContext, e: Claim) => ({
    to: tokenEndpoint(c, e),
    code: c.code,
    redirect: c.redirect,
    verifier: verifierOf(c),
  }),
  refreshRequest: (c: ClientContext, e: Claim) => ({ to: tokenEndpoint(c, e), refresh: c.refresh }),
  resourceRequest: (c: ClientContext) => ({ ...token(c), to: c.resourceServer }),
  result: (c: ClientContext) => ({ account: c.account, alice: c.aliceSees, attacker: c.attackerSees }),
  entry: (c: ClientContext, e: { entry: string }) => ({ ...token(c), entry: e.entry, to: c.resourceServer }),
  revocationRequest: (c: ClientContext) => ({ access: c.access }),
  burnRequest: (c: ClientContext, e: { code: Term }) => ({
    code: e.code,
    redirect: c.redirect,
    verifier: verifierOf(c),
  }),
  ended: (c: ClientContext) => ({ agent: c.agent }),
};

export const client: Entity = {
  id: 'client',
  machine: clientMachine as unknown as AnyStateMachine,
  initial: (slot, input) => ({
    value: 'absent',
    context: {
      slot: slot as ClientSlot,
      kind: input.kind as ClientKind,
      agent: 'none',
      starter: 'none',
      aliceSees: false,
      attackerSees: false,
      server: 'bank',
      resourceServer: 'bank',
      redirect: 'cb.bank',
      order: 'none',
      relayed: false,
      code: 'none',
      foreign: 'none',
      access: 'none',
      refresh: 'none',
      account: 'none',
      services: 'none',
      logged: (input.logsAreRead as boolean) ? [] : null,
    } satisfies ClientContext,
  }),
  compose,
};
