import { expect, test } from 'vitest';
import { knownResults } from './literature.js';
import { judgeResult } from './literature-judged.js';

const told = (a: ReturnType<typeof judgeResult>['with']) =>
  a.attack === null ? a.verdict : `${a.verdict} in ${a.attack.steps.length}`;

test('every result is named once', () => {
  const ids = knownResults.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids.length).toBeGreaterThanOrEqual(60);
});

// A result on which the model is known to differ must say why; one on which it has come to agree must no longer.
test.each(knownResults.map((r) => [r.id, r] as const))('%s', { timeout: 120_000 }, (_, result) => {
  const judged = judgeResult(result);
  expect(judged.agrees, `without: ${told(judged.without)}, with: ${told(judged.with)}`).toBe(
    result.differs === undefined,
  );
  const pinned = (steps: number | undefined) => (steps === undefined ? 'none' : `attack in ${steps}`);
  expect([told(judged.without), told(judged.with)]).toEqual([
    pinned(result.steps.without),
    pinned(result.steps.with),
  ]);
});
