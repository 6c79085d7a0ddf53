// Files that appear whole or not at all.

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, EXIT } from './errors.js';

/** Makes a folder and those above it. By hand: Node's own way never ends where a folder such as /proc takes no more. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it just now.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Writes beside the target and then takes its place; folders are made. */
export function writeWhole(path: string, text: string): void {
  const folder = dirname(path);
  const draft = join(folder, `.${process.pid}.${Math.random().toString(36).slice(2)}.part`);
  try {
    makeFolder(folder);
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The same for a file that the user named: what went wrong is told, not traced. */
export function writeOutput(path: string, text: string): void {
  try {
    writeWhole(path, text);
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot write \`${path}\``, {
      why: (error as Error).message,
      fix: 'nothing was written; give a path in a folder that you may write to',
    });
  }
}
