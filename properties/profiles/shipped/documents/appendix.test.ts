// Appendix 2, against the counts of its bullets in the Japanese text, and against the model.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { switchIds } from '../../../../model/switches.js';
import { fapiPart1Confidential, fapiPart1Public, fapiPart2 } from './appendix.js';
import { appendixRows } from './appendixRows.js';
import { documentProfiles } from './index.js';

/** Bullets of each section in the survey. */
const bullets = [
  ['(1)イ(イ)', 12],
  ['(1)イ(ロ)', 5],
  ['(1)イ(ハ)', 5],
  ['(1)イ(ニ)', 1],
  ['(1)ロ(イ)', 3],
  ['(1)ロ(ロ)', 1],
  ['(1)ロ(ハ)', 4],
  ['(1)ロ(ニ)', 7],
  ['(2)イ(イ)', 3],
  ['(2)イ(ロ)', 1],
  ['(2)ロ(イ)', 4],
  ['(2)ロ(ロ)', 2],
  ['(2)ロ(ハ)', 3],
  ['(2)ロ(ニ)', 1],
] as const;

test('every row is there, in the order of the survey', () => {
  const sections = [...new Set(appendixRows.map(({ section }) => section))];
  expect(sections.map((s) => [s, appendixRows.filter((r) => r.section === s).length])).toEqual(bullets);
  expect(appendixRows.length).toBe(52);
});

test('each row becomes something that is there, in both languages', () => {
  for (const { text, becomes } of appendixRows) {
    expect(text.ja).not.toBe(text.en);
    expect(becomes.length).toBeGreaterThan(0);
    for (const one of becomes) {
      const ids = one.is === 'switches' ? one.switches : one.is === 'not-yet' ? (one.standIns ?? []) : [];
      expect(switchIds).toEqual(expect.arrayContaining([...ids]));
      if (one.is === 'constant')
        expect(existsSync(fileURLToPath(new URL(`../../../../${one.where}`, import.meta.url)))).toBe(true);
    }
  }
});

test('the profiles speak of each switch that a row of theirs names', () => {
  const silent = (profile: typeof fapiPart2, ...parts: readonly string[]) =>
    appendixRows
      .filter(({ section }) => parts.some((p) => section.startsWith(p)))
      .flatMap(({ becomes }) => becomes.flatMap((one) => (one.is === 'switches' ? one.switches : [])))
      .filter((id) => !profile.on.has(id) && !profile.unknown.has(id) && !/RFC/.test(profile.notes.get(id)!));
  // Whether a revocation takes the whole authorization along is not said, and so off.
  const unsaid = ['revocation.takes-grant'];
  expect(silent(fapiPart1Confidential, '(1)イ')).toEqual(unsaid);
  expect(silent(fapiPart1Public, '(1)イ(ロ)', '(1)ロ(ニ)')).toEqual([]);
  expect(silent(fapiPart2, '(2)イ', '(2)ロ(イ)', '(2)ロ(ロ)', '(2)ロ(ニ)')).toEqual([]);
});

test('a measure that is not in the model lies between off and on of switches that are then unknown or demanded besides', () => {
  for (const { becomes } of appendixRows)
    for (const one of becomes)
      if (one.is === 'not-yet')
        for (const id of one.standIns ?? [])
          expect([id, fapiPart2.unknown.has(id) || fapiPart2.on.has(id)]).toEqual([id, true]);
});

test('each profile of a document names what is outside, with source and reason in both languages', () => {
  for (const { name, unmodelled = [] } of documentProfiles) {
    expect([name, unmodelled.length]).not.toEqual([name, 0]);
    for (const { text, reason, source } of unmodelled) {
      expect(source).toMatch(/\d/);
      for (const { en, ja } of [text, reason]) {
        expect(en).toMatch(/\w/);
        expect(ja).not.toBe(en);
      }
    }
  }
});
