// The lifted search: breadth-first over (state of the world, what the attacker knows and by which capability, the
// condition over switches under which it is reached). One search answers for every set of countermeasures and
// every attacker of at most `maxCapabilities` capabilities at once.
//
// A pair is dropped only where an earlier pair of the same state needs no more capabilities, asks no more of the
// switches, could know each secret in every way in which it could at no higher cost, and has used no other secrets
// by no other capabilities (its provenance). That is exact because no rule tests that something is not known, not had, or not
// yet done; `docs/semantics.md` argues it and `properties/` tests it against the plain search.

import { honestMoves } from '../../model/honest.js';
import type { Component } from '../../model/world.js';
import type { Scenario } from '../../model/scenario.js';
import { capabilities as allCapabilities } from '../capabilities/capabilities.js';
import { goals } from '../goals.js';
import { attackerMoves } from '../moves/index.js';
import { type Way, Ways } from '../knowledge/ways.js';
import type { Cube } from './conditions.js';
import { fromWords, kindBitOfTerm, popcount, switchWords, toWords } from './layout.js';
import { use, usesNoMore, usesOf, widen } from './provenance.js';
import { type Result, Results } from './results.js';
import { Records, States } from './store.js';
import { Locals, Memo, StepTable } from './table.js';
import { MoveNames, type Template, templatesOf, type Workshop } from './templates.js';

export interface SearchBounds {
  readonly maxCapabilities: number;
  readonly maxStates: number;
  readonly maxPairs: number;
  readonly maxSeconds: number;
}
export const defaultBounds: SearchBounds = {
  maxCapabilities: 2,
  maxStates: 5_000_000,
  maxPairs: 25_000_000,
  maxSeconds: Number.POSITIVE_INFINITY,
};

/** A path as the search proposes it; only replay makes an attack of it. */
export interface Proposal {
  readonly goal: number;
  readonly steps: number;
  readonly capabilities: number;
  readonly cube: Cube;
  /** For each capability used for a secret: the kinds of secret. */
  readonly provenance: readonly (readonly [capability: number, kinds: number])[];
  readonly moves: readonly string[];
}

export interface SearchStats {
  readonly states: number;
  readonly pairs: number;
  readonly transitions: number;
  readonly depth: number;
  readonly seconds: number;
  readonly machineStepsAsked: number;
  readonly localStates: Readonly<Record<string, number>>;
}
export interface SearchResult {
  readonly proposals: readonly Proposal[];
  readonly complete: boolean;
  readonly stats: SearchStats;
}

export interface SearchOptions {
  readonly scenario: Scenario;
  readonly bounds?: Partial<SearchBounds>;
  /** Configurations left out: those in which the honest run does not finish. */
  readonly forbidden?: readonly Cube[];
  readonly withAttacker?: boolean;
  /** Only this configuration, as the set of switches that are on: the same search with every switch fixed. */
  readonly configuration?: bigint;
  /** Stop as soon as a depth has been finished at which a goal was reached. */
  readonly firstOnly?: boolean;
  /** Goals to look for, as a bit set. */
  readonly goals: number;
  /** Only these capabilities, as a bit set; all by default. */
  readonly allowed?: number;
  readonly onProgress?: (p: {
    states: number;
    pairs: number;
    transitions: number;
    found: number;
    depth: number;
    seconds: number;
  }) => void;
  /** Asked now and then; true stops the search with what is known so far. */
  readonly shouldStop?: () => boolean;
}

const W = switchWords;
// Fields of a pair's record.
const STATE = 0;
/** The pair of the same state that was added before it. */
const OLDER = 1;
const PARENT = 2;
const MOVE = 3;
const STEPS = 4;
const CAPS = 5;
const USED = 6;
const DEAD = 7;
/** Secrets that were handed over: known without any way. */
const KNOWN = 8;
const HEARD = 9;
const ON = 10;
const OFF = ON + W;
const stride = OFF + W;

