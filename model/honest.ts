// What the honest parties decide: the moves of the protocol without any attacker. Order is part of the contract:
// searches, walks and replays see moves in the order of this file.

import { mayReview, review } from './exchanges/reviews.js';
import { type Claimed, type ClientContext, refreshIsNext, takesCallback } from './entities/client.js';
import { arrivesUntaken, callback, ignored, mayHold } from './exchanges/callbacks.js';
import {
  type AuthorizationRequest,
  type AuthorizationResponse,
  front,
  requestFields,
  responseFields,
} from './exchanges/messages.js';
import { enter, use } from './exchanges/resources.js';
import { dispose, redeem, refreshSession } from './exchanges/tokens.js';
import {
  grantFor,
  grantOf,
  grantSlotsOf,
  sessionOf,
  sessionSlots,
  tabFor,
  tabOf,
  tickOf,
  valueView,
} from './instances.js';
import type { ClientSlot, Order, Server } from './names.js';
import { slotOf } from './names.js';
import type { Component, Move, MoveFamily, Run, View } from './world.js';

type Look = Pick<Run, 'read' | 'peek' | 'scenario'>;

/** Alice may start in a slot whose tab and authorization are free; her first session takes the first slot. */
export const aliceMayStart = (world: Look, s: Component): boolean =>
  world.peek(s, valueView) === 'absent' &&
  mayHold(world.scenario, s as ClientSlot, 'alice') &&
  (s === 's0' || world.peek('s0', valueView) !== 'absent') &&
  world.peek(tabFor(s), valueView) === 'idle' &&
  (!grantSlotsOf(world).includes(grantFor(s)) || world.peek(grantFor(s), valueView) === 'absent');

export interface StartChoice {
  readonly slot: Component;
  readonly server: Server;
  readonly resourceServer: Server;
  readonly order: Order;
  readonly relayed: boolean;
  readonly lured: boolean;
  readonly claims: readonly Claimed[];
}

/** m1 and m2: a session starts in alice's agent, and her agent is sent on with the request. */
export function startInAlicesAgent(run: Run, choice: StartChoice): boolean {
  const { slot, ...start } = choice;
  const step = run.send(slot, { type: 'START', agent: 'alice', ...start });
  const request = step.outputs[0];
  if (step.refusal !== null || request === undefined) return false;
  if (!choice.lured) run.send('o', { type: 'START' });
  const message = { ...request.fields, relayed: choice.relayed } as unknown as AuthorizationRequest;
  run.send(tabFor(slot), { type: 'REQUEST', message });
  sayRequest(run, message);
  return true;
}

export const sayRequest = (run: Run, r: AuthorizationRequest, ofAttacker = false): void =>
  run.say(
    front('m3', 'userAgent', r.to === 'bank' ? 'authorizationServer' : 'evil.as', requestFields(r), {
      relayed: r.relayed,
      ofAttacker,
    }),
  );
export const sayResponse = (run: Run, r: AuthorizationResponse, ofAttacker = false): void =>
  run.say(front('m7', 'userAgent', 'client', responseFields(r), { relayed: r.relayed, ofAttacker }));

/** Alice's own orders: her transfer, or (where grants do not hold orders) only to read. */
export const aliceOrders = (world: Look): readonly Order[] =>
  world.scenario.orders === 'granted' ? ['alice'] : ['alice', 'none'];

const aliceStarts = (s: Component): MoveFamily => ({
  name: `alice starts in ${s}`,
  moves: (world) =>
    aliceMayStart(world, s)
      ? aliceOrders(world).map((order) => {
          const choice = {
            slot: s,
            server: 'bank',
            resourceServer: 'bank',
            order,
            relayed: false,
            lured: false,
            claims: [],
          } as const;
          return {
            actor: 'alice',
            action: 'starts',
            choice: { slot: s, order },
            message: 'm1',
            to: 'client',
            run: (run: Run) => startInAlicesAgent(run, choice),
          } as const;
        })
      : [],
});

