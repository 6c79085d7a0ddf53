// Runs searches, each on its own, in worker threads where the build has them.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { GoalId } from '../../attacks/goals.js';
import { type Budget, findPaths, type PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import type { Report, Task } from '../../attacks/worker.js';

/** The result of each search, in their order; those that `stop` (not zero) kept from starting are missing. */
export async function searchEach(
  searches: readonly BoundedSearch[],
  wanted: readonly GoalId[],
  budget: Budget,
  stop: Int32Array,
  onResult: (index: number, result: PathsResult) => void = () => {},
  onProgress: (line: string) => void = () => {},
): Promise<readonly (PathsResult | undefined)[]> {
  const results: (PathsResult | undefined)[] = searches.map(() => undefined);
  const isStopped = () => Atomics.load(stop, 0) !== 0;
  const file = new URL('../../attacks/worker.js', import.meta.url);
  if (searches.length === 1 || !existsSync(file)) {
    for (const [index, search] of searches.entries())
      if (!isStopped()) {
        const result = await findPaths({
          searches: [search],
          goals: wanted,
          bounds: budget,
          onProgress,
          shouldStop: isStopped,
        });
        results[index] = result;
        onResult(index, result);
      }
    return results;
  }
  let next = 0;
  // The longest searches first would be best; in their order is near enough.
  const serve = async (): Promise<void> => {
    const worker = new Worker(file, { workerData: { stop } });
    try {
      while (next < searches.length && !isStopped()) {
        const index = next++;
        results[index] = await new Promise<PathsResult>((resolve, reject) => {
          worker.removeAllListeners();
          worker.on('error', reject);
          worker.on('message', (report: Report) => {
            if ('progress' in report) onProgress(report.progress);
            else resolve(report.result);
          });
          worker.postMessage({ search: searches[index]!, goals: wanted, budget } satisfies Task);
        });
        onResult(index, results[index]!);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), searches.length, 8) }, serve));
  return results;
}
