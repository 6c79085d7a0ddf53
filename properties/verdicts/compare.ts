// Profiles side by side: a cell for each goal and threat under each profile, and what changes from the first profile
// to each further one.

import { type WeakAttacker, weakestOf } from '../../attacks/attackers.js';
import type { SwitchId } from '../../model/switches.js';
import { idsOf } from '../../attacks/search/conditions.js';
import { restsOnAssumption, withoutAssumed } from './assumed.js';
import { cubeInWorld, type Ground, offOf } from './ground.js';
import { because, type Dependence, judge, type Reason, type Target, type Verdict } from './judge.js';
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
  readonly attackers: readonly WeakAttacker[];
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
  /** For each profile but the first, against the first. */
  readonly differences: readonly (readonly Difference[])[];
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
  const judgement = judge(ground, target);
  const { verdict, because: why, open } = judgement;
  const dependsOn = judgement.dependsOn();
  const witness = verdict === 'attack' || verdict === 'depends' ? witnessOf(judgement) : null;
  const told = toldVerdict(verdict, witness !== null);
  return {
    verdict: told,
    because: told === verdict ? why : because('no-trace'),
    byAssumption: isClosed(verdict) && restsOnAssumption(ground, target, derived),
    mayDiffer: mayDiffer(ground.profile, told),
    open,
    witness,
    attackers: weakestOf([...judgement.candidates()].map(({ path }) => path)),
    dependsOn,
  };
}

export async function compare(grounds: readonly Ground[], wanted: readonly Target[]): Promise<Comparison> {
  const derived = grounds.map(withoutAssumed);
  const rows: Row[] = [];
  for (const target of wanted) {
    const cells: Cell[] = [];
    for (const [i, ground] of grounds.entries()) cells.push(await cellOf(ground, target, derived[i]));
    rows.push({ target, cells });
  }
  return {
    grounds,
    rows,
    differences: grounds
      .slice(1)
      .map((ground, i) =>
        rows.map(({ target, cells }) => differenceOf(target, cells[0]!, cells[i + 1]!, ground)),
      ),
  };
}

function differenceOf(target: Target, before: Cell, after: Cell, ground: Ground): Difference {
  const change = changeOf(before.verdict, after.verdict);
  const cube = change === 'fixed' && before.witness !== null ? cubeInWorld(before.witness.path) : null;
  const stoppedBy = cube === null ? [] : idsOf((cube.off & ground.on) | (cube.on & offOf(ground)));
  return { target, change, before, after, stoppedBy };
}