/** m3 arrives at the honest server, from whoever's agent. False where the server refuses the request. */
export function authorize(
  run: Run,
  g: Component,
  agent: 'alice' | 'attacker',
  r: AuthorizationRequest,
): boolean {
  const { client, redirect, state, challenge, order, audience, mode, key } = r;
  const step = run.send(g, {
    type: 'AUTHORIZE',
    client,
    agent,
    redirect,
    state,
    challenge,
    order,
    audience,
    mode,
    key,
    signed: isSigned(run, r),
  });
  return step.refusal === null && step.handled;
}

/**
 * The client's signature is on the requests that it made, unaltered. A native app's key is in every copy unless each has
 * its own (RFC 8252 section 8.5): whatever the genuine app can sign, the attacker can.
 */
const isSigned = (run: Run, r: AuthorizationRequest): boolean =>
  r.maker !== 'none' || (run.scenario.client === 'native-app' && !run.ask('client.instance-keys'));

const carried: View<string> = {
  name: 'carried',
  of: (local) => {
    const message = (local.context as { carries: { to?: string } | null }).carries;
    return `${local.value}/${message?.to ?? ''}`;
  },
};

const tabDeliversRequest = (u: Component): MoveFamily => ({
  name: `${u} delivers a request`,
  moves: (world) => {
    const g = grantFor(u);
    if (world.peek(u, carried) !== 'requesting/bank' || !grantSlotsOf(world).includes(g)) return [];
    return [
      {
        actor: 'userAgent',
        action: 'deliversRequest',
        choice: { tab: u },
        message: 'm3',
        to: 'authorizationServer',
        run: (run) => {
          const request = tabOf(run, u).carries as unknown as AuthorizationRequest;
          run.send(u, { type: authorize(run, g, 'alice', request) ? 'ARRIVED' : 'DROP' });
          return true;
        },
      },
    ];
  },
});

/** m5 and m6: the server issues a code and redirects alice's agent, and the response is on its way. */
export function issue(run: Run, u: Component, byAlice: boolean, entrusted = false): void {
  const g = grantFor(u);
  const begunElsewhere = grantOf(run, g).agent === 'attacker';
  const [output] = run.send(g, { type: 'APPROVE', tick: tickOf(run), entrusted }).outputs;
  const response = { ...output!.fields, relayed: false } as unknown as AuthorizationResponse & {
    client: string;
  };
  const grant = grantOf(run, g);
  const toAttacker = response.uri === 'evil';
  // Her login is posted on only where she has just typed it.
  if (
    byAlice &&
    toAttacker &&
    grant.owner === 'alice' &&
    !run.ask('redirect.303') &&
    !run.ask('consent.separate-page')
  )
    run.note({ fact: 'credentialsPosted', to: 'attacker' });
  // Where another agent began, it is there that the server sends the response.
  if (begunElsewhere || toAttacker) {
    run.send(u, { type: 'DROP' });
    run.give(response.code);
    return;
  }
  if (response.uri === 'site') {
    run.send(u, { type: 'DROP' });
    // It travels as any other, to another page of the client's site. A redirector there passes on what stands in the URL,
    // and a body is lost on the way.
    sayResponse(run, response);
    arrivesUntaken(run, 'alice', response);
    const inUrl = () =>
      !(run.ask('response.in-body') && (response.mode === 'registered' || run.ask('response.mode-locked')));
    if (!run.ask('redirector.none') && inUrl()) run.learn('redirector', [response.code]);
    return;
  }
  const { code, state, issuer, genuine, signer, uri, mode } = response;
  const relayed = relayedFlow(run, response);
  const message = { code, state, issuer, genuine, signer, uri, mode, relayed };
  run.send(u, { type: 'RESPONSE', message });
  sayResponse(run, message);
}

