import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileStems } from './traces.js';

test('profiles with different names have files of different names, where capitals count and where not', () => {
  const names = fc.uniqueArray(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('bank', 'Bank', '銀行', '証券', 'a b', 'a/b', '..', ''),
    ),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(names, (all) => {
      const stems = fileStems(all);
      expect(new Set(stems.map((s) => s.toLowerCase())).size).toBe(all.length);
      for (const stem of stems) {
        expect(stem).toMatch(/^[^./\\\0][^/\\\0]*$/u);
        expect(Buffer.byteLength(stem)).toBeLessThan(200);
      }
    }),
  );
});

test('letters of any script stay; a name of its own has no digest', () => {
  expect(fileStems(['銀行', 'bank 1'])).toEqual(['銀行', 'bank-1']);
  expect(fileStems(['a b', 'a/b', 'c'])).toEqual([
    expect.stringMatching(/^a-b-\w{8}$/),
    expect.stringMatching(/^a-b-\w{8}$/),
    'c',
  ]);
});
