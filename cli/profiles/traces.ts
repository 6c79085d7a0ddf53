// The witness of each cell as a trace file that `sekisho replay` runs.

import { join } from 'node:path';
import { idsOf } from '../../attacks/search/conditions.js';
import { writeOutput } from '../atomic.js';
import { version } from '../run.js';
import type { Comparison } from './compare.js';
import { idOf } from './judge.js';
import type { Witness } from './witness.js';

export const traceOf = (witness: Witness, profile: string): string =>
  `${JSON.stringify(
    {
      version,
      goal: witness.path.goal,
      profile,
      scenario: witness.path.scenario,
      on: idsOf(witness.configuration),
      capabilities: witness.path.capabilities,
      steps: witness.attack.steps,
    },
    null,
    1,
  )}\n`;

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
