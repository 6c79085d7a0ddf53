// Profiles side by side: a cell for each goal and threat under each profile, and what changes from the first profile
// to each further one.

import { ladder as defaultLadder, type Rung } from '../../attacks/catalogue/ladder.js';
import type { SwitchId } from '../../model/switches.js';
import { idsOf } from '../../attacks/search/conditions.js';
import { restsOnAssumption, withoutAssumed } from './assumed.js';
import { cubeInWorld, type Ground, offOf } from './ground.js';
import {
  because,
  type Dependence,
  judge,
  type Judgement,
  type Reason,
  type Target,
  type Verdict,
} from './judge.js';
import { type Reacher, type RungCell, reachersOf, rungsOf } from './rungs.js';
import { type Shift, shiftOf } from './shifts.js';
import { mayDiffer } from './unmodelled.js';
import { toldVerdict, type Witness, witnessOf } from './witness.js';

export interface Cell {
  readonly verdict: Verdict;
  readonly because: Reason | null;
  /** No attack, but only because of checks whose effect is assumed: some path is open without those. */
  readonly byAssumption: boolean;
  /** A demand of the profile's document that is not in the model may change the verdict. */
  readonly mayDiffer: boolean;
  /** Open paths, of every length. */
  readonly open: number;
  readonly witness: Witness | null;
  /** The weakest attackers for whom a path is open, the weakest first. */
  readonly attackers: readonly Reacher[];
  /** The target against each rung of the ladder; none if no ladder was asked about. */
  readonly rungs: readonly RungCell[];
  readonly dependsOn: readonly Dependence[];
}
export interface Row {
  readonly target: Target;
  readonly cells: readonly Cell[];
}
/**
 * `admitted`: reached under the second and not, or only perhaps, under the first. `fixed`: reached under the first, and
 * surely not under the second. `other`: neither, yet not the same; what became vacuous, inconclusive or possible only
 * in some settings is not fixed.
 */
export type Change = 'admitted' | 'fixed' | 'unchanged' | 'other';
export interface Difference {
  readonly target: Target;
  readonly change: Change;
  readonly before: Cell;
  readonly after: Cell;
  /** Of a fixed one: settings of the second profile that the first one's witness does not run under. */
  readonly stoppedBy: readonly SwitchId[];
}
export interface Comparison {
  readonly grounds: readonly Ground[];
  readonly rows: readonly Row[];
  /** The ladder that cells have rungs of. */
  readonly ladder: readonly Rung[];
  /** For each profile but the first, against the first. */
  readonly differences: readonly (readonly Difference[])[];
  /** The same for attackers. */
  readonly shifts: readonly (readonly Shift[])[];
}

const isReached = (verdict: Verdict): boolean => verdict === 'attack' || verdict === 'depends';
const isClosed = (verdict: Verdict): boolean =>
  verdict === 'no-attack-within-bounds' || verdict === 'not-applicable';

/** What becomes of a verdict. An attack that was only possible before counts as new. */
export function changeOf(before: Verdict, after: Verdict): Change {
  if (before === after) return 'unchanged';
  if (after === 'attack' || (after === 'depends' && !isReached(before))) return 'admitted';
  return isReached(before) && isClosed(after) ? 'fixed' : 'other';
}

/**
 * The cell of one profile. An attack that nobody has seen run is none: the verdict is then inconclusive. `derived` is the
 * ground without what is assumed, for those who ask of many targets.
 */
export async function cellOf(ground: Ground, target: Target, derived?: Ground): Promise<Cell> {
  return cellFrom(judge(ground, target), ground, target, derived);
}

async function cellFrom(
  judgement: Judgement,
  ground: Ground,
  target: Target,
  derived?: Ground,
  ladder: readonly Rung[] = [],
): Promise<Cell> {
  const { verdict, because: why, open } = judgement;
  const dependsOn = judgement.dependsOn();
  const witness = verdict === 'attack' || verdict === 'depends' ? witnessOf(judgement) : null;
  const told = toldVerdict(verdict, witness !== null);
  const attackers = witness === null ? [] : reachersOf(judgement);
  return {
    verdict: told,
    because: told === verdict ? why : because('no-trace'),
    byAssumption: isClosed(verdict) && restsOnAssumption(ground, target, derived),
    mayDiffer: mayDiffer(ground.profile, told),
    open,
    witness,
    attackers,
    rungs: rungsOf(judgement, attackers, ladder, witness !== null).map((rung) =>
      mayDiffer(ground.profile, rung.verdict) ? { ...rung, mayDiffer: true as const } : rung,
    ),
    dependsOn,
  };
}

/** @param ladder attackers whom each cell is looked at against, weakest first */
export async function compare(
  grounds: readonly Ground[],
  wanted: readonly Target[],
  ladder: readonly Rung[] = defaultLadder,
): Promise<Comparison> {
  const derived = grounds.map(withoutAssumed);
  const rows: Row[] = [];
  const shifts: Shift[][] = grounds.slice(1).map(() => []);
  for (const target of wanted) {
    const judgements = grounds.map((ground) => judge(ground, target));
    const cells: Cell[] = [];
    for (const [i, ground] of grounds.entries())
      cells.push(await cellFrom(judgements[i]!, ground, target, derived[i], ladder));
    rows.push({ target, cells });
    const side = (i: number) => ({ attackers: cells[i]!.attackers, against: judgements[i]!.against });
    for (const [i, of] of shifts.entries()) of.push(shiftOf(target, side(0), side(i + 1)));
  }
  return {
    grounds,
    rows,
    ladder,
    differences: grounds
      .slice(1)
      .map((ground, i) =>
        rows.map(({ target, cells }) => differenceOf(target, cells[0]!, cells[i + 1]!, ground)),
      ),
    shifts,
  };
}

function differenceOf(target: Target, before: Cell, after: Cell, ground: Ground): Difference {
  const change = changeOf(before.verdict, after.verdict);
  const cube = change === 'fixed' && before.witness !== null ? cubeInWorld(before.witness.path) : null;
  const stoppedBy = cube === null ? [] : idsOf((cube.off & ground.on) | (cube.on & offOf(ground)));
  return { target, change, before, after, stoppedBy };
}
