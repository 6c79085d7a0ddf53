// What a text of weights says, over those that ship.

import { z } from 'zod';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { goals, type GoalId } from '../../attacks/goals.js';
import type { Weights } from './weights.js';
import { EXIT, unknown } from '../input/problem.js';
import { shapedYaml } from '../input/yaml.js';
import { type EndGoal, efforts, impacts, levels, numberOf } from './opinions.js';

const endGoals = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);

const weight = z
  .union([z.literal(levels), z.number().nonnegative()], {
    error: 'must be low, medium, high, or a number that is not negative',
  })
  .meta({ description: `low, medium or high (${levels.map((l) => numberOf[l]).join(', ')}), or a number` });
const stated = z.union([weight, z.strictObject({ weight, why: z.string().optional() })]);
const shape = z.strictObject({
  effort: z.record(z.string(), stated).optional(),
  impact: z.record(z.string(), stated).optional(),
});

type Stated = z.infer<typeof stated>;
const asNumber = (given: Stated): number => {
  const value = typeof given === 'object' ? given.weight : given;
  return typeof value === 'number' ? value : numberOf[value];
};

/** The JSON Schema for editors: every capability and goal by name. */
export const weightsSchema = (): object => ({
  title: 'Sekisho weights',
  description:
    'What capabilities cost an attacker, and goals the bank. What is not named has the weight that ships, which is an opinion (`sekisho list weights`).',
  ...z.toJSONSchema(
    z.strictObject({
      effort: z
        .strictObject(Object.fromEntries(capabilities.map(({ id }) => [id, stated.optional()])))
        .optional(),
      impact: z.strictObject(Object.fromEntries(endGoals.map((id) => [id, stated.optional()]))).optional(),
    }),
    { io: 'input' },
  ),
});

export const defaultWeights: Weights = {
  effort: new Map((Object.keys(efforts) as CapabilityId[]).map((id) => [id, numberOf[efforts[id].level]])),
  impact: new Map((Object.keys(impacts) as EndGoal[]).map((id) => [id, numberOf[impacts[id].level]])),
  isDefault: true,
};

/** What a text that holds them is called in errors. */
export const weightsKind = 'a file of weights';

/** Throws at what is no such text, and at a capability or goal that is not known, with its place. */
export function weightsOf(path: string, text: string): Weights {
  const { content, place } = shapedYaml(path, text, shape, weightsKind);
  const over = <Id extends string>(
    key: 'effort' | 'impact',
    what: string,
    known: readonly Id[],
    own: ReadonlyMap<Id, number>,
  ): ReadonlyMap<Id, number> => {
    const all = new Map(own);
    for (const [id, given] of Object.entries(content[key] ?? {})) {
      const found = known.find((k) => k === id);
      if (found === undefined)
        throw unknown(what, id, known, EXIT.badFile, { why: `at ${place([key, id])}` });
      all.set(found, asNumber(given));
    }
    return all;
  };
  return {
    effort: over(
      'effort',
      'capability',
      capabilities.map(({ id }) => id),
      defaultWeights.effort,
    ),
    impact: over<GoalId>('impact', 'goal', endGoals, defaultWeights.impact),
    isDefault: false,
  };
}
