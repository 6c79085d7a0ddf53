// What additions cost, and which are not to be had, from a user's file.

import { z } from 'zod';
import { measures } from '../../model/measures.js';
import { switchIds } from '../../model/switches.js';
import { EXIT, unknown } from '../errors.js';
import { readYaml } from '../yamlFile.js';
import type { Costs } from '../../properties/verdicts/additions.js';
import { renamedHint } from '../../properties/profiles/renamed.js';

const shape = z.strictObject({
  costs: z.record(z.string(), z.number().nonnegative()).optional(),
  otherwise: z.number().nonnegative().optional(),
  unavailable: z.array(z.string()).optional(),
});
const known: readonly string[] = [...measures.map(({ id }) => id), ...switchIds];

export function checkAddition(id: string, exitCode: number, why?: string): void {
  if (!known.includes(id))
    throw unknown('measure or switch', id, known, exitCode, {
      ...renamedHint(id),
      ...(why !== undefined && { why }),
    });
}

export function readCosts(path: string): Costs {
  const { content, place } = readYaml(path, shape, 'a file of costs');
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
