// A subject worked out: what every exporter prints.

import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { goals } from '../../attacks/goals.js';
import type { Cube } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { secretsOf } from '../../attacks/engine/vocabulary.js';
import type { SwitchId } from '../../model/switches.js';
import { switchIds } from '../../model/switches.js';
import type { Term } from '../../model/names.js';
import { type Alternative, alternativesOf } from './alternatives.js';
import { explore } from './explore.js';
import type { Gain, LocalStates } from './rules.js';
import type { Subject } from './subject.js';

export interface ExportModel {
  readonly subject: Subject;
  readonly locals: LocalStates;
  readonly alternatives: readonly Alternative[];
  /** The names of moves; a move's number is its place here. */
  readonly moves: readonly string[];
  /** Secrets that may become known. */
  readonly terms: readonly Term[];
  /** Switches that matter, and those of them that decide what is heard. Both empty for one configuration. */
  readonly switches: readonly SwitchId[];
  readonly hearing: readonly SwitchId[];
  /** Configurations in which the honest run does not finish: without a verdict. Empty for one configuration. */
  readonly vacuous: readonly Cube[];
}

/** Works out what a subject's exports print. Throws `TooLarge`. */
export function modelOf(subject: Subject, maxStates?: number): ExportModel {
  const scope = {
    on: subject.on === null ? null : new Set(subject.on),
    capabilities: new Set(subject.capabilities),
  };
  const explored = explore(subject.scenario, scope, subject.atMost ?? scope.capabilities.size, maxStates);
  const wanted = new Set<string>(subject.goals);
  const alternatives = alternativesOf(explored)
    .map((a) => ({ ...a, goals: a.goals.filter(({ what }) => wanted.has(what)) }))
    .filter((a) => a.writes.length > 0 || a.gains.length > 0 || a.goals.length > 0);
  const inOrder = (ids: ReadonlySet<SwitchId>) => switchIds.filter((id) => ids.has(id));
  const vacuous = subject.on === null ? honestRun(subject.scenario).vacuous : [];
  const gains = alternatives.flatMap((a): readonly Gain<unknown>[] => [...a.gains, ...a.goals]);
  const hearing = new Set(gains.flatMap((g) => [...g.on, ...g.off]));
  const asked = new Set([...hearing, ...alternatives.flatMap((a) => [...a.on, ...a.off])]);
  const known = new Set(alternatives.flatMap((a) => a.gains.map(({ what }) => what)));
  return {
    subject,
    locals: explored.locals,
    alternatives,
    moves: [...new Set(alternatives.map(({ move }) => move))],
    terms: secretsOf(subject.scenario).filter((term) => known.has(term)),
    switches: inOrder(asked),
    hearing: inOrder(hearing),
    vacuous,
  };
}

export const goalName = (id: string) => goals.find((g) => g.id === id)!.name.en;
export const capabilityName = (id: string) => capabilities.find((c) => c.id === id)!.name.en;
