// A worker thread: runs one search at a time and posts what it found. The first word of the shared array, once it is
// not zero, stops the search with what is known so far.

import { parentPort, workerData } from 'node:worker_threads';
import type { GoalId } from './goals.js';
import { type Budget, findPaths, type PathsResult } from './paths.js';
import type { BoundedSearch } from './searches.js';

export interface Task {
  readonly search: BoundedSearch;
  readonly goals: readonly GoalId[];
  readonly budget: Budget;
}
export type Report = { readonly progress: string } | { readonly result: PathsResult };

const { stop } = workerData as { stop: Int32Array };
parentPort!.on('message', async ({ search, goals, budget }: Task) => {
  const result = await findPaths({
    searches: [search],
    goals,
    bounds: budget,
    onProgress: (progress) => parentPort!.postMessage({ progress } satisfies Report),
    shouldStop: () => Atomics.load(stop, 0) !== 0,
  });
  parentPort!.postMessage({ result } satisfies Report);
});
