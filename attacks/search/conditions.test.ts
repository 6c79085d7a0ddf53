// The algebra of conditions against points: over a few switches a condition is the list of configurations it holds in.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { switchIds } from '../../model/switches.js';
import {
  absorb,
  bitOf,
  bitsOf,
  both,
  complement,
  type Cube,
  covers,
  holdsAt,
  idsOf,
  isConsistent,
  primes,
} from './conditions.js';

const width = 5;
const points = Array.from({ length: 1 << width }, (_, p) => BigInt(p));
const bits = fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n });
const cubes = fc.tuple(bits, bits).map(([a, b]): Cube => ({ on: a & ~b, off: b & ~a }));
const pointsOf = (...all: readonly Cube[]) => points.filter((p) => all.some((c) => holdsAt(c, p)));

test('ids and bits are each other’s inverse, and an unknown id is refused by name', () => {
  fc.assert(
    fc.property(fc.subarray([...switchIds]), (ids) => {
      expect(idsOf(bitsOf(ids))).toEqual(ids);
    }),
  );
  expect(() => bitsOf(['redirect.exat' as never])).toThrow('redirect.exat');
});

test('one cube covers another exactly if it holds wherever that one does', () => {
  fc.assert(
    fc.property(cubes, cubes, (a, b) => {
      expect(covers(a, b)).toBe(pointsOf(b).every((p) => holdsAt(a, p)));
    }),
  );
});

test('both of two cubes hold where their union of literals does', () => {
  fc.assert(
    fc.property(cubes, cubes, (a, b) => {
      const common = pointsOf(a).filter((p) => holdsAt(b, p));
      expect(isConsistent(both(a, b))).toBe(common.length > 0);
      expect(pointsOf(both(a, b))).toEqual(common);
    }),
  );
});

test('absorbing drops what is covered and nothing else', () => {
  fc.assert(
    fc.property(fc.array(cubes, { maxLength: 8 }), (all) => {
      const kept = absorb(all);
      expect(pointsOf(...kept)).toEqual(pointsOf(...all));
      for (const a of kept) for (const b of kept) if (a !== b) expect(covers(a, b)).toBe(false);
    }),
  );
});

test('primes hold where the union does, and no literal of one can go', () => {
  fc.assert(
    fc.property(fc.array(cubes, { maxLength: 6 }), (all) => {
      const found = primes(all);
      const union = pointsOf(...all);
      expect(pointsOf(...found)).toEqual(union);
      for (const { on, off } of found)
        for (const bit of idsOf(on | off).map(bitOf)) {
          const wider = pointsOf({ on: on & ~bit, off: off & ~bit });
          expect(wider.every((p) => union.includes(p))).toBe(false);
        }
    }),
  );
});

test('the complement of a union holds exactly where the union does not', () => {
  fc.assert(
    fc.property(fc.array(cubes, { maxLength: 4 }), (all) => {
      const union = pointsOf(...all);
      expect(pointsOf(...complement(all))).toEqual(points.filter((p) => !union.includes(p)));
    }),
  );
});
