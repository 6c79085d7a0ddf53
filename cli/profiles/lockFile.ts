// Reads a lock from its file.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError, EXIT } from '../errors.js';
import { verdicts } from '../../properties/verdicts/judge.js';
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

export function readLock(path: string): Lock {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, {
        why: error.message,
        fix: 'make it anew with `sekisho lock`',
      });
    throw new CliError(EXIT.missing, `cannot read \`${path}\``, {
      why: (error as Error).message,
      fix: 'make one with `sekisho lock PROFILE… -o FILE`',
    });
  }
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new CliError(EXIT.badFile, `\`${path}\` is not a lock of this version`, {
    why: z.prettifyError(parsed.error),
    fix: 'make it anew with `sekisho lock`',
  });
}
