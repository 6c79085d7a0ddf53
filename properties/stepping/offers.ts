// What can be done where a walk has got to, and what would come of each move. Every move is performed by the machines to
// find out; nothing is known of it otherwise.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { GoalId } from '../../attacks/goals.js';
import {
  type ConcreteState,
  familiesOf,
  isWithin,
  movesOffered,
  performAt,
  type Setting,
} from '../../attacks/search/concrete.js';
import type { Happening } from '../../attacks/search/perform.js';
import { retell, type ToldStep } from '../../attacks/search/retell.js';
import { StepTable } from '../../attacks/search/stepTable.js';
import type { Term } from '../../model/names.js';
import { type Move, moveId } from '../../model/world.js';
import { stateOf, type Walk } from './walk.js';

export interface Offer {
  /** From 1, in the order in which the model offers moves. */
  readonly n: number;
  readonly id: string;
  readonly move: Move;
  /** A check rules it out: it cannot be made. */
  readonly isRuledOut: boolean;
  /** All that happens in it, in order; whoever refuses says so among these. */
  readonly happenings: readonly Happening[];
  readonly learns: readonly Term[];
  readonly goals: readonly GoalId[];
  /** The state after it; the state before where it is ruled out. */
  readonly state: ConcreteState;
}
/** Moves of one name that this attacker cannot make, and what that would take. */
export interface Beyond {
  readonly actor: string;
  readonly action: string;
  readonly moves: number;
  /** The smallest sets of capabilities that it lacks, one of which is enough; empty: it lacks none. */
  readonly capabilities: readonly (readonly CapabilityId[])[];
  /** Terms that it does not know, one of which at least each such move takes. */
  readonly terms: readonly Term[];
}

/** Steps of machines are the same in every setting: asked once. */
const steps = new StepTable();

/** Every move that somebody can make or wait for now. */
export function offersOf(walk: Walk): readonly Offer[] {
  const { setting } = walk;
  const state = stateOf(walk);
  return offered(walk)
    .filter((move) => isWithin(move, state, setting))
    .map((move, i) => offerOf(i + 1, move, state, setting));
}

const offered = (walk: Walk): readonly Move[] =>
  movesOffered(stateOf(walk), walk.setting.scenario, familiesOf(walk.setting.scenario));

function offerOf(n: number, move: Move, state: ConcreteState, setting: Setting): Offer {
  const happenings: Happening[] = [];
  const done = performAt(state, move, setting, steps.step, (h) => happenings.push(h));
  return {
    n,
    id: moveId(move),
    move,
    isRuledOut: done === null,
    happenings,
    learns: done?.learnt ?? [],
    goals: done === null ? [] : [...done.goals],
    state: done?.state ?? state,
  };
}

/** A move at this point, told in full. Null where the world offers no such move, whoever could make it. */
export function lookAt(walk: Walk, id: string): ToldStep | null {
  const { steps: told, halt } = retell([...walk.taken.map((t) => t.id), id], walk.setting);
  return halt === null ? told.at(-1)! : halt.attempted;
}

/** What others could do here: moves that the world offers, and this attacker lacks something for. */
export function beyondIn(walk: Walk): readonly Beyond[] {
  const { setting } = walk;
  const state = stateOf(walk);
  const found = new Map<
    string,
    { moves: number; lacks: Set<string>; terms: Set<Term> } & Pick<Move, 'actor' | 'action'>
  >();
  for (const move of offered(walk)) {
    if (isWithin(move, state, setting)) continue;
    const { actor, action } = move;
    const key = `${actor}.${action}`;
    const entry = found.get(key) ?? { actor, action, moves: 0, lacks: new Set(), terms: new Set() };
    entry.moves++;
    const lacks = (move.capabilities ?? []).filter((c) => !setting.capabilities.has(c as CapabilityId));
    entry.lacks.add(JSON.stringify([...lacks].sort()));
    if (lacks.length === 0)
      for (const any of move.needs ?? [])
        if (!any.some((t) => state.known.has(t))) for (const t of any) entry.terms.add(t);
    found.set(key, entry);
  }
  return [...found.values()].map(({ lacks, terms, ...rest }) => {
    const sets = [...lacks].map((text) => JSON.parse(text) as CapabilityId[]);
    const smallest = sets.filter(
      (s) => !sets.some((t) => t.length < s.length && t.every((c) => s.includes(c))),
    );
    return { ...rest, capabilities: smallest.filter((s) => s.length > 0), terms: [...terms] };
  });
}
