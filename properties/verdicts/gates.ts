// What a comparison ends with: which gates tripped, and the exit code. No gate can hide an inconclusive or a vacuous
// cell, nor one that could not be replayed.

import { EXIT } from '../input/problem.js';
import { type Accepted, type AcceptedFault, isAccepted } from './accept.js';
import { changeOf, type Comparison } from './compare.js';
import type { Expectation, Unmet } from './expect.js';
import { idOf, type Verdict } from './judge.js';
import type { Drift } from './lock.js';

export const failOn = ['attack', 'new-attack', 'none'] as const;
export type FailOn = (typeof failOn)[number];

export interface Gates {
  readonly failOn: FailOn;
  readonly expected: readonly Expectation[];
  readonly unmet: readonly Unmet[];
  readonly drift: Drift | null;
  /** Risks that somebody accepted, and what is wrong with these entries. */
  readonly accepted?: readonly Accepted[];
  readonly acceptedFaults?: readonly AcceptedFault[];
  readonly interrupted: boolean;
}

/** A cell by its profile and its goal or threat; names of profiles may hold anything. */
export interface CellName {
  readonly profile: string;
  readonly target: string;
}

/** Cells that trip `--fail-on`: an attack, or one that depends on what is unknown, that nobody expects. */
export function tripped(
  { grounds, rows }: Comparison,
  { failOn, expected, accepted = [] }: Gates,
): readonly CellName[] {
  if (failOn === 'none') return [];
  const isReached = (verdict: string) => verdict === 'attack' || verdict === 'depends';
  return rows.flatMap(({ target, cells }) =>
    cells.flatMap((cell, i) => {
      if (!isReached(cell.verdict)) return [];
      if (failOn === 'new-attack' && changeOf(cells[0]!.verdict, cell.verdict) !== 'admitted') return [];
      const profile = grounds[i]!.profile.name;
      const isExpected = expected.some(
        (e) => e.profile === profile && e.target === idOf(target) && e.verdict === cell.verdict,
      );
      return isExpected || isAccepted(cell, accepted, profile, target)
        ? []
        : [{ profile, target: idOf(target) }];
    }),
  );
}

export function exitCodeOf(comparison: Comparison, gates: Gates): number {
  const has = (verdict: string) =>
    comparison.rows.some((row) => row.cells.some((cell) => cell.verdict === verdict));
  if (gates.interrupted) return EXIT.interrupted;
  if (tripped(comparison, gates).length > 0 || gates.unmet.length > 0 || gates.drift !== null)
    return EXIT.attack;
  if ((gates.acceptedFaults ?? []).length > 0) return EXIT.attack;
  if (has('vacuous')) return EXIT.vacuous;
  if (has('inconclusive')) return EXIT.inconclusive;
  return EXIT.ok;
}

/** The exit code of one verdict by itself: an attack is an answer with a code of its own. */
export const exitCodeOfVerdict = (verdict: Verdict): number =>
  verdict === 'attack' || verdict === 'depends'
    ? EXIT.attack
    : verdict === 'inconclusive'
      ? EXIT.inconclusive
      : verdict === 'vacuous'
        ? EXIT.vacuous
        : EXIT.ok;
