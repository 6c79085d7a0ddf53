// A sweep in this process: one cell after the other, each written as soon as it is answered.

import { progress } from '../output.js';
import { untilInterrupted } from '../run.js';
import { ask } from './asking.js';
import { type SweepCell, cellName } from '../../properties/sweeps/cell.js';
import { type Line, writeLine } from '../../properties/sweeps/line.js';
import type { Versions } from '../../properties/sweeps/versions.js';

export interface Failed {
  readonly cell: string;
  readonly name: string;
  readonly error: string;
}
export interface Swept {
  readonly made: number;
  readonly failed: readonly Failed[];
  readonly interrupted: boolean;
}

/** @param add keeps a line; what it throws ends the sweep */
export async function sweepHere(
  cells: readonly SweepCell[],
  of: Versions,
  cache: string,
  add: (line: string, told: Line) => void,
): Promise<Swept> {
  let made = 0;
  const failed: Failed[] = [];
  const { interrupted } = await untilInterrupted(async (shouldStop) => {
    for (const [i, cell] of cells.entries()) {
      // An interrupt is heard between two turns of the event loop.
      await new Promise((resolve) => setTimeout(resolve));
      if (shouldStop()) return;
      const name = cellName(cell);
      const place = `${i + 1}/${cells.length} ${name}`;
      progress(place);
      let line: Line | null;
      try {
        line = await ask(cell, of, {
          cache,
          shouldStop,
          onProgress: (told) => progress(`${place}: ${told}`),
        });
      } catch (error) {
        // One cell's fault is no fault of the others.
        failed.push({ cell: cell.id, name, error: error instanceof Error ? error.message : String(error) });
        continue;
      }
      if (line === null) return;
      add(writeLine(line), line);
      made++;
    }
  });
  progress('');
  return { made, failed, interrupted };
}
