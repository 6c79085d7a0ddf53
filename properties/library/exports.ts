// The model and traces for other checkers.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { capabilities as allCapabilities } from '../../attacks/capabilities/capabilities.js';
import type { GoalId } from '../../attacks/goals.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import type { Attack } from '../../attacks/search/replay.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { TooLarge } from '../export/explore.js';
import { type ItfState, itfOf, itfStates } from '../export/itf.js';
import { type ExportModel, modelOf } from '../export/model.js';
import { promelaOf } from '../export/promela.js';
import type { Subject } from '../export/subject.js';
import { tlaOf } from '../export/tla.js';
import { EXIT, Problem } from '../input/problem.js';
import { refuseBeyond } from '../profiles/settle.js';
import { type Profile, settle } from './profiles.js';
import { movesOf } from './traces.js';

export type { ItfState, Subject };

export interface ExportOptions {
  readonly scenario?: Partial<Scenario> | undefined;
  /** Goals that must not be reached; at least one. */
  readonly goals: readonly GoalId[];
  /** The attacker has exactly these. Default: any `maxCapabilities` of those that the profile admits. */
  readonly capabilities?: readonly CapabilityId[] | undefined;
  /** Default: 2. At most 4. */
  readonly maxCapabilities?: number | undefined;
  /** Give up after so many combinations of local states. Default: 1 000 000. */
  readonly maxStates?: number | undefined;
}
/** A model worked out, and how large it is. */
export interface Exported {
  readonly text: string;
  readonly subject: Subject;
  readonly moves: number;
  /** Guarded alternatives that the moves were split into. */
  readonly alternatives: number;
}

const small: Scenario = { ...defaultScenario, grants: 1, ticks: 0 };

/** @param of null: every configuration at once */
function worked(of: Profile | null, options: ExportOptions): ExportModel {
  const scenario =
    of === null ? { ...small, ...options.scenario } : settle(of, options.scenario, small).scenario;
  if (of !== null && honestRun(scenario).vacuous.some((cube) => holdsAt(cube, bitsOf(of.on))))
    throw new Problem(EXIT.vacuous, `no export: the honest flow cannot finish under ${of.name}`, {
      why: 'where nothing works, nothing can be attacked, and a model checker that reaches nothing there shows nothing',
    });
  if (of !== null) refuseBeyond(of, options.capabilities ?? []);
  const subject: Subject = {
    scenario,
    profile: of?.name ?? 'every configuration',
    on: of === null ? null : switchIds.filter((id) => of.on.has(id)),
    capabilities: options.capabilities ?? [...(of?.attacker ?? allCapabilities.map(({ id }) => id))],
    atMost: options.capabilities === undefined ? (options.maxCapabilities ?? 2) : null,
    goals: [...new Set(options.goals)],
  };
  try {
    return modelOf(subject, options.maxStates ?? 1_000_000);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new Problem(EXIT.inconclusive, 'the export would be too large', {
      why: `there are more than ${error.states} combinations of local states`,
      fix: 'name the attacker’s capabilities, make the scenario smaller, or raise the limit of states',
    });
  }
}
const exported = (model: ExportModel, text: string): Exported => ({
  text,
  subject: model.subject,
  moves: model.moves.length,
  alternatives: model.alternatives.length,
});

/**
 * The model as Promela, for SPIN. Throws a `Problem`: 20 if it would be too large, 21 if alice's own flow does not finish,
 * 64 for what does not go together.
 * @param of a profile; null: every configuration at once
 */
export function toPromela(of: Profile | null, options: ExportOptions): Exported {
  const model = worked(of, options);
  return exported(model, promelaOf(model));
}

/** The model as a TLA+ module of that name, for TLC and Apalache. Throws as `toPromela` does. */
export function toTla(of: Profile | null, options: ExportOptions, module = 'Sekisho'): Exported {
  const model = worked(of, options);
  return exported(model, tlaOf(model, module));
}

/** An attack state by state, as an ITF document (JSON data), for Apalache, TLC and their tools. */
export function toItf(attack: Attack, profile: string): object {
  const { scenario, goal, capabilities } = attack;
  const setting = { scenario, on: new Set(attack.on), capabilities: new Set(capabilities) };
  const model = modelOf({
    scenario,
    profile,
    on: switchIds.filter((id) => setting.on.has(id)),
    capabilities,
    atMost: null,
    goals: [goal],
  });
  return itfOf(model, itfStates(model, movesOf(attack), setting));
}
