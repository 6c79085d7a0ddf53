// Breaking sets against their definition: every subset of a few candidates, tried.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakingSets, type Candidate, judge } from './breaking.js';
import type { Path } from './paths.js';
import { type Cube, holdsAt } from './search/conditions.js';

const width = 6;
const bits = fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n });
const cubes = fc.tuple(bits, bits).map(([a, b]): Cube => ({ on: a & ~b, off: b & ~a }));
const candidates = fc
  .array(bits, { maxLength: 5 })
  .map((all): readonly Candidate[] => all.map((on, i) => ({ id: `c${i}`, on })));
const pathsOf = (all: readonly Cube[]) => all.map((cube, i) => ({ cube, steps: i + 1 }) as unknown as Path);

const subsets = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 1 << all.length }, (_, which) => all.filter((_one, i) => ((which >> i) & 1) === 1));

test('they are the minimal sets that leave no path and are not vacuous', () => {
  fc.assert(
    fc.property(
      fc.array(cubes, { maxLength: 5 }),
      bits,
      candidates,
      fc.array(cubes, { maxLength: 2 }),
      (paths, base, among, forbidden) => {
        const works = (set: readonly Candidate[]): boolean => {
          const on = set.reduce((all, c) => all | c.on, base);
          return !paths.some((p) => holdsAt(p, on)) && !forbidden.some((f) => holdsAt(f, on));
        };
        const working = subsets(among).filter(works);
        const minimal = working
          .filter(
            (set) => !working.some((less) => less.length < set.length && less.every((c) => set.includes(c))),
          )
          .map((set) => set.map(({ id }) => id));
        const found = breakingSets(pathsOf(paths), base, among, forbidden, { maxSize: 5, maxSets: 1000 });
        expect(new Set(found.map(String))).toEqual(new Set(minimal.map(String)));
        expect(found.map((set) => set.length)).toEqual(
          found.map((set) => set.length).toSorted((a, b) => a - b),
        );
      },
    ),
  );
});

test('a claim is too weak, more than needed, or confirmed, as subsets of it say', () => {
  fc.assert(
    fc.property(fc.array(cubes, { maxLength: 5 }), bits, candidates, bits, (all, base, claim, assumed) => {
      const paths = pathsOf(all);
      const breaks = (set: readonly Candidate[]) => {
        const on = set.reduce((bitsOn, c) => bitsOn | c.on, base);
        return !all.some((p) => holdsAt(p, on));
      };
      const { verdict, suffices, survivor } = judge(paths, base, claim, assumed);
      const less = subsets(claim).filter((set) => set.length < claim.length && breaks(set));
      const derived = claim.map((c) => ({ ...c, on: c.on & ~assumed }));
      const wanted = !breaks(claim)
        ? 'too-weak'
        : less.length > 0
          ? 'more-than-needed'
          : breaks(derived)
            ? 'confirmed'
            : 'by-assumption';
      expect(verdict).toBe(wanted);
      expect(survivor !== undefined).toBe(wanted === 'too-weak');
      if (suffices !== undefined) expect(suffices.length).toBe(Math.min(...less.map((set) => set.length)));
    }),
  );
});
