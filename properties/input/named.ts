// Capabilities and goals by their names.

import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { goals, type GoalId } from '../../attacks/goals.js';
import { EXIT, unknown } from './problem.js';

/** The capabilities of these names. Throws a `Problem` at one that is not known. */
export const capabilitiesNamed = (
  names: readonly string[],
  exitCode: number = EXIT.usage,
): readonly CapabilityId[] =>
  names.map((name) => {
    const known = capabilities.find(({ id }) => id === name);
    if (known === undefined)
      throw unknown(
        'capability',
        name,
        capabilities.map(({ id }) => id),
        exitCode,
      );
    return known.id;
  });

/** The goal of that name. Throws a `Problem` if there is none. */
export function goalNamed(name: string, exitCode: number = EXIT.usage): GoalId {
  const known = goals.find(({ id, kind }) => id === name && kind !== 'honest');
  if (known === undefined)
    throw unknown(
      'goal',
      name,
      goals.filter((g) => g.kind !== 'honest').map(({ id }) => id),
      exitCode,
    );
  return known.id;
}

/** What attackers want in the end, in their order. */
export const endGoals: readonly GoalId[] = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);
