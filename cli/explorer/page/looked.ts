// What a view looks at: the configuration of the side that is looked at, and the target.

import { idOf, type Target, targets } from '../../../properties/verdicts/judge.js';
import type { PageState } from '../address.js';
import type { Configuration } from '../configuration.js';

const isSecond = ({ side, b }: PageState): boolean => side === 'b' && b !== null;
export const lookedAt = (state: PageState): Configuration => (isSecond(state) ? state.b! : state.a);
/** A change of the configuration that is looked at, whichever it is by then. */
export const changing =
  (how: (c: Configuration) => Configuration) =>
  (state: PageState): Partial<PageState> =>
    isSecond(state) ? { b: how(state.b!) } : { a: how(state.a) };
export const targetOf = ({ target }: PageState): Target | null =>
  targets.find((t) => idOf(t) === target) ?? null;
