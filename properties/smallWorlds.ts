// Worlds small enough to be gone through whole, and what is drawn in them: for tests that compare one search with
// another.

import fc from 'fast-check';
import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { capabilities } from '../attacks/capabilities/capabilities.js';
import { type GoalId, goals } from '../attacks/goals.js';
import { type IdleChoice, idleChoices } from '../attacks/moves/idle.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';
import { type SwitchId, switches, switchIds } from '../model/switches.js';

export const attackGoals: readonly GoalId[] = goals
  .filter(({ kind }) => kind !== 'honest')
  .map(({ id }) => id);
export const capabilityIds: readonly CapabilityId[] = capabilities.map(({ id }) => id);

/** One session, one authorization, and no time. */
export const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
/** Every kind of client, of order and of role; one more of each kind of thing; time, and what takes time. */
export const smallWorlds: readonly Scenario[] = [
  tiny,
  { ...tiny, ticks: 1 },
  { ...tiny, sessions: 2 },
  { ...tiny, grants: 2 },
  { ...tiny, sessions: 2, grants: 2 },
  { ...tiny, client: 'native-app' },
  { ...tiny, client: 'native-app', ticks: 1 },
  { ...tiny, client: 'server-app+access-app' },
  { ...tiny, client: 'server-app+access-app', ticks: 1 },
  { ...tiny, orders: 'scope-only' },
  { ...tiny, orders: 'scope-only', sessions: 2, jointAccounts: false },
  { ...tiny, roles: 'any', sessions: 2 },
  { ...tiny, roles: 'any', sessions: 2, client: 'native-app' },
  { ...tiny, ticks: 1, refresh: true },
  { ...tiny, ticks: 2, refresh: true },
];

/**
 * Switches settled so that every row of `idleChoices` holds, but for one that asks otherwise of a switch than another
 * does: the attacker has few choices then, and all other switches can stay open.
 */
export const fewChoices: ReadonlyMap<SwitchId, boolean> = new Map([
  ...(idleChoices as readonly IdleChoice[]).flatMap(({ on = [], off = [] }) => [
    ...on.map((id) => [id, true] as const),
    ...off.map((id) => [id, false] as const),
  ]),
  ['pkce.verified', true],
]);
/** The same with some switches settled otherwise or besides. */
export const fewChoicesBut = (
  ...others: readonly (readonly [SwitchId, boolean])[]
): ReadonlyMap<SwitchId, boolean> => new Map([...fewChoices, ...others]);
/** Besides, every other switch that is left is off. */
export const fewSwitches: ReadonlyMap<SwitchId, boolean> = new Map([
  ...switchIds.filter((_, i) => i % 2 === 0).map((id) => [id, false] as const),
  ...fewChoices,
]);

const environment = switches.filter((s) => s.environment).map(({ id }) => id) as readonly SwitchId[];
/** What is taken for granted is on, and every other switch is off: all are settled. */
export const bareEnvironment: ReadonlyMap<SwitchId, boolean> = new Map(
  switches.map(({ id, environment: isOn }) => [id, isOn]),
);
/** Configurations from nearly everything off to nearly everything on. */
export const anyConfiguration = fc
  .tuple(
    fc.constantFrom('nothing', 'environment', 'everything'),
    fc.subarray([...switchIds]),
    fc.uniqueArray(fc.constantFrom(...switchIds), { maxLength: 6 }),
  )
  .map(([base, some, few]): ReadonlySet<SwitchId> => {
    if (base === 'everything') return new Set(switchIds.filter((id) => !few.includes(id)));
    return new Set(base === 'nothing' ? some : [...environment, ...some]);
  });

/** Numbers drawn from a seed, below what is asked for. */
export function drawer(seed: number): (below: number) => number {
  let drawn = seed >>> 0;
  return (below) => {
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((drawn / 2 ** 32) * below);
  };
}
