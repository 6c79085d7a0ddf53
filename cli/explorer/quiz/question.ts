// A question of the quiz: a configuration, a target, and options that each change the configuration. It does not say
// which options are right: the judge is asked when it is answered.

import { bitsOf } from '../../../attacks/search/conditions.js';
import { type Measure, measures } from '../../../model/measures.js';
import type { SwitchId } from '../../../model/switches.js';
import { idOf, type Target } from '../../../properties/verdicts/judge.js';
import { type Configuration, withMeasure, withSetting } from '../configuration.js';
import { keyOf } from '../decide.js';

/**
 * `one`: which of these stops the attack by itself? `two`: which pair does, where neither of the two does by itself?
 * `spare`: which of these, in force here, can be taken away by itself and no attack comes in?
 */
export const kinds = ['one', 'two', 'spare'] as const;
export type Kind = (typeof kinds)[number];

/** Measures or single switches, by their ids: one, or two in a question of `two`. */
export type Option = readonly string[];

export interface Question {
  readonly kind: Kind;
  /** The profile that the configuration is, or is a small change of, by its name. */
  readonly preset: string;
  /** Nothing in it is unknown. */
  readonly configuration: Configuration;
  readonly target: Target;
  readonly options: readonly Option[];
}

const measureNamed = (id: string): Measure | undefined => measures.find((m) => m.id === id);

/** The switches of a measure or of a single switch. */
export const switchesOf = (id: string): readonly SwitchId[] => measureNamed(id)?.switches ?? [id as SwitchId];
export const bitsOfOption = (option: Option): bigint => bitsOf(option.flatMap(switchesOf));

/** The configuration with the option taken: put in force, or taken away. */
export function changed({ kind, configuration }: Pick<Question, 'kind' | 'configuration'>, option: Option) {
  return kind === 'spare'
    ? option.reduce((c, id) => withMeasure(c, measureNamed(id)!, false), configuration)
    : withSetting(configuration, option.flatMap(switchesOf), true);
}

export const optionKey = (option: Option): string => option.join('+');

/** What tells questions of a sheet apart: the same thing asked of the same configuration is the same question. */
export const questionKey = ({ kind, configuration, target }: Omit<Question, 'options' | 'preset'>): string =>
  [kind, idOf(target), keyOf(configuration)].join(' ');
