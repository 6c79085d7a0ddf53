// Attack paths: what exhaustive searches found, listed, replayed, and united.

import { type SwitchId, switchIds } from '../model/switches.js';
import type { Scenario } from '../model/scenario.js';
import { capabilities, type CapabilityId } from './capabilities/capabilities.js';
import { evidenceMarking } from './catalogue/functions.js';
import {
  type Exploration,
  type ExploreOptions,
  exploreInTurns,
  type ExploreStats,
} from './engine/explore.js';
import { finishesIn, translate } from './engine/honest.js';
import type { Choice } from './engine/order.js';
import { noReductions } from './engine/reductions.js';
import { unmarked, type Vocabulary } from './engine/vocabulary.js';
import { type GoalId, goalIndex } from './goals.js';
import { listPaths } from './listing.js';
import type { Diagram } from './logic/diagrams.js';
import type { Path } from './path.js';
import { covers, type Cube, idsOf } from './search/conditions.js';
import { configurationIn, replay, type ReplayFailure } from './search/replay.js';
import { honestRun } from './search/vacuity.js';
import type { BoundedSearch } from './searches.js';
import { holds, smallerThan, worldName } from './sizes.js';

export type { Path } from './path.js';

/** Budgets of a search; what they end is not exhausted. */
export interface Budget {
  readonly maxSeconds?: number;
  readonly maxStates?: number;
  readonly maxSteps?: number;
}

export interface ScenarioResult {
  readonly name: string;
  /** Null: any capability. */
  readonly allowed: readonly CapabilityId[] | null;
  readonly scenario: Scenario;
  /** Null: any number of capabilities at a time. */
  readonly maxCapabilities: number | null;
  /** Null: every configuration. */
  readonly settled: { readonly on: readonly SwitchId[]; readonly off: readonly SwitchId[] } | null;
  /** Threats were told apart, so that the absence of one says something. */
  readonly threats: boolean;
  /** The goals that were looked for; null: all that are asked about. */
  readonly goals: readonly GoalId[] | null;
  /** The search was exhausted, and the paths listed are all that it found. */
  readonly complete: boolean;
  readonly stats: ExploreStats;
  readonly vacuous: readonly Cube[];
}
export interface PathsResult {
  readonly paths: readonly Path[];
  readonly scenarios: readonly ScenarioResult[];
  /** Paths that did not run: a fault of the search, never a result. */
  readonly failures: readonly { readonly path: Path; readonly failure: ReplayFailure }[];
}

export interface PathsOptions {
  readonly searches: readonly BoundedSearch[];
  readonly goals: readonly GoalId[];
  readonly bounds?: Budget;
  readonly onProgress?: (line: string) => void;
  readonly shouldStop?: () => boolean;
}

const capabilityIds: ReadonlySet<string> = new Set(capabilities.map(({ id }) => id));

/** How a search settles switches and capabilities; undefined: it leaves them open. */
export function settledIn({ allowed, settled }: BoundedSearch): (choice: Choice) => boolean | undefined {
  const may = allowed && new Set<string>(allowed);
  const on = new Set<string>(settled?.on);
  const off = new Set<string>(settled?.off);
  return (choice) => {
    if (capabilityIds.has(choice)) return may === undefined || may.has(choice) ? undefined : false;
    return on.has(choice) ? true : off.has(choice) ? false : undefined;
  };
}

/** The functions of one search. */
export function exploreFor(
  search: BoundedSearch,
  wanted: readonly GoalId[],
  options: Pick<PathsOptions, 'bounds' | 'onProgress' | 'shouldStop'> = {},
  known?: ExploreOptions['known'],
): Promise<Exploration> {
  const { scenario, maxCapabilities } = search;
  const settled = settledIn(search);
  return exploreInTurns({
    scenario,
    wanted: new Set(wanted),
    settled,
    ...(maxCapabilities !== null && { maxCapabilities }),
    within: (vocabulary) => finishesIn(vocabulary, scenario, settled),
    marking: search.threats ? evidenceMarking : unmarked,
    log: true,
    ...(known && { known }),
    ...options.bounds,
    ...(search.unreduced && { reductions: noReductions }),
    ...(options.shouldStop && { shouldStop: options.shouldStop }),
    onProgress: (p) =>
      options.onProgress?.(
        `${search.name}: ${p.states} states, step ${p.level}, ${p.waiting} waiting, ${Math.round(p.seconds)} s`,
      ),
  });
}

