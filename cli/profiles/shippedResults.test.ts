import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GoalId } from '../../attacks/goals.js';
import { findPaths, type PathsResult } from '../../attacks/paths.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { defaultScenario } from '../../model/scenario.js';
import { resultKey } from '../../properties/results/digest.js';
import { openParts, packParts } from '../../properties/results/parts.js';
import { packed, shipped, shippedFile } from '../../properties/results/shippedResults.js';

const search: BoundedSearch = {
  name: 'small',
  scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 },
  maxCapabilities: 1,
  threats: true,
  allowed: ['wiretap.back', 'host'],
};
const wanted: readonly GoalId[] = ['read.direct', 'denial'];
const folder = mkdtempSync(join(tmpdir(), 'sekisho-shipped-'));
const key = resultKey(search, wanted);
const file = shippedFile(search, key, folder);
let result: PathsResult;
beforeAll(async () => {
  result = await findPaths({ searches: [search], goals: wanted });
  writeFileSync(file, packed(key, result));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (only = wanted, of = search) => shipped(of, wanted, key, folder, only);

/** What a test spoils of a file's parts. */
interface Forged {
  head?: { searches: { scenario: { client: string } }[]; moves: string[] };
  denial: { places: number[]; paths: { goal: string; absent: string[]; more?: number }[] };
}

/** Reads the file with its parts altered, their digests made to fit, and puts it back. */
function spoilt(alter: (parts: Forged) => void, named = key) {
  const whole = readFileSync(file);
  const opened = openParts(whole)!;
  const parts = Object.fromEntries(opened.names.map((name) => [name, opened.read(name)]));
  alter(parts as unknown as Forged);
  const texts = Object.entries(parts).map(([name, data]) => [name, JSON.stringify(data)] as const);
  writeFileSync(file, packParts(named, new Map(texts)));
  try {
    return read();
  } finally {
    writeFileSync(file, whole);
  }
}

describe('a shipped result', () => {
  test('comes back whole, paths in their order', () => {
    expect(new Set(result.paths.map(({ goal }) => goal))).toEqual(new Set(wanted));
    expect(read()).toEqual({ result });
  });

  test('is a gzip file like any other', () => {
    expect(gunzipSync(readFileSync(file)).toString('utf8')).toContain('"worlds"');
  });

  test('of one goal has that goal’s paths, and all that was searched', () => {
    expect(read(['denial'])).toEqual({
      result: { ...result, paths: result.paths.filter(({ goal }) => goal === 'denial') },
    });
  });

  test('is found by what was searched, whatever it is called', () => {
    expect(read(wanted, { ...search, name: 'other' })).toEqual({ result });
  });

  test('says where the honest run does not finish', () => {
    for (const { scenario, vacuous } of result.scenarios)
      expect(vacuous).toEqual(honestRun(scenario).vacuous);
  });
});

describe('a file is refused', () => {
  test.each([
    ['of another form', () => gzipSync('{}')],
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 40)],
    ['cut off in its contents', (whole: Buffer) => whole.subarray(0, 60)],
  ])('that is %s', (_, spoil) => {
    const whole = readFileSync(file);
    writeFileSync(file, spoil(whole));
    try {
      expect(read()).toMatchObject({ fault: 'damaged' });
    } finally {
      writeFileSync(file, whole);
    }
  });

  test('of which a byte has changed, wherever it is', () => {
    const whole = readFileSync(file);
    try {
      // The header of a gzip file says what nobody reads: when and by which system it was made.
      for (let at = 10; at < whole.length; at += Math.ceil(whole.length / 60)) {
        const changed = Buffer.from(whole);
        changed[at] = changed[at]! ^ 0x15;
        writeFileSync(file, changed);
        const found = read();
        if (found !== null && 'result' in found) expect(found).toEqual({ result });
        else expect(found).toMatchObject({ why: expect.any(String) });
      }
    } finally {
      writeFileSync(file, whole);
    }
  });

  test.each<[string, (parts: Forged) => void, string]>([
    ['a path under another goal', ({ denial }) => (denial.paths[0]!.goal = 'read.direct'), 'not of the form'],
    ['a place missing', ({ denial }) => denial.places.pop(), 'not of the form'],
    ['something more in a path', ({ denial }) => (denial.paths[0]!.more = 1), 'not of the form'],
    ['no switch of the model', ({ denial }) => denial.paths[0]!.absent.push('none'), 'not of the form'],
    ['another world', ({ head }) => (head!.searches[0]!.scenario.client = 'native-app'), 'other bounds'],
    ['no head', (parts) => delete parts.head, 'no part head'],
    ['no moves that run', ({ head }) => head!.moves.reverse(), 'does not replay'],
  ])('that has %s, digests or not', (_, alter, why) => {
    expect(spoilt(alter)).toMatchObject({ fault: 'damaged', why: expect.stringContaining(why) });
  });

  test('that was made under another key', () => {
    expect(spoilt(() => {}, key.replace(/./g, '0'))).toMatchObject({ fault: 'stale' });
  });
});
