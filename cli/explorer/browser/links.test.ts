// A link opens the page as it was; one that says nothing here is told of, and the page goes on.

import { expect, test } from 'vitest';
import { addressOf, type PageState } from '../address.js';
import { inBrowser, verdictsOn } from './pages.js';

inBrowser('links', (pages) => {
  const all = (): PageState =>
    pages.stateOf({
      a: pages.preset('paper-native-app'),
      b: { ...pages.preset('rfc6749'), attacker: 0b1011n },
      target: 'session',
      side: 'b',
      view: 'why',
      frame: 3,
      stage: true,
      lang: 'ja',
    });

  test('restore configurations, target, view, language and size', async () => {
    const page = await pages.open(all());
    await expect.poll(() => page.evaluate(() => location.hash.slice(1))).toBe(addressOf(pages.book, all()));
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    expect(await page.locator('.frame.stage').count()).toBe(1);
    expect(await page.locator('#tab-why').getAttribute('aria-selected')).toBe('true');
    expect(await page.locator('.detail h2 .id').textContent()).toBe('session');
    expect(await page.locator('.detail header .side').textContent()).toBe('B');
    await page.locator('.stage-toggle').click();
    expect(await page.locator('.preset select').first().inputValue()).toBe('paper-native-app');
    expect(Object.keys(await verdictsOn(page)).filter((id) => id.endsWith(', B')).length).toBeGreaterThan(10);
  });

  test('restore the step of an attack', async () => {
    const page = await pages.open({ target: 'session', frame: 4 });
    await expect.poll(() => page.locator('.count').textContent()).toMatch(/^4 \//);
  });

  test('are made by what is chosen', async () => {
    const page = await pages.open();
    await page.getByLabel('Start from').selectOption('paper-all');
    await page.locator('[data-cell="transfer, A"]').click();
    const expected = addressOf(
      pages.book,
      pages.stateOf({ a: pages.preset('paper-all'), target: 'transfer' }),
    );
    await expect.poll(() => page.evaluate(() => location.hash.slice(1))).toBe(expected);
  });

  test('that cannot be followed are told of, and the page is as it starts', async () => {
    const good = addressOf(pages.book, all());
    for (const [link, told] of [
      [good.slice(0, 20), 'is not one that this page makes'],
      ['%00%ff<script>alert(1)</script>', 'is not one that this page makes'],
      [good.replace(/^v1&\w+/, 'v1&0'), 'another version of the model'],
      [good.replace(/(a=\w+\.\w+\.)..../, '$1bbbb'), 'a kind of world of which this page holds no searches'],
    ] as const) {
      const page = await pages.open(link);
      expect(await page.locator('.message').textContent()).toContain(told);
      expect(await page.getByLabel('Start from').inputValue()).toBe('rfc6749-bare');
      await page.getByRole('button', { name: 'Close' }).click();
      expect(await page.locator('.message').count()).toBe(0);
    }
  });

  test('pasted into an open page are followed', async () => {
    const page = await pages.open();
    await page.evaluate(
      (address) => {
        location.hash = address;
      },
      addressOf(pages.book, pages.stateOf({ a: pages.preset('mixed-pkce'), lang: 'ja' })),
    );
    await expect.poll(() => page.locator('.preset select').first().inputValue()).toBe('mixed-pkce');
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
  });
});
