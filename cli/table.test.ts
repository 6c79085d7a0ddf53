// What the shipped searches find, pinned: verdicts on the paper's claims, lengths of shortest witnesses, numbers of
// states. A change here is a change of the model or of the search, and wants a reason.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { appliesIn } from '../attacks/catalogue/applies.js';
import type { ByClient } from '../attacks/catalogue/byClient.js';
import { deriveTable, type ThreatRow } from '../attacks/catalogue/table.js';
import type { PathsResult } from '../attacks/paths.js';
import { openSearches } from '../attacks/worlds.js';
import { galleryFolder, shippedFiles } from './draw/shipped.js';
import { langs } from './i18n.js';
import { openResults } from './openResults.js';
import { openByClient, openTable } from './openTable.js';
import { displayWidth } from './output.js';
import { endGoals } from './run.js';
import { changesText } from './tableChanges.js';
import { tableText } from './tableText.js';

let result: PathsResult;
let rows: readonly ThreatRow[];
let byClient: readonly ByClient[];
beforeAll(async () => {
  result = await openResults(openSearches(), endGoals);
  rows = deriveTable(result);
  byClient = await openByClient();
}, 600_000);

describe('the table', () => {
  test('no path is to a goal, or bears a name, that means nothing in its world', () => {
    const senseless = result.paths.filter((p) =>
      [p.goal, ...p.threats].some((id) => !appliesIn(id, p.scenario)),
    );
    expect(senseless).toEqual([]);
    expect(result.paths.filter((p) => p.threats.includes('N5')).length).toBeGreaterThan(0);
  });

  test('every search is exhausted, and every proposal replays', () => {
    expect(result.scenarios.filter(({ complete }) => !complete)).toEqual([]);
    expect(result.failures).toEqual([]);
  });

  test('every threat is reached from the bare profile, but the two that a countermeasure creates', () => {
    expect(
      rows.filter(({ found }) => !found).map(({ threat, createdBy }) => [threat.id, ...createdBy]),
    ).toEqual([
      ['N4', 'code.single-use', 'code.replay-revokes'],
      ['N5', 'refresh.rotated', 'refresh.reuse-revokes'],
    ]);
    expect(rows.filter(({ paths }) => paths.length === 0)).toEqual([]);
  });

  // What ships for drawing is a copy of these results; `npm run gallery` makes it anew.
  test('the traces and conditions that ship with the gallery are these', () => {
    const lines = (text: string) => text.split('\n').toSorted();
    for (const [file, text] of shippedFiles(result))
      expect(lines(readFileSync(join(galleryFolder, file), 'utf8')), file).toEqual(lines(text));
  });

  test('verdicts on the claims, and shortest witnesses', () => {
    const told = rows.map((r) => `${r.threat.id} ${r.verdict} ${r.shortest?.steps}`);
    expect(told).toMatchInlineSnapshot(`
      [
        "T1 by-assumption 9",
        "T2 by-assumption 5",
        "T3 too-weak 5",
        "T4 too-weak 6",
        "T5 by-assumption 5",
        "T6 too-weak 7",
        "T7 too-weak 4",
        "T7A by-assumption 7",
        "T7B by-assumption 4",
        "T7C too-weak 5",
        "T7D too-weak 4",
        "T7E by-assumption 4",
        "T7F too-weak 5",
        "T8 by-assumption 2",
        "T9 more-than-needed 6",
        "T10 too-weak 4",
        "T11 too-weak 4",
        "T12 too-weak 3",
        "N1 confirmed 1",
        "N2 too-weak 4",
        "N3 confirmed 4",
        "N4 no-claim 4",
        "N5 no-claim 7",
        "N6 too-weak 1",
      ]
    `);
  });

  test('what the survey says of refresh tokens besides its claims on T7', () => {
    const told = rows.flatMap(({ threat, remarks }) =>
      remarks.map(({ about, claim, verdict }) => `${threat.id} ${about} ${claim.join('+')} ${verdict}`),
    );
    expect(told).toEqual([
      'T7 refresh CM8+CM15 too-weak',
      'T7 refresh-by-privilege CM16 confirmed',
      'T7 refresh-by-privilege CM17 by-assumption',
    ]);
  });

  test('states and levels of each search', () => {
    const told = result.scenarios.map((s) => `${s.name}: ${s.stats.states} states, ${s.stats.levels} levels`);
    expect(told).toMatchInlineSnapshot(`
      [
        "web-1s1g0t-k1-goals: 251258 states, 19 levels",
        "web-1s1g0t-k2-usual: 259926 states, 19 levels",
        "web-1s2g0t-k1-usual: 3647094 states, 19 levels",
        "web-1s1g1t-k1-usual-listening: 42136 states, 19 levels",
        "access-app-1s1g0t-k1-usual: 79377 states, 16 levels",
        "native-1s1g0t-k1-usual: 38178 states, 13 levels",
        "web-scope-only-1s1g0t-k1-usual: 105972 states, 14 levels",
        "web-refresh-1s1g1t-k1-usual-listening: 692101 states, 24 levels",
        "web-refresh-1s1g1t-k1-usual-at-client: 430139 states, 24 levels",
        "web-refresh-1s1g1t-k1-usual-reuse: 345879 states, 21 levels",
      ]
    `);
  });

  test.each(langs)('reads as in docs/results (%s)', async (lang) => {
    const text = `${tableText(rows, result, byClient, lang, false)}\n`;
    await expect(text).toMatchFileSnapshot(`../docs/results/figure-4${lang === 'en' ? '' : `.${lang}`}.txt`);
    for (const line of text.split('\n').slice(0, text.split('\n').indexOf('')))
      expect(displayWidth(line)).toBeLessThanOrEqual(100);
  });

  test("today's browsers, and what differs from the survey's (as in docs/results)", async () => {
    const { result: today, rows: todays, changes } = await openTable('today');
    expect(today.scenarios.filter(({ complete }) => !complete)).toEqual([]);
    expect(changes!.length).toBeGreaterThan(0);
    const text = [tableText(todays, today, [], 'en', false), changesText(changes!, 'en'), ''].join('\n');
    await expect(text).toMatchFileSnapshot('../docs/results/figure-4-today.txt');
  });

  test('a path bears a name or none, and its name changes nothing about it', () => {
    expect(result.paths.some((path) => path.threats.length === 0)).toBe(true);
    expect(result.paths.some((path) => path.threats.length > 1)).toBe(true);
  });
});
