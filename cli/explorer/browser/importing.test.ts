// Profiles dropped on the page or chosen: read as the command line reads them, and never more than read.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser, verdictsOn } from './pages.js';

interface Given {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const choose = (page: Page, ...files: readonly Given[]): Promise<void> =>
  page
    .locator('input[type=file]')
    .setInputFiles(
      files.map(({ name, content }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })),
    );

/** Drops files as a desktop does: over the page first, then let go. */
const drop = (page: Page, ...files: readonly Given[]): Promise<void> =>
  page.evaluate(
    (all) => {
      const dataTransfer = new DataTransfer();
      for (const { name, bytes } of all) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    files.map(({ name, content }) => ({ name, bytes: [...Buffer.from(content)] })),
  );

const good: Given = {
  name: 'bank.yaml',
  content: 'extends: paper-common\nmeasures: [CM1]\nscenario: { client: server-app }\n',
};
const markup = '<img src=x onerror=alert(1)>';

inBrowser('imported profiles', (pages) => {
  const message = (page: Page) => page.locator('.message');

  for (const [way, give] of [
    ['dropped', drop],
    ['chosen', choose],
  ] as const) {
    test(`${way}: one is there to start from, and is started from`, async () => {
      const page = await pages.open();
      await give(page, good);
      await message(page).getByText('Imported: bank').waitFor();
      expect(await page.getByLabel('Start from').inputValue()).toBe('bank');
      await page.getByLabel('Start from').selectOption('paper-all');
      expect(await page.getByLabel('Start from').inputValue()).toBe('paper-all');
      await page.getByLabel('Start from').selectOption('bank');
      expect(Object.keys(await verdictsOn(page)).length).toBeGreaterThan(10);
    });

    test(`${way}: one with a fault is refused, with its place and what was meant`, async () => {
      const page = await pages.open();
      await give(page, { name: 'typo.yaml', content: 'switches:\n  pkce.requird: true\n' });
      await message(page).waitFor();
      expect(await message(page).getAttribute('role')).toBe('alert');
      const told = await message(page).textContent();
      expect(told).toContain('did you mean `pkce.required`?');
      expect(told).toContain('typo.yaml:2:3');
      expect(await page.getByLabel('Start from').inputValue()).toBe('rfc6749-bare');
    });
  }

  test('what is no profile, or too much, is refused', async () => {
    const page = await pages.open();
    for (const [given, told] of [
      [{ name: 'extends.yaml', content: 'extends: ./other.yaml\n' }, 'reads one file at a time'],
      [
        { name: 'junk.yaml', content: Uint8Array.from({ length: 4000 }, (_, i) => (i * 37) % 256) },
        'junk.yaml',
      ],
      [{ name: 'large.yaml', content: 'a'.repeat(2_000_000) }, 'no profile is that large'],
      [{ name: 'world.yaml', content: 'scenario: { orders: scope-only }\n' }, 'no searches of such a world'],
      [{ name: 'empty.yaml', content: '' }, 'the file is empty'],
    ] as const) {
      await choose(page, given);
      await expect.poll(() => message(page).textContent()).toContain(told);
    }
    expect(await page.getByLabel('Start from').inputValue()).toBe('rfc6749-bare');
  });

  test('markup in names and notes is text', async () => {
    const page = await pages.open();
    let asked = 0;
    page.on('dialog', (dialog) => {
      asked++;
      void dialog.dismiss();
    });
    const content = `name: "${markup}"\nextends: rfc6749-bare\nnotes: { pkce.required: "${markup}" }\n`;
    await choose(page, { name: 'markup.yaml', content });
    await message(page).getByText(`Imported: ${markup}`).waitFor();
    expect(await page.getByLabel('Start from').inputValue()).toBe(markup);
    await choose(page, { name: `${markup}.yaml`, content: `switches: { "${markup}": true }\n` });
    await expect.poll(() => message(page).textContent()).toContain(`no switch \`${markup}\``);
    await page.locator('[data-verdict=attack]').first().click();
    await page.locator('.sequence').waitFor();
    expect(await page.locator('img, script:not(#book):not(:last-child)').count()).toBe(0);
    expect(asked).toBe(0);
  });
});
