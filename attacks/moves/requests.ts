// The attacker makes or alters authorization requests: in its own agent with its own account, in a tab of alice's
// that it lures or frames, from its own server where alice was sent to it, and in requests on their way.

import { authorize, issue, sayRequest } from '../../model/honest.js';
import { type AuthorizationRequest, front } from '../../model/exchanges/messages.js';
import {
  grantFor,
  grantSlotsOf,
  hasTab,
  ownerView,
  tabFor,
  tabOf,
  valueView,
} from '../../model/instances.js';
import { code, type Order, type RedirectUri } from '../../model/names.js';
import type { SwitchId } from '../../model/switches.js';
import type { Component, MoveFamily, Run, View } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { movesOf } from './bySwitches.js';
import {
  attackerMove,
  challenges,
  type Look,
  type Needs,
  requestOfSession,
  startedSessions,
  states,
} from './common.js';
import type { IsIdle, RequestChoice } from './idle.js';

interface Crafted {
  readonly request: AuthorizationRequest;
  readonly needs: Needs;
  readonly takes: readonly CapabilityId[];
  /** Only if this is off. */
  readonly unless?: SwitchId;
}
const isThere = (run: Run, { unless }: Crafted): boolean => unless === undefined || !run.ask(unless);
/** What stands in a field, and the knowledge that putting it there takes. */
interface Filling<T> {
  readonly value: T;
  readonly needs: Needs;
}
interface Fillings {
  readonly states: readonly Filling<AuthorizationRequest['state']>[];
  readonly challenges: readonly Filling<AuthorizationRequest['challenge']>[];
}
const known = (world: Look): Fillings => ({
  states: states(world).map(({ state: value, needs }) => ({ value, needs })),
  challenges: challenges(world).map(({ challenge: value, needs }) => ({ value, needs })),
});

const redirects: readonly RedirectUri[] = ['cb.bank', 'cb.evil', 'site', 'evil'];
const orders: readonly Order[] = ['none', 'alice', 'attacker'];

/** Every request of the attacker's own: in each field anything that it can know or make, or nothing. */
function* filled({ states, challenges }: Fillings, orders: readonly Order[]): Generator<Crafted> {
  for (const client of ['client', 'evil-client'] as const)
    for (const redirect of redirects)
      for (const { value: state, needs: first } of states)
        for (const { value: challenge, needs: second } of challenges)
          for (const order of orders)
            for (const audience of ['bank', 'evil'] as const)
              for (const mode of ['query', 'registered'] as const)
                for (const key of ['none', 'client', 'attacker'] as const)
                  yield {
                    request: {
                      to: 'bank',
                      client,
                      redirect,
                      state,
                      challenge,
                      order,
                      audience,
                      mode,
                      key,
                      maker: 'none',
                      relayed: false,
                    },
                    needs: [...first, ...second],
                    takes: client === 'evil-client' ? ['own.client'] : [],
                  };
}

/** The requests that sessions at the client made, as they are: the client's signature holds on no others. */
const repeated = (world: Look): readonly Crafted[] =>
  startedSessions(world).flatMap((s) => {
    const request = requestOfSession(world, s);
    if (request === null) return [];
    return [
      { request, needs: [[request.state], [request.challenge]], takes: [] },
      // Where the client sends no challenge there is none to know.
      { request, needs: [[request.state]], takes: [], unless: 'pkce.sent' },
    ];
  });

/** Every request that can be made here; those that are idle left out. */
function requests(
  world: Look,
  place: RequestChoice['place'],
  isIdle: IsIdle,
  fillings: Fillings = known(world),
): readonly Crafted[] {
  const made: Crafted[] = repeated(world).map((c) =>
    place === 'own agent' ? { ...c, request: { ...c.request, order: 'none' } } : c,
  );
  // What it asks for at its own account is nobody's concern.
  for (const crafted of filled(fillings, place === 'own agent' ? ['none'] : orders))
    if (!isIdle({ about: 'request', request: crafted.request, place }, world)) made.push(crafted);
  return made;
}

