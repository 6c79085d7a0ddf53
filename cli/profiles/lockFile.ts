// Reads a lock from its file.

import { readFileSync } from 'node:fs';
import type { Lock } from '../../properties/verdicts/lock.js';
import { lockIn } from '../../properties/verdicts/lockText.js';
import { CliError, EXIT } from '../errors.js';

export function readLock(path: string): Lock {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot read \`${path}\``, {
      why: (error as Error).message,
      fix: 'make one with `sekisho lock PROFILE… -o FILE`',
    });
  }
  return lockIn(path, text);
}
