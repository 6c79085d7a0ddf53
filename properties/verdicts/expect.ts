// Expected verdicts. Each entry speaks of one cell; one that speaks of no cell of the comparison, or of
// one that is otherwise, fails.

import type { Comparison } from './compare.js';
import { idOf, type Verdict } from './judge.js';

export interface Expectation {
  readonly profile: string;
  readonly target: string;
  readonly verdict: Verdict;
  /** Where it stands in its file. */
  readonly at: string;
}
export interface Unmet {
  readonly expectation: Expectation;
  /** The verdict of the cell; null: no such cell. */
  readonly actual: Verdict | null;
}

export const unmetBy = ({ grounds, rows }: Comparison, expected: readonly Expectation[]): readonly Unmet[] =>
  expected.flatMap((expectation) => {
    const column = grounds.findIndex((g) => g.profile.name === expectation.profile);
    const row = rows.find(({ target }) => idOf(target) === expectation.target);
    const actual = (column === -1 ? undefined : row?.cells[column]?.verdict) ?? null;
    return actual === expectation.verdict ? [] : [{ expectation, actual }];
  });
