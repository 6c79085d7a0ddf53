// What tests in a browser share: pages to try, and that nothing went wrong on any of them. A page that says a word on the
// console or asks for anything but itself fails its file of tests, whatever else holds.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { addressOf, initialState, type PageState } from '../address.js';
import type { Book } from '../book.js';
import { configurationOf, type Configuration } from '../configuration.js';
import type { Ground } from '../../../properties/verdicts/ground.js';
import type { StatedProfile } from '../../../properties/verdicts/profile.js';
import { endGoals } from '../../run.js';

const explorer = inject('explorer');
const isRequired = (process.env.CI ?? '') !== '' || process.env.SEKISHO_REQUIRE_BROWSER === '1';

/** A part of the built program: what the searches found is kept for that one. */
const built = (file: string) =>
  import(/* @vite-ignore */ pathToFileURL(join(explorer!.program, file)).href) as Promise<unknown>;

/** What the command line's verdicts on profiles stand on; without `own`, on what is known, as the page's do. */
export async function groundsFor(profiles: readonly StatedProfile[], own = true): Promise<readonly Ground[]> {
  const { groundsOf } = (await built(
    'cli/profiles/grounds.js',
  )) as typeof import('../../profiles/grounds.js');
  return (await groundsOf(profiles, endGoals, explorer!.kept, { own })).grounds;
}

export class Pages {
  #browser!: Browser;
  /** What the pages carry, made here: not read from them. */
  book!: Book;
  /** What went wrong on any page so far. */
  readonly complaints: string[] = [];

  async start(): Promise<void> {
    this.#browser = await chromium.connect(explorer!.endpoint);
    const { bookOf } = (await built('cli/explorer/bind.js')) as typeof import('../bind.js');
    this.book = (await bookOf([], explorer!.kept))!;
  }
  async closeAll(): Promise<void> {
    for (const context of this.#browser.contexts()) await context.close();
  }
  async stop(): Promise<void> {
    await this.#browser.close();
  }

  preset(name: string): Configuration {
    return configurationOf(this.book, this.book.presets.find((p) => p.name === name)!)!;
  }
  /** The whole state of a page of which so much is said. */
  stateOf(said: Partial<PageState>): PageState {
    return { ...initialState(this.book, 'en'), a: this.preset('rfc6749-bare'), ...said };
  }

  /** Opens the page at a state, or at an address's fragment. */
  async open(
    at: Partial<PageState> | string = '',
    options: BrowserContextOptions & { readonly file?: string } = {},
  ): Promise<Page> {
    const { file = explorer!.page, ...more } = options;
    const context = await this.#browser.newContext({ viewport: { width: 1440, height: 900 }, ...more });
    const page = await context.newPage();
    const own = pathToFileURL(file).href;
    page.on('console', (m) => {
      if (m.type() === 'error' || m.type() === 'warning') this.complaints.push(`${m.type()}: ${m.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`thrown: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url().split('#')[0]!;
      // What is saved is made by the page itself.
      if (url !== own && !url.startsWith('blob:')) this.complaints.push(`asked for: ${url}`);
    });
    const fragment = typeof at === 'string' ? at : addressOf(this.book, this.stateOf(at));
    await page.goto(`${own}${fragment === '' ? '' : `#${fragment}`}`);
    await page.waitForSelector('.frame');
    return page;
  }

  /** The file that pages are opened from, the program that wrote it, and what its searches found. */
  get file(): string {
    return explorer!.page;
  }
  get program(): string {
    return explorer!.program;
  }
  get kept(): string {
    return explorer!.kept;
  }
}

/** Tests in a browser. Where there is none they are skipped, or fail where one is required. */
export function inBrowser(title: string, tests: (pages: Pages) => void): void {
  if (explorer === null && isRequired) {
    test(title, () => expect.unreachable('there is no Chromium, and this run requires one'));
    return;
  }
  describe.skipIf(explorer === null)(title, () => {
    const pages = new Pages();
    beforeAll(() => pages.start());
    afterEach(() => pages.closeAll());
    afterAll(() => pages.stop());
    tests(pages);
    test('and all along nothing is said on the console, and nothing asked for', () => {
      expect(pages.complaints).toEqual([]);
    });
  });
}

/** The verdicts that a page shows, by goal or threat and side: `transfer, A`. */
export const verdictsOn = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('[data-verdict]')
    .evaluateAll((buttons) =>
      Object.fromEntries(buttons.map((b) => [b.getAttribute('data-cell')!, b.getAttribute('data-verdict')!])),
    );

/** Until every attack that is told of was replayed, or was seen not to run. */
export async function untilReplayed(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll<HTMLElement>('[data-attacks]')].every(
        (f) => f.dataset.replayed === f.dataset.attacks,
      ),
    undefined,
    { timeout: 60_000 },
  );
}

/** Waits until the view has worked out its reasons, whether there are sets to show or none. */
export async function isWorkedOut(page: Page): Promise<void> {
  await page.locator('.view section h3').first().waitFor();
  await page.locator('.view [role="status"]').waitFor({ state: 'detached' });
}
