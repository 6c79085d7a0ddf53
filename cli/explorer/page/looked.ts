// What a view looks at: the configuration of the side that is looked at, and the target.

import { idOf, type Target, targets } from '../../profiles/judge.js';
import type { PageState } from '../address.js';
import type { Configuration } from '../configuration.js';

export const isSecond = ({ side, b }: PageState): boolean => side === 'b' && b !== null;
export const lookedAt = (state: PageState): Configuration => (isSecond(state) ? state.b! : state.a);
/** The change that puts another configuration in its place. */
export const replaced = (state: PageState, c: Configuration): Partial<PageState> =>
  isSecond(state) ? { b: c } : { a: c };
export const targetOf = ({ target }: PageState): Target | null =>
  targets.find((t) => idOf(t) === target) ?? null;
