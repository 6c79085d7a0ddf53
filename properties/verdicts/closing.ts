// What has to be closed so that some targets are not reached, and within which limits it is looked for.

import type { Path } from '../../attacks/paths.js';
import type { Cube } from '../../attacks/search/conditions.js';
import type { Ground } from './ground.js';
import { isOf, type Target } from './judge.js';

/** Sets of up to so many additions are looked for, until there are so many of them. */
export const limits = { maxSize: 12, maxSets: 60 };

/** Whether there may be further sets beyond those found within the limits. */
export const isCutOff = (sets: readonly (readonly string[])[]): boolean =>
  sets.length >= limits.maxSets || sets.some((ids) => ids.length === limits.maxSize);

export interface Closing {
  readonly paths: readonly Path[];
  /** Where the honest run does not finish whatever is unknown: no way to close anything. */
  readonly vacuous: readonly Cube[];
}

/** An unknown switch is taken as the attacker would have it: off where that opens a path, on where that does. */
export const closingOf = (ground: Ground, targets: readonly Target[]): Closing => ({
  paths: ground.every
    .filter(({ path }) => targets.some((t) => isOf(t, path)))
    .map(({ path, cube }) => ({ ...path, cube: { on: cube.on & ~ground.unknown, off: cube.off } })),
  vacuous: ground.worlds.flatMap((w) => w.vacuous).filter((v) => ((v.on | v.off) & ground.unknown) === 0n),
});
