// Climbs rungs one after the other, each in a process of its own where the build has it.

import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { GoalId } from '../../attacks/goals.js';
import type { Rung } from '../../attacks/ladder.js';
import {
  climb,
  climbed,
  type Climbed,
  ground,
  type Height,
  type Limits,
} from '../../properties/bench/climb.js';
import type { ClimbOrder, ClimbReport } from './climb-process.js';

/** A search looks at its limits between two of its turns only; after so long it is ended, and its last report stands. */
const patience = { least: 10, share: 0.5 };

export interface Watch {
  readonly onProgress: (height: Height) => void;
  readonly stop: AbortSignal;
}

/** How far one search gets. Once `stop` is aborted it ends, and what is known by then is the result. */
export async function climbAlone(
  rung: Rung,
  goals: readonly GoalId[],
  limits: Limits,
  { onProgress, stop }: Watch,
): Promise<Climbed> {
  const file = new URL('./climb-process.js', import.meta.url);
  if (!existsSync(file)) return climb(rung, goals, limits, { onProgress, shouldStop: () => stop.aborted });
  const child = fork(file, {
    execArgv: [...process.execArgv, `--max-old-space-size=${Math.floor(totalmem() / 2 ** 21)}`],
  });
  const tell = (order: ClimbOrder): boolean => child.connected && child.send(order);
  const grace = patience.least + patience.share * limits.seconds;
  const ends: NodeJS.Timeout[] = [];
  const endIn = (seconds: number): number =>
    ends.push(setTimeout(() => child.kill('SIGKILL'), seconds * 1000));
  const onStop = (): void => {
    tell({ stop: true });
    endIn(patience.least);
  };
  stop.addEventListener('abort', onStop, { once: true });
  try {
    tell({ task: { rung, goals, limits } });
    endIn(limits.seconds + grace);
    if (stop.aborted) onStop();
    return await reported(child, rung, limits, { onProgress, stop });
  } finally {
    stop.removeEventListener('abort', onStop);
    for (const end of ends) clearTimeout(end);
    child.kill('SIGKILL');
  }
}

/** What the process says in the end; if it ends without a word, its last report. */
function reported(
  child: ChildProcess,
  rung: Rung,
  limits: Limits,
  { onProgress, stop }: Watch,
): Promise<Climbed> {
  const begun = performance.now();
  let last = ground;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('message', (report: ClimbReport) => {
      if ('climbed' in report) resolve(report.climbed);
      else onProgress((last = report.height));
    });
    child.on('exit', () => {
      const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
      const ended = stop.aborted ? 'interrupted' : seconds > limits.seconds ? 'seconds' : 'died';
      resolve(climbed(rung, ended, { ...last, seconds }));
    });
  });
}
