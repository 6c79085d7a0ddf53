// Does a union of cubes hold everywhere? Everywhere within a cube? Exact; by cases on a switch that stands on both
// sides (Shannon). Where none does, the union is unate, and holds everywhere only if one of its cubes does.

import { bitOf, type Cube, holdsAt, idsOf, isConsistent } from '../../attacks/search/conditions.js';

/** The cubes as they are where these switches are on and those off; those that are false there are gone. */
export const given = (cubes: readonly Cube[], on: bigint, off: bigint): Cube[] =>
  cubes
    .filter((c) => (c.on & off) === 0n && (c.off & on) === 0n)
    .map((c) => ({ on: c.on & ~on, off: c.off & ~off }));

export function holdsEverywhere(cubes: readonly Cube[]): boolean {
  if (cubes.some((c) => c.on === 0n && c.off === 0n)) return true;
  const asked = cubes.reduce((all, c) => ({ on: all.on | c.on, off: all.off | c.off }), { on: 0n, off: 0n });
  const [both] = idsOf(asked.on & asked.off);
  if (both === undefined) return false;
  const bit = bitOf(both);
  return holdsEverywhere(given(cubes, bit, 0n)) && holdsEverywhere(given(cubes, 0n, bit));
}

/** Whether each configuration of the cube lies in the union. */
export const isCovered = (cube: Cube, by: readonly Cube[]): boolean =>
  !isConsistent(cube) || holdsEverywhere(given(by, cube.on, cube.off));

/** A configuration of the cube that lies in none of `avoided`, with as few of the free switches on as is tried first; null: there is none. */
export function configurationOutside(cube: Cube, avoided: readonly Cube[]): bigint | null {
  if (!isConsistent(cube)) return null;
  const near = avoided.filter((a) => (a.on & cube.off) === 0n && (a.off & cube.on) === 0n);
  const hit = near.find((a) => holdsAt(a, cube.on));
  if (hit === undefined) return cube.on;
  // Leave it by one of its literals; the others are tried if that leads nowhere.
  for (const id of idsOf(hit.off & ~cube.off)) {
    const found = configurationOutside({ on: cube.on | bitOf(id), off: cube.off }, near);
    if (found !== null) return found;
  }
  return null;
}
