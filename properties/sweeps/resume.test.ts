import { expect, test } from 'vitest';
import { defaultScenario } from '../../model/scenario.js';
import { cellOfInput, type SweepCell } from './cell.js';
import type { Line } from './line.js';
import { resumedFrom } from './resume.js';

const of = { model: 'a'.repeat(64), program: 'b'.repeat(64) };
const cellAt = (states: number, version = of): SweepCell =>
  cellOfInput(version, {
    question: 'who',
    profile: { name: 'p', on: [] },
    scenario: defaultScenario,
    goal: 'read.direct',
    attacker: null,
    maxCapabilities: null,
    budget: { states, steps: null },
  });
const lineOf = ({ id, input }: SweepCell, seconds: number | null, version = of): Line => ({
  ...version,
  cell: id,
  input,
  result: { verdict: 'attack' },
  aside: seconds === null ? null : { seconds, by: 'host:1' },
});
const [one, two, three] = [cellAt(1), cellAt(2), cellAt(3)];

test('a cell that several lines answer counts once; one that the plan does not hold, not at all', () => {
  const lines = [lineOf(one, 5), lineOf(one, 7), lineOf(two, null), lineOf(three, 9)];
  expect(resumedFrom(lines, [one, two], of)).toEqual({ ids: new Set([one.id, two.id]), seconds: [7] });
});

test.each(['model', 'program'] as const)('a line of another %s is not mixed with the others', (what) => {
  const version = { ...of, [what]: 'c'.repeat(64) };
  const held = resumedFrom([lineOf(one, 5), lineOf(cellAt(1, version), 5, version)], [one], of);
  expect(held).toHaveProperty('other', expect.objectContaining(version));
});
