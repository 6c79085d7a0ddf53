// Executable Markdown: docs/walk-through.md, docs/from-appendix-2-to-fapi-2.md and docs/tutorials.md, with every file that they show and every
// command that they run. Each command's output there is what the built command line prints. SEKISHO_UPDATE=1 writes the
// pages anew, to be read in review.
//
// Bounds are shown once on the page: later they are told as `…`, and the test cuts them in the same way.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram, kept, root } from '../explorer/testing/program.js';

const page = join(root, 'docs/walk-through.md');
const build = join(kept, `build-${process.pid}`);
let program: string;
const work = mkdtempSync(join(tmpdir(), 'sekisho-walk-'));

beforeAll(() => {
  program = buildProgram(build);
}, 300_000);
afterAll(() => {
  rmSync(build, { recursive: true, force: true });
  rmSync(work, { recursive: true, force: true });
});

const noted = new Set<string>();
/** Whether a note was shown before: once is enough. */
function isNoted(line: string): boolean {
  if (!line.startsWith('note: ')) return false;
  const [before, now] = [noted.size, noted.add(line).size];
  return before === now;
}

/** What a command prints, and its exit code where that is not 0. */
function run(command: string): string {
  const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2]!);
  const done = spawnSync(process.execPath, [join(program, 'cli/main.js'), ...args], {
    cwd: work,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: { ...process.env, XDG_CACHE_HOME: dirname(kept), NO_COLOR: '1' },
  });
  // What is said of the cache and of searching depends on what was run before.
  const told = done.stderr
    .split('\n')
    .filter((line) => line !== '' && !/^(searching|cache:) /.test(line) && !isNoted(line));
  return [done.stdout.trimEnd(), ...told, ...(done.status === 0 ? [] : [`[exit code ${done.status}]`])]
    .filter((part) => part !== '')
    .join('\n');
}

let isBoundsTold = false;
function withoutBounds(output: string): string {
  const at = output.search(/^Bounds/m);
  if (at === -1) return output;
  if (!isBoundsTold) {
    isBoundsTold = true;
    return output;
  }
  return output.slice(0, at) + output.slice(at).replace(/(\n {2}.*)+/, '\n  …');
}

const blockPattern = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** The page as it stands, as it would stand if its commands were run now, and how many there are. */
function redone(page: string): { text: string; now: string; commands: number } {
  isBoundsTold = false;
  noted.clear();
  const text = readFileSync(page, 'utf8');
  let commands = 0;
  const now = text.replace(
    blockPattern,
    (whole, language: string, name: string | undefined, body: string) => {
      if (language !== 'console') {
        if (name !== undefined) writeFileSync(join(work, name), body);
        return whole;
      }
      const lines = body
        .split('\n')
        .filter((line) => line.startsWith('$ '))
        .map((line) => {
          commands++;
          const command = line.replace(/^\$ /, '');
          const output = command.startsWith('cat ')
            ? readFileSync(join(work, command.slice(4)), 'utf8').trimEnd()
            : withoutBounds(run(command.replace(/^sekisho /, '')));
          return output === '' ? line : `${line}\n${output}`;
        });
      return `\`\`\`console\n${lines.join('\n')}\n\`\`\``;
    },
  );
  if (process.env.SEKISHO_UPDATE === '1') writeFileSync(page, now);
  return { text, now, commands };
}

test('docs/from-appendix-2-to-fapi-2.md shows what is there', () => {
  const { text, now, commands } = redone(join(root, 'docs/from-appendix-2-to-fapi-2.md'));
  expect(commands).toBeGreaterThan(3);
  // Beside every verdict that what is outside the model may change, it is said.
  expect(now).toMatch(/○ ‡/);
  expect(now).toMatch(/◐.* ‡/);
  if (process.env.SEKISHO_UPDATE !== '1') expect(now).toBe(text);
}, 600_000);

test('docs/tutorials.md shows what is there', () => {
  const { text, now, commands } = redone(join(root, 'docs/tutorials.md'));
  expect(commands).toBeGreaterThan(6);
  // An attacker is shut out, three questions are asked, and the check of the state is pointed at and passes.
  expect(now).toMatch(/shut out[\s\S]*agent\.read-response/);
  expect(now).toMatch(/^ *3\. /m);
  expect(now).toMatch(/LOOK HERE[^\n]*state/);
  expect(now).toMatch(/T6 is not stopped/);
  if (process.env.SEKISHO_UPDATE !== '1') expect(now).toBe(text);
}, 600_000);

describe('docs/walk-through.md', () => {
  test('shows what is there', () => {
    const { text, now, commands } = redone(page);
    expect(commands).toBeGreaterThan(6);
    const [, unknown, mattering] = /of (\d+) unknown switches (\d+) matter/.exec(now)!;
    expect(now).toContain(`, ${unknown} unknown\n`);
    expect(new Set(now.match(/`[\w.-]+`(?= \(on: )/g)).size).toBe(Number(mattering));
    if (process.env.SEKISHO_UPDATE !== '1') expect(now).toBe(text);
  }, 1_800_000);

  test('output that finds no room is told of on stderr', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [join(program, 'cli/main.js'), 'list'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect(status).toBe(74);
    expect(stderr).toContain('cannot write to standard output');
  });

  test('what harden writes loads, whatever the profile is called; where not all can be closed, the rest is', () => {
    const named = `name: ${'x'.repeat(80)}\nextends: rfc6749-bare\n`;
    writeFileSync(join(work, 'rfc6749'), `${named}attacker: [lure]\n`);
    writeFileSync(join(work, 'anybody'), named);
    const harden = 'harden --max-capabilities 1 --check 0 --goal credentials --profile ./rfc6749';
    run(`${harden} -o own.yaml`);
    expect(readFileSync(join(work, 'own.yaml'), 'utf8')).toContain('extends: ./rfc6749\n');
    expect(run('validate own.yaml')).toContain('ok, profile `xxx');
    expect(run(`${harden} -o other.yaml --pick 999`)).toContain('give --pick a number from 1 to');
    const none = run(`${harden.replace('./rfc6749', './anybody')} --by switches -o other.yaml`);
    expect(none).toContain('Not all can be closed');
    expect(none).toContain('[exit code 23]');
    // What closes the rest is written, and loads.
    expect(run('validate other.yaml')).toContain('ok, profile `xxx');
  }, 600_000);

  test('warm, eight profiles and all goals are compared and any of the attacks runs again', () => {
    const eight =
      'rfc6749-bare paper-common paper-all rfc6749 paper-server-app mixed-pkce mixed-state mixed-issuer';
    const output = JSON.parse(
      run(`compare ${eight} --format json --traces traces`).replace(/\n\d+ traces[\s\S]*$/, ''),
    );
    expect(output.profiles.length).toBe(8);
    const cells = output.rows.flatMap((r: { cells: { verdict: string; witness?: object }[] }) => r.cells);
    for (const cell of cells)
      expect(cell.verdict === 'attack' || cell.verdict === 'depends').toBe(cell.witness !== undefined);
    expect(run('replay traces/rfc6749-bare--transfer.json')).toContain('replayed: transfer is reached');
    expect(run('replay traces/mixed-pkce--session.json')).toContain('replayed: session is reached');
  }, 1_800_000);
});
