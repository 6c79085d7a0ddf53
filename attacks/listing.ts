// From the functions that a search found to a list of attack paths, each with a trace that runs. The list ends only when
// the paths together are the function: that it is whole is proven, not hoped for.

import { cubeOf } from './search/conditions.js';
import { type CapabilityId, capabilityIndex } from './capabilities/capabilities.js';
import { threatIn, threatWithMarks } from './catalogue/functions.js';
import { threatsOf } from './catalogue/labels.js';
import { type ThreatId, threats } from './catalogue/paper.js';
import { patternsOf } from './catalogue/patterns.js';
import { Describer } from './engine/describe.js';
import type { Exploration } from './engine/explore.js';
import { traceAt } from './engine/witness.js';
import { type GoalId, goals } from './goals.js';
import type { Diagram } from './logic/diagrams.js';
import { leastPoint } from './logic/points.js';
import type { Path } from './path.js';
import { describeScenario, type Scenario } from '../model/scenario.js';
import { type SwitchId, switchIds } from '../model/switches.js';

const describers = new Map<string, Describer>();
/** Describes traces of a scenario; kept, for what it works out serves every trace of it. */
function describerOf(scenario: Scenario): Describer {
  const key = JSON.stringify(scenario);
  let describer = describers.get(key);
  if (describer === undefined) describers.set(key, (describer = new Describer(scenario)));
  return describer;
}

export interface Listing {
  readonly paths: readonly Path[];
  /** The listed paths of each goal and threat together are its function. */
  readonly whole: boolean;
}

/**
 * Paths that together are every function of a search.
 * @param run a search made with `log`
 * @param on switches that are settled and on
 * @param withThreats the search was made with the catalogue's evidence told apart
 */
export function* listPaths(
  run: Exploration,
  on: readonly SwitchId[],
  withThreats: boolean,
): Generator<undefined, Listing> {
  const list = new PathList(run, on);
  let whole = true;
  for (const goal of run.wanted) {
    const id = goals[goal]!.id;
    const marked = run.history[goal]!.map(({ reached }) => reached);
    // With all evidence allowed, what is reached is reached.
    const reached = marked.map((f) => list.allMarks(f));
    // What was known before has its paths already.
    let covered = list.allMarks(run.known[goal]!);
    for (const f of reached) covered = yield* list.cover(f, covered, (point) => list.trace(goal, point), id);
    if (run.diagrams.diff(list.allMarks(run.reached[goal]!), covered) !== 0) whole = false;
    yield;
  }
  if (withThreats)
    for (const { id } of threats) {
      const marked = threatWithMarks(run, id);
      const f = threatIn(run, id);
      const covered = yield* list.cover(
        f,
        list.known(id),
        (point) => list.namedTrace(id, marked, point),
        null,
      );
      if (run.diagrams.diff(f, covered) !== 0) whole = false;
    }
  return { paths: list.paths, whole };
}

class PathList {
  readonly #found = new Map<string, { path: Path; region: Diagram }>();
  readonly #describer: Describer;

  constructor(
    readonly run: Exploration,
    readonly on: readonly SwitchId[],
  ) {
    this.#describer = describerOf(run.scenario);
  }

