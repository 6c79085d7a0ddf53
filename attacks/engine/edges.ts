// Edges: what a family of moves comes to from what it looked at, as numbers and diagrams that the search can apply.
//
// Every move that the family offers is performed under every answer to the switches that it asks for. What has the same
// effect is one edge, whoever asks for what: its guard is the union of the conditions.

import { kindOf } from '../../model/names.js';
import type { SwitchId } from '../../model/switches.js';
import { step } from '../../model/entities/rows.js';
import { entityOf, type Move, type MoveFamily, moveId } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type GoalId, goalIndex } from '../goals.js';
import type { Diagram } from '../logic/diagrams.js';
import { type Effect, type Learning, type MachineStep, perform, type World } from '../search/perform.js';
import type { LocalStates } from './memo.js';
import type { Choice } from './order.js';
import type { Marking, Vocabulary } from './vocabulary.js';

/** Something that comes about under a condition: a secret is known, a goal is reached. */
export interface Gain {
  /** The variable of the secret, or the number of the goal. */
  readonly number: number;
  when: Diagram;
}

/** A move that an edge stands for, and when it is the one. */
export interface NamedMove {
  readonly name: string;
  when: Diagram;
}

export interface Edge {
  /** Capabilities, marks and switches under which one of its moves is made. */
  guard: Diagram;
  /** Variables of the secrets that must be known, ascending. */
  readonly needs: readonly number[];
  /** Component and new local-state number, alternating. */
  readonly writes: Int32Array;
  readonly learns: readonly Gain[];
  readonly goals: readonly Gain[];
  readonly moves: readonly NamedMove[];
}

/** Asks a machine by its rows. */
export const stepByRows: MachineStep = (component, local, event, ask) =>
  step(entityOf(component), local, event, ask);

export interface EdgeOptions {
  readonly locals: LocalStates;
  readonly vocabulary: Vocabulary;
  /** How a choice that is no variable is settled; undefined: it is a variable. */
  readonly settled: (choice: Choice) => boolean | undefined;
  readonly marking: Marking;
  readonly withAttacker: boolean;
  /** Goals that are recorded. */
  readonly wanted: ReadonlySet<GoalId>;
  /** How a machine is asked; by its rows, if left out. */
  readonly step?: MachineStep;
}

interface Draft {
  guard: Diagram;
  readonly needs: readonly number[];
  readonly writes: readonly number[];
  readonly learns: ReadonlyMap<number, Diagram>;
  readonly goals: ReadonlyMap<number, Diagram>;
  readonly moves: Map<string, Diagram>;
}

interface MoveEffect {
  readonly guard: Diagram;
  readonly writes: readonly number[];
  readonly learns: ReadonlyMap<number, Diagram>;
  readonly goals: ReadonlyMap<number, Diagram>;
}

const none: readonly Edge[] = [];
const nobody: readonly string[] = [];

/** Works families out. All edges that it made are listed, so that garbage collection can renumber their diagrams. */
export class EdgeMaker {
  readonly made: Edge[] = [];
  readonly #o: EdgeOptions;
  readonly #step: MachineStep;

  constructor(options: EdgeOptions) {
    this.#o = options;
    this.#step = options.step ?? stepByRows;
  }

  readonly edgesOf = (world: World, family: MoveFamily): readonly Edge[] => {
    const drafts = new Map<string, Draft>();
    for (const move of family.moves(world)) this.#addMove(world, move, drafts);
    if (drafts.size === 0) return none;
    const edges = [...drafts.values()].map(
      (d): Edge => ({
        guard: d.guard,
        needs: d.needs,
        writes: Int32Array.from(d.writes),
        learns: [...d.learns].map(([number, when]) => ({ number, when })),
        goals: [...d.goals].map(([number, when]) => ({ number, when })),
        moves: [...d.moves].map(([name, when]) => ({ name, when })),
      }),
    );
    for (const edge of edges) this.made.push(edge);
    return edges;
  };

