// What the page says of a configuration is what the command line says of it. The command line's side stands on the
// results as the cache holds them, the page's on the book that was packed into it and on what its document shows.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { bitsOf } from '../../../attacks/search/conditions.js';
import { type Measure, measures } from '../../../model/measures.js';
import { contradictionOf } from '../../../model/scenario.js';
import { type SwitchId, switchIds } from '../../../model/switches.js';
import { compare } from '../../../properties/verdicts/compare.js';
import type { Ground } from '../../../properties/verdicts/ground.js';
import { idOf, judge, targets, verdicts as allVerdicts } from '../../../properties/verdicts/judge.js';
import type { StatedProfile } from '../../../properties/verdicts/profile.js';
import { shippedProfiles } from '../../../properties/profiles/shipped/index.js';
import { loadProfile } from '../../profile.js';
import { addressOf } from '../address.js';
import { capabilityBits } from '../bits.js';
import type { Configuration } from '../configuration.js';
import { Decisions } from '../decide.js';
import { profileYaml } from '../profileYaml.js';
import { groundsFor, inBrowser, type Pages, untilReplayed, verdictsOn } from './pages.js';

type Verdicts = Readonly<Record<string, string>>;
const none = 'no-attack-within-bounds';

/** What the judge says, as the page labels it. */
const judged = (ground: Ground): Verdicts =>
  Object.fromEntries(targets.map((t) => [`${idOf(t)}, A`, judge(ground, t).verdict]));

/** What `compare` says: a verdict only after its attack was replayed. */
async function compared(profiles: readonly StatedProfile[]): Promise<Verdicts> {
  const { rows } = await compare(await groundsFor(profiles), targets);
  return Object.fromEntries(
    rows.flatMap(({ target, cells }) =>
      cells.map((cell, i) => [`${idOf(target)}, ${i === 0 ? 'A' : 'B'}`, cell.verdict]),
    ),
  );
}

/** What the page shows at each of these addresses, one after the other, without being loaded anew. */
const shownAt = (page: Page, addresses: readonly string[]): Promise<readonly Verdicts[]> =>
  page.evaluate(async (all) => {
    // Replays wait for a page at rest: here it never is.
    window.requestIdleCallback = () => 0;
    const shown: Record<string, string>[] = [];
    for (const address of all) {
      const followed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
      if (location.hash !== `#${address}`) {
        location.hash = address;
        await followed;
      }
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const buttons = [...document.querySelectorAll<HTMLElement>('[data-verdict]')];
      shown.push(Object.fromEntries(buttons.map((b) => [b.dataset.cell!, b.dataset.verdict!])));
    }
    return shown;
  }, addresses);

/** A configuration as anyone might leave it: near a shipped profile, or like none. */
const drawn = (pages: Pages) =>
  fc
    .record({
      from: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...shippedProfiles.map(({ on }) => [...on])) },
        { weight: 1, arbitrary: fc.subarray([...switchIds]) },
      ),
      turned: fc.subarray([...switchIds], { maxLength: 8 }),
      unknown: fc.oneof(fc.constant([]), fc.subarray([...switchIds], { maxLength: 6 })),
      attacker: fc.option(fc.subarray(capabilities.map(({ id }) => id))),
      world: fc.nat(pages.book.worlds.length - 1),
    })
    .map(({ from, turned, unknown, attacker, world }) => {
      const open = new Set(unknown);
      const on = switchIds.filter((id) => from.includes(id) !== turned.includes(id) && !open.has(id));
      const configuration: Configuration = {
        on: bitsOf(on),
        unknown: bitsOf(open),
        attacker: capabilityBits(attacker ?? capabilities.map(({ id }) => id)),
        world,
      };
      const profile: StatedProfile = {
        name: 'drawn',
        on: new Set<SwitchId>(on),
        unknown: open,
        notes: new Map(),
        scenario: pages.book.worlds[world]!.stated,
        attacker: attacker && new Set(attacker),
      };
      return { configuration, profile };
    });

