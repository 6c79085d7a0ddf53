import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cube, holdsAt, isConsistent } from '../../attacks/search/conditions.js';
import { configurationOutside, holdsEverywhere, isCovered } from './cover.js';

const switches = 5;
const every = Array.from({ length: 2 ** switches }, (_, on) => BigInt(on));
const cube: fc.Arbitrary<Cube> = fc
  .array(fc.constantFrom('on', 'off', 'free', 'free'), { minLength: switches, maxLength: switches })
  .map((literals) => ({
    on: literals.reduce((bits, l, i) => (l === 'on' ? bits | (1n << BigInt(i)) : bits), 0n),
    off: literals.reduce((bits, l, i) => (l === 'off' ? bits | (1n << BigInt(i)) : bits), 0n),
  }));
const cubes = fc.array(cube, { maxLength: 8 });

describe('covers, against every configuration of five switches', () => {
  test('a union holds everywhere if and only if each configuration is in a cube', () => {
    fc.assert(
      fc.property(cubes, (union) => {
        expect(holdsEverywhere(union)).toBe(every.every((on) => union.some((c) => holdsAt(c, on))));
      }),
    );
  });

  test('a cube is covered if and only if each of its configurations is', () => {
    fc.assert(
      fc.property(cube, cubes, (c, union) => {
        const inside = every.filter((on) => holdsAt(c, on));
        expect(isCovered(c, union)).toBe(inside.every((on) => union.some((u) => holdsAt(u, on))));
      }),
    );
  });

  test('a configuration outside is found if and only if there is one', () => {
    fc.assert(
      fc.property(cube, cubes, (c, avoided) => {
        const exists = every.some((on) => holdsAt(c, on) && !avoided.some((a) => holdsAt(a, on)));
        const found = configurationOutside(c, avoided);
        expect(found !== null).toBe(exists);
        if (found !== null) {
          expect(holdsAt(c, found)).toBe(true);
          expect(avoided.some((a) => holdsAt(a, found))).toBe(false);
        }
      }),
    );
  });

  test('a cube that contradicts itself has no configuration', () => {
    const contradiction = { on: 1n, off: 1n };
    expect(isConsistent(contradiction)).toBe(false);
    expect(configurationOutside(contradiction, [])).toBeNull();
  });
});
