// The search: for each state of the world one Boolean function, which says what the attacker may know there, with which
// capabilities, under which switches. One search answers for every attacker and every configuration at once.
//
// A function is kept closed downward in what is known: whoever knows more could as well know less, for no rule tests
// that something is not known. Functions are carried on level by level, and only what is new; so the first level at
// which a point reaches a goal is the length of a shortest way to it. For one attacker and one configuration this is the
// plain search, and images distribute over unions: the result is exactly the union of all plain searches.

import { honestMoves } from '../../model/honest.js';
import type { Scenario } from '../../model/scenario.js';
import { isNamed, type Move, type MoveFamily } from '../../model/world.js';
import { capabilities, type CapabilityId } from '../capabilities/capabilities.js';
import { type GoalId, goalIndex, goals } from '../goals.js';
import { type Diagram, Diagrams } from '../logic/diagrams.js';
import { idleIn } from '../moves/idle.js';
import { attackerMoves } from '../moves/index.js';
import { States } from '../search/store.js';
import { type Edge, EdgeMaker } from './edges.js';
import { LocalStates, Memo } from './memo.js';
import type { Choice } from './order.js';
import { type Marking, unmarked, Vocabulary } from './vocabulary.js';
import {
  allReductions,
  type Canonical,
  canonicalIn,
  isPutDown,
  type isSpent,
  type Reductions,
} from './reductions.js';

export interface ExploreOptions {
  readonly scenario: Scenario;
  readonly wanted: ReadonlySet<GoalId>;
  /** How a switch or capability is settled; undefined: it is left open, and a variable of the answer. */
  readonly settled?: (choice: Choice) => boolean | undefined;
  /** Most capabilities at a time, among those left open; without it any number. */
  readonly maxCapabilities?: number;
  /** Configurations and attackers that are asked about; all, if left out. */
  readonly within?: (vocabulary: Vocabulary) => Diagram;
  readonly marking?: Marking;
  /** What is known to reach a goal, from a world that this one holds: it is not looked for again. */
  readonly known?: (vocabulary: Vocabulary, goal: GoalId) => Diagram;
  readonly withAttacker?: boolean;
  /** Which of the named reductions are in force; all, if left out. */
  readonly reductions?: Reductions;
  /** Keep what witnesses are read from. */
  readonly log?: boolean;
  /** Stop after the level at which every point asked about has reached every goal wanted. */
  readonly maxLevels?: number;
  readonly maxSeconds?: number;
  readonly maxStates?: number;
  readonly maxNodes?: number;
  /** Steps of diagram operations: unlike seconds, the same on every machine. */
  readonly maxSteps?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly shouldStop?: () => boolean;
}

export interface Progress {
  readonly states: number;
  readonly level: number;
  readonly waiting: number;
  readonly nodes: number;
  readonly seconds: number;
}

export interface ExploreStats {
  /** Canonical states of the world that were reached. */
  readonly states: number;
  readonly expansions: number;
  readonly images: number;
  readonly levels: number;
  /** Steps of diagram operations, and nodes at the end and at most. */
  readonly steps: number;
  readonly nodes: number;
  readonly peakNodes: number;
  /** Effects of moves that were worked out. */
  readonly worked: number;
  readonly seconds: number;
}

/** Where a goal was newly reached: by one more move from a state, at a level. */
export interface Arrival {
  readonly level: number;
  readonly state: number;
  reached: Diagram;
}

export function explore(options: ExploreOptions): Exploration {
  const made = new Exploration(options);
  const turns = made.run();
  while (!turns.next().done);
  return made;
}

/** The same, letting other work (an interrupt, say) in between now and then. */
export async function exploreInTurns(options: ExploreOptions): Promise<Exploration> {
  const made = new Exploration(options);
  const turns = made.run();
  while (!turns.next().done) await new Promise((resolve) => setTimeout(resolve));
  return made;
}

export class Exploration {
  readonly scenario: Scenario;
  readonly vocabulary: Vocabulary;
  readonly diagrams: Diagrams;
  /** Capabilities that the attacker has for certain: settled, and no variables. */
  readonly given: readonly CapabilityId[];
  readonly wanted: readonly number[];
  /** What is asked about: non-vacuous configurations, attackers within the bound. */
  asked: Diagram;
  /** For each goal, by its number, where it is reached; and where it was known to be before. */
  reached: Diagram[];
  known: Diagram[];
  /** For each goal the levels at which it was newly reached, each with all that had reached it by then. */
  readonly history: { readonly level: number; reached: Diagram }[][] = goals.map(() => []);
  complete = false;
  level = 0;

