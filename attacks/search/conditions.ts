// The algebra of conditions: cubes over the switches (these on, those off) and unions of them.
//
// A cube is two bit sets. `primes` turns a union of cubes into all its prime implicants by iterated consensus
// (Quine); it is used on the small unions of one move's outcomes and on finished results, never in the inner loop.

import type { SwitchId } from '../../model/switches.js';
import { switchIds, switchNumber } from '../../model/switches.js';

export interface Cube {
  readonly on: bigint;
  readonly off: bigint;
}
export const universal: Cube = { on: 0n, off: 0n };

export const bitOf = (id: SwitchId): bigint => 1n << BigInt(switchNumber(id));
export const bitsOf = (ids: Iterable<SwitchId>): bigint => {
  let bits = 0n;
  for (const id of ids) bits |= bitOf(id);
  return bits;
};
export const cubeOf = (on: Iterable<SwitchId>, off: Iterable<SwitchId>): Cube => ({
  on: bitsOf(on),
  off: bitsOf(off),
});
export const idsOf = (bits: bigint): SwitchId[] => switchIds.filter((_, i) => (bits >> BigInt(i)) & 1n);
export const isConsistent = (c: Cube): boolean => (c.on & c.off) === 0n;
/** Whether every configuration of `b` is one of `a`. */
export const covers = (a: Cube, b: Cube): boolean => (a.on & ~b.on) === 0n && (a.off & ~b.off) === 0n;
export const both = (a: Cube, b: Cube): Cube => ({ on: a.on | b.on, off: a.off | b.off });
/** Whether a configuration, given as the set of switches that are on, lies in the cube. */
export const holdsAt = (c: Cube, on: bigint): boolean => (c.on & ~on) === 0n && (c.off & on) === 0n;

/** Drops cubes that others cover. */
export function absorb(cubes: readonly Cube[]): Cube[] {
  const kept: Cube[] = [];
  for (const cube of cubes) {
    if (kept.some((k) => covers(k, cube))) continue;
    for (let i = kept.length - 1; i >= 0; i--) if (covers(cube, kept[i]!)) kept.splice(i, 1);
    kept.push(cube);
  }
  return kept;
}

/** A cube over few variables, as two machine words. */
interface SmallCube {
  readonly on: number;
  readonly off: number;
}
const smallCovers = (a: SmallCube, b: SmallCube): boolean => (a.on & ~b.on) === 0 && (a.off & ~b.off) === 0;

function smallAbsorb(cubes: readonly SmallCube[]): SmallCube[] {
  const kept: SmallCube[] = [];
  for (const cube of cubes) {
    if (kept.some((k) => smallCovers(k, cube))) continue;
    for (let i = kept.length - 1; i >= 0; i--) if (smallCovers(cube, kept[i]!)) kept.splice(i, 1);
    kept.push(cube);
  }
  return kept;
}

function smallPrimes(cubes: readonly SmallCube[]): SmallCube[] {
  let current = smallAbsorb(cubes);
  for (;;) {
    const found: SmallCube[] = [];
    for (let i = 0; i < current.length; i++)
      for (let j = i + 1; j < current.length; j++) {
        const a = current[i]!;
        const b = current[j]!;
        const clash = (a.on & b.off) | (a.off & b.on);
        if (clash === 0 || (clash & (clash - 1)) !== 0) continue;
        const c = { on: (a.on | b.on) & ~clash, off: (a.off | b.off) & ~clash };
        if (!current.some((k) => smallCovers(k, c)) && !found.some((k) => smallCovers(k, c))) found.push(c);
      }
    if (found.length === 0) return current;
    current = smallAbsorb([...current, ...found]);
  }
}

const primesMemo = new Map<string, Cube[]>();

/** All prime implicants of a union of cubes over at most 30 variables. Remembered: the same unions come again and again. */
export function primes(cubes: readonly Cube[]): Cube[] {
  const consistent = cubes.filter(isConsistent);
  const key = consistent.map((c) => `${c.on.toString(36)}/${c.off.toString(36)}`).join(' ');
  const known = primesMemo.get(key);
  if (known !== undefined) return known;
  const variables = idsOf(consistent.reduce((all, c) => all | c.on | c.off, 0n)).map(bitOf);
  if (variables.length > 30)
    throw new RangeError(`a union over ${variables.length} switches is too large for its primes`);
  const pack = (bits: bigint) =>
    variables.reduce((word, v, i) => ((bits & v) === 0n ? word : word | (1 << i)), 0);
  const unpack = (word: number) => variables.reduce((bits, v, i) => ((word >> i) & 1 ? bits | v : bits), 0n);
  const result = smallPrimes(consistent.map((c) => ({ on: pack(c.on), off: pack(c.off) }))).map((c) => ({
    on: unpack(c.on),
    off: unpack(c.off),
  }));
  primesMemo.set(key, result);
  return result;
}

/** The prime cubes of a union, where configurations in `forbidden` do not matter; those wholly forbidden are left out. */
export function primesWithin(cubes: readonly Cube[], forbidden: readonly Cube[]): Cube[] {
  const variables = cubes.reduce((all, c) => all | c.on | c.off, 0n);
  const near = forbidden.filter((f) => ((f.on | f.off) & variables) !== 0n);
  const real = cubes.filter((c) => !near.some((f) => covers(f, c)));
  if (near.length === 0) return primes(real);
  return primes([...real, ...near]).filter(
    (p) => !near.some((f) => covers(f, p)) && real.some((c) => isConsistent(both(c, p))),
  );
}

/** The complement of a union of cubes, as prime cubes. Small unions only. */
export function complement(cubes: readonly Cube[]): Cube[] {
  let result: Cube[] = [universal];
  for (const cube of cubes) {
    const literals = [
      ...idsOf(cube.on).map((id) => ({ on: 0n, off: bitOf(id) })),
      ...idsOf(cube.off).map((id) => ({ on: bitOf(id), off: 0n })),
    ];
    result = absorb(result.flatMap((r) => literals.map((l) => both(r, l))).filter(isConsistent));
  }
  return primes(result);
}
