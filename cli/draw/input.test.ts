// Bad input to a drawing: what is told, and that nothing is left behind.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Command } from 'commander';
import { register } from '../commands/draw.js';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, makeFolder, writeAll } from '../files.js';
import { galleryFolder, readPaths, traceFile } from './shipped.js';
import { subjectOfTrace } from './traceSubject.js';
import { formatOf, pageFile } from './write.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-draw-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function failure(run: () => unknown): CliError {
  try {
    run();
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const shipped = () =>
  JSON.parse(readFileSync(traceFile(galleryFolder, 'T6'), 'utf8')) as Record<string, unknown>;
const put = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const at = (name: string): string => join(folder, name);
/** Runs `sekisho draw` with these arguments. */
async function sekisho(...args: string[]): Promise<void> {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = new Command().exitOverride();
  register(program);
  await program.parseAsync(['node', 'sekisho', 'draw', ...args]);
}
const refusal = (...args: string[]): Promise<CliError> =>
  sekisho(...args).then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => (error instanceof CliError ? error : Promise.reject(error)),
  );

describe('the command line', () => {
  test.each([
    [['flow', 'T6'], /draw flow takes no name/],
    [['machine', 'client', '--profile', 'paper-all'], /takes no --profile/],
    [['tree', 'transfer', '--sessions', '1'], /takes no --sessions/],
    [['attack', 'T6', '--grants', '3'], /takes no --grants/],
    [['attack', 'T6', '--joint-accounts'], /takes no --joint-accounts/],
    [['attack', 'T6', '--detail', 'full'], /takes no --detail/],
    [['lattice', 'T6', '--search'], /takes no --search/],
    [['all', '--lang', 'ja'], /takes no --lang/],
    [[], /name a kind/],
    [['foo'], /no kind of drawing `foo`/],
    [['attack', 'T6'], /give -o/],
  ] as const)('draw %j is refused', async (args, what) => {
    const error = await refusal(...args);
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.what).toMatch(what);
  });

  test('a client that the profile contradicts is refused', async () => {
    const error = await refusal(
      'flow',
      '--profile',
      'paper-all',
      '--client',
      'native-app',
      '-o',
      at('f.svg'),
    );
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.what).toMatch(/client.monitored/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a trace file that is not there is missing, whatever it is called', async () => {
    for (const file of ['nofile', 'nofile.json'])
      expect((await refusal('attack', file, '-o', at('a.svg'))).exitCode).toBe(EXIT.missing);
  });

  test('pages are for pictures', async () => {
    const error = await refusal('attack', 'T6', '--paper', 'a4', '-o', at('a.txt'));
    expect(error.what).toMatch(/takes no --paper/);
  });
});

describe('formats', () => {
  test.each([
    ['t6.gif', EXIT.usage],
    ['t6', EXIT.usage],
    ['t6.', EXIT.usage],
  ])('%s is no format, and those there are are named', (file, code) => {
    const error = failure(() => formatOf(file));
    expect(error.exitCode).toBe(code);
    expect(error.available).toContain('.svg');
  });

  test('pages are numbered only where there are several', () => {
    expect(pageFile('a/t6.svg', 1, 1)).toBe('a/t6.svg');
    expect(pageFile('a/t6.svg', 2, 3)).toBe('a/t6-2.svg');
  });
});

describe('traces', () => {
  test('of another version', () => {
    const error = failure(() => subjectOfTrace(put('t.json', { ...shipped(), version: 99 })));
    expect(error.exitCode).toBe(EXIT.badFile);
    expect(error.what).toMatch(/not a trace of this version/);
  });

  test('cut off', () => {
    expect(failure(() => subjectOfTrace(put('t.json', '{"version":1,'))).exitCode).toBe(EXIT.badFile);
  });

  test('with a switch that is not known', () => {
    const error = failure(() => subjectOfTrace(put('t.json', { ...shipped(), on: ['pkce.requird'] })));
    expect(error.what).toMatch(/did you mean `pkce.required`/);
  });

  test('that does not run is not drawn', () => {
    const steps = (shipped().steps as object[]).slice(1);
    const error = failure(() => subjectOfTrace(put('t.json', { ...shipped(), steps })));
    expect(error.exitCode).toBe(EXIT.replayFailed);
    expect(error.what).toMatch(/step 1/);
  });

  test('that says something else than what happens is not drawn', () => {
    const steps = (shipped().steps as object[]).map((s) => ({ ...s, learns: ['carol.code'] }));
    const error = failure(() => subjectOfTrace(put('t.json', { ...shipped(), steps })));
    expect(error.exitCode).toBe(EXIT.replayFailed);
    expect(error.what).toMatch(/step 1 of the trace is not what happens/);
  });

  test('of another client than the one it was made with is not drawn', () => {
    const scenario = { ...(shipped().scenario as object), client: 'native-app' };
    const error = failure(() => subjectOfTrace(put('t.json', { ...shipped(), scenario })));
    expect([EXIT.replayFailed, EXIT.badFile]).toContain(error.exitCode);
  });

  test.each(['paper-all', 'rfc6749-bare + CM8'])('that is not under %s may not say so', (profile) => {
    const error = failure(() => subjectOfTrace(put('t.json', { ...shipped(), profile })));
    expect(error.exitCode).toBe(EXIT.badFile);
    expect(error.what).toContain(`not those of profile \`${profile}\``);
  });

  test('of a goal that is not known: the file is wrong, not the command line', () => {
    const error = failure(() => subjectOfTrace(put('t.json', { ...shipped(), goal: 'read.dirct' })));
    expect(error.exitCode).toBe(EXIT.badFile);
  });

  test('under a profile that stops it, the way to see where is told', async () => {
    const error = await refusal(
      'attack',
      'T6',
      '--profile',
      'rfc6749-bare',
      '--with',
      'CM21',
      '-o',
      at('a.svg'),
    );
    expect(error.exitCode).toBe(EXIT.replayFailed);
    const [, hint] = /`sekisho (.*) -o twin.svg`/.exec(error.fix ?? '')!;
    await sekisho(...hint!.split(' ').slice(1), '-o', at('twin.txt'));
    expect(readdirSync(folder)).toEqual(['twin.txt']);
  });

  test('paths of another version', () => {
    expect(failure(() => readPaths(put('paths.json', { version: 99 }))).exitCode).toBe(EXIT.badFile);
    expect(failure(() => readPaths(join(folder, 'none.json'))).exitCode).toBe(EXIT.missing);
  });
});

describe('writing', () => {
  test('all files or none', () => {
    const files = new Map([
      [join(folder, 'one.svg'), 'one'],
      [join(folder, 'gone', 'two.svg'), 'two'],
    ]);
    const error = failure(() => writeAll(files));
    expect(error.exitCode).toBe(EXIT.missing);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder where none can be made is told at once', () => {
    expect(failure(() => makeFolder(join(put('file', ''), 'a', 'b'))).exitCode).toBe(EXIT.missing);
  });

  test('what was there is replaced whole', () => {
    const file = put('one.svg', 'old');
    writeAll(new Map([[file, 'new']]));
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['one.svg']);
  });

  test('a folder that is not there, or in the place of the file, is told before any work', () => {
    expect(failure(() => checkWritable(join(folder, 'no', 'a.svg'))).what).toMatch(/no folder/);
    expect(failure(() => checkWritable(folder)).what).toMatch(/is a folder/);
  });
});
