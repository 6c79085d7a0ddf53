// What a drawing is to point at: checks by their switch or measure, or steps by their move or number.

import { type GoalId, goals } from '../../attacks/goals.js';
import type { Told } from '../../attacks/search/retell.js';
import { measures } from '../../model/measures.js';
import { switches } from '../../model/switches.js';
import { EXIT, Problem, unknown } from '../input/problem.js';
import type { CheckTold, Row, StepTold } from './diagram.js';
import { type Lang, pick } from './i18n.js';
import { type Cause, causeText } from './twin.js';
import { words } from './words/drawing.js';

/** What is named, or `true`: what decides. */
export type Highlight = string | true;

/** What a run is marked at. */
export interface Marks {
  /** Whether a check made, or left out, at a step is one of them. */
  readonly isMarked: (check: CheckTold, step: number) => boolean;
  /** Steps that are marked as a whole, with what is said there. */
  readonly steps: ReadonlyMap<number, readonly string[]>;
}

const noCheck = (): boolean => false;
const noSteps: Marks['steps'] = new Map();
const once = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

/** The names that can be marked in these steps: switches that a check is made by, moves, and numbers of steps. */
export const markable = (steps: readonly StepTold[]): readonly string[] => [
  ...once(steps.flatMap((s) => s.checks.flatMap((c) => c.switches))).toSorted(),
  ...once(steps.map((s) => s.move)).toSorted(),
  ...once(steps.map((s) => s.n))
    .toSorted((a, b) => a - b)
    .map(String),
];

/** The switches that a name stands for: a measure's, or one; none if it is neither. */
const switchesNamed = (name: string): readonly string[] =>
  measures.find(({ id }) => id === name)?.switches ?? (switches.some(({ id }) => id === name) ? [name] : []);

/**
 * The marks for a name, in a drawing of these steps. Throws a `Problem` (64), with all that can be marked, if the name
 * is not known or nothing in the drawing goes by it.
 */
export function marksNamed(name: string, steps: readonly StepTold[]): Marks {
  const named = switchesNamed(name);
  const isMarked = (check: CheckTold) => check.switches.some((id) => named.includes(id));
  if (steps.some((s) => s.checks.some(isMarked))) return { isMarked, steps: noSteps };
  const found = steps.filter((s) => s.move === name || String(s.n) === name);
  if (found.length > 0)
    return { isMarked: noCheck, steps: new Map(found.map((s) => [s.n, [s.sentence]] as const)) };
  const available = markable(steps);
  if (named.length === 0) throw unknown('check or step to highlight', name, available, EXIT.usage);
  throw new Problem(EXIT.usage, `this drawing has no check of \`${name}\` to highlight`, {
    why: 'no step in it comes to such a check',
    fix: 'name something that the drawing shows, or draw another run',
    available,
  });
}

/** For a run that nothing decides. Throws a `Problem` (64), with what can be marked. */
export function nothingDecides(steps: readonly StepTold[]): never {
  throw new Problem(
    EXIT.usage,
    '--highlight needs to know what: in an honest flow no check or step decides',
    {
      fix: 'name what to highlight',
      available: markable(steps),
    },
  );
}

/** The step at which an attack reaches its goal. */
export function marksOfGoal(told: Told, goal: GoalId, lang: Lang): Marks {
  const step = told.steps.find((s) => s.goals.includes(goal)) ?? told.steps.at(-1);
  const { name } = goals.find(({ id }) => id === goal)!;
  return {
    isMarked: noCheck,
    steps: step === undefined ? noSteps : new Map([[step.n, [pick(name, lang)]]]),
  };
}

/** What makes a defended run part from the attack: the check that refuses, and the step if no check does. */
export const marksOfCause = (cause: Cause, lang: Lang): Marks =>
  cause.how === 'refused' && cause.guard !== null
    ? { isMarked: (check, step) => step === cause.step && check.guard === cause.guard, steps: noSteps }
    : { isMarked: noCheck, steps: new Map([[cause.step, [causeText(cause, lang)]]]) };

/** The rows, with a note after the last row of each step that is marked as a whole. */
export function withMarkedSteps(rows: readonly Row[], { steps }: Marks, lang: Lang): readonly Row[] {
  return rows.flatMap((row, i): readonly Row[] => {
    const details = steps.get(row.step);
    if (details === undefined || rows[i + 1]?.step === row.step) return [row];
    const at = row.type === 'arrow' ? row.to : row.type === 'note' ? row.at : 'attacker';
    return [row, { type: 'note', step: row.step, at, kind: 'mark', title: pick(words.mark, lang), details }];
  });
}
