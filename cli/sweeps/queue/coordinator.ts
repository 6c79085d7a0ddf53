// A sweep by the queue: puts cells into it, some at a time, and takes answers out of it. An answer is taken out only when
// it is on the disk, and a cell that is no longer in the queue is put into it again; so whoever dies when, nothing is lost.

import type { Job } from 'bullmq';
import type { Lang } from '../../i18n.js';
import { notice, progress } from '../../output.js';
import { untilInterrupted } from '../../run.js';
import { cellName, type SweepCell } from '../../../properties/sweeps/cell.js';
import type { Failed, Swept } from '../here.js';
import { readLine } from '../../../properties/sweeps/line.js';
import type { Versions } from '../../../properties/sweeps/versions.js';
import {
  connect,
  engine,
  prefix,
  queueName,
  shownUrl,
  type Task,
  type TaskQueue,
  type TaskResult,
} from './engine.js';
import { timingsOf } from '../../../properties/sweeps/estimate.js';
import { keepRecord } from './record.js';
import { told } from './words.js';

export interface ByQueue {
  readonly url: string;
  readonly plan: string;
  /** Most cells in the queue at a time. */
  readonly window: number;
  readonly attempts: number;
  /** Seconds of cells that were answered before, and how many these are. */
  readonly before: readonly number[];
  readonly kept: number;
  readonly lang: Lang;
  /** Puts a line on the disk; what it throws ends the sweep. */
  readonly add: (line: string) => void;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Between two looks at the queue, in milliseconds. */
const everySo = 500;
/** Milliseconds before a cell that failed is tried again; twice as many each time. */
const backoff = 1000;

type TaskJob = Job<Task, TaskResult, string>;

export async function sweepByQueue(cells: readonly SweepCell[], of: Versions, by: ByQueue): Promise<Swept> {
  const { bullmq } = await engine();
  const { redis, close } = await connect(by.url, false);
  const queue: TaskQueue = new bullmq.Queue(queueName(of), { connection: redis, prefix });
  queue.on('error', () => {});
  const open = new Map(cells.map((cell) => [cell.id, cell] as const));
  const failed: Failed[] = [];
  const seconds = [...by.before];
  let made = 0;
  let isDown = false;
  /** What Redis says; null: it does not answer, which is said once. */
  const reach = async <T>(asked: () => Promise<T>): Promise<T | null> => {
    try {
      const value = await asked();
      if (isDown) notice(told.upAgain[by.lang](shownUrl(by.url)));
      isDown = false;
      return value;
    } catch (error) {
      if (!isDown) notice(told.down[by.lang](shownUrl(by.url), (error as Error).message));
      isDown = true;
      return null;
    }
  };
  const putIn = (cell: SweepCell) => ({
    name: cellName(cell),
    data: { ...of, cell },
    opts: {
      // The same cell is in the queue once, whoever puts it there.
      jobId: cell.id,
      attempts: by.attempts,
      backoff: { type: 'exponential', delay: backoff },
    },
  });
  /** Takes what a worker is through with. The line first, then the queue: a death between the two leaves both. */
  const take = async (job: TaskJob): Promise<void> => {
    const cell = open.get(job.id!)!;
    const read = typeof job.returnvalue === 'string' ? readLine(job.returnvalue) : null;
    if (read !== null && 'line' in read && read.line.cell === cell.id) {
      by.add(job.returnvalue);
      if (read.line.aside !== null) seconds.push(read.line.aside.seconds);
      open.delete(cell.id);
      made++;
    }
    // What is no answer is taken out as well, and so asked again.
    await reach(() => job.remove());
  };
  const { interrupted } = await untilInterrupted(async (shouldStop) => {
    // Whoever goes on with a sweep wants those tried again that were given up.
    await reach(() => forgive(queue, open));
    while (open.size > 0 && !shouldStop()) {
      const window = [...open.values()].slice(0, by.window);
      const jobs = await reach(() => Promise.all(window.map(({ id }) => queue.getJob(id))));
      if (jobs !== null) {
        const gone = window.filter((_, i) => jobs[i] === undefined);
        if (gone.length > 0) await reach(() => queue.addBulk(gone.map(putIn)));
        for (const job of jobs) {
          if (job?.finishedOn === undefined) continue;
          const state = await reach(() => job.getState());
          if (state === 'completed') await take(job);
          else if (state === 'failed') {
            const { id, data, failedReason } = job;
            failed.push({ cell: id!, name: cellName(data.cell), error: failedReason ?? '?' });
            open.delete(id!);
          }
        }
        const answered = by.kept + made;
        const cellsInAll = by.kept + cells.length;
        progress(told.progress[by.lang](answered, cellsInAll, failed.length));
        await reach(() =>
          keepRecord(redis, of, {
            plan: by.plan,
            cells: cellsInAll,
            answered,
            dead: failed.length,
            timings: timingsOf(seconds),
            written: Date.now(),
          }),
        );
      }
      if (open.size > 0) await pause(everySo);
    }
  });
  progress('');
  await queue.close().catch(() => {});
  await close();
  return { made, failed, interrupted };
}

async function forgive(queue: TaskQueue, open: ReadonlyMap<string, SweepCell>): Promise<void> {
  for (const job of await queue.getFailed()) if (job !== undefined && open.has(job.id!)) await job.remove();
}
