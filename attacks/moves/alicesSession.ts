// In alice's session at the genuine client, in her name: whoever has her cookie there, alters what passes in her agent, or
// runs on her device.

import { use } from '../../model/exchanges/resources.js';
import { sessionOf, valueView } from '../../model/instances.js';
import type { Component, MoveFamily } from '../../model/world.js';
import { movesOf } from './bySwitches.js';

/** Whoever has the client's cookie of alice's browser opens the page that shows her content. */
const ridesSession = (s: Component): MoveFamily => ({
  name: `attacker rides ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'showing') return [];
    const { agent, account } = sessionOf(world, s);
    if (agent !== 'alice' || account !== 'alice') return [];
    return movesOf(
      'hasCookie',
      world,
      'ridesSession',
      (by) => ({ slot: s, by }),
      { message: 'm14', to: 'attacker' },
      (run) => {
        run.note({
          fact: 'shown',
          account: 'alice',
          aliceSees: false,
          attackerSees: true,
          relayed: false,
          isLate: false,
          generation: 0,
        });
        return true;
      },
    );
  },
});

/** It has the client do what the attacker wants. */
const drivesUse = (s: Component): MoveFamily => ({
  name: `attacker drives ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'holding') return [];
    const c = sessionOf(world, s);
    if (!c.aliceSees || world.scenario.orders === 'granted') return [];
    return movesOf(
      'drives',
      world,
      'drivesUse',
      (by) => ({ slot: s, by }),
      { message: 'm10', to: 'resourceServer' },
      (run) => use(run, s, 'straight', { order: 'attacker' }),
    );
  },
});

export const alicesSessionMoves = (instances: readonly Component[]): readonly MoveFamily[] =>
  instances.filter((c) => c[0] === 's').flatMap((s) => [drivesUse(s), ridesSession(s)]);
