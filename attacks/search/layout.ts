// Which bit is what: terms, switches and capabilities as positions in machine words.

import {
  access,
  challenge,
  clientSecret,
  clientSlots,
  code,
  grantSlots,
  kindOf,
  refresh,
  state,
  type Term,
  termKinds,
  verifier,
} from '../../model/names.js';
import { switchIds } from '../../model/switches.js';

/** Every secret term, in the order of its bit. */
export const terms: readonly Term[] = [
  ...grantSlots.map(code),
  ...grantSlots.flatMap((g) => [access(g, 0), access(g, 1)]),
  ...grantSlots.flatMap((g) => [refresh(g, 0), refresh(g, 1)]),
  ...clientSlots.map(state),
  ...clientSlots.map(challenge),
  ...clientSlots.map(verifier),
  clientSecret,
];
const termIndex = new Map(terms.map((t, i) => [t, i]));
/** The bit of a term, or 0 for one that is no secret. */
export const termBit = (term: Term): number => {
  const index = termIndex.get(term);
  return index === undefined ? 0 : 1 << index;
};
/** For each term bit, the bit of its kind. */
export const kindBitOfTerm: readonly number[] = terms.map((t) => 1 << termKinds.indexOf(kindOf(t)));

/** Words that a set of switches takes. */
export const switchWords = Math.ceil(switchIds.length / 32);

export const toWords = (bits: bigint): number[] =>
  Array.from({ length: switchWords }, (_, w) => Number(BigInt.asIntN(32, bits >> BigInt(32 * w))));
export const fromWords = (words: ArrayLike<number>, offset = 0): bigint => {
  let bits = 0n;
  for (let w = 0; w < switchWords; w++) bits |= BigInt(words[offset + w]! >>> 0) << BigInt(32 * w);
  return bits;
};

export function popcount(x: number): number {
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
