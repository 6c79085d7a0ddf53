// The program as it is built, for tests that run it: beside the dependencies, so that it finds them, with what the
// build keeps of the model and with the results that ship.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sourceDigest } from '../../../properties/results/sourceDigest.js';
import { answering } from '../../sweeps/versions.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Where tests keep what they make: only a changed model is searched again. */
export const kept = join(root, 'node_modules/.cache/sekisho');

/** Builds the program into a new folder below `kept`. Returns where `cli/main.js` is. */
export function buildProgram(folder: string): string {
  const program = join(folder, 'dist');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'results'), join(folder, 'results'));
  mkdirSync(join(folder, 'docs'));
  symlinkSync(join(root, 'docs/gallery'), join(folder, 'docs/gallery'));
  const tsc = ['-p', 'tsconfig.build.json', '--noCheck', '--declaration', 'false', '--outDir', program];
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...tsc], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(join(program, 'model.digest'), `${sourceDigest(pathToFileURL(root))}\n`);
  writeFileSync(join(program, 'program.digest'), `${sourceDigest(pathToFileURL(root), answering)}\n`);
  return program;
}
