// The witness of each cell as a trace file that `sekisho replay` runs.

import { join } from 'node:path';
import { writeOutput } from '../atomic.js';
import type { Comparison } from './compare.js';
import { idOf } from './judge.js';
import { traceOf } from './traceText.js';

const slug = (name: string): string => name.replace(/[^a-z0-9._-]+/gi, '-').replace(/^\.+/, '');

/** Writes a file for each cell with a witness, named `<profile>--<goal or threat>.json`. Returns how many. */
export function writeTraces({ grounds, rows }: Comparison, folder: string): number {
  let written = 0;
  for (const { target, cells } of rows)
    for (const [i, { witness }] of cells.entries()) {
      if (witness === null) continue;
      const { name } = grounds[i]!.profile;
      writeOutput(join(folder, `${slug(name)}--${idOf(target)}.json`), traceOf(witness, name));
      written++;
    }
  return written;
}
