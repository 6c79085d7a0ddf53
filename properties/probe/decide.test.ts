import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Trial } from './decide.js';
import { guessable, mostBits } from './randomness.js';

const control = fc.boolean().map((holds): Trial => ({ part: 'control', holds }));
const variant = fc
  .constantFrom('on', 'off', 'nothing')
  .map((shows): Trial => ({ part: 'variant', shows: shows as 'on' }));
const trials = fc.array(fc.oneof(control, variant), { maxLength: 12 });
const held: Trial = { part: 'control', holds: true };
const shows = (what: 'on' | 'off' | 'nothing'): Trial => ({ part: 'variant', shows: what });

describe('what trials prove', () => {
  test('never true from an absence: a variant shows it, none shows anything else, and every control holds', () => {
    fc.assert(
      fc.property(trials, (all) => {
        if (decide(all).is !== true) return;
        const variants = all.filter((t) => t.part === 'variant');
        expect(variants.length).toBeGreaterThan(0);
        expect(variants.every((t) => t.part === 'variant' && t.shows === 'on')).toBe(true);
        const controls = all.filter((t) => t.part === 'control');
        expect(controls.length).toBeGreaterThan(0);
        expect(controls.every((t) => t.part === 'control' && t.holds)).toBe(true);
      }),
    );
  });

  test('false if and only if a variant is a witness', () => {
    fc.assert(
      fc.property(trials, (all) => {
        expect(decide(all).is === false).toBe(all.some((t) => t.part === 'variant' && t.shows === 'off'));
      }),
    );
  });

  test('to see less never turns one setting into the other', () => {
    fc.assert(
      fc.property(trials, fc.nat(), fc.constantFrom('off', 'unknown'), (all, n, ifMixed) => {
        if (all.length === 0) return;
        const at = n % all.length;
        const blurred = all.map((t, i) =>
          i !== at ? t : t.part === 'control' ? { ...t, holds: false } : { ...t, shows: 'nothing' as const },
        );
        const before = decide(all, ifMixed as 'off').is;
        const after = decide(blurred, ifMixed as 'off').is;
        expect([before, 'unknown', ...(before === false ? [false] : [])]).toContain(after);
      }),
    );
  });

  test('the order of trials does not matter', () => {
    fc.assert(
      fc.property(trials, (all) => {
        expect(decide([...all].reverse())).toEqual(decide(all));
      }),
    );
  });

  test.each([
    [[], 'unknown', 'nothing-tried'],
    [[shows('on')], 'unknown', 'control-failed'],
    [[held, shows('on')], true, 'every-variant'],
    [[held, shows('on'), shows('nothing')], 'unknown', 'unclear'],
    [[held, shows('on'), { part: 'control', holds: false }], 'unknown', 'control-failed'],
    [[held, shows('on'), shows('off')], false, 'witness'],
  ] as const)('%j', (all, is, because) => {
    expect(decide(all)).toEqual({ is, because });
  });

  test('variants that differ settle nothing where a switch is too coarse for them', () => {
    expect(decide([held, shows('on'), shows('off')], 'unknown')).toEqual({ is: 'unknown', because: 'mixed' });
  });
});

describe('how hard values are to guess, at most', () => {
  test('values of random bytes are never called guessable', () => {
    const value = fc
      .uint8Array({ minLength: 16, maxLength: 32 })
      .map((b) => Buffer.from(b).toString('base64url'));
    // Drawn values may shrink to equal ones, which is what is called weak.
    fc.assert(
      fc.property(fc.uniqueArray(value, { minLength: 6, maxLength: 8 }), (values) => {
        fc.pre(new Set(values.map((v) => v[0])).size > 2);
        expect(mostBits(values)).toBeGreaterThanOrEqual(guessable);
      }),
    );
  });
  test('a counter behind a long prefix is guessable, and so are equal values', () => {
    expect(
      mostBits(['a-very-long-prefix-001', 'a-very-long-prefix-002', 'a-very-long-prefix-003']),
    ).toBeLessThan(8);
    expect(mostBits(['same-same-same-same-same', 'same-same-same-same-same'])).toBe(0);
  });
});