/** What names a request among all that could be made: two that differ in anything have different names. */
const choiceOf = ({ request, unless }: Crafted) => {
  const { client, redirect, state, challenge, order, maker, audience, mode, key } = request;
  return {
    client,
    redirect,
    state,
    challenge,
    order,
    maker,
    // As a session made it, its maker says the rest; of the attacker's own these are the usual ones.
    ...(audience !== 'bank' && maker === 'none' && { audience }),
    ...(mode !== 'query' && maker === 'none' && { mode }),
    ...(key !== 'none' && maker === 'none' && { key }),
    ...(unless !== undefined && { unless }),
  };
};

/** The attacker logs in with its own account and approves: m3 to m6 are all in its own hands. */
const withOwnAccount = (g: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker authorizes in ${g}`,
  moves: (world) => {
    if (!isFree(world, g) || (world.scenario.roles === 'one-each' && g === 'g0' && world.scenario.grants > 1))
      return [];
    const free = grantSlotsOf(world).filter((slot) => isFree(world, slot));
    if (free.at(-1) !== g || grantSlotsOf(world).some((slot) => world.peek(slot, ownerView) === 'attacker'))
      return [];
    return requests(world, 'own agent', isIdle).map((c) =>
      attackerMove(
        'authorizes',
        { grant: g, ...choiceOf(c) },
        { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: c.takes },
        (run) => {
          const { request } = c;
          if (!isThere(run, c)) return false;
          if (!authorize(run, g, 'attacker', request)) return false;
          run.send(g, { type: 'APPROVE', tick: Number(run.read('t').value), entrusted: false });
          run.give(code(g));
          return true;
        },
      ),
    );
  },
});
/** An authorization slot that nobody uses, nor the tab of alice's that belongs to it. */
const isFree = (world: Look, g: Component): boolean => {
  const isTaken = hasTab(world, g) && world.peek(tabFor(g), valueView) !== 'idle';
  return world.peek(g, valueView) === 'absent' && !isTaken;
};

/** Brings a request into alice's tab; it goes on to the bank at once. */
function bring(run: Run, u: Component, crafted: Crafted): boolean {
  const { request } = crafted;
  if (!isThere(run, crafted)) return false;
  run.send(u, { type: 'REQUEST', message: request as never });
  sayRequest(run, request);
  if (!authorize(run, grantFor(u), 'alice', request)) return false;
  run.send(u, { type: 'ARRIVED' });
  return true;
}

/** Alice is led to the bank with a request of the attacker's. */
const lured = (u: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker lures ${u}`,
  moves: (world) => {
    const g = grantFor(u);
    if (
      !grantSlotsOf(world).includes(g) ||
      world.peek(u, valueView) !== 'idle' ||
      world.peek(g, valueView) !== 'absent'
    )
      return [];
    const free = grantSlotsOf(world).filter((slot) => isFree(world, slot));
    if (free[0] !== g) return [];
    return requests(world, 'tab', isIdle).flatMap((c) =>
      movesOf(
        'leads',
        world,
        'bringsRequest',
        (by) => ({ tab: u, by, ...choiceOf(c) }),
        { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: c.takes },
        (run) => bring(run, u, c),
      ),
    );
  },
});

/** Alice uses a client of the attacker's, knowing whose it is, and gives it what she wants it to have. */
const used = (u: Component, isIdle: IsIdle): MoveFamily => ({
  name: `alice uses the attacker's client in ${u}`,
  moves: (world) => {
    const g = grantFor(u);
    if (
      !grantSlotsOf(world).includes(g) ||
      world.peek(u, valueView) !== 'idle' ||
      grantSlotsOf(world).find((slot) => isFree(world, slot)) !== g
    )
      return [];
    return requests(world, 'used', isIdle)
      .filter(({ request }) => request.client === 'evil-client' && request.order !== 'attacker')
      .map((c) =>
        attackerMove(
          'isUsed',
          { tab: u, ...choiceOf(c) },
          { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: c.takes },
          (run) => {
            if (!bring(run, u, c)) return false;
            run.say(front('m5', 'userAgent', 'authorizationServer', [], { carries: 'password' }));
            const { client, order } = c.request;
            const [answer] = run.send('o', { type: 'FORM', client, order, entrusted: true }).outputs;
            if (answer!.message !== 'approval') return false;
            issue(run, u, true, true);
            return true;
          },
        ),
      );
  },
});

