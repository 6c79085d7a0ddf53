// Verdicts that a demand outside the model may change.

import type { Verdict } from './judge.js';
import type { StatedProfile, Unmodelled } from './profile.js';

const speaksOf: Readonly<Partial<Record<Verdict, Unmodelled['mayChange']>>> = {
  attack: ['attack'],
  depends: ['attack', 'none'],
  'no-attack-within-bounds': ['none'],
};

/** The demands of a profile, outside the model, that may change a verdict. */
export const changing = (
  { unmodelled = [] }: Pick<StatedProfile, 'unmodelled'>,
  verdict: Verdict,
): readonly Unmodelled[] =>
  unmodelled.filter(({ mayChange }) => mayChange.some((one) => speaksOf[verdict]?.includes(one)));

/** Whether the verdict might be another one if all that the profile's document demands were in the model. */
export const mayDiffer = (profile: Pick<StatedProfile, 'unmodelled'>, verdict: Verdict): boolean =>
  changing(profile, verdict).length > 0;
