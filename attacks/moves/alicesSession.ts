// In alice's session at the genuine client, in her name: whoever has her cookie there, alters what passes in her agent, or
// runs on her device.

import { actInHerName, handBack, use } from '../../model/exchanges/resources.js';
import { noteLoss } from '../../model/exchanges/tokens.js';
import { sessionOf, valueView } from '../../model/instances.js';
import { slotOf } from '../../model/names.js';
import type { Component, MoveFamily, Run } from '../../model/world.js';
import { movesOf } from './bySwitches.js';

/** It opens the page that shows her content, at once or later, has the client synchronise it, or hand its token back. */
const rides = (s: Component): MoveFamily => ({
  name: `attacker rides ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'showing') return [];
    const { agent, account } = sessionOf(world, s);
    if (agent !== 'alice' || account !== 'alice') return [];
    const acts = (action: string, message: string, to: string, act: (run: Run) => boolean) =>
      movesOf('drives', world, action, (by) => ({ slot: s, by }), { message, to }, act);
    return [
      ...acts('ridesSession', 'm14', 'attacker', (run) => actInHerName(run, s, 'look')),
      ...(world.scenario.jointAccounts
        ? acts('synchronises', 'm15', 'client', (run) => actInHerName(run, s, 'synchronise'))
        : []),
      // With refresh tokens nobody but alice revokes: the states are too many (semantics, Known gaps).
      ...(world.scenario.refresh ? [] : acts('handsBack', 'm16', 'client', (run) => endsInHerName(run, s))),
    ];
  },
});
/** The client is told to hand back the token of a session of hers. */
const endsInHerName = (run: Run, s: Component): boolean =>
  run.ask('owner.can-revoke') &&
  noteLoss(run, slotOf(sessionOf(run, s).access) as Component, null, () => {
    const [output] = run.send(s, { type: 'REVIEW' }).outputs;
    return output !== undefined && handBack(run, s, output.fields);
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
  instances.filter((c) => c[0] === 's').flatMap((s) => [drivesUse(s), rides(s)]);