/**
 * The attacker begins an authorization in its own agent and leads alice to it, who logs in and decides. The response goes
 * to the agent that began.
 */
const handedOver = (u: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker hands an authorization over to ${u}`,
  moves: (world) => {
    const g = grantFor(u);
    if (
      !grantSlotsOf(world).includes(g) ||
      world.peek(u, valueView) !== 'idle' ||
      grantSlotsOf(world).find((slot) => isFree(world, slot)) !== g
    )
      return [];
    return requests(world, 'handed over', isIdle).flatMap((c) =>
      movesOf(
        'leads',
        world,
        'handsOver',
        (by) => ({ tab: u, by, ...choiceOf(c) }),
        { message: 'm4', to: 'userAgent', needs: c.needs, capabilities: c.takes },
        (run) => {
          const { request } = c;
          if (!isThere(run, c)) return false;
          if (!authorize(run, g, 'attacker', request)) return false;
          if (run.send(g, { type: 'JOIN', agent: 'alice' }).refusal !== null) return false;
          run.send(u, { type: 'REQUEST', message: request as never });
          run.send(u, { type: 'ARRIVED' });
          return true;
        },
      ),
    );
  },
});

const pendingView: View<string> = {
  name: 'pending',
  of: (local) => {
    const message = (local.context as { carries: Partial<AuthorizationRequest> | null }).carries;
    return local.value === 'requesting' ? `${message?.to}/${message?.maker}` : '';
  },
};

/** Alice's agent was sent to the attacker's server, which sends it on to the bank with a request of its choice. */
const redirectedByOwnServer = (u: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker's server redirects ${u}`,
  moves: (world) => {
    const g = grantFor(u);
    if (!grantSlotsOf(world).includes(g) || !world.peek(u, pendingView).startsWith('evil/')) return [];
    return requests(world, 'tab', isIdle).map((c) =>
      attackerMove(
        'redirects',
        { tab: u, ...choiceOf(c) },
        { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: c.takes },
        (run) => bring(run, u, c),
      ),
    );
  },
});

/** A request on its way to the bank is altered: any field that the attacker can fill. */
const altered = (u: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker alters the request in ${u}`,
  moves: (world) => {
    if (!grantSlotsOf(world).includes(grantFor(u)) || !world.peek(u, pendingView).startsWith('bank/'))
      return [];
    const base = tabOf(world, u).carries as unknown as AuthorizationRequest;
    // What stands in the request can be left as it is, whoever knows it.
    const { states, challenges } = known(world);
    const besides = <T>(kept: T, others: readonly Filling<T>[]): readonly Filling<T>[] => [
      { value: kept, needs: [] },
      ...others.filter(({ value }) => value !== kept),
    ];
    const fillings = {
      states: besides(base.state, states),
      challenges: besides(base.challenge, challenges),
    };
    const variants = requests(world, 'tab', isIdle, fillings).filter(
      ({ request }) => request.maker !== base.maker || request.maker === 'none',
    );
    return variants.flatMap((c) =>
      movesOf(
        'altersRequest',
        world,
        'altersRequest',
        (by) => ({ tab: u, by, ...choiceOf(c) }),
        { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: c.takes },
        (run) => bring(run, u, c),
      ),
    );
  },
});

export const requestMoves = (instances: readonly Component[], isIdle: IsIdle): readonly MoveFamily[] => [
  ...instances.filter((c) => c[0] === 'g').map((g) => withOwnAccount(g, isIdle)),
  ...instances
    .filter((c) => c[0] === 'u')
    .flatMap((u) => [
      lured(u, isIdle),
      used(u, isIdle),
      handedOver(u, isIdle),
      redirectedByOwnServer(u, isIdle),
      altered(u, isIdle),
    ]),
];
