// From a trace to its whole condition: by which attackers and under which configurations these very moves reach the goal.

import type { Diagram } from '../logic/diagrams.js';
import type { Edge } from './edges.js';
import type { Exploration } from './explore.js';

/**
 * Follows named moves through the edges, with every choice left open that the exploration leaves open. Of the effects
 * that a move can have, those are followed that it has at the point given.
 * @returns where the moves run with these effects and reach the goal by the last one; 0 if they do not run at the point
 */
export function follow(
  run: Exploration,
  moves: readonly string[],
  goal: number,
  isTrue: (variable: number) => boolean,
): Diagram {
  const { diagrams, vocabulary } = run;
  let state = run.first;
  let f = run.start;
  for (const [i, name] of moves.entries()) {
    const isLast = i === moves.length - 1;
    let next: { state: number; f: Diagram } | null = null;
    let reached: Diagram = 0;
    for (const edge of run.edgesNamed(state, name)) {
      const move = edge.moves.find((m) => m.name === name);
      if (move === undefined || !diagrams.holds(move.when, isTrue)) continue;
      const alone: Edge = { ...edge, guard: move.when };
      const after = run.image(alone, f);
      if (!isPossible(after)) continue;
      const gain = edge.goals.find(({ number }) => number === goal);
      if (isLast && gain !== undefined && diagrams.holds(gain.when, isTrue))
        reached = diagrams.or(
          reached,
          diagrams.and(diagrams.withoutBefore(after, vocabulary.secrets), gain.when),
        );
      // The same effect may be had by different secrets.
      const to = run.targetOf(state, alone);
      const learnt = run.learn(alone, after);
      if (next === null) next = { state: to, f: learnt };
      else if (next.state === to) next.f = diagrams.or(next.f, learnt);
    }
    if (isLast) return reached;
    if (next === null) return 0;
    ({ state, f } = next);
  }
  return 0;

  function isPossible(g: Diagram): boolean {
    return diagrams.holds(g, (v) => v >= vocabulary.secrets && isTrue(v));
  }
}
