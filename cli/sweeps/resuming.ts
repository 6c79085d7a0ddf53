// Which cells a file of results holds already. What it holds of another version, or of another plan, is not mixed with
// what is asked now.

import { existsSync, statSync } from 'node:fs';
import { CliError, EXIT } from '../errors.js';
import { notice } from '../output.js';
import { keptIn } from './appending.js';
import type { SweepCell } from './cell.js';
import type { Versions } from './versions.js';

export interface Resumed {
  readonly ids: ReadonlySet<string>;
  /** How long each of them took. */
  readonly seconds: readonly number[];
}

/** Throws where the file is there without leave to go on with it, or is of another version. */
export function resumed(
  file: string,
  cells: readonly SweepCell[],
  of: Versions,
  mayResume: boolean,
): Resumed {
  const isThere = existsSync(file) && statSync(file).isFile() && statSync(file).size > 0;
  if (!isThere) return { ids: new Set(), seconds: [] };
  if (!mayResume)
    throw new CliError(EXIT.usage, `\`${file}\` is there already`, {
      why: 'what it holds may be results of a sweep',
      fix: 'go on with it by --resume, or write to another file',
    });
  const { lines, damaged } = keptIn(file);
  const other = lines.find(({ model, program }) => model !== of.model || program !== of.program);
  if (other !== undefined)
    throw new CliError(EXIT.badFile, `\`${file}\` holds cells of another version`, {
      why: `of model ${other.model.slice(0, 16)}, program ${other.program.slice(0, 16)}; this is model ${of.model.slice(0, 16)}, program ${of.program.slice(0, 16)}`,
      fix: 'write to another file, or go on with the version that began it',
    });
  if (damaged.length > 0)
    notice(
      `${file}: ${damaged.length} damaged line(s) (${damaged.slice(0, 5).join(', ')}) are not counted; their cells are asked again`,
    );
  const wanted = new Set(cells.map(({ id }) => id));
  const own = new Map(lines.filter(({ cell }) => wanted.has(cell)).map((line) => [line.cell, line] as const));
  return {
    ids: new Set(own.keys()),
    seconds: [...own.values()].flatMap(({ aside }) => aside?.seconds ?? []),
  };
}
