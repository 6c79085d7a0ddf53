// Which configurations are not vacuous: those in which alice's flow, left alone, finishes. Found by the same search
// without any attacker's move, so that no table says which switches belong together.

import type { Scenario } from '../../model/scenario.js';
import { type GoalId, goalIndex } from '../goals.js';
import type { Diagram } from '../logic/diagrams.js';
import { type Exploration, explore } from './explore.js';
import type { Choice } from './order.js';
import type { Vocabulary } from './vocabulary.js';

const known = new Map<string, { readonly run: Exploration; readonly finishes: Diagram }>();

/** Finishes: alice reads and transfers, stores, and goes on after a refresh wherever the server issues one. */
export function honestFinish(scenario: Scenario): { readonly run: Exploration; readonly finishes: Diagram } {
  const alone: Scenario = { ...scenario, sessions: 1, grants: 1, ticks: scenario.refresh ? 1 : 0 };
  const key = JSON.stringify(alone);
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = search(alone)));
  return found;
}

function search(scenario: Scenario) {
  const goals: readonly GoalId[] = ['honest.used', 'honest.entered', 'honest.refreshed'];
  const run = explore({ scenario, wanted: new Set(goals), withAttacker: false });
  const { diagrams, vocabulary } = run;
  const reached = (id: GoalId) => run.reached[goalIndex.get(id)!]!;
  const refreshes = scenario.refresh
    ? diagrams.or(reached('honest.refreshed'), diagrams.literal(vocabulary.switch('refresh.none')!))
    : 1;
  const finishes = diagrams.and(diagrams.and(reached('honest.used'), reached('honest.entered')), refreshes);
  return { run, finishes };
}

/** The same as a diagram of another search, with what is settled there settled. */
export function finishesIn(
  vocabulary: Vocabulary,
  scenario: Scenario,
  settled: (choice: Choice) => boolean | undefined,
): Diagram {
  const { run, finishes } = honestFinish(scenario);
  return translate(run.vocabulary, finishes, vocabulary, settled);
}

/** A function over switches and capabilities, from one vocabulary into another that has them in the same order. */
export function translate(
  from: Vocabulary,
  f: Diagram,
  to: Vocabulary,
  settled: (choice: Choice) => boolean | undefined,
): Diagram {
  const made = new Map<Diagram, Diagram>([
    [0, 0],
    [1, 1],
  ]);
  for (const n of from.diagrams.reachable([f])) {
    const low = made.get(from.diagrams.lowOf(n))!;
    const high = made.get(from.diagrams.highOf(n))!;
    const meaning = from.meanings[from.diagrams.variableOf(n)]!;
    const variable = to.variable(meaning);
    if (variable !== undefined) made.set(n, to.diagrams.node(variable, low, high));
    else {
      const value =
        meaning.kind === 'switch' || meaning.kind === 'capability' ? settled(meaning.id) : undefined;
      if (value === undefined)
        throw new Error(`${JSON.stringify(meaning)} is neither a variable here nor settled`);
      made.set(n, value ? high : low);
    }
  }
  return made.get(f)!;
}
