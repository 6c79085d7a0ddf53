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
import { type AttackerMove, attackerMove, type Look } from './common.js';

/** With whom a session can be started, and what that takes. */
const partners = (): readonly (Pick<StartChoice, 'server' | 'resourceServer'> & {
  takes: readonly CapabilityId[];
})[] => [
  { server: 'bank', resourceServer: 'bank', takes: [] },
  { server: 'bank', resourceServer: 'evil', takes: ['own.rs'] },
  { server: 'evil', resourceServer: 'bank', takes: ['own.as'] },
];

const attackerOrders = (world: Look): readonly Order[] =>
  world.scenario.orders === 'granted' ? ['none', 'attacker'] : ['alice', 'attacker'];

/** The attacker's first session takes the last slot, so that which slot is whose needs no second telling. */
const attackerMayStart = (world: Look, s: Component): boolean => {
  const slots = sessionSlots(world);
  return (
    world.peek(s, valueView) === 'absent' &&
    mayHold(world.scenario, s as ClientSlot, 'attacker') &&
    (s === slots.at(-1) || slots.every((other) => other === s || world.peek(other, valueView) !== 'absent'))
  );
};

const inOwnAgent = (s: Component): MoveFamily => ({
  name: `attacker starts in ${s}`,
  moves: (world) =>
    attackerMayStart(world, s)
      ? partners().flatMap(({ takes, ...partner }) =>
          attackerOrders(world).map((order) =>
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
const inAlicesAgent = (s: Component): MoveFamily => ({
  name: `attacker has alice start in ${s}`,
  moves: (world): readonly AttackerMove[] => {
    if (!aliceMayStart(world, s)) return [];
    const start = (
      action: string,
      choice: Omit<StartChoice, 'slot'>,
      capabilities: readonly CapabilityId[],
      tlsStart: boolean,
    ) =>
      attackerMove(action, { slot: s, ...choice }, { message: 'm1', to: 'client', capabilities }, (run) => {
        if (tlsStart && run.ask('tls.start')) return false;
        if (choice.relayed && run.ask('app.trusted-source')) return false;
        return startInAlicesAgent(run, { slot: s, ...choice });
      });
    const orders = aliceOrders(world);
    const moves: AttackerMove[] = [];
    for (const { takes, ...partner } of partners()) {
      for (const order of orders) {
        const honest = { ...partner, order, relayed: false, lured: false };
        // Alice picks the attacker's server or resource server herself.
        if (takes.length > 0) moves.push(start('isChosen', honest, takes, false));
        if (takes.length > 0)
          moves.push(start('altersStart', honest, ['alter.first-request', ...takes], true));
        if (takes.length > 0)
          moves.push(start('altersStartInAgent', honest, ['agent.alter', ...takes], false));
        if (takes.length > 0) continue;
        for (const between of ['fake-app', 'look-alike'] as const)
          if ((world.scenario.client === 'server-app') === (between === 'look-alike'))
            moves.push(start('standsBetween', { ...honest, relayed: true }, [between], false));
      }
      const lured = { ...partner, order: orders[0]!, relayed: false, lured: true };
      if (takes.length > 0) moves.push(start('lures', lured, ['lure', ...takes], false));
      else moves.push(start('lures', lured, ['lure'], false));
    }
    const altered = {
      server: 'bank',
      resourceServer: 'bank',
      order: 'attacker',
      relayed: false,
      lured: false,
    } as const;
    moves.push(start('altersOrder', altered, ['alter.first-request'], true));
    moves.push(start('altersOrderInAgent', altered, ['agent.alter'], false));
    moves.push(start('drives', altered, ['malware'], false));
    return moves;
  },
});

export const sessionMoves = (instances: readonly Component[]): readonly MoveFamily[] =>
  instances.filter((c) => c[0] === 's').flatMap((s) => [inOwnAgent(s), inAlicesAgent(s)]);
