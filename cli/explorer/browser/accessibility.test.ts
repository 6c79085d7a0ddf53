// What axe finds in the page: nothing serious, contrast included. And everything can be done by keyboard alone.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type PageState, views } from '../address.js';
import { inBrowser, isWorkedOut, type Pages } from './pages.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical violations, each with where it is. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((n) => `${id}: ${n.target.join(' ')} ${n.html.slice(0, 120)} ${n.any[0]?.message ?? ''}`),
    );
}

type Look = readonly [string, Partial<PageState>, BrowserContextOptions?];
const looks = (pages: Pages): readonly Look[] => [
  ['the start', {}],
  ...views.map((view): Look => [`an attack: ${view}`, { target: 'session', view }]),
  ...views.map(
    (view): Look => [`no attack: ${view}`, { a: pages.preset('paper-all'), target: 'sync', view }],
  ),
  ['two configurations', { b: pages.preset('rfc6749'), target: 'transfer', side: 'b' }],
  ['large', { target: 'session', stage: true }],
  ['dark', { target: 'session', b: pages.preset('rfc6749') }, { colorScheme: 'dark' }],
  ['dark, reasons', { target: 'session', view: 'why' }, { colorScheme: 'dark' }],
  ['Japanese', { target: 'session', lang: 'ja' }],
  ['small', { target: 'session' }, { viewport: { width: 390, height: 800 } }],
];

/** Marks what the keyboard should stop at, in the order in which it stands. */
const markStops = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const stops = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, [tabindex]'),
    ].filter((e) => e.tabIndex >= 0 && e.checkVisibility() && !e.matches(':disabled'));
    for (const [i, e] of stops.entries()) e.dataset.stop = String(i);
    return stops.length;
  });
const stopNow = (page: Page): Promise<number> =>
  page.evaluate(() => Number((document.activeElement as HTMLElement | null)?.dataset.stop ?? -1));

/** Presses a key until the focus is on what the selector names. */
async function focusBy(page: Page, key: string, selector: string): Promise<void> {
  for (let presses = 0; presses < 400; presses++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press(key);
  }
  expect.unreachable(`${key} never reaches ${selector}`);
}

inBrowser('accessibility', (pages) => {
  test('axe finds nothing serious', async () => {
    const found: string[] = [];
    for (const [title, state, options] of looks(pages)) {
      const page = await pages.open(state, options);
      if (state.view === 'why') await isWorkedOut(page);
      for (const violation of await violationsOn(page)) found.push(`${title}: ${violation}`);
      await pages.closeAll();
    }
    expect(found).toEqual([]);
  }, 300_000);

  test('Tab stops at everything, in order', async () => {
    for (const state of [{}, { target: 'session', b: pages.preset('rfc6749') }]) {
      const page = await pages.open(state);
      if ('target' in state) await page.locator('.sequence').waitFor();
      const count = await markStops(page);
      expect(count).toBeGreaterThan(60);
      for (let i = 0; i < count; i++) {
        await page.keyboard.press('Tab');
        expect(await stopNow(page)).toBe(i);
      }
    }
  });

  test('a target is opened, stepped through, shown large and left without a mouse', async () => {
    const page = await pages.open();
    await focusBy(page, 'Tab', '[data-verdict=attack]');
    await page.keyboard.press('Enter');
    await page.locator('.sequence').waitFor();
    await focusBy(page, 'Tab', '.stage-toggle');
    await page.keyboard.press('Enter');
    await page.locator('.frame.stage').waitFor();
    await focusBy(page, 'Tab', '.stepper .primary');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.count').textContent()).toMatch(/^2 \//);
    await page.keyboard.press('Escape');
    await page.locator('.frame:not(.stage)').waitFor();
    await focusBy(page, 'Shift+Tab', '[role=tab][aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('#tab-twin').getAttribute('aria-selected')).toBe('true');
    await focusBy(page, 'Shift+Tab', '.verdicts button');
  });
});
