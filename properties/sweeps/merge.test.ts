// The whole is the same, whoever answered which cell, in which order, how often; and what is wrong is said.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultScenario } from '../../model/scenario.js';
import { canonical } from './canonical.js';
import { cellOfInput, type SweepCell } from './cell.js';
import { type Line, readLine, writeLine } from './line.js';
import { merge } from './merge.js';

const of = { model: 'a'.repeat(64), program: 'b'.repeat(64) };
const cells: readonly SweepCell[] = Array.from({ length: 12 }, (_, i) =>
  cellOfInput(of, {
    question: 'who',
    profile: { name: `p${i}`, on: [] },
    scenario: defaultScenario,
    goal: 'read.direct',
    attacker: null,
    maxCapabilities: i,
    budget: { states: 10, steps: null },
  }),
);
const lineOf = ({ id, input }: SweepCell, seconds: number, more: Partial<Line> = {}): Line => ({
  ...of,
  cell: id,
  input,
  result: { verdict: Number(id.slice(0, 2)) % 2 === 0 ? 'attack' : 'no-attack-within-bounds', states: 3 },
  aside: { seconds, by: `host:${seconds}` },
  ...more,
});
const fileOf = (lines: readonly Line[]) => ({
  name: 'f',
  content: lines.map((l) => `${writeLine(l)}\n`).join(''),
});
const whole = merge(cells, [fileOf(cells.map((cell) => lineOf(cell, 1)))], of);

test('all is there, in the order of the plan, without what differs from run to run', () => {
  expect(whole.lines).toHaveLength(cells.length);
  expect(whole.lines.map((line) => (JSON.parse(line) as Line).cell)).toEqual(cells.map(({ id }) => id));
  expect(whole.lines.join()).not.toContain('aside');
  expect(whole).toMatchObject({ missing: [], doubled: 0, damaged: [], contradicted: [] });
});

test('the order of lines and files, parts and doubles change nothing', () => {
  const someFiles = fc
    .array(fc.tuple(fc.nat({ max: cells.length - 1 }), fc.nat({ max: 3 }), fc.nat()), { maxLength: 30 })
    .chain((extra) =>
      fc
        .tuple(
          fc.shuffledSubarray([...cells.keys()], { minLength: cells.length }),
          fc.array(fc.nat({ max: 3 }), { minLength: cells.length, maxLength: cells.length }),
        )
        .map(([order, files]) => [...order.map((c, i) => [c, files[i]!, i] as const), ...extra]),
    );
  fc.assert(
    fc.property(someFiles, fc.boolean(), (written, isTorn) => {
      const files = [0, 1, 2, 3].map((file) =>
        fileOf(written.filter(([, f]) => f === file).map(([c, , seconds]) => lineOf(cells[c]!, seconds))),
      );
      // Whoever was killed left half a line, which was written again.
      const torn = { name: 't', content: writeLine(lineOf(cells[0]!, 9)).slice(0, 50) };
      const merged = merge(cells, isTorn ? [torn, ...files] : files, of);
      expect(merged.lines).toEqual(whole.lines);
      expect(merged.doubled).toBe(written.length - cells.length);
      expect(merged.damaged).toHaveLength(isTorn ? 1 : 0);
      // What was merged can be merged.
      const again = merge(cells, [{ name: 'm', content: `${merged.lines.join('\n')}\n` }], of);
      expect(again.lines).toEqual(whole.lines);
    }),
  );
});

test('a line that is cut off anywhere, or altered anywhere, is none', () => {
  const text = writeLine(lineOf(cells[0]!, 1, { aside: null }));
  expect(readLine(text)).toHaveProperty('line');
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), fc.constantFrom('0', 'x', '"', '1'), (i, c) => {
      expect(readLine(text.slice(0, i))).toHaveProperty('flaw');
      const other = text.slice(0, i) + c + text.slice(i + 1);
      if (other !== text) expect(readLine(other)).toHaveProperty('flaw');
    }),
  );
});

describe('what is wrong is said, and not counted', () => {
  const [first, ...others] = cells;
  const good = fileOf(others.map((cell) => lineOf(cell, 1)));

  test('missing', () => {
    expect(merge(cells, [good], of).missing).toEqual([first]);
  });
  test('of another model, though the cell has the same inputs', () => {
    const old = { ...of, model: 'c'.repeat(64) };
    const cell = cellOfInput(old, first!.input);
    const merged = merge(cells, [good, fileOf([lineOf(cell, 1, old)])], of);
    expect(merged.ofOthers).toEqual([{ file: 'f', line: 1, ...old }]);
    expect(merged.missing).toEqual([first]);
  });
  test('not in the plan', () => {
    const merged = merge(others, [good, fileOf([lineOf(first!, 1)])], of);
    expect(merged.beyond).toEqual([{ file: 'f', line: 1, cell: first!.id }]);
    expect(merged.lines).toHaveLength(others.length);
  });
  test('two answers to one cell: neither is taken', () => {
    const other = lineOf(first!, 1, { result: { verdict: 'inconclusive' } });
    const merged = merge(cells, [good, fileOf([lineOf(first!, 1), other])], of);
    expect(merged.contradicted).toMatchObject([{ cell: first!.id }]);
    expect(merged.lines).toHaveLength(others.length);
  });
});

test('the same value is the same text, in whatever order its keys are', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonical(turned)).toBe(canonical(value));
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
    }),
  );
});