  readonly #options: ExploreOptions;
  readonly #reductions: Reductions;
  readonly #locals: LocalStates;
  readonly #memos: readonly Memo<readonly Edge[]>[];
  /** The same for moves of one name. */
  readonly #named = new Map<string, readonly Memo<readonly Edge[]>[]>();
  readonly #maker: EdgeMaker;
  readonly #states: States;
  readonly #canonical: Canonical | null;
  readonly #isPutDown: ReturnType<typeof isPutDown> | null;
  readonly #isSpent: ReturnType<typeof isSpent> | null;
  /** All that is possible in a state; what is new there and waits for the next level; by state. */
  #possible = new Int32Array(1 << 12);
  #waiting = new Int32Array(1 << 12);
  #delta = new Int32Array(1 << 12);
  #next: number[] = [];
  /** Where every goal wanted is reached: nothing more can be learnt there. */
  #allReached: Diagram = 0;
  #isStale = false;
  readonly #target: Int32Array;
  readonly #families: readonly MoveFamily[];
  #expansions = 0;
  #images = 0;
  #peak = 0;
  #seconds = 0;
  readonly #started = performance.now();
  #collectAt: number;
  /** With `log`: what was new in each state, by level; the states that each was reached from; what reached a goal. */
  readonly #entries = new Map<number, { level: number; delta: Diagram }[]>();
  readonly #from: number[][] = [];
  readonly arrivals: Arrival[][] = goals.map(() => []);

