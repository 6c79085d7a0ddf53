// The answers to a sheet, whole, as they are printed: every option marked, and every attack that is left, each seen to
// run. An attack that several options leave is told once.

import type { Witness } from '../../../properties/verdicts/witness.js';
import type { Decisions } from '../decide.js';
import { attackLeft, type Mark, markOf } from './mark.js';
import type { Option, Question } from './question.js';
import type { Sheet } from './sheet.js';

export interface TellingMark {
  readonly mark: Mark;
  /** The attack left; null: none, or none was seen. */
  readonly witness: Witness | null;
  /** An earlier option of the question that leaves the same attack. */
  readonly sameAs: Option | null;
}
export interface QuestionAnswers {
  readonly question: Question;
  readonly marks: readonly TellingMark[];
}

const keyOf = ({ attack, path }: Witness): string =>
  JSON.stringify([path.goal, path.capabilities, attack.steps.map((s) => [s.actor, s.action, s.choice])]);

export async function answersTo(decisions: Decisions, question: Question): Promise<QuestionAnswers> {
  const told = new Map<string, Option>();
  const marks: TellingMark[] = [];
  for (const option of question.options) {
    const mark = markOf(decisions, question, option);
    const witness = mark.verdict === 'attack' ? await attackLeft(decisions, question, mark) : null;
    const key = witness && keyOf(witness);
    const sameAs = key === null ? null : (told.get(key) ?? null);
    if (key !== null && sameAs === null) told.set(key, option);
    marks.push({ mark, witness, sameAs });
  }
  return { question, marks };
}

/** All of a sheet's; between two questions others may have their turn. */
export async function allAnswers(
  decisions: Decisions,
  { questions }: Sheet,
  pause: () => Promise<void>,
): Promise<readonly QuestionAnswers[]> {
  const all: QuestionAnswers[] = [];
  for (const question of questions) {
    all.push(await answersTo(decisions, question));
    await pause();
  }
  return all;
}
