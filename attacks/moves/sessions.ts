// The attacker starts sessions at the honest client: in its own agent, in alice's, or between her and the client.

import {
  aliceMayStart,
  aliceOrders,
  sayRequest,
  type StartChoice,
  startInAlicesAgent,
} from '../../model/honest.js';
import { mayHold } from '../../model/exchanges/callbacks.js';
import type { AuthorizationRequest } from '../../model/exchanges/messages.js';
import { sessionSlots, valueView } from '../../model/instances.js';
import type { ClientSlot, Order } from '../../model/names.js';
import type { Component, MoveFamily } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type Deed, type Doer, doersOf, isKeptOut } from './bySwitches.js';
import { type AttackerMove, attackerMove, type Look } from './common.js';
import type { IsIdle } from './idle.js';

type Partner = Pick<StartChoice, 'server' | 'resourceServer' | 'claims'>;
/** With whom a session can be started, and what that takes; what of the bank's a dishonest server claims. */
const partners = (): readonly { readonly partner: Partner; readonly takes: readonly CapabilityId[] }[] => [
  { partner: { server: 'bank', resourceServer: 'bank', claims: [] }, takes: [] },
  { partner: { server: 'bank', resourceServer: 'evil', claims: [] }, takes: ['own.rs'] },
  // Which resource server a session with the attacker's server is for shows only when it is called.
  ...[[], ['issuer'], ['authorization'], ['issuer', 'authorization']].map((claims) => ({
    partner: {
      server: 'evil' as const,
      resourceServer: 'evil' as const,
      claims: claims as Partner['claims'],
    },
    takes: ['own.as' as const],
  })),
];

const attackerOrders: readonly Order[] = ['none', 'alice', 'attacker'];

/** The attacker's first session takes the last slot, so that which slot is whose needs no second telling. */
const attackerMayStart = (world: Look, s: Component): boolean => {
  const slots = sessionSlots(world);
  return (
    world.peek(s, valueView) === 'absent' &&
    mayHold(world.scenario, s as ClientSlot, 'attacker') &&
    (s === slots.at(-1) || slots.every((other) => other === s || world.peek(other, valueView) !== 'absent'))
  );
};

/** What it asks of its own server is nobody's concern; what such a session is for shows when it is used. */
const isForItself = ({ server, claims }: Partner): boolean =>
  server === 'evil' && !claims.includes('authorization');

const inOwnAgent = (s: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker starts in ${s}`,
  moves: (world) =>
    attackerMayStart(world, s)
      ? partners().flatMap(({ takes, partner }) =>
          (isForItself(partner) ? (['none'] as const) : attackerOrders)
            .filter(
              (order) =>
                !isIdle({ about: 'start', ...partner, order, agent: 'attacker', isLed: true }, world),
            )
            .map((order) =>
              attackerMove(
                'starts',
                { slot: s, ...partner, order },
                {
                  message: 'm1',
                  to: 'client',
                  capabilities: takes,
                },
                (run) => {
                  const step = run.send(s, {
                    type: 'START',
                    agent: 'attacker',
                    ...partner,
                    order,
                    relayed: false,
                    lured: false,
                  });
                  if (step.refusal !== null) return false;
                  const request = {
                    ...step.outputs[0]!.fields,
                    relayed: false,
                  } as unknown as AuthorizationRequest;
                  sayRequest(run, request, true);
                  return true;
                },
              ),
            ),
        )
      : [],
});

/** Sessions in alice's agent that would not be there, or not so, without the attacker. */
const inAlicesAgent = (s: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker has alice start in ${s}`,
  moves: (world): readonly AttackerMove[] => {
    if (!aliceMayStart(world, s)) return [];
    const start = (
      action: string,
      choice: Omit<StartChoice, 'slot'>,
      takes: readonly CapabilityId[],
      doer?: Doer,
    ): readonly AttackerMove[] =>
      isIdle({ about: 'start', ...choice, agent: 'alice', isLed: choice.lured }, world)
        ? []
        : [
            attackerMove(
              action,
              { slot: s, ...choice, ...(doer !== undefined && { by: doer.by }) },
              { message: 'm1', to: 'client', capabilities: [...(doer ? [doer.by] : []), ...takes] },
              (run) =>
                !(doer !== undefined && isKeptOut(run, doer)) &&
                startInAlicesAgent(run, { slot: s, ...choice }),
            ),
          ];
    const starts = (
      deed: Deed,
      action: string,
      choice: Omit<StartChoice, 'slot'>,
      takes: readonly CapabilityId[] = [],
    ) => doersOf(deed, world).flatMap((doer) => start(action, choice, takes, doer));
    const moves: AttackerMove[] = [];
    for (const { takes, partner } of partners()) {
      for (const order of aliceOrders(world)) {
        const honest = { ...partner, order, relayed: false, lured: false };
        if (takes.length === 0)
          moves.push(...starts('standsBetween', 'standsBetween', { ...honest, relayed: true }));
        // Alice picks the attacker's server or resource server herself, or her choice is altered.
        else
          moves.push(
            ...start('isChosen', honest, takes),
            ...starts('altersStart', 'altersStart', honest, takes),
          );
      }
      // A link of the attacker's names what the flow asks for.
      for (const order of attackerOrders)
        moves.push(...starts('leads', 'lures', { ...partner, order, relayed: false, lured: true }, takes));
    }
    const altered = {
      server: 'bank',
      resourceServer: 'bank',
      order: 'attacker',
      relayed: false,
      lured: false,
      claims: [],
    } as const;
    moves.push(...starts('altersStart', 'altersOrder', altered));
    moves.push(...start('drives', altered, ['malware']));
    return moves;
  },
});

export const sessionMoves = (instances: readonly Component[], isIdle: IsIdle): readonly MoveFamily[] =>
  instances.filter((c) => c[0] === 's').flatMap((s) => [inOwnAgent(s, isIdle), inAlicesAgent(s, isIdle)]);
