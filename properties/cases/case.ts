// What a case is: a fault that was reported in public, said in switches, with settings that have it and settings that
// do not, and the answer that is right for each.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { OneSetting } from '../../attacks/engine/oneSetting.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Verdict } from '../../attacks/verdict.js';
import { type MeasureId, measures } from '../../model/measures.js';
import { type Scenario, scenarioOf } from '../../model/scenario.js';
import { type SwitchId, switches } from '../../model/switches.js';
import type { Text } from '../text.js';

export type Switched = { readonly [K in SwitchId]?: boolean };

/** A deployment that variants start from. */
export interface Base {
  readonly measures: readonly MeasureId[];
  readonly switches: Switched;
  readonly scenario: Partial<Scenario>;
}

/**
 * `cannotBeSaid`: the model has no switch, secret or goal for the fault, so the nearest setting is asked.
 * `notMet`: the setting can be said, and a rule or a choice of the attacker is missing. `disputed`: the expectation is wrong.
 */
export type How = 'cannotBeSaid' | 'notMet' | 'disputed';
export interface Difference {
  readonly how: How;
  /** What the model answers now. It may be what is expected, if it is so for another reason. */
  readonly says: Verdict;
  readonly why: Text;
}

export interface Variant {
  readonly id: string;
  readonly base: Base;
  /** In force besides those of the base. */
  readonly measures?: readonly MeasureId[];
  /** Settings that differ from all of these measures. */
  readonly switches?: Switched;
  readonly scenario?: Partial<Scenario>;
  /** `attack`: at least one of these is reached. `none`: none of them is. */
  readonly goals: readonly [GoalId, ...GoalId[]];
  /** The attacker has exactly these capabilities. */
  readonly attacker: readonly CapabilityId[];
  readonly expected: 'attack' | 'none';
  readonly differs?: Difference;
}

export interface Case {
  readonly id: string;
  /** Where the fault was reported or described. */
  readonly source: string;
  readonly fault: Text;
  readonly variants: readonly Variant[];
}

/** What a variant says of the world; the rest is as a search has it by default. */
export const statedBy = ({ base, scenario }: Variant): Partial<Scenario> => ({
  ...base.scenario,
  ...scenario,
});

/** A variant as one configuration and one attacker. */
export function settingOf(variant: Variant): OneSetting {
  const { base, measures: more = [], switches: changed = {}, attacker } = variant;
  const on = new Set<SwitchId>(switches.filter((s) => s.environment).map((s) => s.id));
  for (const m of measures)
    if ([...base.measures, ...more].includes(m.id)) for (const id of m.switches) on.add(id);
  for (const [id, isOn] of Object.entries({ ...base.switches, ...changed }) as [SwitchId, boolean][])
    if (isOn) on.add(id);
    else on.delete(id);
  return { scenario: scenarioOf(statedBy(variant)), on, capabilities: new Set(attacker) };
}

/** What a test holds an answer against: what is expected, or what is known to be answered instead. */
export const awaited = ({ expected, differs }: Variant): Verdict => differs?.says ?? expected;
