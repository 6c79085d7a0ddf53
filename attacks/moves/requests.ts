// The attacker makes or alters authorization requests: in its own agent with its own account, in a tab of alice's
// that it lures or frames, from its own server where alice was sent to it, and in requests on their way.

import { authorize, sayRequest } from '../../model/honest.js';
import type { AuthorizationRequest } from '../../model/exchanges/messages.js';
import { grantFor, grantSlotsOf, tabOf, valueView, agentView, ownerView } from '../../model/instances.js';
import type { RedirectUri } from '../../model/names.js';
import { code, slotOf } from '../../model/names.js';
import type { Component, MoveFamily, Run, View } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import {
  type AttackerMove,
  attackerMove,
  challenges,
  craftedOrders,
  evilSession,
  type Look,
  type Needs,
  requestOfSession,
  startedSessions,
  states,
} from './common.js';

interface Crafted {
  readonly request: AuthorizationRequest;
  readonly needs: Needs;
  readonly takes: readonly CapabilityId[];
}

const crafted = (over: Partial<AuthorizationRequest>): AuthorizationRequest => ({
  to: 'bank',
  client: 'client',
  redirect: 'cb.bank',
  state: 'none',
  challenge: 'challenge:own',
  order: 'none',
  audience: 'bank',
  mode: 'query',
  maker: 'none',
  relayed: false,
  ...over,
});

/** Every request worth making: those that sessions made, as they are, and all combinations of what is known. */
function requests(world: Look): readonly Crafted[] {
  const made = startedSessions(world).flatMap((s): Crafted[] => {
    const request = requestOfSession(world, s);
    return request === null ? [] : [{ request, needs: [[request.state], [request.challenge]], takes: [] }];
  });
  const callbackUris: readonly RedirectUri[] = evilSession(world) ? ['cb.bank', 'cb.evil'] : ['cb.bank'];
  const repeatable = new Set(made.map(({ request }) => request.maker as string));
  const combined = craftedOrders(world).flatMap((order) => [
    ...challenges(world)
      .filter(({ challenge }) => challenge !== 'none' || unknownChallenges(world))
      .flatMap(({ challenge, needs: first }) => [
        ...callbackUris.flatMap((redirect) =>
          states(world)
            .filter(({ state }) => worthCombining(world, state, challenge, repeatable))
            .map(({ state, needs: second }) => ({
              request: crafted({ order, challenge, redirect, state }),
              needs: [...first, ...second],
              takes: [],
            })),
        ),
        { request: crafted({ order, challenge, redirect: 'evil' }), needs: first, takes: [] },
        {
          request: crafted({ order, challenge, redirect: 'redirector' }),
          needs: first,
          takes: ['redirector' as const],
        },
      ]),
    {
      request: crafted({ order, client: 'evil-client', redirect: 'evil' }),
      needs: [],
      takes: ['own.client' as const],
    },
  ]);
  return [...made, ...combined];
}

/**
 * A code is for one session: bound to that session's challenge it is no use in another. And for a session of its
 * own, whose request the attacker can repeat as it was made, nothing that it changes in it would do better.
 */
function worthCombining(
  world: Look,
  state: string,
  challenge: string,
  repeatable: ReadonlySet<string>,
): boolean {
  const targets = [state, challenge].filter((term) => term.includes(':s')).map(slotOf);
  if (targets.length === 2 && targets[0] !== targets[1]) return false;
  const target = targets[0];
  return (
    target === undefined || !repeatable.has(target) || world.peek(target as Component, agentView) === 'alice'
  );
}
/** A request without a challenge is for a session of alice's: of its own sessions the attacker knows it. */
const unknownChallenges = (world: Look): boolean =>
  startedSessions(world).some((s) => world.peek(s, agentView) === 'alice');

/** What names a request among all that could be made: two that differ in anything have different names. */
const choiceOf = ({ request }: Crafted) => {
  const { client, redirect, state, challenge, order, maker, audience, mode } = request;
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
  };
};

