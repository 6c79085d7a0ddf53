// Before the tests in a browser, once for all of them: the program and its page are built from what is in the folder
// now, the program writes the page, and a browser is started that every file of tests connects to.
//
// What the searches found is kept by the code that ran: the built program's results are those of the walk-through too.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { chromiumPath, driver } from '../chromium.js';
import { buildProgram, kept, root } from '../testing/program.js';

/** What the tests are given; null: there is no browser here. */
export interface Explorer {
  readonly page: string;
  readonly endpoint: string;
  /** The built program. */
  readonly program: string;
  /** Where it keeps what the searches found. */
  readonly kept: string;
}
declare module 'vitest' {
  interface ProvidedContext {
    explorer: Explorer | null;
  }
}

const run = (...args: readonly string[]) =>
  execFileSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, XDG_CACHE_HOME: dirname(kept) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** The program with its page. */
function build(folder: string): string {
  const program = buildProgram(folder);
  const vite = ['-c', 'cli/explorer/vite.config.js', '--logLevel', 'warn', '--outDir', join(program, 'page')];
  run('node_modules/vite/bin/vite.js', 'build', ...vite);
  return program;
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const path = chromiumPath();
  const chromium = path === null ? null : await driver();
  if (path === null || chromium === null) {
    process.stderr.write('no Chromium (set CHROMIUM_PATH): the page is not tried in a browser in this run\n');
    provide('explorer', null);
    return async () => {};
  }
  const folder = join(kept, `build-explorer-${process.pid}`);
  const program = build(folder);
  const page = join(folder, 'report.html');
  run(join(program, 'cli/main.js'), 'report', '-o', page);
  const server = await chromium.launchServer({
    executablePath: path,
    // A thousand configurations wait for a frame each: a frame may come as soon as it is drawn.
    args: ['--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
  provide('explorer', { page, program, kept, endpoint: server.wsEndpoint() });
  return async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
