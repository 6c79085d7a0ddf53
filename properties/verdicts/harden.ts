// The smallest additions to a profile under which none of some goals is reached, by size and by cost.

import { breakingSets, type Candidate, switchCandidates } from '../../attacks/breaking.js';
import type { Path } from '../../attacks/paths.js';
import { idsOf } from '../../attacks/search/conditions.js';
import { additions, type Costs } from './additions.js';
import { closingOf, isCutOff, limits } from './closing.js';
import { type Found, type Ground, isOpenTo, type LeftOut, offOf, regroup } from './ground.js';
import { judge, type Target, type Verdict } from './judge.js';
import { safeOrder } from './order.js';

export interface Hardening {
  readonly ids: readonly string[];
  /** What is on, and what is not known, with the additions in force. */
  readonly at: Pick<Ground, 'on' | 'unknown'>;
  readonly cost: number;
  /** The verdict on each target with the additions in force, in the targets' order. */
  readonly verdicts: readonly Verdict[];
  /** Searches that the additions leave out: they take a kind of world away. */
  readonly leavesOut: readonly LeftOut[];
  /** What to apply, one after the other; single switches where whole measures have no safe order; null: none. */
  readonly order: readonly string[] | null;
}
export interface Hardened {
  readonly targets: readonly Target[];
  readonly sets: readonly Hardening[];
  /** There may be further sets beyond those found. */
  readonly isCut: boolean;
  /** Open paths that no addition can touch. */
  readonly untouchable: readonly Path[];
}

/**
 * The sets that close every path that was found.
 * @param found searches that verdicts on hardened settings may stand on; the ground's own, if left out
 */
export function harden(
  ground: Ground,
  targets: readonly Target[],
  by: 'measures' | 'switches',
  costs: Costs,
  found: Found = ground,
): Hardened {
  const candidates = additions(ground, by, costs);
  const everything = candidates.reduce((bits, c) => bits | c.on, 0n);
  const { paths, vacuous } = closingOf(ground, targets);
  const closing = breakingSets(paths, ground.on, candidates, vacuous, limits);
  const costOf = (ids: readonly string[]) =>
    ids.reduce((sum, id) => sum + (costs.costs.get(id) ?? costs.otherwise), 0);
  const sets = closing
    .map((ids) => ({ ids, chosen: candidates.filter(({ id }) => ids.includes(id)) }))
    .map(({ ids, chosen }) => {
      const hardened = withAdded(ground, chosen, found);
      return {
        ids,
        at: { on: hardened.on, unknown: hardened.unknown },
        chosen,
        cost: costOf(ids),
        verdicts: targets.map((t) => judge(hardened, t).verdict),
        leavesOut: hardened.leftOut.filter(({ world }) => ground.worlds.includes(world)),
      };
    })
    .sort((a, b) => a.cost - b.cost || a.ids.length - b.ids.length)
    // Finding an order asks far more than finding a set: the cheapest get one.
    .map(({ chosen, ...set }, i) => ({ ...set, order: i < 10 ? orderOf(ground, chosen) : null }));
  return {
    targets,
    sets,
    isCut: isCutOff(closing),
    untouchable: paths
      .filter((p) => isOpenTo(ground, p.cube) && (p.cube.off & everything & ~ground.on) === 0n)
      .slice(0, 5),
  };
}

function withAdded(ground: Ground, chosen: readonly Candidate[], found: Found): Ground {
  const on = chosen.reduce((bits, c) => bits | c.on, ground.on);
  return regroup(found, ground.profile, on, ground.unknown & ~on);
}

function orderOf(ground: Ground, chosen: readonly Candidate[]): readonly string[] | null {
  const whole = safeOrder(ground, chosen);
  if (whole !== null) return whole.map(({ id }) => id);
  const added = idsOf(chosen.reduce((bits, c) => bits | c.on, 0n) & (offOf(ground) | ground.unknown));
  return added.length > 12 ? null : (safeOrder(ground, switchCandidates(added))?.map(({ id }) => id) ?? null);
}
