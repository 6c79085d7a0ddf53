// A sheet: questions drawn from a seed. The same book, seed and number give the same sheet.

import { idOf, targets } from '../../../properties/verdicts/judge.js';
import type { Decisions } from '../decide.js';
import { drawOptions } from './options.js';
import { type DrawPremise, drawKeptOut, drawReached } from './premise.js';
import { type Kind, kinds, type Question, questionKey } from './question.js';
import { Random } from './random.js';

export interface Sheet {
  readonly seed: number;
  /** Fewer than asked for where the book has no more to ask. */
  readonly questions: readonly Question[];
}

export const firstSeed = 1;
export const lastSeed = 999_999;
export const nextSeed = (seed: number): number => (seed < lastSeed ? seed + 1 : firstSeed);

/** So many draws for one question; most need a few. */
const draws = 80;

const premises: Readonly<Record<Kind, DrawPremise>> = {
  one: drawReached,
  two: drawReached,
  spare: drawKeptOut,
};

export function sheetOf(decisions: Decisions, seed: number, count = 8): Sheet {
  const random = new Random(seed);
  const questions: Question[] = [];
  for (let i = 0; i < count; i++) {
    // By turns; where a small book has none of one kind, one of another.
    const wanted = kinds.map((_, k) => kinds[(i + k) % kinds.length]!);
    const question = firstOf(wanted, (kind) => drawQuestion(random, decisions, kind, questions));
    if (question === null) break;
    questions.push(question);
  }
  return { seed, questions };
}

function firstOf<T, R>(all: readonly T[], make: (x: T) => R | null): R | null {
  for (const x of all) {
    const made = make(x);
    if (made !== null) return made;
  }
  return null;
}

function drawQuestion(
  random: Random,
  decisions: Decisions,
  kind: Kind,
  before: readonly Question[],
): Question | null {
  const asked = new Set(before.map(questionKey));
  for (let draw = 0; draw < draws; draw++) {
    const preset = leastUsed(random, decisions.book.presets, ({ name }) =>
      countOf(before, (q) => q.preset === name),
    );
    const target = leastUsed(random, targets, (t) => countOf(before, (q) => idOf(q.target) === idOf(t)));
    const premise = premises[kind](random, decisions, preset, target);
    if (premise === null) continue;
    const { configuration } = premise.scope;
    if (asked.has(questionKey({ kind, configuration, target }))) continue;
    const options = drawOptions[kind](random, decisions, premise.scope);
    if (options !== null) return { kind, preset: premise.preset, configuration, target, options };
  }
  return null;
}

const countOf = <T>(all: readonly T[], is: (x: T) => boolean): number => all.filter(is).length;

/** One of a few drawn that the sheet has least of. */
function leastUsed<T>(random: Random, all: readonly T[], uses: (x: T) => number): T {
  const drawn = [random.pick(all), random.pick(all), random.pick(all)];
  return drawn.toSorted((a, b) => uses(a) - uses(b))[0]!;
}
