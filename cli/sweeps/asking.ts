// One cell asked in this process, as a line.

import { hostname } from 'node:os';
import { answer, type Answering } from './answer.js';
import type { SweepCell } from './cell.js';
import type { Line } from './line.js';
import type { Versions } from './versions.js';

/** Null: it was interrupted. Throws where the search is at fault. */
export async function ask(cell: SweepCell, of: Versions, how: Answering): Promise<Line | null> {
  const begun = performance.now();
  const result = await answer(cell.input, how);
  if (result === null) return null;
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(3));
  return {
    ...of,
    cell: cell.id,
    input: cell.input,
    result,
    aside: { seconds, by: `${hostname()}:${process.pid}` },
  };
}
