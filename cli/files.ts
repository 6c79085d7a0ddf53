// Files written whole or not at all: each beside its place first, and put in place when all are written.

import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, EXIT } from './errors.js';

/** Tells, before any work is done, whether a file can be written there. Throws what is in the way. */
export function checkWritable(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new CliError(EXIT.missing, `no folder \`${folder}\``, { fix: `make it: \`mkdir -p ${folder}\`` });
  if (existsSync(file) && statSync(file).isDirectory())
    throw new CliError(EXIT.usage, `\`${file}\` is a folder`, { fix: 'name a file in it' });
}

/** Makes a folder and those above it. Throws what is in the way. */
export function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  // One by one: `recursive` never comes back where a file system takes no folders at all, as in /proc.
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot make the folder \`${folder}\``, {
      why: (error as Error).message,
      fix: 'is it yours to write to?',
    });
  }
}

/** Writes files, all of them or none. Throws, with nothing half written, where one cannot be. */
export function writeAll(files: ReadonlyMap<string, string | Uint8Array>): void {
  const placed: [string, string][] = [];
  try {
    for (const [file, content] of files) {
      // A device or a pipe is written to; putting a file in its place would take it away.
      if (existsSync(file) && !statSync(file).isFile()) {
        writeFileSync(file, content);
        continue;
      }
      const beside = join(dirname(file), `.sekisho-${process.pid}-${placed.length}`);
      placed.push([beside, file]);
      writeFileSync(beside, content);
    }
    for (const [beside, file] of placed) renameSync(beside, file);
  } catch (error) {
    for (const [beside] of placed) rmSync(beside, { force: true });
    throw new CliError(EXIT.missing, `cannot write \`${placed.at(-1)?.[1] ?? [...files.keys()][0]}\``, {
      why: (error as Error).message,
      fix: 'is the folder there, and yours to write to?',
    });
  }
}
