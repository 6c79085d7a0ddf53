// A shortest way to a goal, read backwards off the log of a search. It is a proposal: only replay makes an attack of it.

import type { Diagram } from '../logic/diagrams.js';
import type { Edge } from './edges.js';
import type { Exploration } from './explore.js';

export interface WitnessStep {
  readonly move: string;
  /** Where this move has this effect, and what it yields is heard. */
  readonly when: Diagram;
}
export interface Trace {
  readonly moves: readonly string[];
  /** A condition over capabilities, marks and switches under which these very moves reach the goal. */
  readonly when: Diagram;
}

/**
 * A shortest way to a goal at a point: an attacker and a configuration, as the variables that are true.
 * @returns null if the goal is not reached there. The search must have been made with `log`.
 */
export function traceAt(run: Exploration, goal: number, isTrue: (variable: number) => boolean): Trace | null {
  const { diagrams } = run;
  const arrival = run.arrivals[goal]!.find(({ reached }) => diagrams.holds(reached, isTrue));
  if (arrival === undefined) return null;
  const steps: WitnessStep[] = [];
  const add = (edge: Edge, more: Diagram) => {
    const move = edge.moves.find(({ when }) => diagrams.holds(when, isTrue))!;
    steps.push({ move: move.name, when: diagrams.and(move.when, more) });
  };
  let { state } = arrival;
  let level = arrival.level - 1;
  let known = lastStep();
  for (; level > 0; level--) known = stepBefore();
  return {
    moves: steps.map(({ move }) => move).reverse(),
    when: steps.reduce((all, { when }) => diagrams.and(all, when), 1),
  };

  /** The move that reaches the goal, and the secrets it takes. */
  function lastStep(): ReadonlySet<number> {
    const before = run.newAt(state, level);
    for (const edge of run.edgesAt(state)) {
      const gain = edge.goals.find(({ number, when }) => number === goal && diagrams.holds(when, isTrue));
      if (gain === undefined || !isMade(edge) || !has(before, new Set(edge.needs))) continue;
      add(edge, gain.when);
      return new Set(edge.needs);
    }
    throw new Error('the log of the search does not say how a goal was reached');
  }

  /** A move that leads to the state with these secrets known; the state becomes the one before it. */
  function stepBefore(): ReadonlySet<number> {
    for (const from of run.from(state)) {
      const before = run.newAt(from, level - 1);
      if (before === 0) continue;
      for (const edge of run.edgesAt(from)) {
        if (!isMade(edge) || run.targetOf(from, edge) !== state) continue;
        const split = splitOf(edge, before);
        if (split === null) continue;
        let heard: Diagram = 1;
        for (const { number, when } of edge.learns)
          if (split.learnt.has(number)) heard = diagrams.and(heard, when);
        add(edge, heard);
        state = from;
        return new Set([...split.before, ...edge.needs]);
      }
    }
    throw new Error('the log of the search does not say how a state was reached');
  }

  /** Which of the secrets known after an edge were learnt by it, if the others (and those it needs) were known before. */
  function splitOf(edge: Edge, before: Diagram) {
    const here = edge.learns.filter(({ when }) => diagrams.holds(when, isTrue)).map(({ number }) => number);
    for (const learnt of subsets(here.filter((v) => known.has(v)))) {
      const rest = new Set([...known].filter((v) => !learnt.has(v)));
      if (has(before, new Set([...rest, ...edge.needs]))) return { learnt, before: rest };
    }
    return null;
  }

  function isMade(edge: Edge): boolean {
    return diagrams.holds(edge.guard, isTrue);
  }
  function has(f: Diagram, secrets: ReadonlySet<number>): boolean {
    return diagrams.holds(f, (v) => (v < run.vocabulary.secrets ? secrets.has(v) : isTrue(v)));
  }
}

/** All subsets, larger ones first. */
function subsets(all: readonly number[]): readonly ReadonlySet<number>[] {
  const made = Array.from(
    { length: 1 << all.length },
    (_, bits) => new Set(all.filter((_v, i) => (bits >> i) & 1)),
  );
  return made.sort((a, b) => b.size - a.size);
}