  get paths(): readonly Path[] {
    return [...this.#found.values()].map(({ path }) => path).sort((a, b) => a.steps - b.steps);
  }

  /** Where paths found before bear a threat's name already. */
  known(threat: ThreatId): Diagram {
    let f: Diagram = 0;
    for (const { path, region } of this.#found.values())
      if (path.threats.includes(threat)) f = this.run.diagrams.or(f, region);
    return f;
  }

  allMarks(f: Diagram): Diagram {
    const { diagrams, vocabulary } = this.run;
    return diagrams.restrict(f, (v) => (vocabulary.meanings[v]!.kind === 'mark' ? true : undefined));
  }

  /** Adds paths until a function is covered; returns all that is covered then. */
  *cover(
    f: Diagram,
    before: Diagram,
    traceOf: (point: ReadonlySet<number>) => { readonly goal: number; readonly moves: readonly string[] },
    goal: GoalId | null,
  ): Generator<undefined, Diagram> {
    const { diagrams, vocabulary } = this.run;
    const isCapability = (v: number) => vocabulary.meanings[v]!.kind === 'capability';
    let covered = before;
    for (let left = diagrams.diff(f, covered); left !== 0; left = diagrams.diff(f, covered)) {
      const point = leastPoint(diagrams, left, isCapability)!;
      const trace = traceOf(point);
      const region = this.#add(trace.moves, goal ?? goals[trace.goal]!.id, point);
      covered = diagrams.or(covered, region);
      yield;
    }
    return covered;
  }

  trace(goal: number, point: ReadonlySet<number>) {
    const { meanings } = this.run.vocabulary;
    const trace = traceAt(this.run, goal, (v) => meanings[v]!.kind === 'mark' || point.has(v));
    if (trace === null) throw new Error(`no trace reaches ${goals[goal]!.id} where it is reached`);
    return { goal, moves: trace.moves };
  }

  /** A shortest trace that bears the name: only just enough other evidence is allowed. */
  namedTrace(threat: ThreatId, marked: Diagram, point: ReadonlySet<number>) {
    const { diagrams, vocabulary } = this.run;
    const isMark = (v: number) => vocabulary.meanings[v]!.kind === 'mark';
    const here = diagrams.restrict(marked, (v) => (isMark(v) ? undefined : point.has(v)));
    const allowed = leastPoint(diagrams, here, isMark)!;
    const isTrue = (v: number) => (isMark(v) ? allowed.has(v) : point.has(v));
    const wanted = new Set(patternsOf(threat).flatMap((p) => p.goals));
    for (const goal of this.run.wanted) {
      if (!wanted.has(goals[goal]!.id)) continue;
      const trace = traceAt(this.run, goal, isTrue);
      if (trace !== null) return { goal, moves: trace.moves };
    }
    throw new Error(`no trace bears the name ${threat} where it exists`);
  }

  /** Adds the path of a trace at a point. Returns its condition in terms of the search. */
  #add(moves: readonly string[], goal: GoalId, point: ReadonlySet<number>): Diagram {
    const { diagrams, vocabulary, scenario } = this.run;
    const meant = [...point].map((v) => vocabulary.meanings[v]!);
    const given = new Set(meant.flatMap((m): CapabilityId[] => (m.kind === 'capability' ? [m.id] : [])));
    const capabilities = new Set([...given, ...this.run.given]);
    const on = new Set<SwitchId>([...this.on, ...meant.flatMap((m) => (m.kind === 'switch' ? [m.id] : []))]);
    const described = this.#describer.describe(moves, goal, { capabilities, on });
    if (described === null)
      throw new Error(`a trace to ${goal} does not run as it was found: ${moves.join(', ')}`);
    const inOrder = <T extends string>(ids: readonly T[], order: readonly string[]) =>
      ids.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
    const capabilityOrder = [...capabilityIndex.keys()];
    const shown = {
      goal,
      scenario,
      capabilities: inOrder(described.capabilities, capabilityOrder),
      provenance: described.provenance.toSorted(
        (a, b) => capabilityOrder.indexOf(a.capability) - capabilityOrder.indexOf(b.capability),
      ),
      cube: cubeOf(described.present, described.absent),
      absent: inOrder(described.absent, switchIds),
      present: inOrder(described.present, switchIds),
      steps: moves.length,
      moves,
    };
    const id = `${goal}/${digest(JSON.stringify([goal, shown.capabilities, shown.provenance, shown.absent, shown.present, describeScenario(scenario), moves]))}`;
    const names = threatsOf({ id, ...shown });
    const region = diagrams.and(
      this.run.asked,
      diagrams.cube(
        [
          ...described.capabilities.flatMap((c) => vocabulary.capability(c) ?? []),
          ...described.present.flatMap((s) => vocabulary.switch(s) ?? []),
        ],
        described.absent.flatMap((s) => vocabulary.switch(s) ?? []),
      ),
    );
    const before = this.#found.get(id)?.path.threats ?? [];
    const all = [...new Set([...before, ...names])];
    this.#found.set(id, { path: { id, ...shown, threats: all }, region });
    return region;
  }
}

/** A short name for a path, stable from run to run: 32-bit FNV-1a of its content, in base 36. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}
