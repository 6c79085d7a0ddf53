// Files written whole or not at all: into a file beside the target, and then put in its place.

import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { CliError, EXIT, unknown } from '../errors.js';
import { type Format, formats } from './render.js';

/** The format that a file's extension asks for. */
export function formatOf(file: string): Format {
  const extension = extname(file).slice(1).toLowerCase();
  const known = formats.find((f) => f === extension);
  if (known === undefined)
    throw extension === ''
      ? new CliError(EXIT.usage, `\`${file}\` has no extension to tell the format by`, {
          available: formats.map((f) => `.${f}`),
        })
      : unknown(
          'format',
          `.${extension}`,
          formats.map((f) => `.${f}`),
          EXIT.usage,
        );
  return known;
}

/** `t6.svg` to `t6-2.svg`, where there is more than one page. */
export const pageFile = (file: string, page: number, pages: number): string => {
  const extension = extname(file);
  return pages === 1 ? file : `${file.slice(0, -extension.length)}-${page}${extension}`;
};

/** Tells before any work is done whether a file can be written there. */
export function checkWritable(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new CliError(EXIT.missing, `no folder \`${folder}\``, { fix: `make it: \`mkdir -p ${folder}\`` });
  if (existsSync(file) && statSync(file).isDirectory())
    throw new CliError(EXIT.usage, `\`${file}\` is a folder`, { fix: 'name a file in it' });
}

/** Writes files, all of them or none. */
export function writeAll(files: ReadonlyMap<string, string | Uint8Array>): void {
  const placed: [string, string][] = [];
  try {
    for (const [file, content] of files) {
      const beside = join(dirname(file), `.sekisho-${process.pid}-${placed.length}`);
      placed.push([beside, file]);
      writeFileSync(beside, content);
    }
    for (const [beside, file] of placed) renameSync(beside, file);
  } catch (error) {
    for (const [beside] of placed) rmSync(beside, { force: true });
    throw new CliError(EXIT.missing, `cannot write \`${placed.at(-1)?.[1] ?? ''}\``, {
      why: (error as Error).message,
      fix: 'is the folder there, and yours to write to?',
    });
  }
}

/** Makes a folder in one that is there; does nothing if it is there itself. */
export function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  try {
    mkdirSync(folder);
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot make the folder \`${folder}\``, {
      why: (error as Error).message,
      fix: 'is there a folder to make it in, and is it yours to write to?',
    });
  }
}
