// What an option is worth, asked of the judge when it is answered, and why: the checks that stop the attack, or the
// attack that is left.

import { bitsOf, idsOf } from '../../../attacks/search/conditions.js';
import type { SwitchId } from '../../../model/switches.js';
import { isAssumed } from '../../../properties/verdicts/assumed.js';
import { isOf, judge, type Verdict } from '../../../properties/verdicts/judge.js';
import { type Witness, witnessOf } from '../../../properties/verdicts/witness.js';
import { type Configuration, withSetting } from '../configuration.js';
import type { Decisions } from '../decide.js';
import { bitsOfOption, changed, type Option, optionKey, type Question } from './question.js';

export interface Mark {
  readonly option: Option;
  /** The configuration with the option taken. */
  readonly configuration: Configuration;
  readonly verdict: Verdict;
  readonly isRight: boolean;
  /**
   * Of a right one, the checks that keep the target's paths closed: those that it puts in force, or those that are left
   * when it is taken away (none: no path needs it off).
   */
  readonly by: readonly SwitchId[];
  /** Those of its own checks whose effect is derived would not suffice. */
  readonly isByAssumption: boolean;
}

const isNone = (verdict: Verdict): boolean => verdict === 'no-attack-within-bounds';

export function markOf(decisions: Decisions, question: Question, option: Option): Mark {
  const verdictOf = (c: Configuration) => judge(decisions.groundOf(c), question.target).verdict;
  const configuration = changed(question, option);
  const verdict = verdictOf(configuration);
  // Two are asked for, so one of them that does by itself is not an answer.
  const isEnoughAlone =
    question.kind === 'two' && option.some((id) => isNone(verdictOf(changed(question, [id]))));
  const isRight = isNone(verdict) && !isEnoughAlone;
  const derived = idsOf(bitsOfOption(option)).filter((id) => !isAssumed(id));
  return {
    option,
    configuration,
    verdict,
    isRight,
    by: !isRight
      ? []
      : question.kind === 'spare'
        ? standingIn(decisions, question, option, configuration)
        : closing(decisions, question, option),
    isByAssumption:
      isRight &&
      question.kind !== 'spare' &&
      !isNone(verdictOf(withSetting(question.configuration, derived, true))),
  };
}

/** Checks of the option that an open path needs off. */
function closing(decisions: Decisions, { configuration, target }: Question, option: Option) {
  const open = decisions.groundOf(configuration).feasible.filter((f) => isOf(target, f.path));
  const asked = open.reduce((bits, f) => bits | f.cube.off, 0n);
  return idsOf(bitsOfOption(option) & asked & ~configuration.on);
}

/** The checks left in the way of paths that the option was in the way of, those that are in the way of most first. */
function standingIn(
  decisions: Decisions,
  { target }: Question,
  option: Option,
  { on, ...rest }: Configuration,
) {
  const own = bitsOfOption(option);
  const { every } = decisions.groundOf({ on, ...rest });
  let left = every
    .filter((f) => (f.cube.off & own) !== 0n && isOf(target, f.path))
    .map((f) => f.cube.off & on)
    .filter((bits) => bits !== 0n);
  const chosen: SwitchId[] = [];
  while (left.length > 0) {
    const uses = (id: SwitchId) => left.filter((bits) => (bits & bitsOf([id])) !== 0n).length;
    const [best] = idsOf(left.reduce((all, bits) => all | bits, 0n)).toSorted((a, b) => uses(b) - uses(a));
    chosen.push(best!);
    left = left.filter((bits) => (bits & bitsOf([best!])) === 0n);
  }
  return chosen;
}

export interface Answer {
  readonly marks: readonly Mark[];
  /** Exactly the right ones were ticked. */
  readonly isRight: boolean;
}

/** The marks of a question's options, and whether those ticked are the right ones. */
export function answered(decisions: Decisions, question: Question, ticked: ReadonlySet<string>): Answer {
  const marks = question.options.map((option) => markOf(decisions, question, option));
  return { marks, isRight: marks.every((m) => m.isRight === ticked.has(optionKey(m.option))) };
}

/** The shortest attack that is left with an option taken, run in that very configuration; null: none was seen. */
export const attackLeft = (
  decisions: Decisions,
  { target }: Question,
  { configuration }: Mark,
): Witness | null => witnessOf(judge(decisions.groundOf(configuration), target));
