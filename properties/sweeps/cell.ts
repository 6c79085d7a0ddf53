// A cell of a sweep: one question with all its inputs. It is named by the version of what answers it and by its inputs,
// so the same question has the same name wherever it is asked; files of profiles are not needed to answer it.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { sha256 } from '../results/digest.js';
import { canonical } from './canonical.js';
import type { Versions } from './versions.js';

/** What ends a search before it is exhausted, the same on every machine: never seconds. */
export interface CellBudget {
  /** States of the world. */
  readonly states: number;
  /** Steps of diagram operations; null: any number. */
  readonly steps: number | null;
}

interface CellProfile {
  readonly name: string;
  readonly on: readonly SwitchId[];
}

/** Who reaches a goal in one configuration, as `search` says. */
export interface WhoInput {
  readonly question: 'who';
  readonly profile: CellProfile;
  readonly scenario: Scenario;
  readonly goal: GoalId;
  /** What the attacker has at most; null: anything. */
  readonly attacker: readonly CapabilityId[] | null;
  /** How many capabilities at a time; null: any number. */
  readonly maxCapabilities: number | null;
  readonly budget: CellBudget;
}

/** The verdict on every goal and threat under a profile, as `compare` says. Its searches have budgets of their own. */
export interface VerdictsInput {
  readonly question: 'verdicts';
  readonly profile: CellProfile & { readonly unknown: readonly SwitchId[] };
  /** What is said of the world; in the rest every kind is searched. */
  readonly scenario: Partial<Scenario>;
  readonly attacker: readonly CapabilityId[] | null;
}

/** The paths to goals in many configurations at once, as `derive` finds them. */
export interface PathsInput {
  readonly question: 'paths';
  /** All, or those that differ in measures. */
  readonly configurations: 'every' | 'usual';
  readonly scenario: Scenario;
  readonly goals: readonly GoalId[];
  readonly attacker: readonly CapabilityId[] | null;
  readonly maxCapabilities: number | null;
  readonly threats: boolean;
  readonly budget: CellBudget;
}

export type CellInput = WhoInput | VerdictsInput | PathsInput;
export const questions = ['who', 'verdicts', 'paths'] as const satisfies readonly CellInput['question'][];

export interface SweepCell {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly input: CellInput;
}

export const cellId = ({ model, program }: Versions, input: CellInput): string =>
  sha256(canonical({ model, program, input }));

export const cellOfInput = (of: Versions, input: CellInput): SweepCell => ({ id: cellId(of, input), input });

/** A few words for a line of progress or an error. */
export function cellName({ input }: Pick<SweepCell, 'input'>): string {
  const s = input.scenario;
  const by =
    input.attacker === null
      ? 'any attacker'
      : input.attacker.slice(0, 3).join('+') + (input.attacker.length > 3 ? '…' : '');
  const size = `${s.sessions ?? '?'}s${s.grants ?? '?'}g${s.ticks ?? '?'}t`;
  switch (input.question) {
    case 'who':
      return `who ${input.goal}: ${input.profile.name}, ${size}, ${by}`;
    case 'verdicts':
      return `verdicts: ${input.profile.name}, ${by}`;
    case 'paths':
      return `paths: configurations ${input.configurations}, ${size}, ${by}, k ${input.maxCapabilities ?? 'any'}`;
  }
}
