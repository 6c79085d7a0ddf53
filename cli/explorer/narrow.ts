// A ground cut down to one goal or threat. The judge says the same of it, and what asks many questions asks faster.

import type { Ground } from '../../properties/verdicts/ground.js';
import { isOf, type Target } from '../../properties/verdicts/judge.js';

export const about = (ground: Ground, target: Target): Ground => ({
  ...ground,
  every: ground.every.filter(({ path }) => isOf(target, path)),
  feasible: ground.feasible.filter(({ path }) => isOf(target, path)),
});
