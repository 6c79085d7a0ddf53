// Random walks: another way to look for attacks, which shares no strategy with the searches. What a walk finds is
// shrunk, minimised and replayed; that walks find nothing says nothing.

import fc from 'fast-check';
import type { ThreatId } from '../attacks/catalogue/paper.js';
import type { GoalId } from '../attacks/goals.js';
import type { Path } from '../attacks/paths.js';
import type { Setting } from '../attacks/search/concrete.js';
import { type Attack, minimise, replay } from '../attacks/search/replay.js';
import { Naming } from './naming.js';
import { choiceRange, type Deed, Walker } from './walker.js';

export interface FuzzOptions {
  readonly setting: Setting;
  /** Reaching any of these is an attack. */
  readonly goals: readonly GoalId[];
  /** Only attacks that the catalogue gives this name. */
  readonly threat?: ThreatId;
  /** Of these, only attacks that none of these paths makes easier; see naming.ts. */
  readonly absorbing?: readonly Path[];
  /** Names of moves worth trying first. */
  readonly hints?: ReadonlySet<string>;
  readonly runs: number;
  readonly seed: number;
  /** Longest walk. */
  readonly maxSteps?: number;
  readonly onProgress?: (walks: number) => void;
}
export interface FuzzResult {
  /** Null: no walk was such an attack. */
  readonly attack: Attack | null;
  readonly moves: readonly string[];
  /** Walks made until the first that was, or all of them. */
  readonly walks: number;
  readonly seed: number;
}

export const defaultWalk = { runs: 2000, maxSteps: 30 } as const;

/** Walks at random until an attack is found or all walks are made; the same seed makes the same walks. */
export function fuzz({
  setting,
  goals,
  threat,
  absorbing,
  hints,
  runs,
  seed,
  maxSteps = defaultWalk.maxSteps,
  onProgress,
}: FuzzOptions): FuzzResult {
  const walker = new Walker(setting, hints);
  const naming = threat === undefined ? null : new Naming(setting, absorbing);
  const walk = (choices: readonly number[]) => {
    let goal: GoalId | undefined;
    // A walk that has not earned the name may still; but not by doing what it did again.
    const read = new Set<string>();
    const isAttack = (deeds: readonly Deed[], g: GoalId): boolean => {
      if (naming === null) return true;
      const did = `${g} ${[...new Set(deeds.map(({ id }) => id))].sort().join(' ')}`;
      if (read.has(did)) return false;
      read.add(did);
      return naming.readAs(threat!, deeds, g) !== null;
    };
    const deeds = walker.walk(choices, (so, reached) => {
      goal = goals.find((g) => reached.has(g) && isAttack(so, g));
      return goal !== undefined;
    });
    return deeds === null ? null : { deeds, goal: goal! };
  };

  // fast-check walks again while it shrinks: only walks up to the first attack count.
  let walks = 0;
  let isFound = false;
  const choices = fc.array(fc.nat({ max: choiceRange - 1 }), {
    minLength: 1,
    maxLength: maxSteps,
    size: 'max',
  });
  const result = fc.check(
    fc.property(choices, (list) => {
      const found = walk(list) !== null;
      if (!isFound) walks++;
      if (walks % 100 === 0 && !isFound) onProgress?.(walks);
      isFound ||= found;
      return !found;
    }),
    { numRuns: runs, seed },
  );
  if (result.counterexample === null) {
    if (result.failed)
      throw new Error(`a random walk could not be made (seed ${seed})`, { cause: result.errorInstance });
    return { attack: null, moves: [], walks, seed };
  }
  const { deeds, goal } = walk(result.counterexample[0])!;
  const moves =
    naming === null
      ? minimise(
          deeds.map(({ id }) => id),
          goal,
          setting,
        )
      : naming.readAs(threat!, deeds, goal)!.map(({ id }) => id);
  const ran = replay(moves, goal, setting);
  if ('failure' in ran)
    throw new Error(
      `a walk does not replay at step ${ran.failure.failedAt} (seed ${seed}): ${ran.failure.why}`,
    );
  return { attack: ran.attack, moves, walks, seed };
}
