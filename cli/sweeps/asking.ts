// One cell asked in this process, as a line.

import { hostname } from 'node:os';
import { type Answering, answer } from '../../properties/sweeps/answer.js';
import type { SweepCell } from '../../properties/sweeps/cell.js';
import type { Line } from '../../properties/sweeps/line.js';
import type { Versions } from '../../properties/sweeps/versions.js';
import { sourceOf } from '../profiles/grounds.js';

export interface Asking extends Omit<Answering, 'source'> {
  /** Where what the searches of verdicts found is kept. */
  readonly cache: string;
}

/** Null: it was interrupted. Throws where the search is at fault. */
export async function ask(cell: SweepCell, of: Versions, { cache, ...how }: Asking): Promise<Line | null> {
  const begun = performance.now();
  const result = await answer(cell.input, { ...how, source: sourceOf(cache) });
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
