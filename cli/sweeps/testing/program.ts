// The program as it is built, run as users run it: processes that can be killed.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram, kept, root } from '../../explorer/testing/program.js';
import { makeFolder } from '../../files.js';

/** When the newest of the sources was written. */
function newest(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map((entry) =>
      entry.isDirectory()
        ? newest(join(folder, entry.name))
        : entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') && !folder.endsWith('testing')
          ? statSync(join(folder, entry.name)).mtimeMs
          : 0,
    ),
  );
}

/** The folder of a build of these sources: what `npm run build` left, if it is not older than they are. */
export function builtProgram(): string {
  const stamp = join(root, 'dist/program.digest');
  const sources = ['model', 'attacks', 'properties', 'cli'].map((folder) => newest(join(root, folder)));
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...sources)) return join(root, 'dist');
  makeFolder(kept);
  return buildProgram(mkdtempSync(join(kept, 'sweep-')));
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly said: () => string;
}

/** Starts the program; a killed one ends with the code null. */
export function start(program: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [join(program, 'cli/main.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  return { process: child, ended, said: () => err };
}

/** Processes that a process started and that are there still. */
export function childrenOf(pid: number): readonly number[] {
  try {
    const told = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return told.trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is so; throws if it is not after a minute and a half. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const begun = Date.now();
  while (!(await isSo())) {
    if (Date.now() - begun > 90_000) throw new Error(`not in time: ${what}`);
    await pause(25);
  }
}

export const linesIn = (file: string): number =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).length : 0;

/** Null, or why there is no Redis to try with. */
export function redisMissing(): string | null {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'redis-server is not installed (Debian: apt-get install redis-server)';
  }
}
