// What an attacker has at most, as it is written: capabilities, and attackers that documents name.

import { namedAttackers } from '../../attacks/catalogue/namedAttackers.js';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { EXIT, unknown } from '../input/problem.js';

/** What can be written, names first. */
export const attackerWords: readonly string[] = [
  ...namedAttackers.map(({ id }) => id),
  ...capabilities.map(({ id }) => id),
];

/** What a word comes to; undefined: it is not known. */
export const capabilitiesOf = (word: string): readonly CapabilityId[] | undefined =>
  namedAttackers.find(({ id }) => id === word)?.capabilities ??
  (capabilities.some(({ id }) => id === word) ? [word as CapabilityId] : undefined);

/**
 * From the command line: words with commas between them, beside what was given before; `any`: null. Throws at a word that
 * is not known.
 */
export function attackerFrom(
  text: string,
  before?: ReadonlySet<CapabilityId> | null,
): ReadonlySet<CapabilityId> | null {
  if (text === 'any' || before === null) return null;
  const words = text.split(',').map((word) => word.trim());
  return new Set([
    ...(before ?? []),
    ...words.flatMap((word) => {
      const has = capabilitiesOf(word);
      if (has === undefined) throw unknown('attacker or capability', word, attackerWords, EXIT.usage);
      return has;
    }),
  ]);
}

/** The name of the attacker that has just these, if documents name one. */
export const nameOfAttacker = (has: ReadonlySet<CapabilityId>): string | null =>
  namedAttackers.find(({ capabilities: own }) => own.length === has.size && own.every((id) => has.has(id)))
    ?.id ?? null;
