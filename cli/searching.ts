// Runs searches with a line of progress.

import type { GoalId } from '../attacks/goals.js';
import type { Budget, PathsResult } from '../attacks/paths.js';
import type { BoundedSearch } from '../attacks/searches.js';
import * as quietly from '../properties/results/searching.js';
import { progress } from './output.js';

/** The result of each search, in their order; those that `stop` (not zero) kept from starting are missing. */
export const searchEach = (
  searches: readonly BoundedSearch[],
  wanted: readonly GoalId[],
  budget: Budget,
  stop: Int32Array,
  onResult?: (index: number, result: PathsResult) => void,
): Promise<readonly (PathsResult | undefined)[]> =>
  quietly.searchEach(searches, wanted, budget, stop, onResult, progress);
