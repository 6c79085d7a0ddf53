// How many pairs of capabilities some search lets an attacker have at once. What was not searched together was searched
// one by one only, and "none" of a pair says no more than that.

import { capabilities } from '../../attacks/capabilities/capabilities.js';
import type { Ground } from '../../properties/verdicts/ground.js';
import { capabilityBits } from './bits.js';

export function pairsSearched(
  { worlds }: Pick<Ground, 'worlds'>,
  attacker: bigint,
): { readonly together: number; readonly all: number } {
  const bits = capabilities.map(({ id }) => capabilityBits([id])).filter((bit) => (attacker & bit) !== 0n);
  const sets = worlds
    .filter((w) => (w.maxCapabilities ?? 2) >= 2)
    .map((w) => (w.allowed === null ? -1n : capabilityBits(w.allowed)));
  let together = 0;
  for (const [i, a] of bits.entries())
    for (const b of bits.slice(i + 1)) if (sets.some((s) => (s & (a | b)) === (a | b))) together++;
  return { together, all: (bits.length * (bits.length - 1)) / 2 };
}
