// Traces: attacks as data, and running them again.

import {
  type Attack,
  replay as run,
  type ReplayFailure,
  type TraceStep,
} from '../../attacks/search/replay.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { GoalId } from '../../attacks/goals.js';
import { contradictionOf } from '../../model/scenario.js';
import { EXIT, Problem } from '../input/problem.js';
import { refuse } from '../profiles/profileText.js';
import { holdTrace } from '../traces/holdTrace.js';
import { parseTrace as parse, type TraceFile as Trace, traceFile } from '../traces/traceFile.js';
import type { Setting } from './profiles.js';

export type { ReplayFailure, Trace, TraceStep };

/** An attack as a trace file holds it. @param profile the name of the configuration that it runs in */
export const traceOf = (attack: Attack, profile: string): Trace =>
  JSON.parse(JSON.stringify(traceFile(attack, profile))) as Trace;

/**
 * A trace from the text of a file. Throws a `Problem` (65) that says what is wrong.
 * @param path what it is called in errors
 */
export function parseTrace(text: string, path = 'trace'): Trace {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Problem(EXIT.badFile, `\`${path}\` is not JSON`, { why: (error as Error).message });
  }
  return parse(data, path);
}

/**
 * Runs a trace through the machines, step by step, in its own configuration. Nothing that it says is taken on trust.
 * Throws a `Problem`: 65 for unknown names or a configuration that contradicts itself; 22 if a step does not run, or is not
 * what the trace says.
 */
export const replayTrace = (trace: Trace, path = 'trace'): Attack => holdTrace(trace, path);

export type Replayed = { readonly attack: Attack } | { readonly failure: ReplayFailure };

/**
 * Runs moves under one configuration by an attacker with these capabilities; the goal must be reached by the last.
 * @param moves as in `Attacker.moves` and `Path.moves`
 * Throws a `Problem` (64) if the scenario contradicts a switch.
 */
export function replay(
  moves: readonly string[],
  goal: GoalId,
  { profile, scenario }: Setting,
  capabilities: readonly CapabilityId[],
): Replayed {
  refuse(contradictionOf(scenario, profile.on), EXIT.usage);
  return run(moves, goal, { scenario, on: profile.on, capabilities: new Set(capabilities) });
}

/** The moves of a trace, as `replay` takes them. */
export const movesOf = ({ steps }: Pick<Trace | Attack, 'steps'>): readonly string[] =>
  steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
