import { describe, expect, test } from 'vitest';
import { changeOf, type Change } from './compare.js';
import { type Verdict, verdicts } from './judge.js';

describe('what becomes of a verdict', () => {
  test.each([
    ['attack', 'no-attack-within-bounds', 'fixed'],
    ['depends', 'no-attack-within-bounds', 'fixed'],
    ['attack', 'not-applicable', 'fixed'],
    ['attack', 'vacuous', 'other'],
    ['attack', 'inconclusive', 'other'],
    ['attack', 'depends', 'other'],
    ['depends', 'vacuous', 'other'],
    ['depends', 'attack', 'admitted'],
    ['no-attack-within-bounds', 'depends', 'admitted'],
    ['inconclusive', 'attack', 'admitted'],
    ['no-attack-within-bounds', 'vacuous', 'other'],
  ] as const satisfies readonly (readonly [Verdict, Verdict, Change])[])(
    '%s → %s: %s',
    (before, after, change) => {
      expect(changeOf(before, after)).toBe(change);
    },
  );

  test('the reverse of a fix admits; nothing is unchanged but what is the same', () => {
    for (const before of verdicts)
      for (const after of verdicts) {
        const change = changeOf(before, after);
        expect(change === 'unchanged').toBe(before === after);
        if (change === 'fixed') expect(changeOf(after, before)).toBe('admitted');
      }
  });
});
