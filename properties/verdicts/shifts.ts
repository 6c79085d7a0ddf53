// What a change changes for attackers: who is shut out of a goal, who newly gets in, and for whom it became harder.

import type { WeakAttacker } from '../../attacks/attackers.js';
import { idOf, type Judgement, type Target, type Verdict } from './judge.js';
import type { Reacher } from './rungs.js';

/** An attacker who needs more than before, or less. */
export interface Moved {
  readonly from: Reacher;
  readonly to: Reacher;
}

/** The weakest attackers before and after, each in one list; who is in none of them gets there as before. */
export interface Shift {
  readonly target: Target;
  /** Reached it, and do not; nor does it help them to have more, unless others could do it with that alone. */
  readonly shutOut: readonly Reacher[];
  /** Reached it, and still do if they have more. */
  readonly harder: readonly Moved[];
  /** Reach it, and did not, or nobody could finish; what they have is not what somebody needed before, and less. */
  readonly newlyIn: readonly Reacher[];
  /** Reach it; before, they were not found to, nor ruled out. */
  readonly foundNow: readonly Reacher[];
  /** Reach it with less than was needed. */
  readonly easier: readonly Moved[];
  /** Reached it only in some settings of what is unknown; now in all of them. */
  readonly nowSure: readonly Reacher[];
  /** Reached it in all settings; now only in some. */
  readonly nowUnsure: readonly Reacher[];
  /** Reached it, and are not found to; they are not ruled out either. */
  readonly notKnown: readonly Reacher[];
  /** The weakest attackers who reach it as before. */
  readonly same: number;
}

interface Side {
  readonly attackers: readonly Reacher[];
  readonly against: Judgement['against'];
}

const isClosed = (verdict: Verdict): boolean =>
  verdict === 'no-attack-within-bounds' || verdict === 'not-applicable';
const has = (a: WeakAttacker, b: WeakAttacker): boolean =>
  b.capabilities.every((id) => a.capabilities.includes(id));

export function shiftOf(target: Target, before: Side, after: Side): Shift {
  const gone = before.attackers.filter((a) => !after.attackers.some((b) => has(a, b)));
  const come = after.attackers.filter((b) => !before.attackers.some((a) => has(b, a)));
  // Of those who need more, the nearest: those who need least besides.
  const withMore = (a: Reacher) => after.attackers.filter((b) => has(b, a));
  const easier = come.flatMap((to) =>
    before.attackers.filter((from) => has(from, to)).map((from) => ({ from, to })),
  );
  const lost = gone.filter((a) => withMore(a).length === 0 && !easier.some(({ from }) => from === a));
  const stay = (isSure: (a: Reacher, b: Reacher) => boolean) =>
    after.attackers.filter((b) => before.attackers.some((a) => has(a, b) && has(b, a) && isSure(a, b)));
  const nowSure = stay((a, b) => a.depends && !b.depends);
  const nowUnsure = stay((a, b) => !a.depends && b.depends);
  const wasOpen = (b: Reacher) => before.against(new Set(b.capabilities)) === 'inconclusive';
  return {
    target,
    shutOut: lost.filter((a) => isClosed(after.against(new Set(a.capabilities)))),
    notKnown: lost.filter((a) => !isClosed(after.against(new Set(a.capabilities)))),
    harder: gone.flatMap((from) =>
      withMore(from)
        .slice(0, 1)
        .map((to) => ({ from, to })),
    ),
    newlyIn: come.filter((b) => !easier.some(({ to }) => to === b) && !wasOpen(b)),
    foundNow: come.filter((b) => !easier.some(({ to }) => to === b) && wasOpen(b)),
    easier,
    nowSure,
    nowUnsure,
    same: stay((a, b) => a.depends === b.depends).length,
  };
}

const lists = [
  'shutOut',
  'harder',
  'newlyIn',
  'easier',
  'nowSure',
  'nowUnsure',
  'foundNow',
  'notKnown',
] as const;
export type ShiftKind = (typeof lists)[number];
export const shiftKinds: readonly ShiftKind[] = lists;

/** Whether anything is otherwise for anybody. */
export const isShifted = (shift: Shift): boolean => lists.some((kind) => shift[kind].length > 0);

/** A shift as data: attackers as lists of capabilities. */
export const shiftData = (shift: Shift) => ({
  ...shift.target,
  id: idOf(shift.target),
  ...Object.fromEntries(
    lists.map((kind) => [
      kind,
      shift[kind].map((x) =>
        'from' in x
          ? { from: x.from.capabilities, to: x.to.capabilities }
          : { capabilities: x.capabilities, ...(x.depends && { depends: true }) },
      ),
    ]),
  ),
  same: shift.same,
});
