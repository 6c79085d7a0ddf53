// A trace as data: what is written of an attack, and the shape of what is read.

import { z } from 'zod';
import type { Attack } from '../../attacks/search/replay.js';
import { flawOf } from '../../model/scenario.js';
import { EXIT, Problem } from '../input/problem.js';
import { version } from './outputVersion.js';

const traceSchema = z.object({
  version: z.literal(1),
  goal: z.string(),
  profile: z.string(),
  scenario: z.object({
    client: z.enum(['server-app', 'server-app+access-app', 'native-app']),
    orders: z.enum(['granted', 'scope-only']),
    refresh: z.boolean(),
    jointAccounts: z.boolean(),
    sessions: z.union([z.literal(1), z.literal(2)]),
    roles: z.enum(['one-each', 'any']),
    grants: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    ticks: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  }),
  on: z.array(z.string()),
  capabilities: z.array(z.string()),
  steps: z
    .array(
      z.object({
        n: z.number().int(),
        actor: z.string(),
        action: z.string(),
        choice: z.record(z.string(), z.unknown()),
        to: z.string(),
        message: z.string(),
        messages: z.array(z.string()),
        checks: z.array(
          z.object({ switch: z.string(), on: z.boolean(), by: z.string(), result: z.string() }),
        ),
        refusals: z.array(z.string()),
        learns: z.array(z.string()),
        goals: z.array(z.string()),
      }),
    )
    .min(1),
});
/** What a trace file holds (`sekisho search --out`). */
export type TraceFile = z.infer<typeof traceSchema>;

/** An attack as a trace file holds it. */
export const traceFile = (attack: Attack, profile: string) => ({
  version,
  goal: attack.goal,
  profile,
  scenario: attack.scenario,
  on: attack.on,
  capabilities: attack.capabilities,
  steps: attack.steps,
});
/** The text of a trace file. */
export const traceFileText = (attack: Attack, profile: string): string =>
  `${JSON.stringify(traceFile(attack, profile), null, 1)}\n`;

/**
 * A trace from data. Throws a `Problem` (65) that says what is wrong with it.
 * @param path what it is called in errors
 */
export function parseTrace(data: unknown, path: string): TraceFile {
  const parsed = traceSchema.safeParse(data);
  const flaw = parsed.success ? flawOf(parsed.data.scenario) : null;
  if (flaw !== null) throw new Problem(EXIT.badFile, `${path}: ${flaw.what}`, { why: flaw.why });
  if (parsed.success) return parsed.data;
  throw new Problem(EXIT.badFile, `\`${path}\` is not a trace of this version`, {
    why: z.prettifyError(parsed.error),
  });
}