/** Whether the session that a response belongs to runs through a program or site of the attacker's. */
function relayedFlow(run: Run, response: AuthorizationResponse): boolean {
  const s = slotOf(response.state === 'none' ? ':' : response.state);
  return s.startsWith('s') && run.peek(s as Component, relayedView);
}
const aliceStartedView: View<boolean> = {
  name: 'aliceStarted',
  of: (local) => (local.context as unknown as ClientContext).starter === 'alice',
};
const relayedView: View<boolean> = {
  name: 'relayed',
  of: (local) => (local.context as unknown as ClientContext).relayed,
};

const aliceDecides = (u: Component): MoveFamily => ({
  name: `alice decides in ${u}`,
  moves: (world) => {
    const g = grantFor(u);
    if (
      !grantSlotsOf(world).includes(g) ||
      world.peek(u, valueView) !== 'atServer' ||
      world.peek(g, valueView) !== 'asked'
    )
      return [];
    return [
      {
        actor: 'alice',
        action: 'decides',
        choice: { tab: u },
        message: 'm5',
        to: 'authorizationServer',
        run: (run) => {
          if (run.send(u, { type: 'SHOW_FORM', framed: false }).refusal !== null) return false;
          const { client, order, state, owner } = grantOf(run, g);
          // Logging in comes before deciding.
          if (owner === 'alice')
            run.say(front('m5', 'userAgent', 'authorizationServer', [], { carries: 'password' }));
          const [answer] = run.send('o', { type: 'FORM', client, order, entrusted: false }).outputs;
          if (answer!.message === 'approval') issue(run, u, true);
          else {
            // What she declines that was not hers to begin with might as well not have been asked.
            if (
              !slotOf(state === 'none' ? ':' : state).startsWith('s') ||
              !run.peek(slotOf(state) as Component, aliceStartedView)
            )
              return false;
            const [denied] = run.send(g, { type: 'DENY' }).outputs;
            const {
              code,
              state: sent,
              issuer,
              genuine,
              signer,
              uri,
              mode,
            } = denied!.fields as unknown as AuthorizationResponse;
            if (uri.startsWith('cb.'))
              run.send(u, {
                type: 'RESPONSE',
                message: { code, state: sent, issuer, genuine, signer, uri, mode, relayed: false },
              });
            else run.send(u, { type: 'DROP' });
          }
          return true;
        },
      },
    ];
  },
});

/** The bank asks nobody, or holds that it has asked before (RFC 8252 section 8.6). */
const bankDoesNotAsk = (u: Component): MoveFamily => ({
  name: `the bank does not ask in ${u}`,
  moves: (world) => {
    const g = grantFor(u);
    if (
      !grantSlotsOf(world).includes(g) ||
      world.peek(u, valueView) !== 'atServer' ||
      world.peek(g, valueView) !== 'asked'
    )
      return [];
    return [
      {
        actor: 'userAgent',
        action: 'passes',
        choice: { tab: u },
        message: 'm6',
        to: 'client',
        run: (run) => {
          if (run.ask('consent.asked')) return false;
          issue(run, u, false);
          return true;
        },
      },
    ];
  },
});

const tabDeliversResponse = (u: Component): MoveFamily => ({
  name: `${u} delivers a response`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'returning') return [];
    const response = tabOf(world, u).carries as unknown as AuthorizationResponse;
    const listening = (look: Look) => sessionSlots(look).filter((s) => listens(look, s));
    return [...listening(world), 'none' as const].map(
      (s): Move => ({
        actor: 'userAgent',
        action: 'deliversResponse',
        choice: { tab: u, continues: s },
        message: 'm7',
        to: 'client',
        run: (run) => {
          run.send(u, { type: 'ARRIVED' });
          // It comes to nothing only where every session leaves it alone.
          return s === 'none' ? ignored(run, 'alice', response) : callback(run, s, 'alice', response);
        },
      }),
    );
  },
});

const foreignView: View<boolean> = {
  name: 'foreign',
  of: (local) => (local.context as unknown as ClientContext).foreign !== 'none',
};
/** A session that has yet to get rid of a code does that first. */
const listensView: View<boolean> = {
  name: 'listens',
  of: (local) => takesCallback(local.value) && !foreignView.of(local),
};
/**
 * Whether a session sees a callback. Which of those that do continues with it, the rows of the client's machine say:
 * the others ignore it, and to deliver it to one of them is no move.
 */
