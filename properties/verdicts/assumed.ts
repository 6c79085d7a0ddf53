// What rests on assumptions: switches whose effect the model does not derive.

import { bitsOf } from '../../attacks/search/conditions.js';
import { type SwitchId, switches } from '../../model/switches.js';
import { type Ground, regroup } from './ground.js';
import { judge, type Target } from './judge.js';

const ids: ReadonlySet<string> = new Set(switches.filter((s) => s.basis === 'assumed').map(({ id }) => id));

export const isAssumed = (id: SwitchId): boolean => ids.has(id);
/** The switches whose effect is assumed, as bits. */
export const assumedBits = bitsOf([...ids] as SwitchId[]);

/** The same ground with nothing in it whose effect is assumed. */
export const withoutAssumed = (ground: Ground): Ground =>
  regroup(ground, ground.profile, ground.on & ~assumedBits, ground.unknown & ~assumedBits);

/**
 * Whether there is no attack only because of checks whose effect is assumed: without all of those there is one, or may
 * be. False where there is one anyway. `derived` is the ground without them, for those who ask of many targets.
 */
export const restsOnAssumption = (
  ground: Ground,
  target: Target,
  derived: Ground = withoutAssumed(ground),
): boolean => judge(ground, target).verdict === 'no-attack-within-bounds' && judge(derived, target).open > 0;