inBrowser('verdicts in the page', (pages) => {
  const address = (a: Configuration) => addressOf(pages.book, pages.stateOf({ a }));

  test('every shipped profile, on both sides, has those of `compare`', async () => {
    const page = await pages.open();
    const [chooseA, chooseB] = [page.getByLabel('Start from'), page.getByLabel('Compare with')];
    for (const [i, profile] of shippedProfiles.entries()) {
      const other = shippedProfiles[(i + 4) % shippedProfiles.length]!;
      await chooseA.selectOption(profile.name);
      await chooseB.selectOption(other.name);
      await untilReplayed(page);
      expect(await verdictsOn(page), `${profile.name} and ${other.name}`).toEqual(
        await compared([profile, other]),
      );
    }
  });

  // SEKISHO_CONFIGURATIONS says how many; a thousand take three minutes.
  test('drawn configurations have those of the command line', async () => {
    const samples = fc.sample(drawn(pages), Number(process.env.SEKISHO_CONFIGURATIONS ?? 300));
    const grounds = await groundsFor(
      samples.map(({ profile }) => profile),
      false,
    );
    const page = await pages.open();
    const shown = await shownAt(
      page,
      samples.map(({ configuration }) => address(configuration)),
    );
    const seen = new Set<string>();
    for (const [i, ground] of grounds.entries()) {
      const expected = judged(ground);
      for (const verdict of Object.values(expected)) seen.add(verdict);
      expect(shown[i], address(samples[i]!.configuration)).toEqual(expected);
    }
    // No shipped world lacks what an attack is about; all else is among the drawn.
    expect(allVerdicts.filter((v) => !seen.has(v))).toEqual(['not-applicable']);
    // A frame or more for each of them: minutes where much else runs.
  }, 400_000);

  test('so has what the page copies as a profile, read back as a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-copied-'));
    try {
      const file = join(folder, 'copied.yaml');
      const page = await pages.open('', { permissions: ['clipboard-read', 'clipboard-write'] });
      for (const { configuration, profile } of fc.sample(drawn(pages), 20)) {
        const text = profileYaml(pages.book, configuration, 'configuration');
        await shownAt(page, [address(configuration)]);
        await page.getByRole('button', { name: 'Copy profile' }).click();
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);
        writeFileSync(file, text);
        if (contradictionOf(profile.scenario, profile.on) !== null) {
          await page.getByText('This configuration contradicts itself').waitFor();
          expect(() => loadProfile(file)).toThrow('but the scenario');
          continue;
        }
        const [copied, own] = await groundsFor([loadProfile(file), profile], false);
        expect(judged(copied!), text).toEqual(judged(own!));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('turning a measure, by mouse and by keyboard, changes them as adding it to the profile does', async () => {
    const { closing, opening } = await turns(pages);
    for (const [turn, press] of [
      [closing, false],
      [closing, true],
      [opening, false],
      [opening, true],
    ] as const) {
      const page = await pages.open({ a: turn.from });
      expect(await verdictsOn(page)).toEqual(turn.before);
      const tick = page.getByRole('checkbox', { name: new RegExp(`^${turn.measure.id} `) });
      if (press) await tick.press('Space');
      else await tick.click();
      await expect.poll(() => verdictsOn(page)).toEqual(turn.after);
    }
  });
});

interface Turn {
  readonly from: Configuration;
  readonly measure: Measure;
  readonly before: Verdicts;
  readonly after: Verdicts;
}

/**
 * A measure that closes a goal and opens none; and one that opens a goal that was closed, tried where a path needs a
 * check of its own to be made and all others are made that it does not forbid.
 */
async function turns(pages: Pages): Promise<{ readonly closing: Turn; readonly opening: Turn }> {
  const strict = shippedProfiles.find((p) => p.name === 'paper-all')!;
  const [{ every }, bare] = [(await groundsFor([strict]))[0]!, pages.preset('rfc6749-bare')];
  const decisions = new Decisions(pages.book);
  const turn = (on: bigint, measure: Measure): Turn => {
    const bits = bitsOf(measure.switches);
    const of = (c: bigint) => judged(decisions.groundOf({ ...bare, on: c }));
    return { from: { ...bare, on: on & ~bits }, measure, before: of(on & ~bits), after: of(on | bits) };
  };
  const changes = ({ before, after }: Turn, from: string, to: string) =>
    Object.keys(before).some((id) => before[id] === from && after[id] === to);
  const closing = (measures as readonly Measure[])
    .map((m) => turn(bare.on, m))
    .find((t) => changes(t, 'attack', none) && !changes(t, none, 'attack'));
  for (const { cube } of every) {
    const on = (bitsOf(strict.on) | cube.on) & ~cube.off;
    for (const measure of measures as readonly Measure[]) {
      const bits = bitsOf(measure.switches);
      if ((bits & cube.on) === 0n || (bits & cube.off) !== 0n) continue;
      const opening = turn(on, measure);
      if (changes(opening, none, 'attack')) return { closing: closing!, opening };
    }
  }
  throw new Error('no measure opens anything');
}
