// Random walks: another way to look for attacks, which shares no strategy with the searches. A walk is a list of
// numbers; each picks one of the moves that are possible where the walk has got to. What a walk finds is shrunk,
// minimised and replayed; that it finds nothing says nothing.

import fc from 'fast-check';
import { type Attack, minimise, replay } from '../attacks/search/replay.js';
import {
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  type Performed,
  performAt,
  type Setting,
} from '../attacks/search/concrete.js';
import type { GoalId } from '../attacks/goals.js';
import { StepTable } from '../attacks/search/table.js';
import { type Move, type MoveFamily, moveId } from '../model/world.js';

export interface FuzzOptions {
  readonly setting: Setting;
  readonly goal: GoalId;
  readonly runs: number;
  readonly seed: number;
  /** Longest walk. */
  readonly maxSteps?: number;
  readonly onProgress?: (walks: number) => void;
}
export interface FuzzResult {
  /** Null: no walk reached the goal. */
  readonly attack: Attack | null;
  readonly moves: readonly string[];
  /** Walks made until the first that reached the goal, or all of them. */
  readonly walks: number;
  readonly seed: number;
}

export const defaultWalk = { runs: 2000, maxSteps: 30 } as const;

interface Walk {
  readonly moves: readonly string[];
  readonly reached: boolean;
}
interface Option {
  readonly move: Move;
  readonly done: Performed;
}

const keyOf = ({ locals, known }: ConcreteState): string =>
  JSON.stringify([[...locals.values()].map(({ value, context }) => [value, context]), [...known].sort()]);

/** The moves of one setting, with what was worked out for one walk kept for the next. */
class Walker {
  readonly #families: readonly MoveFamily[];
  readonly #table = new StepTable();
  readonly #options = new Map<string, readonly Option[]>();

  constructor(
    readonly setting: Setting,
    readonly goal: GoalId,
  ) {
    this.#families = familiesOf(setting.scenario);
  }

  /** What changes something, or reaches the goal. */
  #optionsAt(state: ConcreteState, key: string): readonly Option[] {
    let options = this.#options.get(key);
    if (options === undefined) {
      options = movesAt(state, this.setting, this.#families).flatMap((move) => {
        const done = performAt(state, move, this.setting, this.#table.step);
        if (done === null || (!done.goals.has(this.goal) && keyOf(done.state) === key)) return [];
        return [{ move, done }];
      });
      if (this.#options.size > 20_000) this.#options.clear();
      this.#options.set(key, options);
    }
    return options;
  }

  /** Each choice picks among what leads to where the walk has not been, as long as there is any such move. */
  walk(choices: readonly number[]): Walk {
    const moves: string[] = [];
    let state = initialState(this.setting.scenario);
    let key = keyOf(state);
    const been = new Set([key]);
    for (const choice of choices) {
      const options = this.#optionsAt(state, key).filter(
        ({ done }) => done.goals.has(this.goal) || !been.has(keyOf(done.state)),
      );
      if (options.length === 0) break;
      const { move, done } = options[choice % options.length]!;
      moves.push(moveId(move));
      if (done.goals.has(this.goal)) return { moves, reached: true };
      state = done.state;
      key = keyOf(state);
      been.add(key);
    }
    return { moves, reached: false };
  }
}

/** Walks at random until the goal is reached or all walks are made; the same seed makes the same walks. */
export function fuzz({
  setting,
  goal,
  runs,
  seed,
  maxSteps = defaultWalk.maxSteps,
  onProgress,
}: FuzzOptions): FuzzResult {
  const walker = new Walker(setting, goal);
  // fast-check walks again while it shrinks: only walks up to the first that reached the goal count.
  let walks = 0;
  let hasReached = false;
  const choices = fc.array(fc.nat({ max: 999_999 }), { minLength: 1, maxLength: maxSteps, size: 'max' });
  const result = fc.check(
    fc.property(choices, (list) => {
      const { reached } = walker.walk(list);
      if (!hasReached) walks++;
      if (walks % 100 === 0 && !hasReached) onProgress?.(walks);
      hasReached ||= reached;
      return !reached;
    }),
    { numRuns: runs, seed },
  );
  if (result.counterexample === null) {
    if (result.failed)
      throw new Error(`a random walk could not be made (seed ${seed})`, { cause: result.errorInstance });
    return { attack: null, moves: [], walks, seed };
  }
  const moves = minimise(walker.walk(result.counterexample[0]).moves, goal, setting);
  const ran = replay(moves, goal, setting);
  if ('failure' in ran)
    throw new Error(
      `a walk does not replay at step ${ran.failure.failedAt} (seed ${seed}): ${ran.failure.why}`,
    );
  return { attack: ran.attack, moves, walks, seed };
}
