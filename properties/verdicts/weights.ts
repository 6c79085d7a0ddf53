// What somebody thinks capabilities cost an attacker, and goals the bank. Nothing of this decides a verdict: it orders
// what is shown.

import type { WeakAttacker } from '../../attacks/attackers.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { patternsOf } from '../../attacks/catalogue/patterns.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Cell, Comparison } from './compare.js';
import type { Target } from './judge.js';

export interface Weights {
  /** What a capability costs whoever has it, at least 0. */
  readonly effort: ReadonlyMap<CapabilityId, number>;
  /** What a goal costs if it is reached, at least 0. */
  readonly impact: ReadonlyMap<GoalId, number>;
  /** Nobody has stated them for these servers: they are the ones that ship. */
  readonly isDefault: boolean;
}

export interface Risk {
  readonly impact: number;
  /** Of whom it costs least. */
  readonly effort: number;
  readonly attacker: WeakAttacker;
  /** Impact for each unit of effort; an effort of nothing counts as one. Only its order means anything. */
  readonly score: number;
}

/** The sum over what the attacker has. */
export const effortOf = ({ effort }: Weights, { capabilities }: Pick<WeakAttacker, 'capabilities'>): number =>
  capabilities.reduce((sum, id) => sum + effort.get(id)!, 0);

/** Of a threat: the largest among the goals toward which it shows. */
export const impactOf = ({ impact }: Weights, target: Target): number =>
  'goal' in target
    ? impact.get(target.goal)!
    : Math.max(0, ...patternsOf(target.threat).flatMap(({ goals }) => goals.map((g) => impact.get(g) ?? 0)));

const byEffort = <T extends WeakAttacker>(weights: Weights, attackers: readonly T[]): readonly T[] =>
  attackers.toSorted((a, b) => effortOf(weights, a) - effortOf(weights, b));

/** Null: nobody reaches it. */
export function riskOf(
  weights: Weights,
  target: Target,
  { attackers }: Pick<Cell, 'attackers'>,
): Risk | null {
  const [attacker] = byEffort(weights, attackers);
  if (attacker === undefined) return null;
  const [impact, effort] = [impactOf(weights, target), effortOf(weights, attacker)];
  return { impact, effort, attacker, score: impact / Math.max(1, effort) };
}

/** Whatever is reached under any of the profiles, what is most at risk first. */
export function risksIn(
  { rows, grounds }: Comparison,
  weights: Weights,
): readonly (Risk & { readonly target: Target; readonly profile: string })[] {
  const all = rows.flatMap(({ target, cells }) =>
    cells.flatMap((cell, i) => {
      const risk = riskOf(weights, target, cell);
      return risk === null ? [] : [{ target, profile: grounds[i]!.profile.name, ...risk }];
    }),
  );
  return all.sort((a, b) => b.score - a.score);
}

/** A cell with its attackers in the order of what it costs them. */
export const cellByEffort = (weights: Weights, cell: Cell): Cell => ({
  ...cell,
  attackers: byEffort(weights, cell.attackers),
  rungs: cell.rungs.map((rung) => ({ ...rung, attackers: byEffort(weights, rung.attackers) })),
});

/** The same comparison, what is most at risk under any of the profiles first. */
export function ranked(comparison: Comparison, weights: Weights): Comparison {
  const score = (i: number) => {
    const { target, cells } = comparison.rows[i]!;
    return Math.max(...cells.map((cell) => riskOf(weights, target, cell)?.score ?? -1));
  };
  const order = comparison.rows.map((_, i) => ({ i, score: score(i) })).sort((a, b) => b.score - a.score);
  const sorted = <T>(of: readonly T[]): readonly T[] => order.map(({ i }) => of[i]!);
  return {
    ...comparison,
    rows: sorted(comparison.rows).map(({ target, cells }) => ({
      target,
      cells: cells.map((cell) => cellByEffort(weights, cell)),
    })),
    differences: comparison.differences.map(sorted),
    shifts: comparison.shifts.map(sorted),
  };
}
