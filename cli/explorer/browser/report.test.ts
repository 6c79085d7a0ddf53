// The report command itself, on real results: profiles given come first, the language is the one asked for, and what is
// written once is written the same again.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inBrowser } from './pages.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

inBrowser('sekisho report', (pages) => {
  const report = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(pages.program, 'cli/main.js'), 'report', ...args], {
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: dirname(pages.kept) },
    });

  test('puts profiles that are given first, in the language asked for', async () => {
    const [profile, file] = [join(folder, 'bank.yaml'), join(folder, 'ja.html')];
    writeFileSync(profile, 'extends: paper-all\n');
    expect(report(profile, '-o', file, '--lang', 'ja').status).toBe(0);
    const page = await pages.open('', { file });
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    expect(await page.locator('.preset option').first().textContent()).toBe('bank');
  });

  test('writes the same bytes twice', () => {
    const file = join(folder, 'again.html');
    expect(report('-o', file).status).toBe(0);
    expect(readFileSync(file).equals(readFileSync(pages.file))).toBe(true);
  });

  test('refuses with its exit code, and writes nothing', () => {
    const done = report('-o', join(folder, 'none/x.html'));
    expect([done.status, done.stdout]).toEqual([66, '']);
    expect(report('none', '-o', join(folder, 'x.html')).status).toBe(66);
    expect(report('-o', folder).status).toBe(64);
  });
});
