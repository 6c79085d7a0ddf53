// The page speaks one language at a time: nothing that it says itself is left in the other.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { threats } from '../../../attacks/catalogue/paper.js';
import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { goals } from '../../../attacks/goals.js';
import { measures } from '../../../model/measures.js';
import { switches } from '../../../model/switches.js';
import type { PageState } from '../address.js';
import { words } from '../page/words.js';
import { inBrowser, isWorkedOut, type Pages } from './pages.js';

/** All that is written or read out, but for what is marked as being in another language. */
const saidOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const said: string[] = [];
    const isApart = (e: Element | null) =>
      e === null || e.closest('script, style, .seal, body [lang]') !== null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (!isApart(walker.currentNode.parentElement)) said.push(walker.currentNode.textContent ?? '');
    for (const e of document.body.querySelectorAll('[aria-label], [title], [placeholder]'))
      if (!isApart(e))
        for (const name of ['aria-label', 'title', 'placeholder']) said.push(e.getAttribute(name) ?? '');
    return said.map((text) => text.trim()).filter((text) => text !== '');
  });

/** English of more than one word: a single word may be an identifier. */
const sentences = [
  ...Object.values(words),
  ...[...switches, ...measures, ...capabilities, ...goals, ...threats].map(({ name }) => name),
]
  .map(({ en }) => en)
  .filter((en) => en.includes(' '));

const looks = (pages: Pages): readonly (readonly [string, Partial<PageState>])[] => [
  ['the start', {}],
  ['an attack', { target: 'session' }],
  ['a twin', { target: 'session', view: 'twin' }],
  ['reasons for an attack', { target: 'session', view: 'why' }],
  ['reasons against one', { a: pages.preset('paper-all'), target: 'sync', view: 'why' }],
  ['what is not known', { a: pages.preset('rfc6749'), target: 'session' }],
  ['two configurations', { b: pages.preset('paper-native-app'), target: 'transfer', side: 'b' }],
];

inBrowser('languages', (pages) => {
  test('Japanese holds no English of the page, English no Japanese', async () => {
    for (const [title, state] of looks(pages)) {
      const page = await pages.open({ ...state, lang: 'en' });
      if (state.view === 'why') await isWorkedOut(page);
      const english = await saidOn(page);
      expect(
        english.filter((text) => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text)),
        title,
      ).toEqual([]);
      await page.getByRole('button', { name: '日本語' }).click();
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ja');
      if (state.view === 'why') await isWorkedOut(page);
      const japanese = await saidOn(page);
      expect(
        japanese.filter((text) => sentences.some((en) => text.includes(en))),
        title,
      ).toEqual([]);
      expect(japanese.length, title).toBeGreaterThan(100);
      await page.getByRole('button', { name: 'English' }).click();
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
      await pages.closeAll();
    }
  });
});
