// Which cells a file of results holds already.

import { existsSync, statSync } from 'node:fs';
import type { SweepCell } from '../../properties/sweeps/cell.js';
import { type Resumed, resumedFrom } from '../../properties/sweeps/resume.js';
import type { Versions } from '../../properties/sweeps/versions.js';
import { CliError, EXIT } from '../errors.js';
import { notice } from '../output.js';
import { keptIn } from './appending.js';

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
  const held = resumedFrom(lines, cells, of);
  if ('other' in held)
    throw new CliError(EXIT.badFile, `\`${file}\` holds cells of another version`, {
      why: `of model ${held.other.model.slice(0, 16)}, program ${held.other.program.slice(0, 16)}; this is model ${of.model.slice(0, 16)}, program ${of.program.slice(0, 16)}`,
      fix: 'write to another file, or go on with the version that began it',
    });
  if (damaged.length > 0)
    notice(
      `${file}: ${damaged.length} damaged line(s) (${damaged.slice(0, 5).join(', ')}) are not counted; their cells are asked again`,
    );
  return held;
}
