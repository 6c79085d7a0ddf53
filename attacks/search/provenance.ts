// Which kinds of secret were used by which capability, packed into one word: seven bits for each of at most four
// capabilities, in the order of their bits.

import { termKinds } from '../../model/names.js';
import { popcount } from './layout.js';

const width = termKinds.length;
const all = (1 << width) - 1;

/** Where a capability stands among those of a set. */
const placeOf = (capabilities: number, capability: number): number =>
  popcount(capabilities & ((1 << capability) - 1));

/** The same uses, written for a set of capabilities with one more in it. */
export function widen(used: number, capabilities: number, capability: number): number {
  if (used === 0 || ((capabilities >>> capability) & 1) === 1) return used;
  const low = (1 << (width * placeOf(capabilities, capability))) - 1;
  return (used & low) | ((used & ~low) << width);
}

/** The uses with a kind of secret used by a capability of the set. */
export const use = (used: number, capabilities: number, capability: number, kinds: number): number =>
  used | (kinds << (width * placeOf(capabilities, capability)));

/** Whether no other secrets were used, and by no other capabilities; the first set is part of the second. */
export function usesNoMore(capsA: number, usedA: number, capsB: number, usedB: number): boolean {
  if (capsA === capsB || usedA === 0) return (usedA & ~usedB) === 0;
  let i = 0;
  for (let rest = capsB; rest !== 0; rest &= rest - 1, i++) {
    const bit = rest & -rest;
    const usedOfB = (usedB >>> (width * i)) & all;
    const usedOfA = (capsA & bit) === 0 ? 0 : (usedA >>> (width * popcount(capsA & (bit - 1)))) & all;
    if ((usedOfA & ~usedOfB) !== 0) return false;
  }
  return true;
}

/** Capability number and kinds used by it, for each capability that was used for a secret. */
export function usesOf(used: number, capabilities: number): (readonly [capability: number, kinds: number])[] {
  const uses: [number, number][] = [];
  let place = 0;
  for (let rest = capabilities; rest !== 0; rest &= rest - 1, place++) {
    const kinds = (used >>> (width * place)) & all;
    if (kinds !== 0) uses.push([31 - Math.clz32(rest & -rest), kinds]);
  }
  return uses;
}
