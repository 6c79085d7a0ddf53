// What the views of one goal or threat show is what the command line tells of the same: the attack and its frames, the
// check that stops it, and what would let it in or keep it out.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { retell } from '../../../attacks/search/retell.js';
import { attackDrawing } from '../../../properties/drawings/compose.js';
import { framesOf } from '../../../properties/drawings/frames.js';
import { subjectOfTrace } from '../../draw/traceSubject.js';
import { cellOf } from '../../../properties/verdicts/compare.js';
import { idOf, judge, type Target, targets } from '../../../properties/verdicts/judge.js';
import { shippedProfile } from '../../../properties/profiles/shipped/byName.js';
import { traceOf } from '../../../properties/traces/traceText.js';
import { replayTrace } from '../../replayTrace.js';
import { capabilityBits } from '../bits.js';
import { groundsFor, inBrowser, verdictsOn } from './pages.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-views-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The trace that the page saves of the attack that it shows. */
async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the trace' }).click(),
  ]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

const groundOf = async (profile: string) => (await groundsFor([shippedProfile(profile)!]))[0]!;

inBrowser('views', (pages) => {
  const shown: readonly Target[] = [{ goal: 'session' }, { goal: 'transfer' }, { threat: 'T6' }];

  test.each(shown)('the attack %o is the one of the command line, and its trace runs', async (target) => {
    const page = await pages.open({ target: idOf(target) });
    const file = await saved(page);
    expect(replayTrace(file).attack.steps.length).toBeGreaterThan(0);
    const { witness } = await cellOf(await groundOf('rfc6749-bare'), target);
    expect(readFileSync(file, 'utf8')).toBe(traceOf(witness!, 'rfc6749-bare'));
  });

  test('an attack is stepped through by buttons, arrows and a presenter', async () => {
    const page = await pages.open({ target: 'session' });
    const subject = subjectOfTrace(await saved(page), 'session');
    const diagram = attackDrawing(subject, { lang: 'en' });
    const frames = framesOf(diagram);
    const count = () => page.locator('.count').textContent();
    const at = (n: number) => expect.poll(count).toBe(`${n} / ${frames.length}`);
    await at(1);
    await page.getByRole('button', { name: 'Next →' }).click();
    await at(2);
    for (const [key, n] of [
      ['ArrowRight', 3],
      ['PageDown', 4],
      ['ArrowLeft', 3],
      ['PageUp', 2],
    ] as const) {
      await page.keyboard.press(key);
      await at(n);
    }
    await page.getByRole('button', { name: 'Last', exact: true }).click();
    await at(frames.length);
    await page.keyboard.press('ArrowRight');
    await at(frames.length);
    expect(await page.locator('.sheet .to-come').count()).toBe(0);
    const known = (await page.locator('.panel ul').first().locator('li').allTextContents()).map((text) =>
      text.replace(' ＋', ''),
    );
    expect(known).toEqual(diagram.steps.at(-1)!.knows);
    const told = retell(subject.moves, subject.setting).steps.at(-1)!;
    expect(told.goals).toContain('session');
    for (const secret of told.learnt) expect(told.knows).toContain(secret);
    expect(known.length).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'First', exact: true }).click();
    await at(1);
    expect(await page.locator('.sheet .to-come').count()).toBeGreaterThan(0);
  });

  test.each(shown)('the twin of %o names the check that `draw twin` names', async (target) => {
    const page = await pages.open({ target: idOf(target) });
    const file = await saved(page);
    await page.getByRole('tab', { name: 'Attack and defence' }).click();
    const text = await page.locator('.twin .in-words pre').textContent();
    const drawn = join(folder, 'twin.txt');
    execFileSync(process.execPath, [join(pages.program, 'cli/main.js'), 'draw', 'twin', file, '-o', drawn]);
    // The title is of a file there.
    const withoutTitle = (t: string) => t.slice(t.indexOf('\n')).trim();
    expect(withoutTitle(text!)).toBe(withoutTitle(readFileSync(drawn, 'utf8')));
    expect(await page.locator('.twin svg.sheet').count()).toBe(2);
  });

  test('what would let an attack in does', async () => {
    const ground = await groundOf('paper-all');
    const closed = targets.filter((t) => judge(ground, t).verdict === 'no-attack-within-bounds');
    for (const target of closed.slice(0, 4)) {
      const page = await pages.open({ a: pages.preset('paper-all'), target: idOf(target), view: 'why' });
      const id = `${idOf(target)}, A`;
      expect((await verdictsOn(page))[id]).toBe('no-attack-within-bounds');
      await page.getByRole('button', { name: 'Turn over and see' }).first().click();
      await expect.poll(async () => (await verdictsOn(page))[id]).toBe('attack');
    }
  });

  test('what is said to stop an attack does', async () => {
    // Nothing stops everybody: whoever alters what her browser sends swaps sessions under any configuration.
    for (const target of shown) {
      const attacker = capabilityBits('threat' in target ? ['own.as'] : ['lure']);
      const a = { ...pages.preset('rfc6749-bare'), attacker };
      const page = await pages.open({ a, target: idOf(target), view: 'why' });
      const id = `${idOf(target)}, A`;
      expect((await verdictsOn(page))[id]).toBe('attack');
      await page.getByRole('button', { name: 'Apply' }).first().click();
      await expect.poll(async () => (await verdictsOn(page))[id]).not.toBe('attack');
    }
  });
});
