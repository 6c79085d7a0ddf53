// The smallest sets of measures that close one goal or threat from a configuration, and the way up to them; where it is
// closed, what would let it in again. An unknown switch is taken as the attacker would have it.

import { breakingSets } from '../../attacks/breaking.js';
import { absorb, bitsOf } from '../../attacks/search/conditions.js';
import type { SwitchId } from '../../model/switches.js';
import { switches } from '../../model/switches.js';
import { countOpen, type Lattice, latticeOf } from '../../properties/drawings/latticePoints.js';
import { additions } from '../../properties/verdicts/additions.js';
import { restsOnAssumption } from '../../properties/verdicts/assumed.js';
import { closingOf, isCutOff, limits } from '../../properties/verdicts/closing.js';
import { type Ground, regroup } from '../../properties/verdicts/ground.js';
import { judge, type Target, type Verdict } from '../../properties/verdicts/judge.js';
import { type Reopening, rolesIn, smallestDeltas } from '../../properties/verdicts/roles.js';
import { about } from './narrow.js';

/** The smallest sets are drawn, up to so many. */
export const mostDrawn = 8;

export interface SmallestSet {
  readonly ids: readonly string[];
  readonly switches: readonly SwitchId[];
  readonly verdict: Verdict;
  /** It closes the target only by checks whose effect is assumed, of its own or in force before. */
  readonly isByAssumption: boolean;
}

export interface TargetLattice {
  readonly verdict: Verdict;
  readonly open: number;
  readonly sets: readonly SmallestSet[];
  /** There may be further sets beyond those found. */
  readonly isCut: boolean;
  readonly drawn: Lattice;
  /** Smallest first; only where the target is not reached now. */
  readonly reopenings: readonly Reopening[];
}

export function latticeFrom(whole: Ground, target: Target): TargetLattice {
  const ground = about(whole, target);
  const { verdict, open } = judge(ground, target);
  if (open === 0) {
    const { reopenings } = rolesIn(ground, smallestDeltas(ground, target));
    return { verdict, open, sets: [], isCut: false, drawn: { points: [], steps: [] }, reopenings };
  }
  const candidates = additions(ground, 'measures', { unavailable: [] });
  const { paths, vacuous } = closingOf(ground, [target]);
  const cubes = paths.map(({ cube }) => cube);
  // What closes the widest conditions closes those within them.
  const widest = new Set(absorb(cubes));
  const sets = breakingSets(
    paths.filter(({ cube }) => widest.has(cube)),
    ground.on,
    candidates,
    vacuous,
    limits,
  );
  const bitsIn = new Map(candidates.map(({ id, on }) => [id, on]));
  const used = candidates.filter(({ on }) => ground.feasible.some(({ cube }) => (cube.off & on) !== 0n));
  return {
    verdict,
    open,
    sets: sets.map((ids) =>
      setOf(
        ground,
        target,
        ids,
        ids.reduce((bits, id) => bits | bitsIn.get(id)!, 0n),
      ),
    ),
    isCut: isCutOff(sets),
    drawn: latticeOf(sets.slice(0, mostDrawn), used, countOpen(cubes, ground.on, candidates)),
    reopenings: [],
  };
}

function setOf(ground: Ground, target: Target, ids: readonly string[], added: bigint): SmallestSet {
  const closed = regroup(ground, ground.profile, ground.on | added, ground.unknown & ~added);
  return {
    ids,
    switches: switches.filter(({ id }) => (bitsOf([id]) & added) !== 0n).map(({ id }) => id),
    verdict: judge(closed, target).verdict,
    isByAssumption: restsOnAssumption(closed, target),
  };
}
