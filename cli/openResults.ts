// The searches of every configuration: shipped, kept from before, or made now.

import type { GoalId } from '../attacks/goals.js';
import { type PathsResult, unite } from '../attacks/paths.js';
import type { BoundedSearch } from '../attacks/searches.js';
import { defaultCache, resultsOf } from './profiles/cache.js';
import { endGoals, findWithProgress, type Interruption } from './run.js';

/**
 * What searches found of some goals. Results that ship or are kept are of all ends at once; another question, or a
 * budget of one's own, is searched now.
 */
export async function openResults(
  searches: readonly BoundedSearch[],
  wanted: readonly GoalId[],
  maxSeconds?: number,
): Promise<PathsResult & Interruption> {
  if (maxSeconds !== undefined || !wanted.every((goal) => endGoals.includes(goal)))
    return findWithProgress(searches, wanted, maxSeconds === undefined ? {} : { maxSeconds });
  const { results, interrupted } = await resultsOf(searches, endGoals, defaultCache());
  const all = unite(results.filter((r) => r !== undefined));
  return { ...all, paths: all.paths.filter((p) => wanted.includes(p.goal)), interrupted };
}
