// What the searches found when this version was made, kept beside the program: it answers at once where nobody has
// changed the model. A file says which model it is of, and what is read of it is checked like any other.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { GoalId } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import { configurationIn, replay } from '../../attacks/search/replay.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { fileOf } from './fileOf.js';
import { read, type ReadResult, write } from './resultFile.js';

/** Beside the sources, or one level above the build. */
export const shippedFolder: string =
  ['../../results', '../../../results']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path)) ?? fileURLToPath(new URL('../../../results', import.meta.url));

export const shippedFile = (search: BoundedSearch, key: string, folder = shippedFolder): string =>
  join(folder, `${fileOf(search, key)}.gz`);

export const packed = (key: string, result: PathsResult): Uint8Array =>
  gzipSync(write(key, result), { level: 9 });

/** Paths of a file that are replayed when it is read. */
const sample = 3;

/** The file of a key: what was searched is what counts, not the name that a profile gives it. */
function fileWith(key: string, folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const end = `.${key.slice(0, 16)}.json.gz`;
  const name = readdirSync(folder).find((file) => file.endsWith(end));
  return name && join(folder, name);
}

/** The shipped result of a search; null: none is shipped, or it is of another model. */
export function shipped(
  search: BoundedSearch,
  wanted: readonly GoalId[],
  key: string,
  folder = shippedFolder,
): ReadResult | null {
  const file = fileWith(key, folder);
  if (file === undefined) return null;
  let text: string;
  try {
    text = gunzipSync(readFileSync(file)).toString('utf8');
  } catch (error) {
    return { fault: 'damaged', why: (error as Error).message };
  }
  const found = read(key, text, { search, wanted });
  if ('fault' in found) return found;
  const { paths } = found.result;
  for (let i = 0; i < Math.min(sample, paths.length); i++) {
    const path = paths[Math.floor((i * paths.length) / sample)]!;
    const ran = replay(path.moves, path.goal, {
      scenario: path.scenario,
      on: configurationIn(path.cube, honestRun(path.scenario).vacuous, 'off'),
      capabilities: new Set(path.capabilities),
    });
    if ('failure' in ran)
      return { fault: 'damaged', why: `its path ${path.id} does not replay: ${ran.failure.why}` };
  }
  return found;
}
