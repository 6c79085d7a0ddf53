// A process of its own for one search, so that memory and processor time are that search's. What it is told and what it
// reports are messages; it hears them between two turns of the search.

import type { GoalId } from '../../attacks/goals.js';
import type { Rung } from '../../attacks/ladder.js';
import { climb, type Climbed, type Height, type Limits } from '../../properties/bench/climb.js';

export interface ClimbTask {
  readonly rung: Rung;
  readonly goals: readonly GoalId[];
  readonly limits: Limits;
}
export type ClimbOrder = { readonly task: ClimbTask } | { readonly stop: true };
export type ClimbReport = { readonly height: Height } | { readonly climbed: Climbed };

/** How often it reports. */
const everyMilliseconds = 500;

let isStopped = false;
let told = 0;
const report = (said: ClimbReport): void => void process.send!(said);
// Ctrl-C reaches every process of the terminal; whoever started this one tells it when to stop.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
process.on('message', async (order: ClimbOrder) => {
  if ('stop' in order) {
    isStopped = true;
    return;
  }
  const { rung, goals, limits } = order.task;
  const done = await climb(rung, goals, limits, {
    isAlone: true,
    shouldStop: () => isStopped,
    onProgress: (height) => {
      if (performance.now() - told < everyMilliseconds) return;
      told = performance.now();
      report({ height });
    },
  });
  // Whoever started this process ends it, once the report has arrived.
  report({ climbed: done });
});
