// Writing: what stood in the file's place is what it was before, and nothing is half there.

import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command } from 'commander';
import { CliError, EXIT } from './errors.js';
import { register as registerCompare } from './commands/compare.js';
import { register as registerHarden } from './commands/harden.js';
import { register as registerImport } from './commands/import.js';
import { register as registerLock } from './commands/lock.js';
import { register as registerReport } from './commands/report.js';
import { writeAll, writeOutput } from './files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('writing', () => {
  test('follows a link and leaves it, whether there is a file behind it or not', () => {
    const target = put('target', 'old');
    const [link, dangling] = [join(folder, 'link'), join(folder, 'dangling')];
    symlinkSync(target, link);
    symlinkSync('later', dangling);
    writeOutput(link, 'new');
    writeOutput(dangling, 'new');
    expect(lstatSync(link).isSymbolicLink() && lstatSync(dangling).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('new');
    expect(readFileSync(join(folder, 'later'), 'utf8')).toBe('new');
  });

  test('keeps the mode', () => {
    const file = put('secret', 'old');
    chmodSync(file, 0o600);
    writeOutput(file, 'new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('says of a full device that it is full, by an exit code of its own', () => {
    expect(() => writeOutput('/dev/full', 'text')).toThrow(
      expect.objectContaining({ exitCode: EXIT.cannotWrite, fix: expect.stringContaining('make room') }),
    );
  });

  test('writes to a pipe and to a device, and leaves them', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    let got = '';
    reader.stdout.on('data', (data) => (got += data));
    const closed = new Promise((resolve) => reader.on('close', resolve));
    writeOutput(pipe, 'new');
    await closed;
    expect(got).toBe('new');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    writeOutput('/dev/null', 'new');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('of several files writes none where one cannot be', () => {
    const first = put('first', 'old');
    mkdirSync(join(folder, 'taken'));
    const run = () =>
      writeAll(
        new Map([
          [first, 'new'],
          [join(folder, 'taken'), 'new'],
        ]),
      );
    expect(run).toThrow('is a folder');
    expect(readFileSync(first, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['first', 'taken']);
  });
});

describe('an output that is an input is refused, and stays as it was', () => {
  const run = async (args: readonly string[]) => {
    const program = new Command();
    for (const register of [registerCompare, registerHarden, registerImport, registerLock, registerReport])
      register(program);
    await program.parseAsync(['node', 'sekisho', ...args]);
  };
  const server = '{"issuer": "https://a", "authorization_endpoint": "https://a/b"}';

  test.each([
    ['lock', 'base.yaml', ['lock', 'own.yaml', '-o']],
    ['lock', 'own.yaml', ['lock', 'own.yaml', '-o']],
    ['harden', 'own.yaml', ['harden', '--profile', 'own.yaml', '--goal', 'session', '-o']],
    [
      'harden',
      'costs.yaml',
      ['harden', '--profile', 'own.yaml', '--goal', 'session', '--cost', 'costs.yaml', '-o'],
    ],
    ['compare', 'own.yaml', ['compare', 'rfc6749-bare', 'own.yaml', '--out']],
    ['compare', 'expect.yaml', ['compare', 'own.yaml', '--expect', 'expect.yaml', '--out']],
    ['report', 'own.yaml', ['report', 'own.yaml', '-o']],
    ['import', 'server.json', ['import', 'server.json', '--force', '-o']],
  ])('%s %s', async (_, file, args) => {
    const texts = {
      'base.yaml': 'switches: {state.compared: true}\n',
      'own.yaml': 'extends: ./base.yaml\n',
      'costs.yaml': 'otherwise: 2\n',
      'expect.yaml': 'expect: []\n',
      'server.json': server,
    };
    for (const [name, text] of Object.entries(texts)) put(name, text);
    symlinkSync(join(folder, file), join(folder, 'link'));
    const paths = args.map((a) => (Object.hasOwn(texts, a) ? join(folder, a) : a));
    for (const output of [join(folder, file), join(folder, 'link')]) {
      const error = await run([...paths, output]).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(CliError);
      expect((error as CliError).exitCode).toBe(EXIT.usage);
      expect((error as CliError).what).toContain(`is the input \`${join(folder, file)}\``);
    }
    for (const [name, text] of Object.entries(texts))
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });
});
