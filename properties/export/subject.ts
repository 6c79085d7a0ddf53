// What an export is about. It is written into the exported file, so that a trace that comes back can be replayed.

import { z } from 'zod';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { type GoalId, goals } from '../../attacks/goals.js';

export interface Subject {
  readonly scenario: Scenario;
  /** The profile's name, for people. */
  readonly profile: string;
  /** The switches that are on; null: every configuration at once. */
  readonly on: readonly SwitchId[] | null;
  /** The attacker has all of these, or (`atMost`) chooses so many among them. */
  readonly capabilities: readonly CapabilityId[];
  readonly atMost: number | null;
  /** The goals that must not be reached. */
  readonly goals: readonly GoalId[];
}

const ids = <T extends string>(all: readonly { readonly id: T }[]) =>
  z.enum(all.map(({ id }) => id) as [T, ...T[]]);
const subjectSchema = z.strictObject({
  scenario: z.strictObject({
    client: z.enum(['server-app', 'server-app+access-app', 'native-app']),
    orders: z.enum(['granted', 'scope-only']),
    refresh: z.boolean(),
    jointAccounts: z.boolean(),
    sessions: z.union([z.literal(1), z.literal(2)]),
    roles: z.enum(['one-each', 'any']),
    grants: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    ticks: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  }),
  profile: z.string(),
  on: z.array(z.enum(switchIds as [SwitchId, ...SwitchId[]])).nullable(),
  capabilities: z.array(ids(capabilities)),
  atMost: z.number().int().min(0).max(4).nullable(),
  goals: z.array(ids(goals)).min(1),
});

const mark = 'sekisho-export 1 ';
/** The line of an exported file that says what it is about. */
export const headOf = (subject: Subject): string => mark + JSON.stringify(subject);

/** What an exported file is about; a text says what is wrong with it. */
export function subjectOf(text: string): Subject | string {
  const at = text.indexOf(mark);
  if (at < 0) return 'it has no line that begins with `sekisho-export 1`';
  const line = text.slice(at + mark.length, text.indexOf('\n', at)).replace(/\s*\*+[/)]\s*$/, '');
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (error) {
    return `its line \`sekisho-export\` is not JSON: ${(error as Error).message}`;
  }
  const parsed = subjectSchema.safeParse(data);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}
