// The engine of the queue, loaded only where a queue is asked for: BullMQ on a Redis. Who sweeps without one needs neither.

import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CliError, EXIT } from '../../errors.js';
import type { SweepCell } from '../../../properties/sweeps/cell.js';
import type { Versions } from '../../../properties/sweeps/versions.js';

/** What all that is kept in Redis begins with. */
export const prefix = 'sekisho';

/** What a worker is given: all it needs, and of which version the answer must be. */
export interface Task extends Versions {
  readonly cell: SweepCell;
}
/** The line of the cell, as it goes into a file. */
export type TaskResult = string;
export type TaskQueue = Queue<Task, TaskResult, string>;

/** Cells of one version are in one queue, so that no worker of another is ever given one. */
export const queueName = ({ model, program }: Versions): string =>
  `${model.slice(0, 16)}-${program.slice(0, 16)}`;

interface Engine {
  readonly bullmq: Pick<typeof import('bullmq'), 'Queue' | 'Worker'>;
  readonly Redis: typeof import('ioredis').Redis;
}

export async function engine(): Promise<Engine> {
  try {
    const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis: ioredis.Redis };
  } catch (error) {
    throw new CliError(EXIT.missing, 'a queue needs BullMQ and its client of Redis', {
      why: `they are not installed beside this program: ${(error as Error).message.split('\n')[0]}`,
      fix: 'npm install bullmq@6.7.0 ioredis@6.0.0; or sweep without --queue, in parts by --shard',
    });
  }
}

/** Whoever gives a password in the address does not want to read it in a log. */
export const shownUrl = (url: string): string => url.replace(/\/\/[^@/]*@/, '//…@');

export function checkUrl(url: string): void {
  if (/^rediss?:\/\/.+/.test(url)) return;
  throw new CliError(EXIT.usage, `--queue cannot be \`${shownUrl(url)}\``, {
    why: 'it is the address of a Redis',
    fix: 'give redis://127.0.0.1:6379, or rediss:// with TLS',
  });
}

export interface Line {
  readonly redis: Redis;
  readonly close: () => Promise<void>;
}

/** How long a Redis may take to answer at first. */
const patience = 5000;

/**
 * A connection to Redis that is up. One that goes down later comes up again by itself.
 * @param waits a command waits until Redis is there again; else it fails, and whoever asked decides
 */
export async function connect(url: string, waits: boolean): Promise<Line> {
  checkUrl(url);
  const { Redis } = await engine();
  const redis = new Redis(url, {
    maxRetriesPerRequest: waits ? null : 1,
    retryStrategy: (times: number) => Math.min(100 * times, 1000),
  });
  // Told by whoever's command fails; without a listener each would be printed as a fault of the program.
  let last: Error | null = null;
  redis.on('error', (error: Error) => (last = error));
  const close = async () => redis.disconnect();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(last ?? new Error('no answer')), patience);
  });
  try {
    await Promise.race([redis.ping(), late]);
  } catch (error) {
    await close();
    throw new CliError(EXIT.missing, `no Redis answers at ${shownUrl(url)}`, {
      why: (last ?? (error as Error)).message || 'the connection is refused',
      fix: 'start one: redis-server --port 6379 --appendonly yes --maxmemory-policy noeviction',
    });
  } finally {
    clearTimeout(timer);
  }
  return { redis, close };
}

/** Cells of other versions that wait: nobody of this version may answer them. */
export async function waitingForOthers(
  redis: Redis,
  of: Versions,
): Promise<readonly { readonly queue: string; readonly cells: number }[]> {
  const others: { queue: string; cells: number }[] = [];
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}:*:meta`, 'COUNT', 1000);
    cursor = next;
    for (const key of keys) {
      const queue = key.slice(prefix.length + 1, -':meta'.length);
      const cells = await redis.llen(`${prefix}:${queue}:wait`);
      if (queue !== queueName(of) && cells > 0) others.push({ queue, cells });
    }
  } while (cursor !== '0');
  return others.sort((a, b) => (a.queue < b.queue ? -1 : 1));
}
