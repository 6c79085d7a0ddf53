// The client: one instance of this machine is one session at the honest client (RFC 6749 section 4.1).
//
//   absent --m1 start--> requested --m7 callback--> received --m8--> redeeming --m9--> holding
//   holding --m10--> using --m11--> showing --m15 entry--> entered;  showing --m12--> refreshing --m13--> holding
//
// Every session sees each callback; the rows decide which one session continues (the state's, the cookie's,
// or a new one), what is compared, and what a refusal leaves behind. A refused callback leaves the session
// pending and the code alive.

import { type AnyStateMachine, assign, setup } from 'xstate';
import type { ClientSlot, Order, Person, RedirectUri, Server, Term } from '../names.js';
import { challenge, slotOf, state as stateOf, verifier } from '../names.js';
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
  readonly order: Order;
  /** Alice reaches the client through a program or site of the attacker's. */
  readonly relayed: boolean;
  readonly code: Term | 'none' | 'code:junk';
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
      }
    | {
        type: 'CALLBACK';
        /** Whose agent delivers it: the cookie that comes along. */
        agent: Person;
        code: Term;
        /** The session its state names, `none` if the state is missing or unknown. */
        named: ClientSlot | 'none';
        namedAgent: Person | 'none';
        /** The session that the delivering agent's cookie names. */
        cookie: ClientSlot | 'none';
        /** The slot a new session would take. */
        free: ClientSlot | 'none';
        uri: RedirectUri;
        issuer: Server | 'none';
        /** Made by the bank: its issuer is there only under `issuer.sent`. */
        genuine: boolean;
        signer: Server | 'none';
        /** A dishonest server's metadata, as fetched now, claims what is the bank's as its own. */
        claimsBanks: boolean;
        tick: number;
      }
    | { type: 'PROCEED'; tick: number; claimsBanks: boolean }
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
    | { type: 'ENTER'; entry: 'store' | 'synchronise'; claimsBanks: boolean }
    | { type: 'REVIEW' }
  );

/** A log with more written to it: codes and tokens of the bank's, each once. */
function logWith(log: ClientContext['logged'], tick: number, ...terms: readonly Term[]) {
  const isNew = (term: Term) =>
    term !== 'none' && slotOf(term).startsWith('g') && !log!.some((entry) => entry.startsWith(`${term}@`));
  return log && [...log, ...terms.filter(isNew).map((term): LogEntry => `${term}@${tick}`)].sort();
}
/** What was in the log before this tick. */
export const loggedBefore = ({ logged }: ClientContext, tick: number): readonly Term[] =>
  (logged ?? []).map((entry) => entry.split('@')).flatMap(([term, at]) => (Number(at) < tick ? [term!] : []));

const callbackEvent = (event: ClientEvent) => event as Extract<ClientEvent, { type: 'CALLBACK' }>;
const startEvent = (event: ClientEvent) => event as Extract<ClientEvent, { type: 'START' }>;

/** The issuer the client believes it deals with: what the server's metadata says. */
const expectedIssuer = (context: ClientContext, event: { claimsBanks: boolean }): Server =>
  event.claimsBanks ? 'bank' : context.server;

const onCallback = (test: (c: ClientContext, e: Extract<ClientEvent, { type: 'CALLBACK' }>) => boolean) =>
  check<ClientContext, ClientEvent>((context, event) => test(context, callbackEvent(event)));

