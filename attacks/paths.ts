// Attack paths: what searches propose, replayed, labelled, and united over scenarios.

import { describeScenario, type Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';
import { type TermKind, termKinds } from '../model/names.js';
import { capabilities, capabilityIndex, type CapabilityId } from './capabilities/capabilities.js';
import { type GoalId, goals } from './goals.js';
import { covers, type Cube, idsOf } from './search/conditions.js';
import {
  capabilityNames,
  type Proposal,
  type SearchBounds,
  searchInTurns,
  type SearchStats,
} from './search/lifted.js';
import { configurationIn, replay, type ReplayFailure } from './search/replay.js';
import { honestRun } from './search/vacuity.js';
import type { BoundedSearch } from './searches.js';

export interface Path {
  readonly id: string;
  readonly goal: GoalId;
  readonly scenario: Scenario;
  readonly capabilities: readonly CapabilityId[];
  /** Which secrets were used, by which capability. */
  readonly provenance: readonly { readonly capability: CapabilityId; readonly kinds: readonly TermKind[] }[];
  readonly cube: Cube;
  /** Checks that must be absent, and those that must be present. */
  readonly absent: readonly SwitchId[];
  readonly present: readonly SwitchId[];
  readonly steps: number;
  readonly moves: readonly string[];
}

export interface ScenarioResult {
  readonly name: string;
  /** Null: any capability. */
  readonly allowed: readonly CapabilityId[] | null;
  readonly scenario: Scenario;
  readonly maxCapabilities: number;
  readonly complete: boolean;
  readonly stats: SearchStats;
  readonly vacuous: readonly Cube[];
}
export interface PathsResult {
  readonly paths: readonly Path[];
  readonly scenarios: readonly ScenarioResult[];
  /** Proposals that did not run: a fault of the search, never a result. */
  readonly failures: readonly {
    readonly proposal: Proposal;
    readonly failure: ReplayFailure;
    readonly scenario: Scenario;
  }[];
}

export interface PathsOptions {
  readonly searches: readonly BoundedSearch[];
  readonly goals: readonly GoalId[];
  readonly bounds?: Partial<SearchBounds>;
  readonly onProgress?: (line: string) => void;
  readonly shouldStop?: () => boolean;
}

const isWithin = (a: Path, b: Path): boolean =>
  a.goal === b.goal &&
  a.steps <= b.steps &&
  covers(a.cube, b.cube) &&
  a.capabilities.every((c) => b.capabilities.includes(c)) &&
  a.provenance.every(({ capability, kinds }) =>
    b.provenance.some((p) => p.capability === capability && kinds.every((k) => p.kinds.includes(k))),
  );

const literals = ({ on, off }: Cube): number => idsOf(on).length + idsOf(off).length;

/** Searches each scenario, replays what is proposed, and unites what was found. */
export async function findPaths(options: PathsOptions): Promise<PathsResult> {
  const results: PathsResult[] = [];
  for (const search of options.searches) {
    results.push(await findIn(search, options));
    if (options.shouldStop?.()) break;
  }
  return unite(results);
}

async function findIn(
  { name, scenario, maxCapabilities, allowed: ids }: BoundedSearch,
  options: PathsOptions,
): Promise<PathsResult> {
  const wanted = goals.reduce((bits, { id }, i) => (options.goals.includes(id) ? bits | (1 << i) : bits), 0);
  const allowed = ids?.reduce((bits, id) => bits | (1 << capabilityIndex.get(id)!), 0);
  const { vacuous } = honestRun(scenario);
  const { proposals, complete, stats } = await searchInTurns({
    scenario,
    goals: wanted,
    forbidden: vacuous,
    bounds: { ...options.bounds, maxCapabilities },
    ...(allowed !== undefined && { allowed }),
    ...(options.shouldStop && { shouldStop: options.shouldStop }),
    onProgress: (p) =>
      options.onProgress?.(
        `${name}: ${p.states} states, ${p.pairs} pairs, ${p.found} paths, depth ${p.depth}, ${Math.round(p.transitions / Math.max(p.seconds, 0.001) / 1000)}k transitions/s`,
      ),
  });
  const paths: Path[] = [];
  const failures: PathsResult['failures'][number][] = [];
  for (const proposal of proposals.toSorted(
    (a, b) =>
      a.steps - b.steps || literals(a.cube) - literals(b.cube) || a.provenance.length - b.provenance.length,
  )) {
    const path = pathOf(proposal, scenario);
    if (paths.some((p) => isWithin(p, path))) continue;
    const failure = disproof(path, vacuous);
    if (failure === null) paths.push(path);
    else failures.push({ proposal, failure, scenario });
  }
  const searched = { name, allowed: ids ?? null, scenario, maxCapabilities, complete, stats, vacuous };
  return { paths, scenarios: [searched], failures };
}

/** Unites the results of separate searches, in their order; a path that another one covers is left out. */
export function unite(results: readonly PathsResult[]): PathsResult {
  const paths: Path[] = [];
  const all = results.flatMap((r) => r.paths);
  for (const path of all.toSorted((a, b) => a.steps - b.steps || literals(a.cube) - literals(b.cube)))
    if (!paths.some((p) => isWithin(p, path))) paths.push(path);
  return {
    paths,
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

/** What a search proposes, as a path: with names for its bits. It is an attack only once it was replayed. */
export function pathOf(p: Proposal, scenario: Scenario): Path {
  const goal = goals[p.goal]!.id;
  const caps = capabilityNames(p.capabilities) as CapabilityId[];
  const provenance = p.provenance.map(([c, kinds]) => ({
    capability: capabilities[c]!.id,
    kinds: termKinds.filter((_, i) => (kinds >> i) & 1),
  }));
  const absent = idsOf(p.cube.off);
  const present = idsOf(p.cube.on);
  return {
    id: `${goal}/${digest(JSON.stringify([goal, caps, provenance, absent, present, describeScenario(scenario), p.moves]))}`,
    goal,
    scenario,
    capabilities: caps,
    provenance,
    cube: p.cube,
    absent,
    present,
    steps: p.steps,
    moves: p.moves,
  };
}

/** A short name for a path, stable from run to run: 32-bit FNV-1a of its content, in base 36. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}

/** Whether some path reaches the goal in a configuration. */
export const reaches = (paths: readonly Path[], on: bigint): Path | undefined =>
  paths
    .filter(({ cube }) => (cube.on & ~on) === 0n && (cube.off & on) === 0n)
    .sort((a, b) => a.steps - b.steps)[0];
