// What alice is shown is not what there is: the account, the services, what she reviews.

import { enter, use } from '../../model/exchanges/resources.js';
import { mayReview, review } from '../../model/exchanges/reviews.js';
import { sessionOf, valueView } from '../../model/instances.js';
import type { Component, MoveFamily } from '../../model/world.js';
import { movesOf } from './bySwitches.js';

/** Whoever can alter what alice is shown can have her see the account and the services that she expects. */
const forges = (s: Component): MoveFamily => ({
  name: `attacker forges what ${s} shows`,
  moves: (world) => {
    const value = world.peek(s, valueView);
    if ((value !== 'showing' && value !== 'holding') || !sessionOf(world, s).aliceSees) return [];
    // Read only where they matter: what a session that shows something was granted nobody asks for any more.
    const c = sessionOf(world, s);
    const how = { message: 'm14', to: 'userAgent' };
    if (value === 'holding')
      return c.services === c.order
        ? []
        : movesOf(
            'showsServices',
            world,
            'forgesServices',
            (by) => ({ slot: s, by }),
            how,
            (run) => use(run, s, 'straight', { forged: true }),
          );
    if (c.account === 'alice') return [];
    const entries = world.scenario.jointAccounts ? (['store', 'synchronise'] as const) : (['store'] as const);
    return entries.flatMap((entry) =>
      movesOf(
        'showsAccount',
        world,
        'forgesAccount',
        (by) => ({ slot: s, entry, by }),
        how,
        (run) => {
          enter(run, s, entry, { forged: true });
          return true;
        },
      ),
    );
  },
});

/** Whoever alters what alice's terminal shows has her review find nothing that she would revoke. */
const forgesReview: MoveFamily = {
  name: 'attacker forges what alice reviews',
  moves: (world) =>
    mayReview(world)
      ? movesOf(
          'showsReview',
          world,
          'forgesReview',
          (by) => ({ by }),
          { message: 'm16', to: 'userAgent' },
          (run) => review(run, { atClient: true, atBank: true }),
        )
      : [],
};

export const forgingMoves = (instances: readonly Component[]): readonly MoveFamily[] => [
  ...instances.filter((c) => c[0] === 's').map(forges),
  forgesReview,
];
