// What ships is what a search finds now. Here a sample of the small results, drawn by the seed: `derive --check` does all.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import type { BoundedSearch } from '../../attacks/searches.js';
import { resultKey } from '../../properties/results/digest.js';
import { packed, shipped, shippedFile } from '../../properties/results/shippedResults.js';
import { EXIT } from '../errors.js';
import { endGoals } from '../run.js';
import { everySearch, register } from './derive.js';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Those of one profile that take seconds. */
const small: readonly BoundedSearch[] = everySearch().filter(({ name }) =>
  name.endsWith(': web-scope-only-1s1g0t'),
);
const drawn = small[Math.abs(Math.trunc(Number(process.env.SEKISHO_SEED))) % small.length]!;

async function check(search: BoundedSearch, ...more: readonly string[]): Promise<string> {
  const said: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const program = new Command().exitOverride();
  register(program);
  await program.parseAsync(['node', 'sekisho', 'derive', '--check', '--only', search.name, ...more]);
  return said.join('');
}

test(`${drawn.name} is found as it ships`, async () => {
  expect(small.length).toBeGreaterThan(8);
  expect(await check(drawn)).toMatch(/^[^\n]*: as shipped; \d\d+ paths, exhausted, \d+ s\n$/);
  expect(process.exitCode).toBe(EXIT.ok);
});

test('a result that ships with one path less is noticed', async () => {
  const search = small.find(({ name }) => name.startsWith('mixed-pkce'))!;
  const key = resultKey(search, endGoals);
  const kept = shipped(search, endGoals, key);
  if (kept === null || 'fault' in kept) throw new Error('nothing ships of this search');
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-derive-'));
  try {
    const fewer = { ...kept.result, paths: kept.result.paths.slice(1) };
    writeFileSync(shippedFile(search, key, folder), packed(key, fewer));
    expect(await check(search, '--out', folder)).toContain('differs from what is shipped');
    expect(process.exitCode).toBe(EXIT.attack);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
