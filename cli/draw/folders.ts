// Folders made for what is about to be written, and taken away again if it is not.

import { existsSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../files.js';

/** Folders that are not there, of one and those above it; the deepest first. */
const absent = (folder: string): readonly string[] =>
  existsSync(folder) || dirname(folder) === folder ? [] : [folder, ...absent(dirname(folder))];

/** Makes the folders, then does the work. If either throws, the folders made are removed, and nothing else is. */
export async function inFolders<T>(folders: readonly string[], work: () => Promise<T>): Promise<T> {
  const made: string[] = [];
  try {
    for (const folder of folders) {
      const missing = absent(folder);
      made.unshift(...missing);
      makeFolder(folder);
    }
    return await work();
  } catch (error) {
    for (const folder of made)
      try {
        rmdirSync(folder);
      } catch {
        // Never made, or somebody else's files are in it by now: not ours to remove.
      }
    throw error;
  }
}
