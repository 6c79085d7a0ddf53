// From the functions that a search found to a list of attack paths, each with a trace that runs. The list ends only when
// the paths together are the function: that it is whole is proven, not hoped for.

import { cubeOf } from './search/conditions.js';
import { type CapabilityId, capabilityIndex } from './capabilities/capabilities.js';
import { evidenceMarking, waysOf } from './catalogue/functions.js';
import { threatsOf } from './catalogue/labels.js';
import { type ThreatId, threats } from './catalogue/paper.js';
import { Describer } from './engine/describe.js';
import type { Exploration } from './engine/explore.js';
import { traceAt } from './engine/witness.js';
import { type GoalId, goals } from './goals.js';
import type { Diagram } from './logic/diagrams.js';
import { leastPoint } from './logic/points.js';
import type { Path } from './path.js';
import type { TermKind } from '../model/names.js';
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
    for (const { id } of threats)
      for (const { goal, marked, exists } of waysOf(run, id)) {
        const traceOf = (point: ReadonlySet<number>) => list.namedTrace(goal, marked, point);
        yield* list.cover(exists, list.known(id), traceOf, goals[goal]!.id);
        // A path covers a way only if its name is read off what it shows.
        if (run.diagrams.diff(exists, list.known(id)) !== 0) whole = false;
      }
  return { paths: list.paths, whole };
}

interface FoundTrace {
  readonly moves: readonly string[];
  /** By which uses of secrets it is described. */
  readonly mayUse: (capability: CapabilityId, kind: TermKind) => boolean;
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
    traceOf: (point: ReadonlySet<number>) => FoundTrace,
    goal: GoalId,
  ): Generator<undefined, Diagram> {
    const { diagrams, vocabulary } = this.run;
    const isCapability = (v: number) => vocabulary.meanings[v]!.kind === 'capability';
    let covered = before;
    for (let left = diagrams.diff(f, covered); left !== 0; left = diagrams.diff(f, covered)) {
      const point = leastPoint(diagrams, left, isCapability)!;
      const trace = traceOf(point);
      const region = this.#add(trace, goal, point);
      covered = diagrams.or(covered, region);
      yield;
    }
    return covered;
  }

  trace(goal: number, point: ReadonlySet<number>): FoundTrace {
    const { meanings } = this.run.vocabulary;
    const trace = traceAt(this.run, goal, (v) => meanings[v]!.kind === 'mark' || point.has(v));
    if (trace === null) throw new Error(`no trace reaches ${goals[goal]!.id} where it is reached`);
    return { moves: trace.moves, mayUse: () => true };
  }

  /** A shortest trace that goes a threat's way: only just enough other evidence is allowed. */
  namedTrace(goal: number, marked: Diagram, point: ReadonlySet<number>): FoundTrace {
    const { diagrams, vocabulary } = this.run;
    const isMark = (v: number) => vocabulary.meanings[v]!.kind === 'mark';
    const here = diagrams.restrict(marked, (v) => (isMark(v) ? undefined : point.has(v)));
    const allowed = leastPoint(diagrams, here, isMark)!;
    const trace = traceAt(this.run, goal, (v) => (isMark(v) ? allowed.has(v) : point.has(v)));
    if (trace === null) throw new Error(`no trace goes a way to ${goals[goal]!.id} that exists`);
    return {
      moves: trace.moves,
      // By other uses than those allowed it may be another attack.
      mayUse: (capability, kind) => {
        const mark = evidenceMarking.ofUse(capability, kind);
        return mark === null || allowed.has(vocabulary.mark(mark));
      },
    };
  }

  /** Adds the path of a trace at a point. Returns its condition in terms of the search. */
  #add({ moves, mayUse }: FoundTrace, goal: GoalId, point: ReadonlySet<number>): Diagram {
    const { diagrams, vocabulary, scenario } = this.run;
    const meant = [...point].map((v) => vocabulary.meanings[v]!);
    const given = new Set(meant.flatMap((m): CapabilityId[] => (m.kind === 'capability' ? [m.id] : [])));
    const capabilities = new Set([...given, ...this.run.given]);
    const on = new Set<SwitchId>([...this.on, ...meant.flatMap((m) => (m.kind === 'switch' ? [m.id] : []))]);
    const described = this.#describer.describe(moves, goal, { capabilities, on }, mayUse);
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
    const path = { id, ...shown };
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
    this.#found.set(id, { path: { ...path, threats: threatsOf(path) }, region });
    return region;
  }
}

/** A short name for a path, stable from run to run: 32-bit FNV-1a of its content, in base 36. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}
