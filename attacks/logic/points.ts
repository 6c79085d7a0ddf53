// Points and prime cubes of a function: an attacker and a configuration, and what of them is really asked for.

import type { Diagram, Diagrams } from './diagrams.js';

/** A cube as its literals: variables that must be true, and variables that must be false. */
export interface Literals {
  readonly areTrue: readonly number[];
  readonly areFalse: readonly number[];
}

/**
 * A point of a function with as few of the counted variables true as can be; variables that make no difference are
 * false. Null: the function is false everywhere.
 */
export function leastPoint(
  diagrams: Diagrams,
  f: Diagram,
  isCounted: (variable: number) => boolean,
): ReadonlySet<number> | null {
  if (f === 0) return null;
  const cost = new Map<Diagram, number>([
    [0, Number.POSITIVE_INFINITY],
    [1, 0],
  ]);
  for (const n of diagrams.reachable([f])) {
    const high = cost.get(diagrams.highOf(n))! + (isCounted(diagrams.variableOf(n)) ? 1 : 0);
    cost.set(n, Math.min(cost.get(diagrams.lowOf(n))!, high));
  }
  const point = new Set<number>();
  for (let n = f; n > 1; ) {
    const low = diagrams.lowOf(n);
    if (cost.get(low)! <= cost.get(n)!) n = low;
    else {
      point.add(diagrams.variableOf(n));
      n = diagrams.highOf(n);
    }
  }
  return point;
}

/** A largest cube of a function that holds a point of it: no literal of it can be left out. */
export function primeAt(diagrams: Diagrams, f: Diagram, isTrue: (variable: number) => boolean): Literals {
  let wide = f;
  // From the last variable to the first, so that what is asked for stands at the top of the order.
  for (const v of diagrams.support(f).toReversed()) {
    const whatever = diagrams.and(diagrams.at(wide, v, true), diagrams.at(wide, v, false));
    if (diagrams.holds(whatever, isTrue)) wide = whatever;
  }
  const asked = diagrams.support(wide);
  return { areTrue: asked.filter(isTrue), areFalse: asked.filter((v) => !isTrue(v)) };
}

/**
 * The smallest sets of variables that make a monotone function true, smallest first.
 * @param f a function that stays true when a variable turns true
 */
export function minimalSets(diagrams: Diagrams, f: Diagram): readonly (readonly number[])[] {
  const known = new Map<Diagram, readonly (readonly number[])[]>([
    [0, []],
    [1, [[]]],
  ]);
  for (const n of diagrams.reachable([f])) {
    const low = diagrams.lowOf(n);
    const without = known.get(low)!;
    const v = diagrams.variableOf(n);
    // What the variable adds: sets that do not do without it.
    const added = known
      .get(diagrams.highOf(n))!
      .filter((set) => !diagrams.holds(low, (u) => set.includes(u)))
      .map((set) => [v, ...set]);
    known.set(n, [...without, ...added]);
  }
  return known.get(f)!.toSorted((a, b) => a.length - b.length);
}
