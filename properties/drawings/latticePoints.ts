// A lattice of measures before any format: the smallest breaking sets, the points on the way up to them, and how many
// paths are open at each.

import type { Candidate } from '../../attacks/breaking.js';
import { type Cube, holdsAt } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';

/** Up to so many points all subsets are drawn; beyond, one way up to each set. */
const mostPoints = 40;

export interface LatticePoint {
  /** The measures put in force, in the order of their table. */
  readonly ids: readonly string[];
  readonly left: number;
  /** One of the smallest sets. */
  readonly isSet: boolean;
}
export interface LatticeStep {
  readonly from: LatticePoint;
  readonly to: LatticePoint;
  readonly added: string;
}
export interface Lattice {
  /** Smaller ones first. */
  readonly points: readonly LatticePoint[];
  readonly steps: readonly LatticeStep[];
}

/** How many of the paths are open when these candidates are put in force as well; each set is counted once. */
export function countOpen(
  cubes: readonly Cube[],
  start: bigint,
  candidates: readonly Candidate[],
): (ids: readonly string[]) => number {
  const known = new Map<bigint, number>();
  const bits = new Map(candidates.map(({ id, on }) => [id, on]));
  return (ids) => {
    const on = ids.reduce((all, id) => all | bits.get(id)!, start);
    let n = known.get(on);
    if (n === undefined) known.set(on, (n = cubes.filter((c) => holdsAt(c, on)).length));
    return n;
  };
}

/** The points from `start` up to the sets; where there is none, the way up by the measures that close most. */
export function latticeOf(
  sets: readonly (readonly string[])[],
  candidates: readonly Candidate[],
  left: (ids: readonly string[]) => number,
): Lattice {
  const ways =
    sets.length > 0
      ? sets
      : [
          greedy(
            candidates.map(({ id }) => id),
            left,
          ),
        ];
  const keys = new Set(sets.map(keyOf));
  const points = [...pointsOf(ways, left)].map(([key, ids]) => ({
    ids,
    left: left(ids),
    isSet: keys.has(key),
  }));
  return { points, steps: stepsOf(points) };
}

function stepsOf(points: readonly LatticePoint[]): readonly LatticeStep[] {
  return points.flatMap((from) =>
    points.flatMap((to) => {
      if (to.ids.length !== from.ids.length + 1 || !from.ids.every((id) => to.ids.includes(id))) return [];
      return [{ from, to, added: to.ids.find((id) => !from.ids.includes(id))! }];
    }),
  );
}

const order = new Map(measures.map(({ id }, i) => [id as string, i]));
const byTable = (a: string, b: string): number => order.get(a)! - order.get(b)!;
export const keyOf = (ids: readonly string[]): string => ids.toSorted(byTable).join('+');

/** The points to draw, by key, smaller sets first. */
function pointsOf(
  sets: readonly (readonly string[])[],
  left: (ids: readonly string[]) => number,
): ReadonlyMap<string, readonly string[]> {
  const points = new Map<string, readonly string[]>([['', []]]);
  const add = (ids: readonly string[]) => points.set(ids.toSorted(byTable).join('+'), ids.toSorted(byTable));
  const all = sets.reduce((n, s) => n + 2 ** Math.min(20, s.length), 0);
  for (const set of sets) {
    if (sets.length > 0 && left(set) === 0 && all <= mostPoints * 2)
      for (const subset of subsetsOf(set)) add(subset);
    else {
      // The measure that closes most paths comes first.
      let chosen: readonly string[] = [];
      while (chosen.length < set.length) {
        const rest = set.filter((id) => !chosen.includes(id));
        const best = rest.toSorted(
          (a, b) => left([...chosen, a]) - left([...chosen, b]) || byTable(a, b),
        )[0]!;
        chosen = [...chosen, best];
        add(chosen);
      }
    }
  }
  return new Map([...points].sort(([, a], [, b]) => a.length - b.length));
}

const mostGreedy = 6;

/** Measures that close paths, the one that closes most first, until none closes any more or there are enough. */
function greedy(from: readonly string[], left: (ids: readonly string[]) => number): readonly string[] {
  const chosen: string[] = [];
  while (chosen.length < mostGreedy) {
    const now = left(chosen);
    const [best] = from
      .filter((id) => !chosen.includes(id))
      .toSorted((a, b) => left([...chosen, a]) - left([...chosen, b]) || byTable(a, b));
    if (best === undefined || left([...chosen, best]) >= now) break;
    chosen.push(best);
  }
  return chosen;
}

const subsetsOf = (set: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** set.length }, (_, bits) => set.filter((_id, i) => (bits >> i) & 1));
