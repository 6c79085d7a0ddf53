// What can be closed where not all can: attackers whom no addition shuts out are set aside, with whoever has more than
// they have, and the rest is closed.

import { type WeakAttacker, weakestOf } from '../../attacks/attackers.js';
import { breakingSets, type Candidate } from '../../attacks/breaking.js';
import { additions, type Costs } from './additions.js';
import { closingOf, isCutOff, limits } from './closing.js';
import { type Found, type Ground, regroup } from './ground.js';
import { isOf, judge, type Target } from './judge.js';
import type { Path } from '../../attacks/paths.js';

/** Whoever reaches a target whatever is added. */
export interface Remaining {
  readonly target: Target;
  readonly attackers: readonly WeakAttacker[];
}

export interface ClosingSet {
  readonly ids: readonly string[];
  readonly cost: number;
  /** What is on with it, and what is unknown. */
  readonly at: Pick<Ground, 'on' | 'unknown'>;
  /** Whether nobody but those who remain reaches any target, as far as was searched; and the search was exhausted. */
  readonly holds: boolean;
}

export interface Closable {
  readonly remaining: readonly Remaining[];
  /** What closes everything else, the cheapest first; a set without additions: there is nothing else. */
  readonly sets: readonly ClosingSet[];
  /** There may be further sets. */
  readonly isCut: boolean;
}

const hasAll = (
  more: Pick<WeakAttacker, 'capabilities'>,
  less: Pick<WeakAttacker, 'capabilities'>,
): boolean => less.capabilities.every((id) => more.capabilities.includes(id));

/**
 * @param found searches that verdicts on hardened settings may stand on
 * @param searched settings that were searched against every attacker
 */
export function closable(
  ground: Ground,
  targets: readonly Target[],
  by: 'measures' | 'switches',
  costs: Costs,
  found: Found,
  searched: ReadonlySet<bigint>,
): Closable {
  const candidates = additions(ground, by, costs);
  const everything = candidates.reduce((bits, c) => bits | c.on, ground.on);
  const { paths, vacuous } = closingOf(ground, targets);
  // Nothing that is added turns these off; what they need on is on.
  const untouchable = paths.filter(
    ({ cube }) => (cube.on & ~ground.on) === 0n && (cube.off & everything) === 0n,
  );
  const remaining = targets.flatMap((target) => {
    const attackers = weakestOf(untouchable.filter((p) => isOf(target, p)));
    return attackers.length === 0 ? [] : [{ target, attackers }];
  });
  const remains = (path: Path, target: Target) =>
    remaining.some((r) => r.target === target && r.attackers.some((a) => hasAll(path, a)));
  const rest = paths.filter((p) => targets.some((t) => isOf(t, p) && !remains(p, t)));
  const sets = breakingSets(rest, ground.on, candidates, vacuous, limits);
  const setOf = (ids: readonly string[]): ClosingSet => {
    const chosen = candidates.filter(({ id }) => ids.includes(id));
    const on = chosen.reduce((bits: bigint, c: Candidate) => bits | c.on, ground.on);
    const at = { on, unknown: ground.unknown & ~on };
    const hardened = regroup(found, ground.profile, at.on, at.unknown);
    const isShut = targets.every((target) => {
      const { verdict, candidates: open } = judge(hardened, target);
      return verdict !== 'inconclusive' && [...open()].every(({ path }) => remains(path, target));
    });
    return {
      ids,
      at,
      cost: ids.reduce((sum, id) => sum + (costs.costs.get(id) ?? costs.otherwise), 0),
      holds: searched.has(on) && isShut,
    };
  };
  return {
    remaining,
    sets: sets.map(setOf).sort((a, b) => a.cost - b.cost || a.ids.length - b.ids.length),
    isCut: isCutOff(sets),
  };
}

/** The weakest attackers who get to a target now and not where some switches are on: those whom these alone stop. */
export const stoppedBy = (ground: Ground, target: Target, on: bigint): readonly WeakAttacker[] =>
  weakestOf(
    ground.feasible
      .filter(({ path, cube }) => isOf(target, path) && (cube.off & on & ~ground.on) !== 0n)
      .map(({ path }) => path),
  );
