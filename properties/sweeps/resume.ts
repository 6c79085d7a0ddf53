// Which cells are answered already. What is of another version, or of another plan, is not mixed with what is asked now.

import type { SweepCell } from './cell.js';
import type { Line } from './line.js';
import type { Versions } from './versions.js';

export interface Resumed {
  readonly ids: ReadonlySet<string>;
  /** How long each of them took. */
  readonly seconds: readonly number[];
}

/** Of the cells those that lines answer; or the first line of another version. */
export function resumedFrom(
  lines: readonly Line[],
  cells: readonly SweepCell[],
  of: Versions,
): Resumed | { readonly other: Versions } {
  const other = lines.find(({ model, program }) => model !== of.model || program !== of.program);
  if (other !== undefined) return { other };
  const wanted = new Set(cells.map(({ id }) => id));
  const own = new Map(lines.filter(({ cell }) => wanted.has(cell)).map((line) => [line.cell, line] as const));
  return {
    ids: new Set(own.keys()),
    seconds: [...own.values()].flatMap(({ aside }) => aside?.seconds ?? []),
  };
}
