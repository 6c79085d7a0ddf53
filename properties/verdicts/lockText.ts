// What the text of a lock says.

import { z } from 'zod';
import { EXIT, Problem } from '../input/problem.js';
import { verdicts } from './judge.js';
import type { Lock } from './lock.js';

const shape = z.strictObject({
  lock: z.literal(1),
  model: z.string(),
  goals: z.string(),
  profiles: z.record(
    z.string(),
    z.strictObject({
      settings: z.string(),
      bounds: z.string(),
      verdicts: z.record(z.string(), z.enum(verdicts)),
    }),
  ),
});

const fix = 'make it anew with `sekisho lock`';

/** `path` names it in errors. Throws what is wrong with it. */
export function lockIn(path: string, text: string): Lock {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Problem(EXIT.badFile, `\`${path}\` is not JSON`, { why: (error as Error).message, fix });
  }
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Problem(EXIT.badFile, `\`${path}\` is not a lock of this version`, {
    why: z.prettifyError(parsed.error),
    fix,
  });
}
