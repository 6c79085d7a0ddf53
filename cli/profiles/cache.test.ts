import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { defaultScenario } from '../../model/scenario.js';
import { resultsOf } from './cache.js';
import { resultKey, sha256 } from '../../properties/results/digest.js';
import { fileOf } from '../../properties/results/fileOf.js';

const search: BoundedSearch = {
  name: 'small',
  scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 },
  maxCapabilities: 1,
  threats: true,
  allowed: ['wiretap.back'],
};
const folder = mkdtempSync(join(tmpdir(), 'sekisho-cache-'));
const key = resultKey(search, ['read.direct']);
const file = join(folder, fileOf(search, key));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** What a test spoils of a file's content. */
interface Forged {
  searches: { scenario: { client: string }; maxCapabilities: number; allowed: string[] }[];
  moves: string[];
  paths: { goal: string; capabilities: string[]; present: string[]; absent: string[] }[];
}

/** Asks for the result, with what was said on stderr. */
async function ask(where: string | null = folder): Promise<{ result: PathsResult; said: string }> {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { results } = await resultsOf([search], ['read.direct'], where);
  const said = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  return { result: results[0]!, said };
}

describe('what searches found is kept', () => {
  let first: PathsResult;
  beforeAll(async () => {
    first = (await ask()).result;
  });

  test('the same comes back, without searching', async () => {
    const { result, said } = await ask();
    expect(first.paths.length).toBeGreaterThan(0);
    expect(result).toEqual(first);
    expect(said).toBe('');
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2), 'damaged: it is not whole'],
    ['altered', (text: string) => text.replace('tls.back', 'tls.front'), 'checksum'],
    ['empty', () => '', 'damaged'],
    ['of another shape', () => '{"format":1}', 'not of the form'],
    ['of another key', (text: string) => text.replace(key, key.replace(/./g, '0')), 'stale'],
  ])('a file that is %s is told of and made anew', async (_, spoil, told) => {
    const whole = readFileSync(file, 'utf8');
    expect(spoil(whole)).not.toBe(whole);
    writeFileSync(file, spoil(whole));
    const { result, said } = await ask();
    expect(said).toContain(told);
    expect(said).toContain('searching');
    expect(result.paths).toEqual(first.paths);
    expect((await ask()).said).toBe('');
  });

  /** The file with its content altered and the checksum made to fit, as whoever can write the file can. */
  const forged = (alter: (content: string) => string) => (text: string) => {
    const outer = JSON.parse(text);
    const content = alter(outer.content);
    return JSON.stringify({ ...outer, content, checksum: sha256(content) });
  };
  const inside = (alter: (content: Forged) => void) =>
    forged((text) => {
      const content = JSON.parse(text);
      alter(content);
      return JSON.stringify(content);
    });
  test.each([
    ['no JSON', forged(() => 'nothing'), 'not of the form'],
    ['of another world', inside((c) => (c.searches[0]!.scenario.client = 'native-app')), 'other bounds'],
    ['of other bounds', inside((c) => (c.searches[0]!.maxCapabilities = 2)), 'other bounds'],
    ['of other capabilities', inside((c) => (c.searches[0]!.allowed = ['host'])), 'other bounds'],
    ['with a path beyond them', inside((c) => (c.paths[0]!.capabilities = ['host'])), 'beyond'],
    ['with a path to another goal', inside((c) => (c.paths[0]!.goal = 'transfer')), 'beyond'],
    ['with a senseless condition', inside((c) => (c.paths[0]!.present = c.paths[0]!.absent)), 'contradicts'],
    ['with a senseless move', inside((c) => (c.moves[0] = 'client.redeems {')), 'a move in it is none'],
  ])('a file whose content is %s is damaged, checksum or not', async (_, forge, told) => {
    writeFileSync(file, forge(readFileSync(file, 'utf8')));
    const { result, said } = await ask();
    expect(said).toContain('damaged');
    expect(said).toContain(told);
    expect(result.paths).toEqual(first.paths);
    expect((await ask()).said).toBe('');
  });

  test('a file of another model is stale', async () => {
    renameSync(file, join(folder, fileOf(search, '0'.repeat(64))));
    expect((await ask()).said).toContain('stale');
  });

  test('nothing is left half written', () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('.sekisho-'))).toEqual([]);
  });

  test('a folder that cannot be written is told of, and the result is there all the same', async () => {
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, '');
    const { result, said } = await ask(blocked);
    expect(said).toContain('cannot write');
    expect(result.paths).toEqual(first.paths);
  });

  test('without a cache nothing is read or written', async () => {
    mkdirSync(join(folder, 'other'));
    const before = readdirSync(folder).sort();
    expect((await ask(null)).result.paths).toEqual(first.paths);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('the key tells goals and bounds apart, and not names', () => {
    expect(resultKey(search, ['transfer'])).not.toBe(key);
    expect(resultKey({ ...search, maxCapabilities: 2 }, ['read.direct'])).not.toBe(key);
    expect(resultKey({ ...search, name: 'other' }, ['read.direct'])).toBe(key);
  });
});
