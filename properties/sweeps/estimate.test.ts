import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimate, timingsOf } from './estimate.js';

test('nothing is estimated of too few cells, or if nobody is at work', () => {
  expect(estimate(timingsOf([1, 2, 3, 4]), 10, 2)).toBeNull();
  expect(estimate(timingsOf([1, 2, 3, 4, 5]), 10, 0)).toBeNull();
  expect(estimate(timingsOf([1, 2, 3, 4, 5]), 10, 2)).not.toBeNull();
  expect(estimate(timingsOf([]), 0, 0)).toEqual({ least: 0, most: 0 });
});

test('what the rest would take on average lies in the range; more hands, less time; more spread, a wider range', () => {
  const times = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 5, maxLength: 50 });
  fc.assert(
    fc.property(
      times,
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 64 }),
      (seconds, left, hands) => {
        const timings = timingsOf(seconds);
        const { least, most } = estimate(timings, left, hands)!;
        const average = (left * timings.mean) / Math.min(hands, left);
        expect(least).toBeLessThanOrEqual(average * (1 + 1e-9));
        expect(most).toBeGreaterThanOrEqual(average * (1 - 1e-9));
        expect(estimate(timings, left, hands + 1)!.most).toBeLessThanOrEqual(most);
        const even = estimate({ ...timings, deviation: 0 }, left, hands)!;
        expect(even.most - even.least).toBeLessThanOrEqual(most - least + 1e-6);
      },
    ),
  );
});
