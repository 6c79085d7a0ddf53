// The whole gallery into a folder: all of it, or nothing.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSearches } from '../../attacks/worlds.js';
import { CliError, EXIT } from '../errors.js';
import { writeAll } from '../files.js';
import { langs } from '../i18n.js';
import { progress } from '../output.js';
import { openResults } from '../openResults.js';
import { endGoals, untilInterrupted } from '../run.js';
import { inFolders } from './folders.js';
import { galleryFiles } from './gallery.js';
import { galleryFolder, pathsFile, shippedFiles } from './shipped.js';

const interruption = (folder: string): CliError =>
  new CliError(EXIT.interrupted, 'interrupted', { why: `nothing was written to \`${folder}\`` });

/**
 * Writes every drawing and page into a folder, from the data in it, or else the data that ships; with `search`, from
 * new data, which is written too. Returns the number of drawings and pages. Throws, with nothing written, on Ctrl-C.
 */
export async function drawAll(folder: string, search: boolean): Promise<number> {
  const isSearch = search || !existsSync(pathsFile(galleryFolder));
  const below = [...langs, ...(isSearch ? ['traces'] : [])].map((name) => join(folder, name));
  // Around everything, so that no Ctrl-C falls between two parts of the work.
  const { result } = await untilInterrupted((shouldStop) =>
    inFolders([folder, ...below], async () => {
      const data = isSearch ? await searched(folder) : new Map<string, string>();
      const scratch = isSearch ? mkdtempSync(join(tmpdir(), 'sekisho-')) : null;
      try {
        if (scratch !== null) {
          mkdirSync(join(scratch, 'traces'));
          writeAll(new Map([...data].map(([file, text]) => [join(scratch, file), text])));
        }
        const source = scratch ?? (existsSync(pathsFile(folder)) ? folder : galleryFolder);
        const drawn = await galleryFiles(source, async (line) => {
          progress(line);
          // Only between turns of the event loop is Ctrl-C heard.
          await new Promise((resolve) => setImmediate(resolve));
          if (shouldStop()) throw interruption(folder);
        });
        writeAll(new Map([...data, ...drawn].map(([file, content]) => [join(folder, file), content])));
        return drawn.size;
      } finally {
        progress('');
        if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
      }
    }),
  );
  return result;
}

async function searched(folder: string): Promise<ReadonlyMap<string, string>> {
  const result = await openResults(openSearches(), endGoals);
  if (result.interrupted) throw interruption(folder);
  return shippedFiles(result);
}
