// Rules as guarded alternatives: what was looked at becomes sets of local states, and alternatives that differ in one
// such set alone are one.

import type { Explored } from './explore.js';
import type { Look, Rule } from './rules.js';
import type { LocalStates } from './rules.js';

export interface Alternative extends Omit<Rule, 'looks'> {
  /** For each component the local states in which it applies; null: any. */
  readonly where: readonly (readonly number[] | null)[];
}

/** The alternatives of an exploration, in the order of their moves. */
export function alternativesOf({ locals, rules }: Explored): readonly Alternative[] {
  const all = new Map<string, Alternative>();
  for (const rule of rules) {
    const { looks, ...rest } = rule;
    const alternative = { ...rest, where: whereOf(looks, locals) };
    all.set(JSON.stringify(alternative), alternative);
  }
  let merged = [...all.values()];
  for (let component = 0; component < locals.components.length; component++)
    merged = mergedBy(merged, component, locals.all[component]!.length);
  return merged.sort((a, b) => (a.move < b.move ? -1 : a.move > b.move ? 1 : 0));
}

function whereOf(looks: readonly Look[], locals: LocalStates): Alternative['where'] {
  return locals.components.map((_, i) => {
    const here = looks.filter(({ component }) => component === i);
    if (here.length === 0) return null;
    const fits = locals.all[i]!.flatMap((_, number) =>
      here.every(({ view, key }) => locals.key(i, view, number) === key) ? [number] : [],
    );
    return fits.length === locals.all[i]!.length ? null : fits;
  });
}

function mergedBy(alternatives: readonly Alternative[], component: number, count: number): Alternative[] {
  const groups = new Map<string, { first: Alternative; fits: Set<number> | null }>();
  for (const alternative of alternatives) {
    const here = alternative.where[component]!;
    const key = JSON.stringify({ ...alternative, where: alternative.where.with(component, null) });
    const group = groups.get(key);
    if (group === undefined)
      groups.set(key, { first: alternative, fits: here === null ? null : new Set(here) });
    else if (here === null) group.fits = null;
    else if (group.fits !== null) for (const number of here) group.fits.add(number);
  }
  return [...groups.values()].map(({ first, fits }) => ({
    ...first,
    where: first.where.with(
      component,
      fits === null || fits.size === count ? null : [...fits].sort((a, b) => a - b),
    ),
  }));
}
