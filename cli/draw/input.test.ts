// Bad input to a drawing: what is told, and that nothing is left behind.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadProfile } from '../profile.js';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, makeFolder, writeAll } from '../files.js';
import { attackDrawing } from './compose.js';
import { galleryFolder, readPaths, traceFile } from './shipped.js';
import { certify, subjectOfTrace } from './subject.js';
import { formatOf, pageFile } from './write.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-draw-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
    const subject = subjectOfTrace(put('t.json', { ...shipped(), steps }));
    const error = failure(() => certify(subject, null));
    expect(error.exitCode).toBe(EXIT.replayFailed);
    expect(error.what).toMatch(/step 1/);
  });

  test('under a profile that stops it, the way to see where is told', () => {
    const subject = subjectOfTrace(traceFile(galleryFolder, 'T6'));
    const on = loadProfile('paper-all').on;
    const error = failure(() =>
      attackDrawing({ ...subject, setting: { ...subject.setting, on } }, { lang: 'en' }, 'paper-all'),
    );
    expect(error.fix).toMatch(/draw twin T6 --profile paper-all/);
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