/** Makes each search, lists and replays what it found, and unites the paths. */
export async function findPaths(options: PathsOptions): Promise<PathsResult> {
  const results: PathsResult[] = [];
  for (const search of options.searches) {
    results.push(search.stepsDown ? await exhaust(search, options) : (await findIn(search, options)).result);
    if (options.shouldStop?.()) break;
  }
  return unite(results);
}

interface Found {
  readonly run: Exploration;
  readonly result: PathsResult;
  /** Together with what was known before, the paths are the functions of the search, though it may not be exhausted. */
  readonly whole: boolean;
}

/** One search, and the paths that it found. */
async function findIn(
  search: BoundedSearch,
  options: Omit<PathsOptions, 'searches'>,
  known?: ExploreOptions['known'],
): Promise<Found> {
  const { name, scenario, maxCapabilities, allowed = null, settled = null, threats } = search;
  const { vacuous } = honestRun(scenario);
  const run = await exploreFor(search, options.goals, options, known);
  const listing = listPaths(run, settled?.on ?? [], threats);
  let turn = listing.next();
  for (let n = 1; !turn.done; n++) {
    if (n % 50 === 0) {
      options.onProgress?.(`${name}: ${n} paths`);
      await new Promise((resolve) => setTimeout(resolve));
    }
    turn = listing.next();
  }
  const { paths: listed, whole } = turn.value;
  const paths: Path[] = [];
  const failures: PathsResult['failures'][number][] = [];
  for (const path of listed) {
    const failure = disproof(path, vacuous);
    if (failure === null) paths.push(path);
    else failures.push({ path, failure });
  }
  const searched: ScenarioResult = {
    name,
    allowed,
    scenario,
    maxCapabilities,
    settled,
    threats,
    goals: null,
    complete: run.complete && whole,
    stats: run.stats,
    vacuous,
  };
  return { run, result: { paths, scenarios: [searched], failures }, whole };
}

/**
 * Where a search of one profile is given up: in states of the world, and in steps of diagram operations, which are many
 * where many switches are unknown. Telling threats apart multiplies both.
 */
const enough = {
  goals: { maxStates: 120_000, maxSteps: 30_000_000 },
  threats: { maxStates: 60_000, maxSteps: 15_000_000 },
} as const satisfies Record<string, Budget>;
/** In the least world of a kind, without which nothing can be said of it. */
const enoughForLeast = {
  goals: { maxStates: 250_000, maxSteps: 250_000_000 },
  threats: { maxStates: 100_000, maxSteps: 60_000_000 },
} as const satisfies Record<string, Budget>;

/**
 * One profile against every attacker, from the least world of its kind up. Where threats cannot be told apart, the world
 * is searched for goals alone; what holds a world that was given up is not tried. What was found is not looked for again,
 * so only attackers are left who could not reach the goal so far. What cannot be exhausted is left out, and is no claim.
 */
