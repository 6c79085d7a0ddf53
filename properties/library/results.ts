// Where the library takes results of searches from: what ships with the package, else a search made now, in worker
// threads. Nothing is written.

import type { GoalId } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { EXIT, Problem } from '../input/problem.js';
import { resultKey } from '../results/digest.js';
import type { Source } from '../results/grounds.js';
import { searchEach } from '../results/searching.js';
import { shipped as readShipped, shippedFolder } from '../results/shippedResults.js';

export interface ResultOptions {
  /**
   * What is searched now. `missing` (the default): whatever does not ship. `never`: nothing; what does not ship is then
   * inconclusive. `all`: everything, without trust in what ships. A search takes from seconds to many minutes.
   */
  readonly searches?: 'missing' | 'never' | 'all' | undefined;
  /** A line about the search under way. */
  readonly onProgress?: ((line: string) => void) | undefined;
}

const read = new Map<string, PathsResult | null>();
/** What ships of a search; null: nothing of this model, or it is damaged. Read once. */
function shipped(
  search: BoundedSearch,
  wanted: readonly GoalId[],
  only: readonly GoalId[],
): PathsResult | null {
  const key = resultKey(search, wanted);
  const question = JSON.stringify([key, only]);
  let known = read.get(question);
  if (known === undefined) {
    const found = readShipped(search, wanted, key, shippedFolder, only);
    read.set(question, (known = found !== null && 'result' in found ? found.result : null));
  }
  return known;
}

export const sourceOf = (
  { searches = 'missing', onProgress = () => {} }: ResultOptions,
  stop: Int32Array,
): Source => ({
  trusts: searches !== 'all',
  shipped,
  results: async (asked, wanted, only) => {
    const known = asked.map((s) =>
      searches === 'all' ? undefined : (shipped(s, wanted, only) ?? undefined),
    );
    const missing = asked.filter((_, i) => known[i] === undefined);
    if (searches === 'never' || missing.length === 0) return { results: known, interrupted: false };
    const made = await searchEach(missing, wanted, {}, stop, () => {}, onProgress);
    for (const { failure, path } of made.flatMap((r) => r?.failures ?? []))
      throw new Problem(
        EXIT.replayFailed,
        `a path the search proposed does not replay: step ${failure.failedAt}, ${failure.move}`,
        { why: failure.why, available: path.moves },
      );
    const of = new Map(missing.map((s, i) => [s, made[i]] as const));
    return {
      results: asked.map((s, i) => known[i] ?? of.get(s)),
      interrupted: Atomics.load(stop, 0) !== 0,
    };
  },
});
