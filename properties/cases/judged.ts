// Asks the search about cases, within the bounds that it has by default.

import { type Answer, usualStates, verdictOn } from '../../attacks/verdict.js';
import { type Case, settingOf, type Variant } from './case.js';

export interface JudgedVariant extends Answer {
  readonly variant: Variant;
}
export interface JudgedCase {
  readonly of: Case;
  readonly variants: readonly JudgedVariant[];
}

export const judgeVariant = (variant: Variant): JudgedVariant => ({
  variant,
  ...verdictOn(settingOf(variant), variant.goals, { maxStates: usualStates }),
});
export const judgeCase = (of: Case): JudgedCase => ({ of, variants: of.variants.map(judgeVariant) });