export function search(options: SearchOptions): SearchResult {
  const steps = new LiftedSearch(options).run();
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same search, letting other work (an interrupt, say) in between now and then. */
export async function searchInTurns(options: SearchOptions): Promise<SearchResult> {
  const steps = new LiftedSearch(options).run();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

class LiftedSearch {
  readonly #options: SearchOptions;
  readonly #bounds: SearchBounds;
  readonly #shop: Workshop;
  readonly #memos: Memo<readonly Template[]>[];
  readonly #states: States;
  readonly #pairs = new Records(stride);
  /** The newest pair of each state. */
  readonly #newest: number[] = [];
  readonly #forbidden: readonly { on: number[]; off: number[] }[];
  readonly #results = new Results(goals.length);
  readonly #moves: (readonly Template[])[] = [];
  readonly #targets: Int32Array[] = [];
  /** The pair that is being made. */
  readonly #made = new Int32Array(stride);
  readonly #target: Int32Array;
  readonly #started = performance.now();
  #transitions = 0;

  constructor(options: SearchOptions) {
    this.#options = options;
    this.#bounds = { ...defaultBounds, ...options.bounds };
    const { maxCapabilities } = this.#bounds;
    if (maxCapabilities > 4) throw new RangeError(`at most 4 capabilities at a time, not ${maxCapabilities}`);
    const locals = new Locals(options.scenario);
    const withAttacker = options.withAttacker ?? true;
    const forbidden = options.forbidden ?? [];
    this.#shop = {
      locals,
      table: new StepTable(),
      names: new MoveNames(),
      ways: new Ways(),
      forbidden,
      withAttacker,
      allowed: options.allowed ?? -1,
      maxCapabilities,
      configuration: options.configuration === undefined ? null : toWords(options.configuration),
    };
    const { components } = locals;
    const families = [...honestMoves(components), ...(withAttacker ? attackerMoves(components) : [])];
    this.#memos = families.map(
      (family) => new Memo(locals, family, (world, f) => templatesOf(world, f, this.#shop)),
    );
    this.#forbidden = forbidden.map((c) => ({ on: toWords(c.on), off: toWords(c.off) }));
    this.#states = new States(components.length);
    this.#target = new Int32Array(components.length);
  }

  *run(): Generator<undefined, SearchResult> {
    const made = this.#made;
    made[STATE] = this.#states.intern(new Int32Array(this.#states.width));
    made[PARENT] = -1;
    made[MOVE] = -1;
    this.#insert();
    const pairs = this.#pairs;
    let complete = true;
    let at = 0;
    for (; at < pairs.count; at++) {
      if ((at & 0x3ff) === 0) {
        yield;
        if (this.#mustStop(at)) {
          complete = false;
          break;
        }
      }
      if (this.#options.firstOnly && this.#results.shallowest <= pairs.data[at * stride + STEPS]!) break;
      if (pairs.data[at * stride + DEAD] === 0) this.#expand(at);
    }
    const last = Math.max(0, Math.min(at, pairs.count) - 1);
    return {
      proposals: this.#results.all().map((r) => this.#proposal(r)),
      complete,
      stats: {
        states: this.#states.count,
        pairs: pairs.count,
        transitions: this.#transitions,
        depth: pairs.data[last * stride + STEPS]!,
        seconds: (performance.now() - this.#started) / 1000,
        machineStepsAsked: this.#shop.table.asked,
        localStates: this.#shop.locals.counts(),
      },
    };
  }

  #mustStop(at: number): boolean {
    const seconds = (performance.now() - this.#started) / 1000;
    const { maxStates, maxPairs, maxSeconds } = this.#bounds;
    this.#options.onProgress?.({
      states: this.#states.count,
      pairs: this.#pairs.count,
      transitions: this.#transitions,
      found: this.#results.count,
      depth: this.#pairs.data[at * stride + STEPS]!,
      seconds,
    });
    return (
      this.#states.count > maxStates ||
      this.#pairs.count > maxPairs ||
      seconds > maxSeconds ||
      (this.#options.shouldStop?.() ?? false)
    );
  }

  /** What can happen in a state, and (once some pair went there) where it leads. */
  #movesOf(state: number): readonly Template[] {
    const known = this.#moves[state];
    if (known !== undefined) return known;
    const { width, ids } = this.#states;
    const begun = this.#aliceHasBegun(state);
    const moves: Template[] = [];
    for (const memo of this.#memos)
      for (const template of memo.lookup(ids.data, state * width))
        if (!(begun && template.prelude)) moves.push(template);
    this.#moves[state] = moves;
    this.#targets[state] = new Int32Array(moves.length).fill(-1);
    return moves;
  }

  /** Whether anything is under way that is alice's: what the attacker does for itself alone comes before. */
  #aliceHasBegun(state: number): boolean {
    const { roles, sessions, grants } = this.#options.scenario;
    if (roles !== 'one-each' || sessions < 2 || grants < 2) return false;
    const { indexOf } = this.#shop.locals;
    const { width, ids } = this.#states;
    const hasMoved = (c: Component) => {
      const i = indexOf.get(c);
      return i !== undefined && ids.data[state * width + i] !== 0;
    };
    return !hasMoved('t') && (['s0', 'g0', 'u0'] as const).some(hasMoved);
  }

  /** The state a move leads to; interned only when some pair really goes there. */
  #targetOf(state: number, number: number, { writes }: Template): number {
    const targets = this.#targets[state]!;
    if (targets[number]! >= 0) return targets[number]!;
    const { width, ids } = this.#states;
    for (let i = 0; i < width; i++) this.#target[i] = ids.data[state * width + i]!;
    for (let i = 0; i < writes.length; i += 2) this.#target[writes[i]!] = writes[i + 1]!;
    return (targets[number] = this.#states.intern(this.#target));
  }

  #expand(at: number): void {
    const state = this.#pairs.data[at * stride + STATE]!;
    const moves = this.#movesOf(state);
    for (let number = 0; number < moves.length; number++) this.#apply(at, state, number, moves[number]!);
  }

  #apply(at: number, state: number, number: number, t: Template): void {
    this.#transitions++;
    const made = this.#made;
    const pair = this.#pairs.data;
    const base = at * stride;
    const capsBefore = pair[base + CAPS]!;
    const caps = capsBefore | t.capabilities;
    if (popcount(caps) > this.#bounds.maxCapabilities) return;
    for (let w = 0; w < W; w++) {
      const on = pair[base + ON + w]! | t.on[w]!;
      const off = pair[base + OFF + w]! | t.off[w]!;
      if ((on & off) !== 0) return;
      made[ON + w] = on;
      made[OFF + w] = off;
    }
    if (this.#isForbidden()) return;
    let used = pair[base + USED]!;
    if (used !== 0)
      for (let more = caps & ~capsBefore, now = capsBefore; more !== 0; more &= more - 1) {
        used = widen(used, now, 31 - Math.clz32(more & -more));
        now |= more & -more;
      }
    made[CAPS] = caps;
    made[USED] = used;
    made[PARENT] = at;
    made[MOVE] = t.move;
    made[STEPS] = pair[base + STEPS]! + 1;
    this.#useSecrets(t.needs & ~pair[base + KNOWN]!, base, state, number, t);
  }

  /** Settles by which way each secret that the move needs is known, in every possible manner. */
  #useSecrets(missing: number, base: number, state: number, number: number, t: Template): void {
    if (missing === 0) {
      this.#reach(base, state, number, t);
      return;
    }
    const made = this.#made;
    const { ways } = this.#shop;
    const term = missing & -missing;
    for (const id of ways.sets[this.#pairs.data[base + HEARD]!]!) {
      const way = ways.ways[id]!;
      if (way.term !== term) continue;
      const saved = made.slice();
      if (this.#takeWay(way, kindBitOfTerm[31 - Math.clz32(term)]!))
        this.#useSecrets(missing & ~term, base, state, number, t);
      made.set(saved);
    }
  }

  /** Adds what a way asks for to the pair that is being made. False, with the pair in ruins, where that cannot be. */
  #takeWay(way: Omit<Way, 'term'>, kinds: number): boolean {
    const made = this.#made;
    for (let w = 0; w < W; w++) {
      made[ON + w] = made[ON + w]! | way.on[w]!;
      made[OFF + w] = made[OFF + w]! | way.off[w]!;
      if ((made[ON + w]! & made[OFF + w]!) !== 0) return false;
    }
    if (way.capability >= 0) {
      const caps = made[CAPS]! | (1 << way.capability);
      if (popcount(caps) > this.#bounds.maxCapabilities) return false;
      made[USED] = use(widen(made[USED]!, made[CAPS]!, way.capability), caps, way.capability, kinds);
      made[CAPS] = caps;
    }
    return !this.#isForbidden();
  }

  #isForbidden(): boolean {
    const made = this.#made;
    outer: for (const f of this.#forbidden) {
      for (let w = 0; w < W; w++)
        if ((f.on[w]! & ~made[ON + w]!) !== 0 || (f.off[w]! & ~made[OFF + w]!) !== 0) continue outer;
      return true;
    }
    return false;
  }

  /** The move is made: what it reached is recorded, and what comes after it is a new pair. */
  #reach(base: number, state: number, number: number, t: Template): void {
    const made = this.#made;
    if (t.goals !== 0) this.#record(t.goals);
    for (const glimpse of t.glimpses) {
      const saved = made.slice();
      if (this.#takeWay(glimpse, kindsOf(glimpse.gain))) this.#record(glimpse.goals);
      made.set(saved);
    }
    const { ways } = this.#shop;
    const pair = this.#pairs.data;
    const known = pair[base + KNOWN]!;
    const heard = pair[base + HEARD]!;
    made[KNOWN] = known | t.gain;
    made[HEARD] = ways.union(heard, t.heard);
    made[STATE] = this.#targetOf(state, number, t);
    const isElsewhere = made[STATE] !== state && !t.setback;
    if (isElsewhere || (t.gain & ~known) !== 0 || !this.#knows(heard, made[KNOWN])) this.#insert();
  }

  /** Whether a set of ways, and secrets known without any, give all that the pair that is being made has heard. */
  #knows(heard: number, known: number): boolean {
    const made = this.#made;
    return this.#shop.ways.covers(
      heard,
      made[HEARD]!,
      known,
      made[CAPS]!,
      this.#bounds.maxCapabilities,
      made,
      ON,
      OFF,
    );
  }

  #record(goalBits: number): void {
    const made = this.#made;
    for (let bits = goalBits & this.#options.goals; bits !== 0; bits &= bits - 1) {
      const goal = 31 - Math.clz32(bits & -bits);
      if (this.#results.has(goal, made[CAPS]!, made[USED]!, made, ON, OFF)) continue;
      this.#results.add({
        goal,
        capabilities: made[CAPS]!,
        used: made[USED]!,
        on: [...made.subarray(ON, ON + W)],
        off: [...made.subarray(OFF, OFF + W)],
        steps: made[STEPS]!,
        pair: made[PARENT]!,
        move: made[MOVE]!,
      });
    }
  }

  /** Adds the pair that is being made unless an earlier one dominates it. */
  #insert(): void {
    const made = this.#made;
    const pairs = this.#pairs;
    const state = made[STATE]!;
    const p = pairs.data;
    next: for (let a = this.#newest[state] ?? -1; a !== -1; a = p[a * stride + OLDER]!) {
      const base = a * stride;
      const caps = p[base + CAPS]!;
      if ((caps & ~made[CAPS]!) !== 0 || (made[KNOWN]! & ~p[base + KNOWN]!) !== 0) continue;
      for (let w = 0; w < W; w++)
        if ((p[base + ON + w]! & ~made[ON + w]!) !== 0 || (p[base + OFF + w]! & ~made[OFF + w]!) !== 0)
          continue next;
      if (!usesNoMore(caps, p[base + USED]!, made[CAPS]!, made[USED]!)) continue;
      if (this.#knows(p[base + HEARD]!, p[base + KNOWN]!)) return;
    }
    this.#dropDominated(state);
    made[OLDER] = this.#newest[state] ?? -1;
    const at = pairs.push();
    pairs.data.set(made, at);
    this.#newest[state] = at / stride;
  }

  /** Takes pairs of the same depth that the new one dominates out of the list; they have not been gone on from yet. */
  #dropDominated(state: number): void {
    const made = this.#made;
    const p = this.#pairs.data;
    let previous = -1;
    next: for (let b = this.#newest[state] ?? -1; b !== -1; b = p[b * stride + OLDER]!) {
      const base = b * stride;
      // Newest first: the first shallower pair ends the candidates.
      if (p[base + STEPS] !== made[STEPS]) return;
      const before = previous;
      previous = b;
      const caps = p[base + CAPS]!;
      if ((made[CAPS]! & ~caps) !== 0 || (p[base + KNOWN]! & ~made[KNOWN]!) !== 0) continue;
      for (let w = 0; w < W; w++)
        if ((made[ON + w]! & ~p[base + ON + w]!) !== 0 || (made[OFF + w]! & ~p[base + OFF + w]!) !== 0)
          continue next;
      if (!usesNoMore(made[CAPS]!, made[USED]!, caps, p[base + USED]!)) continue;
      const { ways } = this.#shop;
      const { maxCapabilities } = this.#bounds;
      const knows = ways.covers(
        made[HEARD]!,
        p[base + HEARD]!,
        made[KNOWN]!,
        caps,
        maxCapabilities,
        p,
        base + ON,
        base + OFF,
      );
      if (!knows) continue;
      p[base + DEAD] = 1;
      previous = before;
      if (before === -1) this.#newest[state] = p[base + OLDER]!;
      else p[before * stride + OLDER] = p[base + OLDER]!;
    }
  }

  #proposal(r: Result): Proposal {
    const { names } = this.#shop.names;
    const moves = [names[r.move]!];
    const p = this.#pairs.data;
    for (let at = r.pair; p[at * stride + PARENT] !== -1; at = p[at * stride + PARENT]!)
      moves.push(names[p[at * stride + MOVE]!]!);
    return {
      goal: r.goal,
      steps: r.steps,
      capabilities: r.capabilities,
      cube: { on: fromWords(r.on), off: fromWords(r.off) },
      provenance: usesOf(r.used, r.capabilities),
      moves: moves.reverse(),
    };
  }
}

function kindsOf(terms: number): number {
  let kinds = 0;
  for (let rest = terms; rest !== 0; rest &= rest - 1) kinds |= kindBitOfTerm[31 - Math.clz32(rest & -rest)]!;
  return kinds;
}

export const capabilityNames = (bits: number): string[] =>
  allCapabilities.filter((_, i) => (bits >>> i) & 1).map(({ id }) => id);
