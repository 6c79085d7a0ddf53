// Bounds that meet: whether what is known to be reached is all that is reached.
//
// Whoever has more can do as much. So of the attackers that a lower bound leaves open only the strongest are asked about:
// where an upper bound rules one out, it rules out whoever has less. Coarse groups are asked first, finer ones only about
// attackers that the coarse ones could not rule out. Each attacker and configuration is a question of its own, so what
// was ruled out need not be asked again.

import type { Scenario } from '../../model/scenario.js';
import { componentsOf } from '../../model/world.js';
import { type GoalId, goalIndex, goals } from '../goals.js';
import type { Diagram } from '../logic/diagrams.js';
import { translate } from './honest.js';
import type { Choice } from './order.js';
import { atOnce } from './turns.js';
import {
  type Clustering,
  defaultClusters,
  type UpperOptions,
  type UpperStats,
  upperBoundTurns,
} from './upper.js';
import { unmarked, Vocabulary } from './vocabulary.js';

/** Where goals are known to be reached, by their numbers: in this world, or in one that it holds. */
export interface Lower {
  readonly vocabulary: Vocabulary;
  readonly reached: readonly Diagram[];
}

export interface GapOptions extends Omit<UpperOptions, 'clusters'> {
  readonly lower: readonly Lower[];
  /** From coarse to fine; `clusteringsOf`, if left out. */
  readonly clusterings?: readonly Clustering[];
}

export interface Gap {
  readonly vocabulary: Vocabulary;
  /** By goal: where it is known to be reached, and outside of what it is not. Where they are equal nothing was missed. */
  readonly lower: readonly Diagram[];
  readonly upper: readonly Diagram[];
  /** By goal: the strongest attackers that reach it by no known way, and yet are not ruled out. */
  readonly open: readonly Diagram[];
  /** By goal: which of the clusterings, by its number, ruled out the last of them; null: none had to, or none did. */
  readonly closedBy: readonly (number | null)[];
  /** The bounds that were worked out, one for each clustering that was asked. */
  readonly bounds: readonly UpperStats[];
  /** None of the bounds was cut short. */
  readonly complete: boolean;
}

/** The default groups, then the whole world as one group: a search that leaves out nothing, for a few attackers. */
export function clusteringsOf(scenario: Scenario): readonly Clustering[] {
  return [defaultClusters(scenario), { groups: [componentsOf(scenario)], apart: [] }];
}

/**
 * Closes the gap between what is known to be reached and what may be reached, as far as it can.
 * @param options `maxSeconds` is for all bounds together
 */
export function closeGap(options: GapOptions): Gap {
  return atOnce(closeGapTurns(options));
}

/** The same as work that yields now and then. */
export function* closeGapTurns(options: GapOptions): Generator<undefined, Gap> {
  const { scenario, wanted, lower: known } = options;
  const settled = options.settled ?? (() => undefined);
  const vocabulary = new Vocabulary(scenario, (choice: Choice) => settled(choice) === undefined, unmarked);
  const { diagrams } = vocabulary;
  const asked = options.within?.(vocabulary) ?? 1;
  const isCapability = (v: number) => vocabulary.meanings[v]!.kind === 'capability';
  const numbers = [...wanted].map((id) => goalIndex.get(id)!);
  const lower = goals.map((_, goal) => {
    if (!numbers.includes(goal)) return 0;
    const all = known.reduce(
      (f, one) => diagrams.or(f, translate(one.vocabulary, one.reached[goal]!, vocabulary, settled)),
      0,
    );
    return diagrams.and(asked, diagrams.upward(all, isCapability));
  });
  const open = lower.map((f, goal) =>
    numbers.includes(goal) ? strongest(vocabulary, diagrams.diff(asked, f)) : 0,
  );
  const bounds: UpperStats[] = [];
  const closedBy: (number | null)[] = goals.map(() => null);
  let complete = true;
  const started = performance.now();
  for (const [i, clusters] of (options.clusterings ?? clusteringsOf(scenario)).entries()) {
    const goalsLeft = numbers.filter((goal) => open[goal] !== 0);
    if (goalsLeft.length === 0) break;
    const left = goalsLeft.reduce((f, goal) => diagrams.or(f, open[goal]!), 0);
    const upper = yield* upperBoundTurns({
      ...options,
      clusters,
      wanted: new Set(goalsLeft.map((goal): GoalId => goals[goal]!.id)),
      within: (to) => translate(vocabulary, left, to, settled),
      maxSeconds: (options.maxSeconds ?? Number.POSITIVE_INFINITY) - (performance.now() - started) / 1000,
    });
    bounds.push(upper.stats);
    complete = upper.complete;
    if (!complete) break;
    for (const goal of goalsLeft) {
      const allowed = translate(upper.vocabulary, upper.bounds[goal]!, vocabulary, settled);
      open[goal] = diagrams.and(open[goal]!, allowed);
      if (open[goal] === 0) closedBy[goal] = i;
    }
  }
  const upper = lower.map((f, goal) =>
    diagrams.or(f, diagrams.and(asked, withLess(vocabulary, open[goal]!))),
  );
  return { vocabulary, lower, upper, open, closedBy, bounds, complete };
}

const capabilitiesOf = ({ meanings }: Vocabulary): readonly number[] =>
  meanings.flatMap(({ kind }, v) => (kind === 'capability' ? [v] : []));

/** Of attackers of which with any also those with less are given: those with the most, in each configuration. */
function strongest(vocabulary: Vocabulary, f: Diagram): Diagram {
  const { diagrams } = vocabulary;
  const withOneMore = (v: number) => diagrams.and(diagrams.literal(v, false), diagrams.at(f, v, true));
  return capabilitiesOf(vocabulary).reduce((some, v) => diagrams.diff(some, withOneMore(v)), f);
}

/** These attackers and all that have less. */
function withLess(vocabulary: Vocabulary, f: Diagram): Diagram {
  const { diagrams } = vocabulary;
  const without = (all: Diagram, v: number) =>
    diagrams.and(diagrams.literal(v, false), diagrams.at(all, v, true));
  return capabilitiesOf(vocabulary).reduce((all, v) => diagrams.or(all, without(all, v)), f);
}
