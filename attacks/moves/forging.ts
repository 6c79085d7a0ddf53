// What alice is shown is not what there is: the account, the services, what she reviews.

import { enter, use } from '../../model/exchanges/resources.js';
import { mayReview, review, type Spoilt } from '../../model/exchanges/reviews.js';
import { sessionOf, valueView } from '../../model/instances.js';
import type { Component, MoveFamily } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type Deed, type Doer, doersOf, isKeptOut, movesOf } from './bySwitches.js';
import { attackerMove } from './common.js';
import { keeping } from './impostors.js';

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

interface Spoiling {
  readonly choice: Readonly<Record<string, CapabilityId>>;
  readonly spoils: Spoilt;
  readonly doer: Doer;
}
/**
 * What somebody can make of alice's review, at the client and at the bank: what she is shown is not what there is, or what
 * the client sends to revoke is kept. One may do the one and another the other.
 */
const spoilsReview: MoveFamily = {
  name: 'attacker spoils what alice reviews',
  moves: (world) => {
    if (!mayReview(world)) return [];
    const each = (deed: Deed, field: string, spoils: (by: CapabilityId) => Spoilt): readonly Spoiling[] =>
      doersOf(deed, world).map((doer) => ({
        choice: { [field]: doer.by },
        spoils: spoils(doer.by),
        doer,
      }));
    const atClient = [
      ...each('showsReview', 'forges', () => ({ atClient: true })),
      ...each('keepsFromServer', 'keeps', (by) => ({ way: keeping(by) })),
    ];
    const atBank = each('showsBanksReview', 'forgesAtBank', () => ({ atBank: true }));
    const pairs = [
      ...atClient.map((one) => [one]),
      ...atBank.map((one) => [one]),
      ...atClient.flatMap((one) => atBank.map((other) => [one, other])),
    ];
    return pairs.map((both) =>
      attackerMove(
        'spoilsReview',
        Object.assign({}, ...both.map(({ choice }) => choice)),
        {
          message: 'm16',
          to: 'userAgent',
          capabilities: [...new Set(both.map(({ doer }) => doer.by))],
        },
        (run) =>
          !both.some(({ doer }) => isKeptOut(run, doer)) &&
          review(run, Object.assign({}, ...both.map(({ spoils }) => spoils))),
      ),
    );
  },
};

export const forgingMoves = (instances: readonly Component[]): readonly MoveFamily[] => [
  ...instances.filter((c) => c[0] === 's').map(forges),
  spoilsReview,
];