const guards = {
  startedByAnotherSite: check<ClientContext, ClientEvent>((_c, e) => startEvent(e).lured),
  metadataClaimsAnothers: check<ClientContext, ClientEvent>(
    (_c, e) => (e as { claimsBanks: boolean }).claimsBanks,
  ),
  // Which session a callback continues.
  notTheFreeSlot: onCallback((c, e) => e.free !== c.slot),
  cookieNamesASession: onCallback((_c, e) => e.cookie !== 'none'),
  stateNamesAnother: onCallback((c, e) => e.named !== 'none' && e.named !== c.slot),
  stateNamesOwnersOther: onCallback(
    (c, e) => e.named !== 'none' && e.named !== c.slot && e.namedAgent === e.agent,
  ),
  namedByNeither: onCallback((c, e) => e.named !== c.slot && e.cookie !== c.slot),
  fromAnotherAgent: onCallback((c, e) => e.named === c.slot && c.agent !== e.agent),
  // What is compared.
  unsolicited: onCallback(() => true),
  stateDiffers: onCallback((c, e) => e.named !== c.slot),
  issuerDiffers: onCallback((c, e) => !e.genuine && e.issuer !== 'none' && e.issuer !== expectedIssuer(c, e)),
  sentIssuerDiffers: onCallback((c, e) => e.genuine && e.issuer !== expectedIssuer(c, e)),
  issuerMissing: onCallback((_c, e) => !e.genuine && e.issuer === 'none'),
  sentIssuerMissing: onCallback((_c, e) => e.genuine),
  arrivalDiffers: onCallback((c, e) => e.uri !== `cb.${c.server}`),
  signerDiffers: onCallback((c, e) => e.signer !== expectedIssuer(c, e)),
  // What alice sees.
  servicesDiffer: check<ClientContext, ClientEvent>((c) => c.aliceSees && c.services !== c.order),
  accountNotHers: check<ClientContext, ClientEvent>((c) => c.account !== 'alice'),
  mayRefresh: check<ClientContext, ClientEvent>(
    (c, e) => c.refresh.endsWith(':0') && (e as Extract<ClientEvent, { type: 'PROCEED' }>).tick > 0,
  ),
};
type GuardName = keyof typeof guards;
type Message = keyof typeof compose;
/** What a refusal may give as its reason: a guard, or what came back where the session waited for an answer. */
type Reason = GuardName | 'tokenRequestRefused' | 'resourceRequestRefused' | 'refreshRequestRefused';

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
        order: e.order,
        relayed: e.relayed,
      };
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
        logged: logWith(context.logged, e.tick, e.code),
      };
    }),
    takeServerFromArrival: assign(({ context }) => ({
      server: (context.server === 'bank' ? 'evil' : 'bank') as Server,
    })),
    takeTokens: assign(({ context, event }) => {
      const e = event as Extract<ClientEvent, { type: 'TOKEN' }>;
      return {
        logged: logWith(context.logged, e.tick, e.access, e.refresh),
        code: 'none' as const,
        access: e.access,
        refresh: e.refresh,
        account: e.account,
        services: e.services,
      };
    }),
    // A failed session is over; only whose it was and what its log has seen matter still.
    end: assign({
      code: 'none',
      access: 'none',
      refresh: 'none',
      account: 'none',
      services: 'none',
      order: 'none',
      server: 'bank',
      resourceServer: 'bank',
    }),
    send: (_args, _params: { message: Message }) => {},
    refuse: (_args, _params: { reason: Reason }) => {},
    ignore: () => {},
  },
});

/** From whom a response is and where it arrived. A session that it opens takes it for the bank's. */
const comparedRows = [
  refusal('issuerDiffers', ['issuer.checked']),
  refusal('sentIssuerDiffers', ['issuer.sent', 'issuer.checked']),
  refusal('issuerMissing', ['issuer.missing-refused']),
  refusal('sentIssuerMissing', ['issuer.missing-refused'], ['issuer.sent']),
  refusal('arrivalDiffers', ['redirect.distinct', 'redirect.by-issuer', 'redirect.arrival-compared']),
  refusal('signerDiffers', ['response.signed']),
  {
    guard: {
      type: 'arrivalDiffers',
      params: { under: ['redirect.distinct'], unless: ['as.from-session'] },
    },
    target: 'received',
    actions: [{ type: 'takeCode' }, { type: 'takeServerFromArrival' }],
  },
  { target: 'received', actions: [{ type: 'takeCode' }] },
] as const;

/** Rows that a pending session and one that was continued before share: whose callback it is, what is compared. */
const callbackRows = (used: boolean) =>
  [
    { guard: { type: 'namedByNeither', params: {} }, actions: [{ type: 'ignore' }] },
    { guard: { type: 'stateNamesOwnersOther', params: {} }, actions: [{ type: 'ignore' }] },
    {
      guard: { type: 'fromAnotherAgent', params: { under: ['state.bound-to-agent'] } },
      actions: [{ type: 'ignore' }],
    },
    {
      guard: { type: 'stateNamesAnother', params: { unless: ['state.bound-to-agent'] } },
      actions: [{ type: 'ignore' }],
    },
    claimRefused,
    refusal('stateDiffers', ['state.compared']),
    ...(used ? [refusal('unsolicited', ['state.single-use'])] : []),
    ...comparedRows,
  ] as const;

const claimRefused = {
  guard: { type: 'metadataClaimsAnothers', params: { under: ['metadata.authoritative'] } },
  actions: [{ type: 'refuse', params: { reason: 'metadataClaimsAnothers' } }],
} as const;

