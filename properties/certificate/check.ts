// Checks a coverage certificate by going through all states again. It has its own way of performing moves and its own
// search, asks the XState machines themselves every time, and remembers nothing but the states it met. Of this project it
// uses the model, the attacker's rules (moves, capabilities, goals) and the digest; of `attacks/search`, nothing.

import { askMachine, type Local } from '../../model/entities/entity.js';
import { honestMoves } from '../../model/honest.js';
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
import { attackerMoves } from '../../attacks/moves/index.js';
import type { Certificate } from './certificate.js';
import { canonical, digestOf } from './digest.js';

type Locals = ReadonlyMap<Component, Local>;
interface State {
  readonly locals: Locals;
  readonly known: ReadonlySet<Term>;
  readonly depth: number;
}

/** What is wrong with a certificate; null if it holds. */
export function faultOf(c: Certificate, onProgress?: (states: number) => void): string | null {
  const instances = componentsOf(c.scenario);
  const families: readonly MoveFamily[] = [...honestMoves(instances), ...attackerMoves(instances)];
  const first: State = {
    locals: new Map(instances.map((i) => [i, initialLocal(i, c.scenario)])),
    known: new Set(),
    depth: 0,
  };
  const seen = new Set([canonical(first.locals, first.known)]);
  const queue = [first];
  for (const [at, state] of queue.entries()) {
    if (at % 100 === 0) onProgress?.(at);
    for (const move of families.flatMap((family) => family.moves(look(state.locals, c)))) {
      if (!(move.capabilities ?? []).every((id) => (c.capabilities as readonly string[]).includes(id)))
        continue;
      if (!(move.needs ?? []).every((some) => some.some((term) => state.known.has(term)))) continue;
      const after = make(move, state, c);
      if (after === null) continue;
      if (after.goals.has(c.goal))
        return `${c.goal} is reached in ${state.depth + 1} steps, by ${move.actor}.${move.action} at last`;
      const key = canonical(after.locals, after.known);
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > c.states) return `there are more states than the ${c.states} it says`;
      queue.push({ locals: after.locals, known: after.known, depth: state.depth + 1 });
    }
  }
  if (seen.size !== c.states) return `there are ${seen.size} states, not ${c.states}`;
  const depth = queue.at(-1)!.depth;
  if (depth !== c.depth) return `the states lie within ${depth} steps, not ${c.depth}`;
  const digest = digestOf(seen);
  return digest === c.digest ? null : `the digest of the states is ${digest}, not ${c.digest}`;
}

const look = (locals: Locals, { scenario }: Certificate): Pick<Run, 'read' | 'peek' | 'scenario'> => ({
  scenario,
  read: (i) => locals.get(i)!,
  peek: (i, view) => view.of(locals.get(i)!),
});

/** Makes a move; null where a check rules it out. */
function make(
  move: Move,
  state: State,
  c: Certificate,
): {
  readonly locals: Locals;
  readonly known: ReadonlySet<Term>;
  readonly goals: ReadonlySet<string>;
} | null {
  const on: ReadonlySet<string> = new Set(c.on);
  const has: ReadonlySet<string> = new Set(c.capabilities);
  const locals = new Map(state.locals);
  const known = new Set(state.known);
  const goals = new Set<string>();
  const ask = (id: string) => on.has(id);
  // The resource server keeps nothing between moves.
  let resources = initialLocal('r', c.scenario);
  const read = (i: Component) => (i === 'r' ? resources : locals.get(i)!);
  const hear = (by: string | null, term: Term | null, when: boolean, content = false): void => {
    if (!when || (by !== null && !has.has(by))) return;
    if (content) goals.add('read.in-transit');
    if (term === null) return;
    const stage = content ? null : stageOf(kindOf(term));
    if (stage !== null && isAlices(term)) goals.add(stage);
    known.add(term);
    // Whoever knows a verifier can hash it.
    if (kindOf(term) === 'verifier' && slotOf(term) !== 'own') known.add(challenge(slotOf(term)));
  };
  const isAlices = (term: Term): boolean => {
    const slot = slotOf(term);
    const whose = slot[0] === 'g' ? 'owner' : 'agent';
    return slot === 'client' || read(slot as Component).context[whose] === 'alice';
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
        hear(tap.capability, tap.term, tap.on.every(ask) && !tap.off.some(ask), tap.content);
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
