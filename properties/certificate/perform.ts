// The checker's own way of performing moves. It asks the XState machines themselves every time and remembers nothing.

import { askMachine, type Local } from '../../model/entities/entity.js';
import { challenge, kindOf, slotOf, type Term } from '../../model/names.js';
import {
  clockAt,
  type Component,
  componentsOf,
  entityOf,
  initialLocal,
  type Move,
  type MoveFamily,
  type Run,
} from '../../model/world.js';
import { tapsOn } from '../../attacks/capabilities/taps.js';
import { goalsOf, stageOf } from '../../attacks/goals.js';
import type { Certificate } from './certificate.js';

/** One configuration and one attacker. */
export type Setting = Pick<Certificate, 'scenario' | 'on' | 'capabilities'>;
export interface State {
  readonly locals: ReadonlyMap<Component, Local>;
  readonly known: ReadonlySet<Term>;
}
export type Made = State & { readonly goals: ReadonlySet<string> };

export const firstState = (c: Setting): State => ({
  locals: new Map(componentsOf(c.scenario).map((i) => [i, initialLocal(i, c.scenario)])),
  known: new Set(),
});

/** All that the attacker and the honest parties can do in a state: each move, and what comes of it. */
export function* stepsFrom(
  state: State,
  c: Setting,
  families: readonly MoveFamily[],
): Generator<{ readonly move: Move; readonly after: Made }> {
  for (const move of families.flatMap((family) => family.moves(look(state.locals, c)))) {
    if (!(move.capabilities ?? []).every((id) => (c.capabilities as readonly string[]).includes(id)))
      continue;
    if (!(move.needs ?? []).every((some) => some.some((term) => state.known.has(term)))) continue;
    const after = make(move, state, c);
    if (after !== null) yield { move, after };
  }
}

const look = (locals: State['locals'], { scenario }: Setting): Pick<Run, 'read' | 'peek' | 'scenario'> => ({
  scenario,
  read: (i) => locals.get(i)!,
  peek: (i, view) => view.of(locals.get(i)!),
});

/** Makes a move; null where a check rules it out. */
function make(move: Move, state: State, c: Setting): Made | null {
  const on: ReadonlySet<string> = new Set(c.on);
  const has: ReadonlySet<string> = new Set(c.capabilities);
  const locals = new Map(state.locals);
  const known = new Set(state.known);
  const goals = new Set<string>();
  const ask = (id: string) => on.has(id);
  // The resource server keeps nothing between moves.
  let resources = initialLocal('r', c.scenario);
  const read = (i: Component) => (i === 'r' ? resources : locals.get(i)!);
  const readGoals = { content: 'read.in-transit', password: 'credentials' };
  const hear = (by: string | null, term: Term | null, when: boolean, also: string | null = null): void => {
    if (!when || (by !== null && !has.has(by))) return;
    if (also !== null) goals.add(also);
    if (term === null) return;
    const stage = stageOf(kindOf(term));
    if (stage !== null && isAlices(term)) goals.add(stage);
    known.add(term);
    // Whoever knows a verifier can hash it.
    if (kindOf(term) === 'verifier' && slotOf(term) !== 'own') known.add(challenge(slotOf(term)));
  };
  const isAlices = (term: Term): boolean => {
    const slot = slotOf(term);
    if (slot === 'client') return true;
    const { owner, entrusted, agent } = read(slot as Component).context;
    return slot[0] === 'g' ? owner === 'alice' && entrusted === false : agent === 'alice';
  };
  const ran = move.run({
    scenario: c.scenario,
    ask,
    read,
    peek: (i, view) => view.of(read(i)),
    send: (i, event) => {
      const step = askMachine(entityOf(i), read(i), event, ask);
      if (i === 'r') resources = step.local;
      else locals.set(i, step.local);
      return step;
    },
    setClock: (tick) => void locals.set('t', clockAt(tick)),
    say: (message) => {
      for (const tap of tapsOn(message, c.scenario.client))
        hear(
          tap.capability,
          tap.term,
          tap.on.every(ask) && !tap.off.some(ask),
          tap.read && readGoals[tap.read],
        );
    },
    note: (fact) => {
      for (const goal of goalsOf(fact, ask, () => read('o').context.reviewed === true)) goals.add(goal);
    },
    give: (term) => hear(null, term, true),
    learn: (by, terms, exists = []) => {
      for (const term of terms) hear(by, term, exists.every(ask));
    },
  });
  return ran ? { locals, known, goals } : null;
}