/** The attacker logs in with its own account and approves: m3 to m6 are all in its own hands. */
const withOwnAccount = (g: Component): MoveFamily => ({
  name: `attacker authorizes in ${g}`,
  moves: (world) => {
    if (!isFree(world, g) || (world.scenario.roles === 'one-each' && g === 'g0' && world.scenario.grants > 1))
      return [];
    const free = grantSlotsOf(world).filter((slot) => isFree(world, slot));
    if (free.at(-1) !== g || grantSlotsOf(world).some((slot) => world.peek(slot, ownerView) === 'attacker'))
      return [];
    return (
      requests(world)
        .filter(({ request }) => request.client === 'client' && request.redirect === 'cb.bank')
        .filter(({ request }) => request.maker !== 'none' || request.order === 'attacker')
        // Its own account's orders are nobody's concern.
        .map((c) => ({ ...c, request: { ...c.request, order: 'none' as const } }))
        .map((c) =>
          attackerMove(
            'authorizes',
            { grant: g, ...choiceOf(c) },
            {
              message: 'm3',
              to: 'authorizationServer',
              needs: c.needs,
            },
            (run) => {
              if (!authorize(run, g, 'attacker', c.request)) return false;
              run.send(g, { type: 'APPROVE', tick: Number(run.read('t').value) });
              run.give(code(g));
              return true;
            },
          ),
        )
    );
  },
});
/** An authorization slot that nobody uses, nor the tab of alice's that belongs to it. */
const isFree = (world: Look, g: Component): boolean => {
  const tab = `u${g[1]}` as Component;
  const hasTab = world.scenario.roles === 'any' || g === 'g0';
  return world.peek(g, valueView) === 'absent' && (!hasTab || world.peek(tab, valueView) === 'idle');
};

/** Brings a request into alice's tab; it goes on to the bank at once. */
function bring(run: Run, u: Component, request: AuthorizationRequest): boolean {
  run.send(u, { type: 'REQUEST', message: request as never });
  sayRequest(run, request);
  if (!authorize(run, grantFor(u), 'alice', request)) return false;
  run.send(u, { type: 'ARRIVED' });
  return true;
}

/** Alice is led to the bank with a request of the attacker's. */
const lured = (u: Component): MoveFamily => ({
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
    return requests(world).flatMap((c): AttackerMove[] =>
      (['lure', 'frame', 'malware'] as const).map((by) =>
        attackerMove(
          'bringsRequest',
          { tab: u, by, ...choiceOf(c) },
          { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: [by, ...c.takes] },
          (run) => bring(run, u, c.request),
        ),
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
const redirectedByOwnServer = (u: Component): MoveFamily => ({
  name: `attacker's server redirects ${u}`,
  moves: (world) => {
    const g = grantFor(u);
    if (!grantSlotsOf(world).includes(g) || !world.peek(u, pendingView).startsWith('evil/')) return [];
    return requests(world).map((c) =>
      attackerMove(
        'redirects',
        { tab: u, ...choiceOf(c) },
        { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: c.takes },
        (run) => bring(run, u, c.request),
      ),
    );
  },
});

/** A request on its way to the bank is altered: any field that the attacker can fill. */
const altered = (u: Component): MoveFamily => ({
  name: `attacker alters the request in ${u}`,
  moves: (world) => {
    if (!grantSlotsOf(world).includes(grantFor(u)) || !world.peek(u, pendingView).startsWith('bank/'))
      return [];
    const base = tabOf(world, u).carries as unknown as AuthorizationRequest;
    // Another order in a request that is otherwise as it was; or a request of the attacker's in its place.
    const variants: Crafted[] = [
      ...craftedOrders(world)
        .filter((order) => order !== base.order)
        .map((order) => ({ request: { ...base, order, maker: 'none' as const }, needs: [], takes: [] })),
      ...requests(world).filter(({ request }) => request.client === 'client' && request.maker !== base.maker),
    ];
    return variants.flatMap((c): AttackerMove[] =>
      (['agent.alter', 'alter.first-request'] as const).map((by) =>
        attackerMove(
          'altersRequest',
          { tab: u, by, ...choiceOf(c) },
          { message: 'm3', to: 'authorizationServer', needs: c.needs, capabilities: [by, ...c.takes] },
          (run) => {
            if (by === 'alter.first-request' && run.ask('tls.start')) return false;
            return bring(run, u, c.request);
          },
        ),
      ),
    );
  },
});

export const requestMoves = (instances: readonly Component[]): readonly MoveFamily[] => [
  ...instances.filter((c) => c[0] === 'g').map(withOwnAccount),
  ...instances.filter((c) => c[0] === 'u').flatMap((u) => [lured(u), redirectedByOwnServer(u), altered(u)]),
];
