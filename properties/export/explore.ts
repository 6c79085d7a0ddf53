// Goes through all local states that can come together, and collects the rules that apply there.
//
// It follows every rule whose needs may be known by now, and forgets in which configuration and with what knowledge a
// state was reached. So it meets at least what can be reached, and perhaps more: a rule too many is harmless, for its
// guard is exported with it.

import type { Scenario } from '../../model/scenario.js';
import type { Term } from '../../model/names.js';
import { familiesOf } from '../../attacks/search/concrete.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { FamilyRules, LocalStates, type Rule, type Scope } from './rules.js';

export interface Explored {
  readonly locals: LocalStates;
  readonly rules: readonly Rule[];
  /** Combinations of local states met. */
  readonly states: number;
}

/** The export would be too large: how far it got. */
export class TooLarge extends Error {
  constructor(readonly states: number) {
    super(`more than ${states} combinations of local states`);
  }
}

export function explore(
  scenario: Scenario,
  scope: Scope,
  maxCapabilities = scope.capabilities.size,
  maxStates = 300_000,
): Explored {
  const locals = new LocalStates(scenario);
  const families = familiesOf(scenario).map((family) => new FamilyRules(family, locals, scope));
  const known = new Set<Term>();
  const used = new Set<Rule>();
  // Who may have everything at once need not be asked what it has used.
  const isFree = maxCapabilities >= scope.capabilities.size;
  const isKnown = (rule: Rule) => rule.needs.every((some) => some.some((term) => known.has(term)));
  interface Met {
    readonly state: readonly number[];
    readonly has: ReadonlySet<CapabilityId>;
  }
  const queue: Met[] = [];
  const seen = new Set<string>();
  let waiting: { readonly at: Met; readonly rule: Rule }[] = [];
  meet({ state: locals.components.map(() => 0), has: new Set() });
  for (let next = 0; next < queue.length || waiting.some(({ rule }) => isKnown(rule)); ) {
    for (; next < queue.length; next++) {
      const at = queue[next]!;
      for (const family of families)
        for (const rule of family.at(at.state))
          if (isKnown(rule)) follow(at, rule);
          else waiting.push({ at, rule });
    }
    // What had to wait for knowledge that has come since.
    const before = waiting;
    waiting = before.filter(({ rule }) => !isKnown(rule));
    for (const { at, rule } of before) if (isKnown(rule)) follow(at, rule);
  }
  return { locals, rules: [...used], states: queue.length };

  function follow({ state, has }: Met, rule: Rule): void {
    const more = isFree ? has : new Set([...has, ...rule.capabilities]);
    if (more.size > maxCapabilities) return;
    used.add(rule);
    for (const { what } of rule.gains) known.add(what);
    if (rule.writes.length === 0) return;
    const next = [...state];
    for (const [component, local] of rule.writes) next[component] = local;
    meet({ state: next, has: more });
  }

  function meet(met: Met): void {
    const key = isFree ? met.state.join() : `${met.state.join()}/${[...met.has].sort().join()}`;
    if (seen.has(key)) return;
    if (queue.length >= maxStates) throw new TooLarge(maxStates);
    seen.add(key);
    queue.push(met);
  }
}
