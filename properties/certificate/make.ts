// Makes coverage certificates, with moves worked out once and remembered.

import type { Local } from '../../model/entities/entity.js';
import type { Term } from '../../model/names.js';
import { switchIds } from '../../model/switches.js';
import type { Component } from '../../model/world.js';
import { familiesOf, type Setting } from '../../attacks/search/concrete.js';
import type { GoalId } from '../../attacks/goals.js';
import { FamilyRules, LocalStates } from '../export/rules.js';
import type { Certificate } from './certificate.js';
import { canonical, digestOf } from './digest.js';

export type Coverage =
  | { readonly certificate: Certificate }
  /** The goal is reached in so many steps; or there are too many states. */
  | { readonly reachedIn: number }
  | { readonly tooManyStates: number };

interface Met {
  readonly state: readonly number[];
  readonly known: ReadonlySet<Term>;
  readonly depth: number;
}

export function certify(setting: Setting, goal: GoalId, profile: string, maxStates: number): Coverage {
  const { scenario, on, capabilities } = setting;
  const locals = new LocalStates(scenario);
  const families = familiesOf(scenario).map((f) => new FamilyRules(f, locals, { on, capabilities }));
  const keyOf = ({ state, known }: Pick<Met, 'state' | 'known'>) =>
    `${state.join()}/${[...known].sort().join()}`;
  const first: Met = { state: locals.components.map(() => 0), known: new Set(), depth: 0 };
  const seen = new Set([keyOf(first)]);
  const queue = [first];
  for (const { state, known, depth } of queue)
    for (const family of families)
      for (const rule of family.at(state)) {
        if (!rule.needs.every((some) => some.some((term) => known.has(term)))) continue;
        if (rule.goals.some(({ what }) => what === goal)) return { reachedIn: depth + 1 };
        const next = [...state];
        for (const [component, local] of rule.writes) next[component] = local;
        const more = rule.gains.some(({ what }) => !known.has(what));
        const met = {
          state: next,
          known: more ? new Set([...known, ...rule.gains.map(({ what }) => what)]) : known,
          depth: depth + 1,
        };
        const key = keyOf(met);
        if (seen.has(key)) continue;
        if (queue.length >= maxStates) return { tooManyStates: maxStates };
        seen.add(key);
        queue.push(met);
      }
  const localsOf = (state: readonly number[]): ReadonlyMap<Component, Local> =>
    new Map(locals.components.map((c, i) => [c, locals.all[i]![state[i]!]!]));
  return {
    certificate: {
      certificate: 1,
      claim: 'no attack within the bounds',
      goal: goal as Certificate['goal'],
      profile,
      scenario,
      on: switchIds.filter((id) => on.has(id)),
      capabilities: [...capabilities],
      reductions: [],
      states: queue.length,
      depth: queue.at(-1)!.depth,
      frontier: 0,
      digest: digestOf(queue.map(({ state, known }) => canonical(localsOf(state), known))),
    },
  };
}
