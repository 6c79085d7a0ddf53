// A worker: takes cells of its own version out of the queue and answers each in a process beside it, so that it stays
// able to say that it is alive while a search is at work.

import { EXIT } from '../../errors.js';
import type { Lang } from '../../i18n.js';
import { notice } from '../../output.js';
import { versions } from '../versions.js';
import {
  connect,
  engine,
  prefix,
  queueName,
  shownUrl,
  type Task,
  type TaskResult,
  waitingForOthers,
} from './engine.js';
import { Hands } from './hands.js';
import { told } from './words.js';

export interface Working {
  readonly url: string;
  /** Cells at a time. */
  readonly jobs: number;
  /** Seconds after which a cell is somebody else's, if its worker does not say that it is alive. */
  readonly lease: number;
  /** Seconds without anything to do after which the worker ends; null: never. */
  readonly idle: number | null;
  readonly cache: string | null;
  readonly lang: Lang;
}
export interface Worked {
  readonly answered: number;
  readonly failed: number;
  /** Cells of other versions that were seen waiting, and left. */
  readonly left: number;
  readonly interrupted: boolean;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Milliseconds between two looks at what others wait for. */
const lookEvery = 30_000;
/** A cell whose workers were lost so often is given up: it may be what kills them. */
const mostLosses = 2;

export async function work(by: Working): Promise<Worked> {
  const { bullmq } = await engine();
  const of = versions();
  const { redis, close } = await connect(by.url, true);
  const hands = new Hands(by.cache);
  const worker = new bullmq.Worker<Task, TaskResult>(queueName(of), (job) => hands.answer(job.data), {
    connection: redis,
    prefix,
    concurrency: by.jobs,
    lockDuration: by.lease * 1000,
    stalledInterval: Math.max(500, by.lease * 500),
    maxStalledCount: mostLosses,
  });
  let answered = 0;
  let failed = 0;
  let left = 0;
  let atWork = 0;
  let lastTime = Date.now();
  let isDown = false;
  worker.on('active', () => {
    atWork++;
    lastTime = Date.now();
  });
  worker.on('completed', (job) => {
    answered++;
    atWork--;
    lastTime = Date.now();
    notice(told.answered[by.lang](job.name));
  });
  worker.on('failed', (job, error) => {
    failed++;
    atWork = Math.max(0, atWork - 1);
    lastTime = Date.now();
    notice(
      told.failed[by.lang](job?.name ?? '?', error.message, job?.attemptsMade ?? 0, job?.opts.attempts ?? 1),
    );
  });
  // A connection that is down comes up again by itself; a cell whose lease ran out meanwhile is answered again.
  worker.on('error', (error) => {
    if (!isDown) notice(told.trouble[by.lang](error.message || shownUrl(by.url)));
    isDown = true;
  });
  worker.on('ready', () => (isDown = false));
  redis.on('ready', () => (isDown = false));
  notice(told.works[by.lang](shownUrl(by.url), of));
  let interrupted = false;
  const stop = () => {
    if (interrupted) {
      hands.end();
      process.exit(EXIT.interrupted);
    }
    interrupted = true;
    notice(told.ending[by.lang]);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  let looked = 0;
  const seen = new Set<string>();
  while (!interrupted) {
    if (Date.now() - looked > lookEvery && redis.status === 'ready') {
      looked = Date.now();
      const others = await waitingForOthers(redis, of);
      left = others.reduce((n, { cells }) => n + cells, 0);
      for (const { queue, cells } of others)
        if (!seen.has(queue)) {
          seen.add(queue);
          process.stderr.write(`${told.refused[by.lang](cells, queue, queueName(of))}\n`);
        }
    }
    const isIdle = atWork === 0 && redis.status === 'ready' && Date.now() - lastTime > (by.idle ?? 0) * 1000;
    if (by.idle !== null && isIdle) break;
    await pause(200);
  }
  await worker.close();
  hands.end();
  await close();
  process.off('SIGINT', stop);
  process.off('SIGTERM', stop);
  return { answered, failed, left, interrupted };
}
