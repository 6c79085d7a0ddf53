// Whether a search missed anybody: what it found and what was replayed, against an upper bound that does not share it.
//
// What was found is taken at its word only where it ran: a lower bound is made of the traces themselves, each replayed.
// The upper bound is worked out by another way (`attacks/engine/upper.ts`). Where the two are equal, who reaches the goal
// is known, and no fault of the search's states, reductions or loop has hidden anybody.

import { type CapabilityId, capabilityIndex } from '../attacks/capabilities/capabilities.js';
import { type Exploration, exploreInTurns, type ExploreStats } from '../attacks/engine/explore.js';
import { closeGapTurns, type Gap, type Lower } from '../attacks/engine/gap.js';
import { finishesIn } from '../attacks/engine/honest.js';
import type { Choice } from '../attacks/engine/order.js';
import { inTurns } from '../attacks/engine/turns.js';
import type { UpperStats } from '../attacks/engine/upper.js';
import type { Vocabulary } from '../attacks/engine/vocabulary.js';
import { traceAt } from '../attacks/engine/witness.js';
import { type GoalId, goalIndex, goals } from '../attacks/goals.js';
import type { Diagram, Diagrams } from '../attacks/logic/diagrams.js';
import { leastPoint, type Literals, primeAt } from '../attacks/logic/points.js';
import { replay, type ReplayFailure } from '../attacks/search/replay.js';
import type { Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';

/** A profile in a world, and who attacks it. */
export interface Subject {
  readonly scenario: Scenario;
  readonly on: ReadonlySet<SwitchId>;
  /** Switches that may be on or off, whatever `on` says of them. What is in neither set is off. */
  readonly unknown: ReadonlySet<SwitchId>;
  /** What the attacker has at most; null: any capabilities. */
  readonly attacker: ReadonlySet<CapabilityId> | null;
}

export interface BoundsOptions {
  readonly goals: readonly GoalId[];
  /** For all together; the search takes half of it at most. */
  readonly maxSeconds?: number;
  /** States of the world at which the search is given up. */
  readonly maxStates?: number;
  readonly onProgress?: (line: string) => void;
  readonly shouldStop?: () => boolean;
}

/** Some of the unknown switches, settled: a condition. */
export interface Condition {
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
}
/** Who reaches a goal, and how. It was replayed; in one configuration, where switches are unknown. */
export interface Found extends Condition {
  readonly capabilities: readonly CapabilityId[];
  readonly moves: readonly string[];
}
/** An attacker with every capability (of those that attackers may have) but these. */
export interface LeftOpen extends Condition {
  readonly lacks: readonly CapabilityId[];
}

/**
 * `met`: whoever reaches the goal has what one of those found has. `open`: both were worked out to the end, and
 * somebody was neither found nor ruled out. `unfinished`: that may be because one of them was cut short.
 */
export type BoundsVerdict = 'met' | 'open' | 'unfinished';

export interface GoalBounds {
  readonly goal: GoalId;
  readonly verdict: BoundsVerdict;
  /** The weakest first; in each configuration none has what another one has and more. */
  readonly found: readonly Found[];
  /** The strongest attackers neither found nor ruled out: at most a hundred of them, and how many there are. */
  readonly open: readonly LeftOpen[];
  readonly openCount: number;
  /** Groups of parties ruled out all others; or the world as one group had to; null: there was nobody to rule out. */
  readonly closedBy: 'groups' | 'whole' | null;
}

export interface Bounds {
  /** None where no configuration asked about lets the honest run finish: nothing can be said of it. */
  readonly goals: readonly GoalBounds[];
  readonly isVacuous: boolean;
  readonly search: ExploreStats & { readonly complete: boolean };
  readonly bounds: readonly UpperStats[];
  /** Traces that did not run: a fault of the search, never a result. */
  readonly failures: readonly { readonly goal: GoalId; readonly failure: ReplayFailure }[];
}

const shownOpen = 100;

/** The verdict on all goals together: the least settled one. */
export const verdictOf = ({ goals: all }: Pick<Bounds, 'goals'>): BoundsVerdict =>
  (['open', 'unfinished'] as const).find((v) => all.some(({ verdict }) => verdict === v)) ?? 'met';

/** Searches for every attacker, and works out whether there can be others. */
export async function findBounds(subject: Subject, options: BoundsOptions): Promise<Bounds> {
  const { scenario } = subject;
  const { maxSeconds, maxStates, shouldStop } = options;
  const started = performance.now();
  const asked = {
    scenario,
    wanted: new Set(options.goals),
    settled: settledIn(subject),
    within: (vocabulary: Vocabulary) => finishesIn(vocabulary, scenario, settledIn(subject)),
    ...(shouldStop && { shouldStop }),
  };
  const run = await exploreInTurns({
    ...asked,
    log: true,
    ...(maxSeconds !== undefined && { maxSeconds: maxSeconds / 2 }),
    ...(maxStates !== undefined && { maxStates }),
    onProgress: (p) => options.onProgress?.(`search: ${p.states} states, step ${p.level}`),
  });
  const found = options.goals.map((goal) => foundBy(run, goal, subject));
  const lower = lowerOf(run, found);
  const gap = await inTurns(
    closeGapTurns({
      ...asked,
      lower: [lower],
      ...(maxSeconds !== undefined && { maxSeconds: maxSeconds - (performance.now() - started) / 1000 }),
      onProgress: (p) =>
        options.onProgress?.(`bound: ${p.parts.join(' + ')} parts, ${p.rules} rules, round ${p.rounds}`),
    }),
  );
  const isVacuous = run.asked === 0;
  return {
    goals: isVacuous ? [] : found.map((of) => judge(of, run, gap)),
    isVacuous,
    search: { ...run.stats, complete: run.complete },
    bounds: gap.bounds,
    failures: found.flatMap(({ goal, failures }) => failures.map((failure) => ({ goal, failure }))),
  };
}

export function settledIn({ on, unknown, attacker }: Subject): (choice: Choice) => boolean | undefined {
  return (choice) => {
    if (capabilityIndex.has(choice))
      return attacker === null || attacker.has(choice as CapabilityId) ? undefined : false;
    return unknown.has(choice as SwitchId) ? undefined : on.has(choice as SwitchId);
  };
}

export interface FoundOf {
  readonly goal: GoalId;
  readonly found: readonly Found[];
  /** Where the goal is reached by these traces. */
  readonly reached: Diagram;
  readonly failures: readonly ReplayFailure[];
}

/** Traces until they are all that a search found, the weakest attackers first; only those that run are kept. */
export function foundBy(run: Exploration, goal: GoalId, { scenario, on, unknown }: Subject): FoundOf {
  const { diagrams, vocabulary } = run;
  const number = goalIndex.get(goal)!;
  const isCapability = (v: number) => vocabulary.meanings[v]!.kind === 'capability';
  const settledOn = [...on].filter((id) => !unknown.has(id));
  const found: Found[] = [];
  const failures: ReplayFailure[] = [];
  let reached: Diagram = 0;
  for (let left = run.reached[number]!; left !== 0; ) {
    const point = leastPoint(diagrams, left, isCapability)!;
    const trace = traceAt(run, number, (v) => point.has(v))!;
    // No wider than what was replayed: the same moves by another capability are an attack of their own.
    const prime = primeAt(diagrams, trace.when, (v) => point.has(v));
    const here = diagrams.cube(prime.areTrue, prime.areFalse);
    const capabilities = idsIn(vocabulary, point, 'capability');
    const ran = replay(trace.moves, goal, {
      scenario,
      on: new Set([...settledOn, ...idsIn(vocabulary, point, 'switch')]),
      capabilities: new Set(capabilities),
    });
    if ('failure' in ran) failures.push(ran.failure);
    else {
      found.push({ capabilities, ...conditionOf(vocabulary, prime), moves: trace.moves });
      reached = diagrams.or(reached, here);
    }
    left = diagrams.diff(left, here);
  }
  found.sort((a, b) => a.capabilities.length - b.capabilities.length || a.moves.length - b.moves.length);
  return { goal, found, reached: diagrams.and(reached, run.asked), failures };
}

/** What was found and ran, as a lower bound. */
export const lowerOf = ({ vocabulary }: Exploration, found: readonly FoundOf[]): Lower => ({
  vocabulary,
  reached: goals.map(({ id }) => found.find(({ goal }) => goal === id)?.reached ?? 0),
});

export function judge({ goal, found }: FoundOf, run: Exploration, gap: Gap): GoalBounds {
  const number = goalIndex.get(goal)!;
  const { vocabulary } = gap;
  const { diagrams } = vocabulary;
  const left = gap.open[number]!;
  const open: LeftOpen[] = [];
  for (const cube of cubesOf(diagrams, left)) {
    if (open.length === shownOpen) break;
    // Of the strongest, whoever lacks nothing that is tested has everything.
    const lacks = idsIn(vocabulary, cube.areFalse, 'capability');
    open.push({ lacks, ...conditionOf(vocabulary, cube) });
  }
  const closedBy = gap.closedBy[number] ?? null;
  return {
    goal,
    verdict: left === 0 ? 'met' : run.complete && gap.complete ? 'open' : 'unfinished',
    found,
    open: open.sort((a, b) => a.lacks.length - b.lacks.length),
    openCount: cubeCount(diagrams, left),
    closedBy: closedBy === null ? null : closedBy === 0 ? 'groups' : 'whole',
  };
}

function idsIn(vocabulary: Vocabulary, variables: Iterable<number>, kind: 'capability'): CapabilityId[];
function idsIn(vocabulary: Vocabulary, variables: Iterable<number>, kind: 'switch'): SwitchId[];
function idsIn({ meanings }: Vocabulary, variables: Iterable<number>, kind: 'capability' | 'switch') {
  return [...variables]
    .sort((a, b) => a - b)
    .flatMap((v) => {
      const meaning = meanings[v]!;
      return meaning.kind === kind ? [meaning.id] : [];
    });
}
const conditionOf = (vocabulary: Vocabulary, { areTrue, areFalse }: Literals): Condition => ({
  on: idsIn(vocabulary, areTrue, 'switch'),
  off: idsIn(vocabulary, areFalse, 'switch'),
});

/** The ways through a diagram, each as a cube; together, and without overlap, they are the function. */
function* cubesOf(
  diagrams: Diagrams,
  f: Diagram,
  areTrue: readonly number[] = [],
  areFalse: readonly number[] = [],
): Generator<Literals> {
  if (f === 0) return;
  if (f === 1) {
    yield { areTrue, areFalse };
    return;
  }
  const v = diagrams.variableOf(f);
  yield* cubesOf(diagrams, diagrams.highOf(f), [...areTrue, v], areFalse);
  yield* cubesOf(diagrams, diagrams.lowOf(f), areTrue, [...areFalse, v]);
}
function cubeCount(diagrams: Diagrams, f: Diagram): number {
  const count = new Map<Diagram, number>([
    [0, 0],
    [1, 1],
  ]);
  for (const n of diagrams.reachable([f]))
    count.set(n, count.get(diagrams.lowOf(n))! + count.get(diagrams.highOf(n))!);
  return count.get(f)!;
}
