// A walk through the world of one setting. A walk is a list of numbers; each picks one of the moves that are enabled
// where the walk has got to. Some moves are likelier than others, but every enabled move can be picked.

import {
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  performAt,
  type Setting,
} from '../attacks/search/concrete.js';
import type { GoalId } from '../attacks/goals.js';
import { StepTable } from '../attacks/search/stepTable.js';
import { type MoveFamily, moveId } from '../model/world.js';

/** A move that a walk made, and where it came from, so that it can be looked up again in another state. */
export interface Deed {
  readonly id: string;
  readonly family: MoveFamily;
}
interface Edge extends Deed {
  readonly goals: ReadonlySet<GoalId>;
  readonly target: Node;
}
interface Node {
  readonly state: ConcreteState;
  edges?: readonly Edge[];
}

/** Choices are whole numbers below this. */
export const choiceRange = 2 ** 20;
/** How likely a move is: one that an attack is known to make, one that leads somewhere new, any other. */
const weights = { hinted: 96, fresh: 4, other: 1 } as const;
/** States kept from walk to walk. Beyond so many, all are worked out anew. */
const maxNodes = 50_000;

const keyOf = ({ locals, known }: ConcreteState): string =>
  JSON.stringify([[...locals.values()].map(({ value, context }) => [value, context]), [...known].sort()]);

export class Walker {
  readonly #families: readonly MoveFamily[];
  readonly #table = new StepTable();
  #nodes = new Map<string, Node>();

  /** `hints`: names of moves worth trying first. They change how likely a walk is, never what is possible. */
  constructor(
    readonly setting: Setting,
    readonly hints: ReadonlySet<string> = new Set(),
  ) {
    this.#families = familiesOf(setting.scenario);
  }

  #nodeOf(state: ConcreteState): Node {
    const key = keyOf(state);
    let node = this.#nodes.get(key);
    if (node === undefined) this.#nodes.set(key, (node = { state }));
    return node;
  }

  #edgesOf(node: Node): readonly Edge[] {
    node.edges ??= this.#families.flatMap((family) =>
      movesAt(node.state, this.setting, [family]).flatMap((move) => {
        const done = performAt(node.state, move, this.setting, this.#table.step);
        if (done === null) return [];
        return [{ id: moveId(move), family, goals: done.goals, target: this.#nodeOf(done.state) }];
      }),
    );
    return node.edges;
  }

  /**
   * Makes one move for each choice, as long as there is a move. `isOver` is asked wherever a move reaches goals, with
   * the walk so far; true ends the walk there. Returns the moves of a walk that was ended so, or null.
   */
  walk(
    choices: readonly number[],
    isOver: (deeds: readonly Deed[], goals: ReadonlySet<GoalId>) => boolean,
  ): readonly Deed[] | null {
    if (this.#nodes.size > maxNodes) this.#nodes = new Map();
    const deeds: Deed[] = [];
    let node = this.#nodeOf(initialState(this.setting.scenario));
    const been = new Set([node]);
    for (const choice of choices) {
      const edge = pick(this.#edgesOf(node), choice, ({ id, target, goals }) =>
        been.has(target) && goals.size === 0
          ? weights.other
          : this.hints.has(id)
            ? weights.hinted
            : weights.fresh,
      );
      if (edge === undefined) return null;
      deeds.push(edge);
      node = edge.target;
      been.add(node);
      if (edge.goals.size > 0 && isOver(deeds, edge.goals)) return deeds;
    }
    return null;
  }
}

/** Picks by weight. Heavier ones come first, so that smaller choices, which shrinking tries, are likelier moves. */
function pick<T>(all: readonly T[], choice: number, weightOf: (one: T) => number): T | undefined {
  const weighed = all.map((one) => ({ one, weight: weightOf(one) })).sort((a, b) => b.weight - a.weight);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  let left = (choice / choiceRange) * total;
  return weighed.find(({ weight }) => (left -= weight) < 0)?.one;
}
