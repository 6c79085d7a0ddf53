// The shape of what a search found, as it is written. Data of thousands of paths is checked by plain predicates: they
// are as strict as a schema, and take no time to load or to run.

import { type CapabilityId, capabilities } from '../../attacks/capabilities/capabilities.js';
import { type GoalId, goals } from '../../attacks/goals.js';
import type { Path, ScenarioResult } from '../../attacks/paths.js';
import { termKinds } from '../../model/names.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { scenarioChoices } from '../profiles/choices.js';

export type Check<T> = (data: unknown) => data is T;

export const isText: Check<string> = (data) => typeof data === 'string';
const isFlag: Check<boolean> = (data) => typeof data === 'boolean';
const isNumber: Check<number> = (data): data is number => Number.isFinite(data);
export const isWhole: Check<number> = (data): data is number => Number.isSafeInteger(data);

const oneOf = <T>(values: readonly T[]): Check<T> => {
  const known = new Set<unknown>(values);
  return (data): data is T => known.has(data);
};
export const listOf =
  <T>(of: Check<T>): Check<readonly T[]> =>
  (data): data is readonly T[] =>
    Array.isArray(data) && data.every(of);
const orNull =
  <T>(of: Check<T>): Check<T | null> =>
  (data): data is T | null =>
    data === null || of(data);
/** An object with these keys and no others. */
export const recordOf = <T extends object>(fields: { readonly [K in keyof T]: Check<T[K]> }): Check<T> => {
  const checks = Object.entries(fields) as [string, Check<unknown>][];
  return (data): data is T =>
    typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data) &&
    Object.keys(data).length === checks.length &&
    checks.every(([key, check]) => check((data as Readonly<Record<string, unknown>>)[key]));
};

const isSwitches = listOf(oneOf<SwitchId>(switchIds));
const isCapability = oneOf<CapabilityId>(capabilities.map(({ id }) => id));
const isCapabilities = listOf(isCapability);
const isGoal = oneOf<GoalId>(goals.map(({ id }) => id));

interface PackedCube {
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
}
const isCube = recordOf<PackedCube>({ on: isSwitches, off: isSwitches });

const isScenario = recordOf<Scenario>({
  client: oneOf(scenarioChoices.client),
  orders: oneOf(scenarioChoices.orders),
  refresh: isFlag,
  jointAccounts: isFlag,
  sessions: oneOf(scenarioChoices.sessions),
  roles: oneOf(scenarioChoices.roles),
  grants: oneOf(scenarioChoices.grants),
  ticks: oneOf(scenarioChoices.ticks),
});

export type PackedSearch = Omit<ScenarioResult, 'vacuous'> & { readonly vacuous: readonly PackedCube[] };
const isSearch = recordOf<PackedSearch>({
  name: isText,
  scenario: isScenario,
  maxCapabilities: orNull(isWhole),
  allowed: orNull(isCapabilities),
  settled: orNull(isCube),
  threats: isFlag,
  goals: orNull(listOf(isGoal)),
  complete: isFlag,
  vacuous: listOf(isCube),
  stats: recordOf<ScenarioResult['stats']>({
    states: isNumber,
    expansions: isNumber,
    images: isNumber,
    levels: isNumber,
    steps: isNumber,
    nodes: isNumber,
    peakNodes: isNumber,
    worked: isNumber,
    seconds: isNumber,
  }),
});

export interface PackedPath
  extends Pick<Path, 'id' | 'goal' | 'capabilities' | 'provenance' | 'absent' | 'present'> {
  /** The place of its world, and of each of its moves. */
  readonly world: number;
  readonly moves: readonly number[];
}
const isPath = recordOf<PackedPath>({
  id: isText,
  goal: isGoal,
  world: isWhole,
  capabilities: isCapabilities,
  provenance: listOf(
    recordOf<Path['provenance'][number]>({ capability: isCapability, kinds: listOf(oneOf(termKinds)) }),
  ),
  absent: isSwitches,
  present: isSwitches,
  moves: (data): data is readonly number[] => listOf(isWhole)(data) && data.length > 0,
});

/** What all paths of a result refer to, and what was searched. */
export interface Head {
  /** The kinds and sizes of world that paths are of; a path names one by its place. */
  readonly worlds: readonly Scenario[];
  /** The moves that paths are made of; a path names them by their places. */
  readonly moves: readonly string[];
  readonly searches: readonly PackedSearch[];
}
export interface Content extends Head {
  readonly paths: readonly PackedPath[];
}
const head = { worlds: listOf(isScenario), moves: listOf(isText), searches: listOf(isSearch) };
export const isHead = recordOf<Head>(head);
export const isPaths = listOf(isPath);
export const isContent = recordOf<Content>({ ...head, paths: isPaths });
