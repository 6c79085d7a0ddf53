// How far a sweep is, as the one who put it into the queue sees it; kept beside the queue for `sweep status`.

import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Versions } from '../../../properties/sweeps/versions.js';
import { prefix, queueName } from './engine.js';

const count = z.number().nonnegative();
const record = z.object({
  plan: z.string(),
  cells: count,
  answered: count,
  dead: count,
  timings: z.object({ n: count, mean: count, deviation: count, longest: count }),
  /** Milliseconds since 1970, by the clock of whoever wrote it. */
  written: count,
});
export type Record = z.infer<typeof record>;

const keyOf = (of: Versions) => `${prefix}:sweeps:${queueName(of)}`;
const aWeek = 7 * 86_400;

export async function keepRecord(redis: Redis, of: Versions, said: Record): Promise<void> {
  await redis.hset(keyOf(of), said.plan, JSON.stringify(said));
  await redis.expire(keyOf(of), aWeek);
}

export async function records(redis: Redis, of: Versions): Promise<readonly Record[]> {
  const kept: { [plan: string]: string } = await redis.hgetall(keyOf(of));
  return Object.values(kept).flatMap((text) => {
    try {
      return [record.parse(JSON.parse(text))];
    } catch {
      // Of another version of this program, which is no ground to say nothing of the queue.
      return [];
    }
  });
}
