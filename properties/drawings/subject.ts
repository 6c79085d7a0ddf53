// What an attack drawing is of: a trace, with what is known of its path besides. A subject is replayed before it is
// drawn, so that no drawing shows what does not run.

import { threats } from '../../attacks/catalogue/paper.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Setting } from '../../attacks/search/concrete.js';
import { replay } from '../../attacks/search/replay.js';
import { Problem, EXIT } from '../input/problem.js';
import { type Lang, pick } from './i18n.js';

export interface Subject {
  /** Threat, path id or file name. */
  readonly id: string;
  readonly goal: GoalId;
  readonly profile: string;
  readonly setting: Setting;
  readonly moves: readonly string[];
  /** Sets of measures that stop every path of the threat, smallest first; empty where none is known. */
  readonly defences: readonly (readonly string[])[];
}

export const threatIds: readonly string[] = threats.map(({ id }) => id);

/** The name of a threat after its id; any other id stands for itself. */
export const subjectName = (id: string, lang: Lang): string => {
  const threat = threats.find((t) => t.id === id);
  return threat === undefined ? id : `${id} ${pick(threat.name, lang)}`;
};

/** A configuration that is not the trace's own. */
export interface Under {
  readonly name: string;
  /** The command line that shows where the attack is stopped under it. */
  readonly twin: string;
}

/** Throws unless the subject runs as an attack; `under` names another configuration than its own. */
export function certify(subject: Subject, under: Under | null): void {
  const run = replay(subject.moves, subject.goal, subject.setting);
  if ('attack' in run) return;
  const { failedAt, move, why } = run.failure;
  throw new Problem(
    EXIT.replayFailed,
    under === null
      ? `the trace of ${subject.id} does not run: step ${failedAt}, ${move}`
      : `the attack ${subject.id} does not succeed under ${under.name}: step ${failedAt}, ${move}`,
    {
      why,
      fix:
        under === null
          ? 'it was made by another version: make it anew with `sekisho search … --out FILE`'
          : `see where it is stopped: \`${under.twin}\``,
    },
  );
}