async function exhaust(search: BoundedSearch, options: Omit<PathsOptions, 'searches'>): Promise<PathsResult> {
  const isOver = () => options.shouldStop?.() ?? false;
  const settled = settledIn(search);
  const kept: { readonly run: Exploration; readonly threats: boolean }[] = [];
  const results: PathsResult[] = [];
  /** Of those that told threats apart, by the same evidence; of all others, that some way was found. */
  const knownTo =
    (threats: boolean) =>
    (to: Vocabulary, goal: GoalId): Diagram =>
      kept
        .filter((of) => of.threats || !threats)
        .reduce((all, { run }) => {
          const f = run.reached[goalIndex.get(goal)!]!;
          const seen = threats ? f : withAllMarks(run, f);
          return to.diagrams.or(all, translate(run.vocabulary, seen, to, settled));
        }, 0);
  const givenUp = { goals: [] as Scenario[], threats: [] as Scenario[] };
  for (const [i, scenario] of [...smallerThan(search.scenario), search.scenario].entries())
    for (const wanted of search.threats ? (['threats', 'goals'] as const) : (['goals'] as const)) {
      if (isOver()) break;
      if (givenUp[wanted].some((smaller) => holds(scenario, smaller))) continue;
      const threats = wanted === 'threats';
      const name = `${search.name}: ${wanted} in ${worldName(scenario)}`;
      const bounds = { ...(i === 0 ? enoughForLeast : enough)[wanted], ...options.bounds };
      const { run, result, whole } = await findIn(
        { ...search, name, scenario, threats },
        { ...options, bounds },
        knownTo(threats),
      );
      // What one search found the next ones need not look for, if every bit of it stands in its paths.
      if (whole) kept.push({ run, threats });
      // An interrupted search is named, so that what it left open is not taken for exhausted.
      const isClaim = result.scenarios.every(({ complete }) => complete) || isOver();
      results.push(isClaim ? result : { ...result, scenarios: [] });
      if (run.complete) break;
      givenUp[wanted].push(scenario);
    }
  return widest(unite(results));
}

/** Without the searches of which another one says everything: in a world that holds theirs, and of threats if they are. */
function widest(result: PathsResult): PathsResult {
  const { scenarios } = result;
  const saysAll = (a: ScenarioResult, b: ScenarioResult) =>
    a !== b && a.complete && holds(a.scenario, b.scenario) && (a.threats || !b.threats);
  return { ...result, scenarios: scenarios.filter((b) => !scenarios.some((a) => saysAll(a, b))) };
}

const withAllMarks = ({ diagrams, vocabulary }: Exploration, f: Diagram): Diagram =>
  diagrams.restrict(f, (v) => (vocabulary.meanings[v]!.kind === 'mark' ? true : undefined));

const isWithin = (a: Path, b: Path): boolean =>
  a.goal === b.goal &&
  a.steps <= b.steps &&
  covers(a.cube, b.cube) &&
  a.capabilities.every((c) => b.capabilities.includes(c)) &&
  a.provenance.every(({ capability, kinds }) =>
    b.provenance.some((p) => p.capability === capability && kinds.every((k) => p.kinds.includes(k))),
  ) &&
  b.threats.every((id) => a.threats.includes(id));

const literals = ({ on, off }: Cube): number => idsOf(on).length + idsOf(off).length;

/** Unites the results of separate searches, in their order; a path that another one covers is left out. */
export function unite(results: readonly PathsResult[]): PathsResult {
  const kept = new Map<GoalId, Path[]>();
  const size = new Map(results.flatMap((r) => r.paths).map((p) => [p, literals(p.cube)] as const));
  for (const path of [...size.keys()].sort((a, b) => a.steps - b.steps || size.get(a)! - size.get(b)!)) {
    const of = kept.get(path.goal) ?? [];
    kept.set(path.goal, of);
    if (!of.some((p) => isWithin(p, path))) of.push(path);
  }
  return {
    paths: [...kept.values()].flat().sort((a, b) => a.steps - b.steps || size.get(a)! - size.get(b)!),
    scenarios: results.flatMap((r) => r.scenarios),
    failures: results.flatMap((r) => r.failures),
  };
}

/** Runs the path with every free switch off, and again with every free switch on. */
function disproof(path: Path, vacuous: readonly Cube[]): ReplayFailure | null {
  for (const free of ['off', 'on'] as const) {
    const on = configurationIn(path.cube, vacuous, free);
    const result = replay(path.moves, path.goal, {
      scenario: path.scenario,
      on,
      capabilities: new Set(path.capabilities),
    });
    if ('failure' in result) return result.failure;
  }
  return null;
}

/** Whether some path reaches the goal in a configuration. */
export const reaches = (paths: readonly Path[], on: bigint): Path | undefined =>
  paths
    .filter(({ cube }) => (cube.on & ~on) === 0n && (cube.off & on) === 0n)
    .sort((a, b) => a.steps - b.steps)[0];

/** Every switch settled: one configuration. */
export const settledAt = (on: ReadonlySet<string>) => ({
  on: switchIds.filter((id) => on.has(id)),
  off: switchIds.filter((id) => !on.has(id)),
});
