// What trials on a running party prove about a switch. Pure: whoever made the trials says what each shows.
//
// A switch that stands for a check is off if one request got through that the check would have stopped: that is a
// witness. It is on if every such request was refused, while honest requests before and after got through: else the
// refusals may have another cause. Nothing is on because something was not seen.

export type Setting = boolean | 'unknown';

/** `control`: an honest request, which must get through; `variant`: one way of asking whether the check is made. */
export type Trial =
  | { readonly part: 'control'; readonly holds: boolean }
  | { readonly part: 'variant'; readonly shows: 'on' | 'off' | 'nothing' };

export const reasons = [
  'witness',
  'every-variant',
  'control-failed',
  'unclear',
  'mixed',
  'nothing-tried',
] as const;
export type Reason = (typeof reasons)[number];

export interface Verdict {
  readonly is: Setting;
  readonly because: Reason;
}

/** How variants that differ are read: one that shows `off` settles it, or the switch is too coarse for what was seen. */
export type IfMixed = 'off' | 'unknown';

/** The setting that trials prove. Never true without a variant that shows it and without controls that all hold. */
export function decide(trials: readonly Trial[], ifMixed: IfMixed = 'off'): Verdict {
  const variants = trials.flatMap((t) => (t.part === 'variant' ? [t.shows] : []));
  const controls = trials.flatMap((t) => (t.part === 'control' ? [t.holds] : []));
  const settled: Verdict | null =
    variants.length === 0
      ? { is: 'unknown', because: controls.includes(false) ? 'control-failed' : 'nothing-tried' }
      : variants.includes('off')
        ? ifMixed === 'unknown' && variants.some((shows) => shows !== 'off')
          ? { is: 'unknown', because: 'mixed' }
          : { is: false, because: 'witness' }
        : null;
  if (settled !== null) return settled;
  if (!variants.every((shows) => shows === 'on')) return { is: 'unknown', because: 'unclear' };
  if (controls.length === 0 || controls.includes(false)) return { is: 'unknown', because: 'control-failed' };
  return { is: true, because: 'every-variant' };
}
