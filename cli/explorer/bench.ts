// How long the page takes to decide a configuration anew: in this program, on the book, and in a page, from a click to
// the next frame.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type SwitchId, switchIds } from '../../model/switches.js';
import type { Book } from './book.js';
import { chromiumPath, driver } from './chromium.js';
import { configurationOf, settingOf, withSetting } from './configuration.js';
import { Decisions } from './decide.js';
import { explorerHtml } from './html.js';

const toggles = 200;

export interface Times {
  readonly medianMilliseconds: number;
  readonly worstMilliseconds: number;
}
export interface DecidingFigures {
  readonly toggles: number;
  readonly decide: Times;
  /** Null: there is no browser here. */
  readonly page: Times | null;
}

function timesOf(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const rounded = (ms: number) => Number(ms.toFixed(1));
  return {
    medianMilliseconds: rounded(sorted[Math.floor(sorted.length / 2)]!),
    worstMilliseconds: rounded(sorted.at(-1)!),
  };
}

/** Which of so many is turned, time after time: the same every run, and no two in a row alike (Lehmer's generator). */
function* places(count: number): Generator<number, never> {
  for (let seed = 1; ; seed = (seed * 48_271) % 2_147_483_647) yield seed % count;
}

function decide(book: Book): Times {
  const decisions = new Decisions(book);
  let c = configurationOf(book, book.presets[0]!)!;
  decisions.of(c);
  const times: number[] = [];
  for (const at of places(switchIds.length)) {
    const id: SwitchId = switchIds[at]!;
    c = withSetting(c, [id], settingOf(c, id) !== true);
    const started = performance.now();
    decisions.of(c);
    times.push(performance.now() - started);
    if (times.length === toggles) break;
  }
  return timesOf(times);
}

/** Runs within the page, which is no place of this program: a text. Clicks measures, each a while after the other. */
const clickThrough = (at: readonly number[]): string => `(async () => {
  const times = [];
  for (const n of ${JSON.stringify(at)}) {
    const ticks = document.querySelectorAll('.measure > .row > .tick');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    ticks[n % ticks.length].click();
    await new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve))));
    times.push(performance.now() - started);
  }
  return times;
})()`;

async function inPage(book: Book): Promise<Times | null> {
  const path = chromiumPath();
  const chromium = path === null ? null : await driver();
  if (path === null || chromium === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  const browser = await chromium.launch({ executablePath: path });
  try {
    const file = join(folder, 'page.html');
    writeFileSync(file, explorerHtml(book, 'en'));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('[data-verdict]');
    const at: number[] = [];
    for (const n of places(1000)) if (at.push(n) === toggles) break;
    return timesOf(await page.evaluate<readonly number[]>(clickThrough(at)));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const decidingFigures = async (book: Book): Promise<DecidingFigures> => ({
  toggles,
  decide: decide(book),
  page: await inPage(book),
});