function refusal<G extends GuardName>(reason: G, under: readonly SwitchId[], unless?: readonly SwitchId[]) {
  return {
    guard: { type: reason, params: { under, ...(unless && { unless }) } },
    actions: [
      { type: 'refuse', params: { reason } },
      { type: 'send', params: { message: 'burnRequest' } },
    ],
  } as const;
}

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
          refusal('unsolicited', ['state.compared']),
          ...comparedRows,
        ],
      },
    },
    requested: { on: { CALLBACK: callbackRows(false) } },
    received: {
      on: {
        PROCEED: [
          claimRefused,
          { target: 'redeeming', actions: [{ type: 'send', params: { message: 'tokenRequest' } }] },
        ],
      },
    },
    redeeming: {
      on: {
        TOKEN: { target: 'holding', actions: [{ type: 'takeTokens' }] },
        ERROR: {
          target: 'failed',
          actions: [{ type: 'end' }, { type: 'refuse', params: { reason: 'tokenRequestRefused' } }],
        },
      },
    },
    holding: {
      on: {
        PROCEED: [
          claimRefused,
          {
            guard: { type: 'servicesDiffer', params: { under: ['services.shown', 'owner.can-revoke'] } },
            target: 'stopped',
            actions: [
              { type: 'refuse', params: { reason: 'servicesDiffer' } },
              { type: 'send', params: { message: 'revocationRequest' } },
            ],
          },
          { target: 'using', actions: [{ type: 'send', params: { message: 'resourceRequest' } }] },
        ],
      },
    },
    using: {
      on: {
        RESOURCE: { target: 'showing', actions: [{ type: 'send', params: { message: 'result' } }] },
        ERROR: {
          target: 'failed',
          actions: [{ type: 'end' }, { type: 'refuse', params: { reason: 'resourceRequestRefused' } }],
        },
      },
    },
    showing: {
      on: {
        CALLBACK: callbackRows(true),
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
        TOKEN: { target: 'holding', actions: [{ type: 'takeTokens' }] },
        ERROR: {
          target: 'failed',
          actions: [{ type: 'end' }, { type: 'refuse', params: { reason: 'refreshRequestRefused' } }],
        },
      },
    },
    entered: {
      on: {
        REVIEW: { target: 'reviewed', actions: [{ type: 'send', params: { message: 'revocationRequest' } }] },
      },
    },
    failed: {},
    stopped: {},
    reviewed: {},
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
type Claim = { readonly claimsBanks?: boolean };
const tokenEndpoint = (c: ClientContext, e: Claim): Server => (e.claimsBanks ? 'bank' : c.server);
const resourceServerOf = (c: ClientContext, e: Claim): Server =>
  c.server === 'evil' ? (e.claimsBanks ? 'bank' : 'evil') : c.resourceServer;

const compose = {
  authorizationRequest: (c: ClientContext) => ({
    to: c.server,
    client: 'client',
    redirect: `cb.${c.server}`,
    state: stateOf(c.slot),
    challenge: challenge(c.slot),
    order: c.order,
    audience: c.resourceServer,
    maker: c.slot,
    mode: 'registered',
  }),
  tokenRequest: (c: ClientContext, e: Claim) => ({
    to: tokenEndpoint(c, e),
    code: c.code,
    redirect: `cb.${c.server}`,
    verifier: verifier(c.slot),
  }),
  refreshRequest: (c: ClientContext, e: Claim) => ({ to: tokenEndpoint(c, e), refresh: c.refresh }),
  resourceRequest: (c: ClientContext, e: Claim) => ({ ...token(c), to: resourceServerOf(c, e) }),
  result: (c: ClientContext) => ({ account: c.account, alice: c.aliceSees, attacker: c.attackerSees }),
  entry: (c: ClientContext, e: Claim & { entry: string }) => ({
    ...token(c),
    entry: e.entry,
    to: resourceServerOf(c, e),
  }),
  revocationRequest: (c: ClientContext) => ({ access: c.access }),
  burnRequest: (_c: ClientContext, e: { code: Term; ask: Asked['ask'] }) => ({
    code: slotOf(e.code).startsWith('g') && e.ask('client.burns-foreign-code') ? e.code : 'none',
  }),
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
      order: 'none',
      relayed: false,
      code: 'none',
      access: 'none',
      refresh: 'none',
      account: 'none',
      services: 'none',
      logged: (input.logsAreRead as boolean) ? [] : null,
    } satisfies ClientContext,
  }),
  compose,
};
