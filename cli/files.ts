// Files written whole or not at all: each beside its place first, and put in place when all are written. The one way
// in which commands write.

import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError, EXIT } from './errors.js';

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** Tells, before any work is done, whether a file can be written there. Throws what is in the way. */
export function checkWritable(file: string): void {
  if (file === '') throw new CliError(EXIT.usage, 'the name of the output is empty', { fix: 'name a file' });
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new CliError(EXIT.missing, `no folder \`${folder}\``, { fix: `make it: \`mkdir -p ${folder}\`` });
  refuseFolder(file);
}

function refuseFolder(file: string): void {
  if (isFolder(file)) throw new CliError(EXIT.usage, `\`${file}\` is a folder`, { fix: 'name a file in it' });
}

/** Refuses an output that is one of the files it is made of. */
export function refuseInput(output: string, inputs: readonly string[]): void {
  const realOf = (path: string) => (existsSync(path) ? realpathSync(path) : null);
  const real = realOf(output);
  const input = real === null ? undefined : inputs.find((path) => realOf(path) === real);
  if (input !== undefined)
    throw new CliError(EXIT.usage, `\`${output}\` is the input \`${input}\``, {
      why: 'it would be overwritten by what is made of it',
      fix: 'write to another file; nothing was written',
    });
}

/** Makes a folder and those above it. Throws what is in the way. */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  // One by one: `recursive` never comes back where a file system takes no folders at all, as in /proc.
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody else may have made it just now.
    if (isFolder(folder)) return;
    throw new CliError(EXIT.missing, `cannot make the folder \`${folder}\``, {
      why: (error as Error).message,
      fix: 'is it yours to write to?',
    });
  }
}

/** Where a file really is or would be: links are followed, and stay. */
function placeOf(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  try {
    return placeOf(resolve(dirname(file), readlinkSync(file)));
  } catch {
    return file;
  }
}

/** A device, a pipe, or what a shell passes by number: written to, for a file in its place would take it away. */
const isStream = (file: string): boolean =>
  /^\/(dev\/(std(out|err)$|fd\/)|proc\/)/.test(resolve(file)) ||
  (existsSync(file) && !statSync(file).isFile());

/** The device takes no more, or is broken. */
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

/** Writes files, all of them or none. Throws, with nothing half written, where one cannot be. */
export function writeAll(files: ReadonlyMap<string, string | Uint8Array>): void {
  const drafts: { readonly beside: string; readonly place: string }[] = [];
  let current = '';
  try {
    for (const [file, content] of files) {
      current = file;
      refuseFolder(file);
      if (isStream(file)) continue;
      const place = placeOf(file);
      const beside = join(
        dirname(place),
        `.sekisho-${process.pid}-${drafts.length}-${Math.random().toString(36).slice(2)}`,
      );
      drafts.push({ beside, place });
      writeFileSync(beside, content);
      if (!existsSync(place)) continue;
      accessSync(place, constants.W_OK);
      chmodSync(beside, statSync(place).mode & 0o7777);
    }
    for (const [file, content] of files) {
      current = file;
      if (isStream(file)) writeFileSync(file, content, { flag: 'a' });
    }
    for (const { beside, place } of drafts) {
      current = place;
      renameSync(beside, place);
    }
  } catch (error) {
    for (const { beside } of drafts) rmSync(beside, { force: true });
    if (error instanceof CliError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const isFull = code !== undefined && full.has(code);
    throw new CliError(isFull ? EXIT.cannotWrite : EXIT.missing, `cannot write \`${current}\``, {
      why: message,
      fix: isFull
        ? 'make room, or write elsewhere; nothing was written'
        : 'is the folder there, and yours to write to?',
    });
  }
}

/** Writes one file; its folder is made if need be. */
export function writeOutput(file: string, content: string | Uint8Array): void {
  if (!isStream(file)) makeFolder(dirname(file));
  writeAll(new Map([[file, content]]));
}
