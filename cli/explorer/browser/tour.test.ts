// The tour, in both languages: every station shows what the page decides there, like any other configuration. And what is
// read on a screen is not cut off.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { langs } from '../../i18n.js';
import { Decisions } from '../decide.js';
import { stations, stationState } from '../tour/stations.js';
import { inBrowser, verdictsOn } from './pages.js';

/** Texts that their own box cuts off, and whatever makes the page wider than the screen. */
const clippedOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const cut: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) cut.push(`the page is ${root.scrollWidth} wide`);
    for (const e of document.querySelectorAll<HTMLElement>('button, h1, h2, h3, p, li, td, th, summary')) {
      if (!e.checkVisibility() || e.closest('.visually-hidden, .skips')) continue;
      const style = getComputedStyle(e);
      const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
      if (hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
        cut.push(`${e.tagName} ${e.className}: ${e.textContent?.slice(0, 60)}`);
      const box = e.getBoundingClientRect();
      const pane = e.closest('.settings, .verdicts, .detail')?.getBoundingClientRect();
      if (pane !== undefined && e.closest('.picture') === null && box.right > pane.right + 1)
        cut.push(`beyond its pane: ${e.tagName} ${e.textContent?.slice(0, 60)}`);
    }
    return cut;
  });

inBrowser('the tour', (pages) => {
  test.each(langs)('stops at ten stations, each decided here (%s)', async (lang) => {
    expect(stations).toHaveLength(10);
    const decisions = new Decisions(pages.book);
    const page = await pages.open({ lang });
    await page.locator('.intro .choice button').click();
    for (const [i, { title, ask }] of stations.entries()) {
      const { a, target } = stationState(pages.book, i + 1)!;
      await page.locator('.tour').getByText(ask[lang]).waitFor();
      expect(await page.locator('.tour strong').textContent()).toBe(title[lang]);
      await expect
        .poll(async () => (await verdictsOn(page))[`${target}, A`])
        .toBe(decisions.of(a!).get(target!)!.verdict);
      if (i + 1 < stations.length) await page.locator('.tour .primary').click();
    }
    expect(await page.locator('.tour .primary').isDisabled()).toBe(true);
  });

  test('a station that shows an attack has one to show', () => {
    const decisions = new Decisions(pages.book);
    for (const [i, { title }] of stations.entries()) {
      const { a, target, view } = stationState(pages.book, i + 1)!;
      if (view === 'attack' || view === 'twin')
        expect([title.en, decisions.of(a!).get(target!)!.verdict]).toEqual([title.en, 'attack']);
    }
  });

  test('no station holds a verdict', () => {
    for (const { title, ask } of stations)
      for (const text of [title.en, title.ja, ask.en, ask.ja])
        expect(text).not.toMatch(/no attack|none within|impossible|secure|攻撃あり|攻撃なし|安全/);
  });

  test('the two runs are stepped together by a presenter, wherever an attack was opened', async () => {
    const page = await pages.open({ target: 'T6', view: 'twin' });
    await page.locator('.twin-sides svg.sheet').nth(1).waitFor();
    await page.locator('.verdicts .target').first().focus();
    const hidden = () => page.locator('.twin-sides .to-come').count();
    const before = await hidden();
    await page.keyboard.press('PageDown');
    await expect.poll(() => page.locator('.count').textContent()).toMatch(/^2 \//);
    expect(await hidden()).toBeLessThan(before);
    await page.keyboard.press('PageUp');
    await expect.poll(() => page.locator('.count').textContent()).toMatch(/^1 \//);
  });

  test.each([390, 768, 1280, 1920])(
    'nothing is cut off at %d',
    async (width) => {
      for (const lang of langs)
        for (const state of [
          {},
          { target: 'T6', view: 'twin' as const },
          { target: 'session', view: 'lattice' as const },
          { target: 'session', b: pages.preset('rfc6749') },
        ]) {
          const page = await pages.open({ ...state, lang }, { viewport: { width, height: 900 } });
          await page.waitForTimeout(300);
          expect(await clippedOn(page), JSON.stringify([lang, state.target, state.view])).toEqual([]);
          await pages.closeAll();
        }
    },
    300_000,
  );
});
