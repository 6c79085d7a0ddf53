// Files of text that a user names.

import { readFileSync } from 'node:fs';
import { CliError, EXIT } from './errors.js';

/** A file's text. `what` it is to hold is named in the error if it cannot be read. */
export function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot read \`${path}\``, {
      why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message,
      fix: `give the path of ${what}`,
    });
  }
}
