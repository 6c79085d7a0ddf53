// What the client sends to the bank goes elsewhere: to an impostor of a server, to a proxy, or where a dishonest server's
// metadata says.

import type { Keeper } from '../../model/exchanges/messages.js';
import { enter, use } from '../../model/exchanges/resources.js';
import { redeem, refreshSession } from '../../model/exchanges/tokens.js';
import { agentView, sessionOf, tickOf, valueView } from '../../model/instances.js';
import { refreshIsNext } from '../../model/entities/client.js';
import type { Order } from '../../model/names.js';
import type { Component, MoveFamily, Run } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type Deed, movesOf } from './bySwitches.js';
import { attackerMove, type Look } from './common.js';

/** As what somebody keeps a request of the client's. */
export const keeping = (by: CapabilityId): Keeper =>
  by === 'dns.as' ? 'impostor.as' : by === 'dns.rs' ? 'impostor.rs' : 'impostor.proxy';

/** The client's own requests are kept by whoever answers for the server that they are meant for. */
const impersonates = (s: Component): MoveFamily => ({
  name: `attacker impersonates a server to ${s}`,
  moves: (world) => {
    // An app of the attacker's own is on no terminal of alice's.
    const isElsewhere = world.scenario.client === 'native-app' && world.peek(s, agentView) !== 'alice';
    const kept = (deed: Deed, message: string, send: (run: Run, way: Keeper) => boolean) =>
      movesOf(
        deed,
        world,
        'impersonates',
        (by) => ({ slot: s, by }),
        { message, to: 'attacker' },
        (run, by) => send(run, keeping(by)),
      ).filter(({ choice }) => !isElsewhere || choice.by !== 'proxy.terminal');
    switch (world.peek(s, valueView)) {
      case 'received':
        return kept('keepsFromServer', 'm8', (run, way) => redeem(run, s, way));
      case 'holding': {
        // If alice stops at what the token permits, the client hands it back instead (m16).
        const { services, order } = sessionOf(world, s);
        const stopped = () =>
          // A proxy keeps whatever comes, see above.
          kept('keepsFromServer', 'm16', (run, way) => use(run, s, way)).filter(
            ({ choice }) => choice.by === 'dns.as',
          );
        return [
          ...kept('keepsFromResourceServer', 'm10', (run, way) => use(run, s, way)),
          ...(services === order ? [] : stopped()),
        ];
      }
      case 'showing':
        return world.scenario.refresh && refreshIsNext(sessionOf(world, s), tickOf(world))
          ? kept('keepsFromServer', 'm12', (run, way) => refreshSession(run, s, way))
          : [];
      default:
        return [];
    }
  },
});

/** What alice enters goes to whoever answers for the server that it is meant for. */
const takesEntry = (s: Component): MoveFamily => ({
  name: `attacker takes what alice enters in ${s}`,
  moves: (world) =>
    world.peek(s, valueView) === 'showing' && sessionOf(world, s).aliceSees
      ? movesOf(
          'keepsEntry',
          world,
          'takesEntry',
          (by) => ({ slot: s, by }),
          { message: 'm15', to: 'attacker' },
          (run) => {
            enter(run, s, 'store', { kept: true });
            return true;
          },
        )
      : [],
});

/** A dishonest server's metadata sends the client's requests to the bank's endpoints. */
const claimsEndpoint = (s: Component): MoveFamily => ({
  name: `attacker's server claims an endpoint to ${s}`,
  moves: (world) => {
    const value = world.peek(s, valueView);
    if ((value !== 'received' && value !== 'holding') || sessionOf(world, s).server !== 'evil') return [];
    if (value === 'received')
      return [
        attackerMove('claimsEndpoint', { slot: s }, { message: 'm8', to: 'client' }, (run) =>
          redeem(run, s, 'claimed'),
        ),
      ];
    return ordersAtUse(world, s).map((order) =>
      attackerMove(
        'claimsEndpoint',
        { slot: s, ...(order !== undefined && { order }) },
        { message: 'm10', to: 'client' },
        (run) => use(run, s, 'claimed', order === undefined ? {} : { order }),
      ),
    );
  },
});

/** In its own agent the attacker says what its session is for when it is used; undefined: as it began. */
const ordersAtUse = (world: Pick<Look, 'read'>, s: Component): readonly (Order | undefined)[] =>
  sessionOf(world, s).agent === 'attacker' ? ['none', 'alice', 'attacker'] : [undefined];

/** A session with the attacker's server is for the bank's resource server, where the client is not strict about that. */
const sharesResourceServer = (s: Component): MoveFamily => ({
  name: `${s} calls the bank with what the attacker's server gave`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'holding' || sessionOf(world, s).server !== 'evil') return [];
    return ordersAtUse(world, s).map((order) =>
      attackerMove(
        'sharesResourceServer',
        { slot: s, ...(order !== undefined && { order }) },
        { message: 'm10', to: 'client' },
        (run) => use(run, s, 'shared', order === undefined ? {} : { order }),
      ),
    );
  },
});

export const impostorMoves = (instances: readonly Component[]): readonly MoveFamily[] =>
  instances
    .filter((c) => c[0] === 's')
    .flatMap((s) => [impersonates(s), takesEntry(s), claimsEndpoint(s), sharesResourceServer(s)]);
