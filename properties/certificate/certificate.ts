// A coverage certificate: that a search went through every state of one configuration and one attacker, met none in which
// the goal is reached, and left none unvisited. It names its bounds; it says nothing beyond them.

import { z } from 'zod';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { type GoalId, goals } from '../../attacks/goals.js';
import { type SwitchId, switchIds } from '../../model/switches.js';

const ids = <T extends string>(all: readonly T[]) => z.enum(all as unknown as [T, ...T[]]);

const eachOnce = <T extends z.ZodType<string>>(item: T) =>
  z.array(item).refine((all) => new Set(all).size === all.length, { error: 'names something twice' });

export const certificateSchema = z.strictObject({
  certificate: z.literal(1),
  claim: z.literal('no attack within the bounds'),
  goal: ids<GoalId>(goals.filter(({ kind }) => kind !== 'honest').map(({ id }) => id)),
  profile: z.string(),
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
  on: eachOnce(ids<SwitchId>(switchIds)),
  capabilities: eachOnce(ids<CapabilityId>(capabilities.map(({ id }) => id))),
  /** Reductions in force: there are none to choose from. No move is left out, and equal states are one. */
  reductions: z.tuple([], { error: 'must be empty: the check knows no reduction' }),
  states: z.number().int().min(1),
  depth: z.number().int().min(0),
  /** States that were met and not gone on from. */
  frontier: z.literal(0),
  /** SHA-256 over the sorted SHA-256 of the states. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hexadecimal digits' }),
});
export type Certificate = z.infer<typeof certificateSchema>;
