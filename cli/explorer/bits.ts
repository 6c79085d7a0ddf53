// Sets of capabilities as bits, and bits as text: what books and addresses are written with.

import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';

/** Capabilities as bits, in the order of their table. */
export const capabilityBits = (ids: Iterable<CapabilityId>): bigint => {
  const set = new Set(ids);
  return capabilities.reduce((bits, { id }, i) => (set.has(id) ? bits | (1n << BigInt(i)) : bits), 0n);
};
export const capabilitiesIn = (bits: bigint): readonly CapabilityId[] =>
  capabilities.flatMap(({ id }, i) => ((bits >> BigInt(i)) & 1n ? [id] : []));

export const digits = (bits: bigint): string => bits.toString(36);
/** The number that a text in base 36 stands for; null: it is no such text, or longer than any set here. */
export function bitsIn(text: string): bigint | null {
  if (!/^[0-9a-z]{1,20}$/.test(text)) return null;
  let bits = 0n;
  for (const c of text) bits = bits * 36n + BigInt(Number.parseInt(c, 36));
  return bits;
}