export const listens = (world: Look, s: Component): boolean => world.peek(s, listensView);

const clientActs = (s: Component): MoveFamily => ({
  name: `client acts in ${s}`,
  moves: (world): readonly Move[] => {
    const move = (action: string, message: string, to: string, run: (run: Run) => void): Move => ({
      actor: 'client',
      action,
      choice: { slot: s },
      message,
      to,
      run: (r) => {
        run(r);
        return true;
      },
    });
    switch (world.peek(s, valueView)) {
      case 'received':
        return [move('redeems', 'm8', 'authorizationServer', (run) => redeem(run, s))];
      case 'holding':
        return [move('uses', 'm10', 'resourceServer', (run) => use(run, s))];
      case 'showing':
        return world.scenario.refresh && refreshIsNext(sessionOf(world, s), tickOf(world))
          ? [move('refreshes', 'm12', 'authorizationServer', (run) => refreshSession(run, s))]
          : [];
      default:
        return [];
    }
  },
});

/** A client that gets rid of codes that it refused sends them to the server itself. */
const clientDisposes = (s: Component): MoveFamily => ({
  name: `client disposes of a code in ${s}`,
  moves: (world) =>
    world.peek(s, foreignView)
      ? [
          {
            actor: 'client',
            action: 'disposes',
            choice: { slot: s },
            message: 'm8',
            to: 'authorizationServer',
            run: (run) => {
              dispose(run, s);
              return true;
            },
          },
        ]
      : [],
});

const aliceEnters = (s: Component): MoveFamily => ({
  name: `alice enters in ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'showing' || !sessionOf(world, s).aliceSees) return [];
    const entries = world.scenario.jointAccounts ? (['store', 'synchronise'] as const) : (['store'] as const);
    return entries.map((entry) => ({
      actor: 'alice',
      action: 'enters',
      choice: { slot: s, entry },
      message: 'm15',
      to: 'client',
      run: (run) => {
        enter(run, s, entry);
        return true;
      },
    }));
  },
});

const aliceReviews: MoveFamily = {
  name: 'alice reviews',
  moves: (world) =>
    mayReview(world)
      ? [
          {
            actor: 'alice',
            action: 'reviews',
            choice: {},
            message: 'm16',
            to: 'client',
            run: (run) => review(run),
          },
        ]
      : [],
};

/** Whether an honest step of this instance is due: while one is, time does not pass. */
export const dueView: View<boolean> = {
  name: 'due',
  of: ({ value, context }) => {
    if (value === 'received' || value === 'holding' || value === 'returning' || value === 'atServer')
      return true;
    const message = (context as { carries?: { to?: string } | null }).carries;
    return value === 'requesting' && message?.to === 'bank';
  },
};

const clock = (instances: readonly Component[]): MoveFamily => ({
  name: 'time passes',
  moves: (world) => {
    if (tickOf(world) >= world.scenario.ticks) return [];
    if (instances.some((c) => (c[0] === 's' || c[0] === 'u') && world.peek(c, dueView))) return [];
    return [
      {
        actor: 'clock',
        action: 'ticks',
        choice: {},
        message: 'tick',
        to: 'everyone',
        run: (run) => {
          run.setClock(Number(run.read('t').value) + 1);
          return true;
        },
      },
    ];
  },
});

/** The honest moves of a scenario. */
export function honestMoves(instances: readonly Component[]): readonly MoveFamily[] {
  const of = (letter: string) => instances.filter((c) => c[0] === letter);
  return [
    ...of('s').map(aliceStarts),
    ...of('u').map(tabDeliversRequest),
    ...of('u').map(aliceDecides),
    ...of('u').map(bankDoesNotAsk),
    ...of('u').map(tabDeliversResponse),
    ...of('s').map(clientActs),
    ...of('s').map(clientDisposes),
    ...of('s').map(aliceEnters),
    aliceReviews,
    clock(instances),
  ];
}