  constructor(options: ExploreOptions) {
    this.#options = options;
    this.scenario = options.scenario;
    const settled = options.settled ?? (() => undefined);
    const marking = options.marking ?? unmarked;
    const withAttacker = options.withAttacker ?? true;
    this.#reductions = options.reductions ?? allReductions;
    this.diagrams = new Diagrams(1 << 16, 20);
    this.vocabulary = new Vocabulary(
      options.scenario,
      (choice) => settled(choice) === undefined && (withAttacker || !isCapability(choice)),
      marking,
      this.diagrams,
    );
    this.given = withAttacker ? capabilities.map(({ id }) => id).filter((id) => settled(id) === true) : [];
    this.#locals = new LocalStates(options.scenario);
    this.#maker = new EdgeMaker({
      locals: this.#locals,
      vocabulary: this.vocabulary,
      settled,
      marking,
      withAttacker,
      wanted: options.wanted,
    });
    const { components } = this.#locals;
    this.#families = [
      ...honestMoves(components),
      ...(withAttacker ? attackerMoves(components, idleIn(this.#reductions.idle, settled)) : []),
    ];
    this.#memos = this.#families.map((family) => new Memo(this.#locals, family, this.#maker.edgesOf));
    this.#states = new States(components.length);
    this.#target = new Int32Array(components.length);
    this.#canonical = canonicalIn(this.#locals, this.#reductions);
    this.#isPutDown = this.#reductions.putDown ? isPutDown(this.#locals) : null;
    this.#isSpent = this.#reductions.spent?.(this.#locals) ?? null;
    this.wanted = [...options.wanted].map((id) => goalIndex.get(id)!);
    const within = options.within?.(this.vocabulary) ?? 1;
    this.asked = this.diagrams.and(within, atMost(this.vocabulary, options.maxCapabilities));
    this.reached = goals.map(({ id }) =>
      options.wanted.has(id) ? this.diagrams.and(options.known?.(this.vocabulary, id) ?? 0, this.asked) : 0,
    );
    this.known = [...this.reached];
    this.#collectAt = 1 << 21;
  }

  *run(): Generator<undefined, void> {
    // A goal that needs no move at all is no attack; so nothing is reached yet.
    this.#send(this.first, this.start);
    this.complete = yield* this.#levels();
    // What a level found before the search was given up is found.
    this.#noteHistory();
    this.#peak = Math.max(this.#peak, this.diagrams.count);
    this.#seconds = (performance.now() - this.#started) / 1000;
  }

  *#levels(): Generator<undefined, boolean> {
    const { diagrams } = this;
    const last = this.#options.maxLevels ?? Number.POSITIVE_INFINITY;
    while (this.#next.length > 0) {
      if (this.level >= last) return false;
      this.#collectGarbage();
      this.#refreshAllReached();
      const current = this.#next;
      this.#next = [];
      // What is new everywhere, before anything of this level adds to it.
      for (const s of current) {
        const isNew = diagrams.diff(diagrams.diff(this.#waiting[s]!, this.#possible[s]!), this.#allReached);
        this.#waiting[s] = 0;
        this.#delta[s] = isNew;
        this.#possible[s] = diagrams.or(this.#possible[s]!, isNew);
        if (this.#options.log && isNew !== 0) this.#noteEntry(s, isNew);
      }
      this.level++;
      for (const [i, s] of current.entries()) {
        if ((i & 0xff) === 0) {
          yield;
          if (this.#mustStop(current.length - i)) return false;
        }
        if (this.#isStale) this.#refreshAllReached();
        const left = diagrams.diff(this.#delta[s]!, this.#allReached);
        this.#delta[s] = 0;
        if (left !== 0) this.#expand(s, left);
      }
      this.#noteHistory();
    }
    return true;
  }

  get stats(): ExploreStats {
    return {
      states: this.#states.count,
      expansions: this.#expansions,
      images: this.#images,
      levels: this.level,
      steps: this.diagrams.steps,
      nodes: this.diagrams.count,
      peakNodes: this.#peak,
      worked: this.#memos.reduce((n, m) => n + m.worked, 0),
      seconds: this.#seconds,
    };
  }

  /** For each family, how often it was worked out and how many edges that made. */
  get workedBy(): readonly { readonly family: string; readonly worked: number }[] {
    return this.#memos.map((m, i) => ({ family: this.#families[i]!.name, worked: m.worked }));
  }

  /** The first state, in which nobody has done anything. */
  get first(): number {
    return this.#intern(new Int32Array(this.#states.width));
  }
  /** What is asked about, with nothing known. */
  get start(): Diagram {
    const nothingKnown = this.diagrams.cube(
      [],
      Array.from({ length: this.vocabulary.secrets }, (_, i) => i),
    );
    return this.diagrams.and(nothingKnown, this.asked);
  }

  /** The edges out of a state, whoever can take them. */
  *edgesAt(state: number): Generator<Edge> {
    const { width, ids } = this.#states;
    for (const memo of this.#memos)
      for (const edge of memo.lookup(ids.data, state * width))
        if (!this.#isPutDown?.(edge, ids.data, state * width)) yield edge;
  }

  /**
   * The edges out of a state of the moves with this name. Only these moves are performed, so it is much quicker than to
   * look for them among all edges.
   */
  *edgesNamed(state: number, name: string): Generator<Edge> {
    const { width, ids } = this.#states;
    const base = state * width;
    const at = (memo: Memo<readonly Edge[]>) => memo.lookup(ids.data, base);
    // A family that offered it once is likely to offer it again; a name is of one move, so the others need no look.
    let memos = this.#named.get(name) ?? [];
    if (memos.every((memo) => at(memo).length === 0)) {
      const world = this.#locals.worldAt(ids.data, base);
      const named = (move: Move) => isNamed(move, name);
      memos = this.#families
        .filter((family) => family.moves(world).some(named))
        .map(({ name: family, moves }) => {
          const those: MoveFamily = { name: family, moves: (seen) => moves(seen).filter(named) };
          return new Memo(this.#locals, those, this.#maker.edgesOf);
        });
      this.#named.set(name, memos);
    }
    for (const memo of memos)
      for (const edge of at(memo)) if (!this.#isPutDown?.(edge, ids.data, base)) yield edge;
  }

  /** What is carried along an edge of what is possible before it. */
  image(edge: Edge, f: Diagram): Diagram {
    return this.diagrams.and(this.#knowing(edge, f), edge.guard);
  }

  /** Who knows all that an edge needs; those who do know as much of everything else after it. */
  #knowing({ needs }: Edge, f: Diagram): Diagram {
    let known = f;
    for (const v of needs) known = this.diagrams.at(known, v, true);
    return known;
  }

  /** What is known after an edge besides. */
  learn(edge: Edge, f: Diagram): Diagram {
    let learnt = f;
    for (const { number, when } of edge.learns) learnt = this.diagrams.raise(learnt, number, when);
    return learnt;
  }

  /** The state that an edge leads to. */
  targetOf(state: number, edge: Edge): number {
    this.#rewrite(state, edge);
    return this.#intern(this.#target);
  }

  /** Makes the target of an edge the state at hand. */
  #rewrite(state: number, { writes }: Edge): void {
    const { width, ids } = this.#states;
    const target = this.#target;
    const base = state * width;
    for (let i = 0; i < width; i++) target[i] = ids.data[base + i]!;
    for (let i = 0; i < writes.length; i += 2) target[writes[i]!] = writes[i + 1]!;
    this.#canonical?.(target);
  }

  /** States from which a state was reached; kept with `log` only. */
  from(state: number): readonly number[] {
    return this.#from[state] ?? [];
  }

  /** What was new in a state when it was gone on from at a level: the moves made there are of the next level. */
  newAt(state: number, level: number): Diagram {
    return this.#entries.get(state)?.find((entry) => entry.level === level)?.delta ?? 0;
  }

  #expand(s: number, delta: Diagram): void {
    this.#expansions++;
    const { diagrams } = this;
    const { width, ids } = this.#states;
    const base = s * width;
    for (const memo of this.#memos) {
      const edges = memo.lookup(ids.data, base);
      for (let i = 0; i < edges.length; i++) {
        const edge = edges[i]!;
        if (this.#isPutDown?.(edge, ids.data, base)) continue;
        const isSpent = this.#isSpent?.(edge, ids.data, base) ?? false;
        if (edge.learns.length === 0 && edge.goals.length === 0) {
          if (isSpent) continue;
          this.#pass(s, edge, delta);
          continue;
        }
        const f = this.image(edge, delta);
        if (f === 0) continue;
        this.#images++;
        for (const { number, when } of edge.goals)
          this.#record(s, number, diagrams.and(diagrams.withoutBefore(f, this.vocabulary.secrets), when));
        if (isSpent) continue;
        const learnt = this.learn(edge, f);
        if (learnt === f && edge.writes.length === 0) continue;
        const target = this.targetOf(s, edge);
        if (this.#send(target, diagrams.diff(learnt, this.#possible[target]!))) this.#noteFrom(target, s);
      }
    }
  }

  /** Along an edge that yields nothing: only what is new behind it is made. */
  #pass(s: number, edge: Edge, delta: Diagram): void {
    const known = this.#knowing(edge, delta);
    if (known === 0) return;
    this.#images++;
    this.#rewrite(s, edge);
    const seen = this.#states.find(this.#target);
    const isNew = this.diagrams.andDiff(known, edge.guard, seen === -1 ? 0 : this.#possible[seen]!);
    if (isNew === 0) return;
    const target = seen === -1 ? this.#intern(this.#target) : seen;
    if (this.#send(target, isNew)) this.#noteFrom(target, s);
  }

  /** Adds what is new to what waits in a state. False if it waits already. */
  #send(state: number, isNew: Diagram): boolean {
    if (isNew === 0) return false;
    const waiting = this.#waiting[state]!;
    if (waiting === 0) this.#next.push(state);
    const both = this.diagrams.or(waiting, isNew);
    this.#waiting[state] = both;
    return both !== waiting;
  }

  #noteEntry(state: number, delta: Diagram): void {
    let entries = this.#entries.get(state);
    if (entries === undefined) this.#entries.set(state, (entries = []));
    entries.push({ level: this.level, delta });
  }

  #noteFrom(target: number, s: number): void {
    if (!this.#options.log) return;
    const from = (this.#from[target] ??= []);
    if (!from.includes(s)) from.push(s);
  }

  #record(state: number, goal: number, f: Diagram): void {
    const isNew = this.diagrams.diff(f, this.reached[goal]!);
    if (isNew === 0) return;
    this.reached[goal] = this.diagrams.or(this.reached[goal]!, isNew);
    this.#isStale = true;
    if (this.#options.log) this.arrivals[goal]!.push({ level: this.level, state, reached: isNew });
  }

  #noteHistory(): void {
    for (const goal of this.wanted) {
      const of = this.history[goal]!;
      const reached = this.reached[goal]!;
      if (reached !== (of.at(-1)?.reached ?? this.known[goal]!)) of.push({ level: this.level, reached });
    }
  }

  #refreshAllReached(): void {
    this.#isStale = false;
    this.#allReached = this.wanted.reduce((all, goal) => this.diagrams.and(all, this.reached[goal]!), 1);
  }

  #intern(locals: Int32Array): number {
    const state = this.#states.intern(locals);
    if (state >= this.#possible.length) {
      const grown = (old: Int32Array<ArrayBuffer>) => {
        const made = new Int32Array(old.length * 2);
        made.set(old);
        return made;
      };
      this.#possible = grown(this.#possible);
      this.#waiting = grown(this.#waiting);
      this.#delta = grown(this.#delta);
    }
    return state;
  }

  #mustStop(left: number): boolean {
    const seconds = (performance.now() - this.#started) / 1000;
    const { maxSeconds, maxStates, maxNodes, maxSteps, onProgress, shouldStop } = this.#options;
    onProgress?.({
      states: this.#states.count,
      level: this.level,
      waiting: left + this.#next.length,
      nodes: this.diagrams.count,
      seconds,
    });
    return (
      seconds > (maxSeconds ?? Number.POSITIVE_INFINITY) ||
      this.#states.count > (maxStates ?? Number.POSITIVE_INFINITY) ||
      this.diagrams.count > (maxNodes ?? Number.POSITIVE_INFINITY) ||
      this.diagrams.steps > (maxSteps ?? Number.POSITIVE_INFINITY) ||
      (shouldStop?.() ?? false)
    );
  }

  /** Between levels, when much was made: drops diagrams that nothing needs any more. */
  #collectGarbage(): void {
    const { diagrams } = this;
    if (diagrams.count < this.#collectAt) return;
    this.#peak = Math.max(this.#peak, diagrams.count);
    const { made } = this.#maker;
    const ofEdges = function* (): Generator<Diagram> {
      for (const { guard, learns, goals: g, moves } of made) {
        yield guard;
        for (const { when } of learns) yield when;
        for (const { when } of g) yield when;
        for (const { when } of moves) yield when;
      }
    };
    const count = this.#states.count;
    const number = diagrams.collect([
      this.#possible.subarray(0, count),
      this.#waiting.subarray(0, count),
      this.reached,
      this.known,
      [this.asked],
      this.history.flatMap((of) => of.map(({ reached }) => reached)),
      [...this.#entries.values()].flatMap((of) => of.map(({ delta }) => delta)),
      this.arrivals.flatMap((of) => of.map(({ reached }) => reached)),
      ofEdges(),
    ]);
    for (let s = 0; s < count; s++) {
      this.#possible[s] = number[this.#possible[s]!]!;
      this.#waiting[s] = number[this.#waiting[s]!]!;
    }
    this.reached = this.reached.map((f) => number[f]!);
    this.known = this.known.map((f) => number[f]!);
    this.asked = number[this.asked]!;
    for (const of of this.history) for (const entry of of) entry.reached = number[entry.reached]!;
    for (const of of this.#entries.values()) for (const entry of of) entry.delta = number[entry.delta]!;
    for (const of of this.arrivals) for (const arrival of of) arrival.reached = number[arrival.reached]!;
    for (const edge of made) {
      edge.guard = number[edge.guard]!;
      for (const gain of edge.learns) gain.when = number[gain.when]!;
      for (const gain of edge.goals) gain.when = number[gain.when]!;
      for (const move of edge.moves) move.when = number[move.when]!;
    }
    this.#collectAt = Math.max(1 << 21, diagrams.count * 3);
  }
}

const capabilityIds: ReadonlySet<string> = new Set(capabilities.map(({ id }) => id));
const isCapability = (choice: Choice): choice is CapabilityId => capabilityIds.has(choice);

/** At most so many of the capabilities that are variables. */
function atMost(vocabulary: Vocabulary, max: number | undefined): Diagram {
  const variables = vocabulary.meanings.flatMap((m, i) => (m.kind === 'capability' ? [i] : []));
  if (max === undefined || max >= variables.length) return 1;
  const { diagrams } = vocabulary;
  // From the last variable up: what is left to have is allowed if `used` were had before.
  let rows: Diagram[] = Array.from({ length: max + 1 }, () => 1);
  for (const v of variables.toReversed())
    rows = rows.map((row, used) => diagrams.node(v, row, rows[used + 1] ?? 0));
  return rows[0]!;
}
