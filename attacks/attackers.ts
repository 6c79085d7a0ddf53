// Who reaches a goal: the weakest attackers, each with the length of a shortest way.

import { type CapabilityId, capabilityIndex } from './capabilities/capabilities.js';
import type { Exploration } from './engine/explore.js';
import { traceAt } from './engine/witness.js';
import { type GoalId, goalIndex } from './goals.js';
import { minimalSets } from './logic/points.js';
import type { Path } from './path.js';

export interface Attacker {
  /** All of them are needed: without any one the goal is not reached. */
  readonly capabilities: readonly CapabilityId[];
  readonly moves: readonly string[];
}

/**
 * The minimal attackers that reach a goal in one configuration, the weakest first.
 * @param run a search with every switch settled, made with `log`
 */
export function attackersOf(run: Exploration, goal: GoalId): readonly Attacker[] {
  const { diagrams, vocabulary } = run;
  const number = goalIndex.get(goal)!;
  const meaning = (v: number) => vocabulary.meanings[v]!;
  const reached = diagrams.restrict(run.reached[number]!, (v) =>
    meaning(v).kind === 'mark' ? true : undefined,
  );
  // Whoever has more can do it as well; a bound on the number of capabilities is no part of that.
  const sets = minimalSets(
    diagrams,
    diagrams.upward(reached, () => true),
  );
  return sets
    .map((set): Attacker => {
      const has = new Set(set);
      const trace = traceAt(run, number, (v) => meaning(v).kind === 'mark' || has.has(v))!;
      const capabilities = set.flatMap((v) => {
        const m = meaning(v);
        return m.kind === 'capability' ? [m.id] : [];
      });
      return {
        capabilities: [...capabilities, ...run.given].sort(
          (a, b) => capabilityIndex.get(a)! - capabilityIndex.get(b)!,
        ),
        moves: trace.moves,
      };
    })
    .sort((a, b) => a.capabilities.length - b.capabilities.length || a.moves.length - b.moves.length);
}

/** A set of capabilities, none of which can go, and the steps of a shortest path that takes no others. */
export interface WeakAttacker {
  readonly capabilities: readonly CapabilityId[];
  readonly steps: number;
}

/** The smallest sets of capabilities among paths, each with the steps of its shortest path; the weakest first. */
export function weakestOf(paths: readonly Pick<Path, 'capabilities' | 'steps'>[]): readonly WeakAttacker[] {
  const kept: WeakAttacker[] = [];
  const inOrder = paths.toSorted(
    (a, b) => a.capabilities.length - b.capabilities.length || a.steps - b.steps,
  );
  for (const { capabilities, steps } of inOrder)
    if (!kept.some((k) => k.capabilities.every((c) => capabilities.includes(c))))
      kept.push({ capabilities, steps });
  return kept;
}
