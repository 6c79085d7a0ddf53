// The shape of a sweep's plan, once: what is read is checked against it, and the published JSON Schema is made of it.

import { z } from 'zod';
import { usualStates } from '../../attacks/verdict.js';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { goals } from '../../attacks/goals.js';
import { attackerWords } from '../profiles/attackers.js';
import { scenarioChoices } from '../profiles/choices.js';

/** One value, or several, each of which is tried. */
const some = <T extends z.ZodType>(of: T, error: string) =>
  z.union([of, z.array(of).min(1)], { error: `must be ${error}, or a list of such` });

const choice = <const T extends readonly (string | number | boolean)[]>(values: T) =>
  some(z.literal(values), `one of ${values.join(', ')}`);

const scenarios = z
  .array(
    z
      .strictObject({
        client: choice(scenarioChoices.client),
        orders: choice(scenarioChoices.orders),
        refresh: choice(scenarioChoices.refresh),
        jointAccounts: choice(scenarioChoices.jointAccounts),
        sessions: choice(scenarioChoices.sessions),
        roles: choice(scenarioChoices.roles),
        grants: choice(scenarioChoices.grants),
        ticks: choice(scenarioChoices.ticks),
      })
      .partial(),
  )
  .min(1)
  .optional()
  .meta({ description: 'worlds; a setting with a list stands for each of its values' });

const words = z.enum(attackerWords);
const attackers = z
  .array(z.union([z.enum([...attackerWords, 'any']), z.array(words)]))
  .min(1)
  .optional()
  .meta({
    description:
      'what attackers have at most: the name of one, a list of capabilities and names, or any; absent: what each profile says, else any',
  });

const profiles = z
  .array(
    z.union([
      z.string(),
      z.strictObject({
        changesOf: z.string().meta({ description: 'a profile: itself, and it with each single change' }),
        by: z.enum(['measures', 'switches']),
      }),
    ]),
  )
  .min(1)
  .meta({
    description: 'names of shipped profiles, paths from the folder of the plan, or shipped for all that ship',
  });

const endings = z.enum(goals.filter(({ kind }) => kind !== 'honest').map(({ id }) => id));
const wanted = z
  .array(endings)
  .min(1)
  .optional()
  .meta({ description: 'absent: everything that an attacker is after in the end' });
const maxCapabilities = some(
  z.union([z.int().min(0).max(capabilities.length), z.literal('any')]),
  'a whole number or any',
)
  .optional()
  .meta({ description: 'how many capabilities at a time' });
const count = z.int().min(1).max(1_000_000_000_000);
const budgetOf = (states: number, steps: number | null) =>
  z
    .strictObject({
      states: count.default(states).meta({ description: 'states of the world' }),
      steps: count
        .nullable()
        .default(steps)
        .meta({ description: 'steps of diagram operations; null: any number' }),
    })
    .prefault({})
    .meta({ description: 'what ends a search before it is exhausted; its answer is then inconclusive' });

const who = z
  .strictObject({
    question: z.literal('who'),
    profiles,
    scenarios,
    goals: wanted,
    attackers,
    maxCapabilities,
    budget: budgetOf(usualStates, null),
  })
  .meta({ description: 'who reaches each goal in one configuration, as `sekisho search` says' });
const verdicts = z
  .strictObject({ question: z.literal('verdicts'), profiles, scenarios, attackers })
  .meta({ description: 'every verdict on a profile, as `sekisho compare` says' });
const paths = z
  .strictObject({
    question: z.literal('paths'),
    configurations: z.enum(['every', 'usual']).default('every').meta({
      description: 'every configuration, or those that differ in measures',
    }),
    scenarios,
    goals: wanted,
    attackers,
    maxCapabilities,
    threats: z.boolean().default(false).meta({ description: 'tell the threats of the survey apart' }),
    budget: budgetOf(250_000, 250_000_000),
  })
  .meta({ description: 'the paths to goals in many configurations at once, as `sekisho derive` finds them' });

export const planFile = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,79}$/u, {
    error:
      'must be 1 to 80 letters, digits, spaces, dots, underscores and hyphens, and begin with a letter or digit',
  }),
  sweep: z
    .array(
      z.discriminatedUnion('question', [who, verdicts, paths], {
        error: 'must ask a `question`: who, verdicts or paths',
      }),
    )
    .min(1, { error: 'must hold a question' }),
});
export type PlanFile = z.infer<typeof planFile>;
export type Block = PlanFile['sweep'][number];

/** The JSON Schema for editors. */
export const planSchema = (): object => ({
  title: 'Sekisho sweep',
  description: 'Questions about many profiles, worlds and attackers; each combination is a cell.',
  ...z.toJSONSchema(planFile, { io: 'input' }),
});