  /** A condition over capabilities, marks and switches: what is settled drops out, or makes it false. */
  #condition(
    capabilities: readonly string[],
    marks: readonly string[],
    on: readonly SwitchId[],
    off: readonly SwitchId[],
  ): Diagram {
    if (capabilities.length + marks.length + on.length + off.length === 0) return 1;
    const { vocabulary, settled, marking } = this.#o;
    const areTrue: number[] = marks.map((mark) => vocabulary.mark(mark));
    const areFalse: number[] = [];
    for (const id of capabilities) {
      const known = settled(id as CapabilityId);
      if (known === false) return 0;
      if (known === undefined) areTrue.push(vocabulary.capability(id as CapabilityId)!);
    }
    for (const [ids, wanted] of [
      [on, true],
      [off, false],
    ] as const)
      for (const id of ids) {
        const known = settled(id);
        if (known !== undefined && known !== wanted) return 0;
        if (known === undefined) (wanted ? areTrue : areFalse).push(vocabulary.switch(id)!);
        const mark = marking.ofAnswer(id, wanted);
        if (mark !== null) areTrue.push(vocabulary.mark(mark));
      }
    return vocabulary.diagrams.cube(areTrue, areFalse);
  }

  #addMove(world: World, move: Move, drafts: Map<string, Draft>): void {
    const { vocabulary, marking } = this.#o;
    const { diagrams } = vocabulary;
    const marks = marking.ofMove(move, world);
    const may = this.#condition(move.capabilities ?? [], marks, [], []);
    if (may === 0) return;
    const needs = this.#needsOf(move.needs ?? []);
    if (needs.length === 0) return;
    const name = moveId(move);
    for (const { guard, writes, learns, goals } of this.#effectsOf(world, move, may)) {
      const effectKey = `${writes.join()};${pairs(learns)};${pairs(goals)}`;
      for (const needed of needs) {
        const key = `${needed.join()};${effectKey}`;
        let draft = drafts.get(key);
        if (draft === undefined)
          drafts.set(key, (draft = { guard: 0, needs: needed, writes, learns, goals, moves: new Map() }));
        draft.guard = diagrams.or(draft.guard, guard);
        draft.moves.set(name, diagrams.or(draft.moves.get(name) ?? 0, guard));
      }
    }
  }

  /**
   * The effects of a move, one for each state of the world that it can lead to. If it yields more under some answers than
   * under others, a secret or a goal, then under just those: whoever only wants to get there depends on none of them.
   */
  #effectsOf(world: World, move: Move, may: Diagram): readonly MoveEffect[] {
    const { locals, vocabulary } = this.#o;
    const { diagrams } = vocabulary;
    const outcomes = new Map<string, Map<string, MoveEffect>>();
    this.#everyOutcome(world, move, (effect, on, off) => {
      const guard = this.#condition([], [], on, off);
      if (diagrams.and(may, guard) === 0) return;
      const writes: number[] = [];
      for (const [component, local] of effect.writes) {
        const index = locals.indexOf.get(component)!;
        const id = locals.id(index, local);
        // What was sent through and came out as before is no change.
        if (component === 't' || locals.id(index, world.read(component)) !== id) writes.push(index, id);
      }
      const { learns, goals } = this.#gainsOf(effect);
      if (writes.length === 0 && learns.size === 0 && goals.size === 0) return;
      const key = writes.join();
      const there = outcomes.get(key) ?? new Map<string, MoveEffect>();
      outcomes.set(key, there);
      const gains = `${pairs(learns)};${pairs(goals)}`;
      const same = there.get(gains);
      there.set(gains, { guard: diagrams.or(same?.guard ?? 0, guard), writes, learns, goals });
    });
    return [...outcomes.values()].map((there) => {
      const [first, ...others] = there.values();
      const one = others.length === 0 ? first! : this.#united([...there.values()]);
      return { ...one, guard: diagrams.and(may, one.guard) };
    });
  }

  /** Effects that lead to the same state as one: each yields what it yields under its own answers. */
  #united(effects: readonly MoveEffect[]): MoveEffect {
    const { diagrams } = this.#o.vocabulary;
    const under = (kind: 'learns' | 'goals'): ReadonlyMap<number, Diagram> => {
      const all = new Map<number, Diagram>();
      for (const { guard, [kind]: gains } of effects)
        for (const [number, when] of gains)
          all.set(number, diagrams.or(all.get(number) ?? 0, diagrams.and(guard, when)));
      return all;
    };
    return {
      guard: effects.reduce((any, { guard }) => diagrams.or(any, guard), 0),
      writes: effects[0]!.writes,
      learns: under('learns'),
      goals: under('goals'),
    };
  }

  /** All ways to pick one secret of each list, as variables; a word that is no secret of this world cannot be known. */
  #needsOf(needs: NonNullable<Move['needs']>): readonly (readonly number[])[] {
    let picks: readonly (readonly number[])[] = [[]];
    for (const alternatives of needs) {
      const variables = alternatives.flatMap((term) => this.#o.vocabulary.secret(term) ?? []);
      picks = picks.flatMap((pick) =>
        variables.map((v) => (pick.includes(v) ? pick : [...pick, v].sort((a, b) => a - b))),
      );
    }
    return [...new Map(picks.map((pick) => [pick.join(), pick])).values()];
  }

  #gainsOf(effect: Effect): { learns: ReadonlyMap<number, Diagram>; goals: ReadonlyMap<number, Diagram> } {
    const learns = new Map<number, Diagram>();
    const goals = new Map<number, Diagram>();
    const { wanted, vocabulary } = this.#o;
    const add = (to: Map<number, Diagram>, number: number, when: Diagram) => {
      if (when !== 0) to.set(number, vocabulary.diagrams.or(to.get(number) ?? 0, when));
    };
    for (const goal of effect.goals) if (wanted.has(goal)) add(goals, goalIndex.get(goal)!, 1);
    if (this.#o.withAttacker)
      for (const learning of effect.learnings) {
        const when = this.#heardWhen(learning);
        const variable = learning.term === null ? undefined : vocabulary.secret(learning.term);
        if (variable !== undefined) add(learns, variable, when);
        if (learning.goal !== null && wanted.has(learning.goal))
          add(goals, goalIndex.get(learning.goal)!, when);
      }
    return { learns, goals };
  }

  #heardWhen({ capability, term, on, off }: Learning): Diagram {
    const mark =
      capability === null || term === null ? null : this.#o.marking.ofUse(capability, kindOf(term));
    return this.#condition(
      capability === null ? nobody : [capability],
      mark === null ? nobody : [mark],
      on,
      off,
    );
  }

  /** Performs a move under every answer to the free switches that it asks for. */
  #everyOutcome(
    world: World,
    move: Move,
    tell: (effect: Effect, on: readonly SwitchId[], off: readonly SwitchId[]) => void,
  ): void {
    const { settled } = this.#o;
    const pending: { id: SwitchId; answer: boolean }[][] = [[]];
    for (let given = pending.pop(); given !== undefined; given = pending.pop()) {
      const asked: { id: SwitchId; answer: boolean }[] = [];
      // Settled ones add no condition, but may bear a mark.
      const told: { id: SwitchId; answer: boolean }[] = [];
      const effect = perform(
        world,
        move,
        (id) => {
          const known = settled(id);
          if (known !== undefined) {
            told.push({ id, answer: known });
            return known;
          }
          const answer = given[asked.length]?.answer ?? false;
          asked.push({ id, answer });
          return answer;
        },
        this.#step,
      );
      for (let i = given.length; i < asked.length; i++)
        pending.push([...asked.slice(0, i), { id: asked[i]!.id, answer: true }]);
      const all = [...asked, ...told];
      if (effect !== null)
        tell(
          effect,
          all.filter(({ answer }) => answer).map(({ id }) => id),
          all.filter(({ answer }) => !answer).map(({ id }) => id),
        );
    }
  }
}

const pairs = (gains: ReadonlyMap<number, Diagram>): string =>
  [...gains]
    .sort(([a], [b]) => a - b)
    .map(([number, when]) => `${number}:${when}`)
    .join();
