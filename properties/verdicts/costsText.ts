// What a text of costs says: what additions cost, and which are not to be had.

import { z } from 'zod';
import { measures } from '../../model/measures.js';
import { switchIds } from '../../model/switches.js';
import { EXIT, unknown } from '../input/problem.js';
import { shapedYaml } from '../input/yaml.js';
import { renamedHint } from '../profiles/renamed.js';
import type { Costs } from './additions.js';

const shape = z.strictObject({
  costs: z.record(z.string(), z.number().nonnegative()).optional(),
  otherwise: z.number().nonnegative().optional(),
  unavailable: z.array(z.string()).optional(),
});
const known: readonly string[] = [...measures.map(({ id }) => id), ...switchIds];

/** Throws at what is neither a measure nor a switch. */
export function checkAddition(id: string, exitCode: number, why?: string): void {
  if (!known.includes(id))
    throw unknown('measure or switch', id, known, exitCode, {
      ...renamedHint(id),
      ...(why !== undefined && { why }),
    });
}

/** What a text that holds them is called in errors. */
export const costsKind = 'a file of costs';

/** Throws at what is no such text, and at a measure or switch that is not known, with its place. */
export function costsOf(path: string, text: string): Costs {
  const { content, place } = shapedYaml(path, text, shape, costsKind);
  for (const id of Object.keys(content.costs ?? {}))
    checkAddition(id, EXIT.badFile, `at ${place(['costs', id])}`);
  for (const [i, id] of (content.unavailable ?? []).entries())
    checkAddition(id, EXIT.badFile, `at ${place(['unavailable', i])}`);
  return {
    costs: new Map(Object.entries(content.costs ?? {})),
    otherwise: content.otherwise ?? 1,
    unavailable: content.unavailable ?? [],
  };
}
