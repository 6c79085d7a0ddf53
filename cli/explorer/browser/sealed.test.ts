// The file is all that the page is: it asks for nothing, may not, works wherever it lies, and prints.

import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inBrowser, verdictsOn } from './pages.js';

inBrowser('the file', (pages) => {
  test('is small, has a title, and works where it is moved to', async () => {
    // A profile that ships, with what was found of it, is some 75 kB.
    expect(statSync(pages.file).size).toBeLessThan(1_750_000);
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-moved to 別の場所-'));
    try {
      const file = join(folder, 'a page.html');
      copyFileSync(pages.file, file);
      const [moved, own] = [await pages.open('', { file }), await pages.open()];
      expect(await moved.title()).toBe('Sekisho');
      expect(await verdictsOn(moved)).toEqual(await verdictsOn(own));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('may ask for nothing: its policy refuses a request, a picture, a socket and a script', async () => {
    let connections = 0;
    const server = createServer((_, response) => response.end()).on('connection', () => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const page = await pages.open();
      const before = pages.complaints.length;
      const refused = await page.evaluate(async (host) => {
        const found: string[] = [];
        addEventListener('securitypolicyviolation', (e) => found.push(e.effectiveDirective));
        await fetch(`http://${host}`).catch(() => {});
        const failed = (e: HTMLElement) => new Promise((resolve) => e.addEventListener('error', resolve));
        const image = new Image();
        image.src = `http://${host}`;
        await failed(image);
        try {
          const socket = new WebSocket(`ws://${host}`);
          await new Promise((resolve) => socket.addEventListener('error', resolve));
        } catch {
          // Refused at once.
        }
        try {
          document.createElement('script').src = `http://${host}`;
        } catch {
          // A text is no address of a script here.
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        return found;
      }, `127.0.0.1:${port}`);
      expect(new Set(refused)).toEqual(new Set(['connect-src', 'img-src', 'require-trusted-types-for']));
      expect(refused.filter((directive) => directive === 'connect-src').length).toBe(2);
      expect(connections).toBe(0);
      // These were asked for by the test.
      pages.complaints.splice(before);
    } finally {
      server.close();
    }
  });

  test('prints what was chosen, whole, and none of what is clicked', async () => {
    const page = await pages.open({ target: 'session' });
    await page.locator('.sequence').waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const control of ['.tools button', 'nav button', '.stepper', '.tabs', '.find', '.detail button'])
      expect(await page.locator(control).locator('visible=true').count(), control).toBe(0);
    const parts = page.locator('.sheet g');
    expect(await parts.locator('visible=true').count()).toBeGreaterThan(0);
    expect(
      await parts.evaluateAll((all) => all.filter((g) => getComputedStyle(g).visibility === 'hidden').length),
    ).toBe(0);
    expect(await page.locator('.verdicts table').first().isVisible()).toBe(true);
  });
});
