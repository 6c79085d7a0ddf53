// The lifted search: breadth-first over (state of the world, what the attacker knows and by which capability, the
// condition over switches under which it is reached). One search answers for every set of countermeasures and
// every attacker of at most `maxCapabilities` capabilities at once.
//
// A pair is dropped only where an earlier pair of the same state needs no more capabilities, asks no more of the
// switches, knows at least as much by each capability, and has used exactly the same secrets by the same
// capabilities (its provenance). That is exact because no rule tests that something is not known, not had, or not
// yet done; `docs/semantics.md` argues it and `properties/` tests it against the plain search.

import { honestMoves } from '../../model/honest.js';
import type { Component } from '../../model/world.js';
import type { Scenario } from '../../model/scenario.js';
import { capabilities as allCapabilities } from '../capabilities/capabilities.js';
import { goals } from '../goals.js';
import { attackerMoves } from '../moves/index.js';
import type { Cube } from './conditions.js';
import { kindBitOfTerm, popcount, fromWords, switchWords, toWords } from './layout.js';
import { Locals, Memo, StepTable } from './table.js';
import { MoveNames, type Option, type Template, templatesOf } from './templates.js';

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
const KIND_BITS = 7;

interface Successor {
  readonly template: Template;
  target: number;
}

/** A growing array of fixed-size integer records. */
class Records {
  data: Int32Array;
  count = 0;
  constructor(readonly stride: number) {
    this.data = new Int32Array(stride * 4096);
  }
  push(): number {
    const at = this.count * this.stride;
    if (at + this.stride > this.data.length) {
      const grown = new Int32Array(Math.floor(this.data.length * 1.6));
      grown.set(this.data);
      this.data = grown;
    }
    this.count++;
    return at;
  }
}

/** States of the world, interned: open addressing over their local-state numbers, compared whole. */
class Cores {
  readonly ids: Records;
  readonly first: Records;
  #slots = new Int32Array(1 << 14).fill(-1);
  constructor(readonly width: number) {
    this.ids = new Records(width);
    this.first = new Records(1);
  }
  intern(ids: Int32Array): number {
    const { width } = this;
    let hash = 0x811c9dc5;
    for (let i = 0; i < width; i++) hash = Math.imul(hash ^ ids[i]!, 0x01000193) ^ (hash >>> 15);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const core = this.#slots[slot]!;
      if (core === -1) {
        const at = this.ids.push();
        this.ids.data.set(ids, at);
        this.first.data[this.first.push()] = -1;
        this.#slots[slot] = this.ids.count - 1;
        if (this.ids.count * 2 > this.#slots.length) this.#grow();
        return this.ids.count - 1;
      }
      const at = core * width;
      let i = 0;
      while (i < width && this.ids.data[at + i] === ids[i]) i++;
      if (i === width) return core;
    }
  }
  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let core = 0; core < this.ids.count; core++) {
      let hash = 0x811c9dc5;
      for (let i = 0; i < this.width; i++)
        hash = Math.imul(hash ^ this.ids.data[core * this.width + i]!, 0x01000193) ^ (hash >>> 15);
      let slot = hash & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = core;
    }
    this.#slots = slots;
  }
}

export function search(options: SearchOptions): SearchResult {
  const steps = new LiftedSearch(options).run();
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same search, letting other work (an interrupt, say) in between now and then. */
export async function searchInTurns(options: SearchOptions): Promise<SearchResult> {
  const steps = new LiftedSearch(options).run();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export class LiftedSearch {
  readonly bounds: SearchBounds;
  readonly locals: Locals;
  readonly table = new StepTable();
  readonly names = new MoveNames();
  readonly memos: Memo<readonly Template[]>[];
  readonly cores: Cores;
  readonly pairs: Records;
  readonly k: number;
  readonly fixed: readonly number[] | null;
  readonly allowed: number;
  readonly forbidden: { on: number[]; off: number[] }[];
  // Offsets of a pair's fields: what follows `know` is one word for each origin of knowledge.
  readonly CORE = 0;
  readonly NEXT = 1;
  readonly PARENT = 2;
  readonly MOVE = 3;
  readonly STEPS = 4;
  readonly CAPS = 5;
  readonly USED = 6;
  readonly DEAD = 7;
  readonly ON = 8;
  readonly OFF = 8 + W;
  readonly KNOW = 8 + 2 * W;
  readonly scratch: Int32Array;
  readonly target: Int32Array;
  readonly found: {
    goal: number;
    caps: number;
    used: number;
    on: number[];
    off: number[];
    steps: number;
    pair: number;
    move: number;
  }[][];
  readonly successors: (readonly Successor[])[] = [];
  transitions = 0;
  started = performance.now();

  constructor(readonly options: SearchOptions) {
    this.bounds = { ...defaultBounds, ...options.bounds };
    this.k = this.bounds.maxCapabilities;
    if (this.k > 4) throw new RangeError(`at most 4 capabilities at a time, not ${this.k}`);
    this.locals = new Locals(options.scenario);
    const withAttacker = options.withAttacker ?? true;
    const { components } = this.locals;
    const families = [...honestMoves(components), ...(withAttacker ? attackerMoves(components) : [])];
    const forbidden = options.forbidden ?? [];
    this.memos = families.map(
      (family) =>
        new Memo(this.locals, family, (world, f) =>
          templatesOf(world, f, this.locals, this.table, this.names, forbidden, withAttacker),
        ),
    );
    this.forbidden = forbidden.map((c) => ({ on: toWords(c.on), off: toWords(c.off) }));
    this.cores = new Cores(components.length);
    this.pairs = new Records(this.KNOW + this.k + 1);
    this.scratch = new Int32Array(this.pairs.stride);
    this.target = new Int32Array(components.length);
    this.found = goals.map(() => []);
    this.allowed = options.allowed ?? -1;
    this.fixed = options.configuration === undefined ? null : toWords(options.configuration);
  }

  *run(): Generator<undefined, SearchResult> {
    const initial = this.cores.intern(new Int32Array(this.locals.components.length));
    this.scratch.fill(0);
    this.scratch[this.CORE] = initial;
    this.scratch[this.PARENT] = -1;
    this.scratch[this.MOVE] = -1;
    this.#insert();
    let complete = true;
    let at = 0;
    for (; at < this.pairs.count; at++) {
      if ((at & 0x3ff) === 0) {
        yield;
        if (this.#mustStop(at)) {
          complete = false;
          break;
        }
      }
      if (this.options.firstOnly && this.#deepEnough(at)) break;
      if (this.pairs.data[at * this.pairs.stride + this.DEAD] === 0) this.#expand(at);
    }
    const seconds = (performance.now() - this.started) / 1000;
    const last = Math.max(0, Math.min(at, this.pairs.count) - 1);
    return {
      proposals: this.found.flat().map((f) => this.#proposal(f)),
      complete,
      stats: {
        states: this.cores.ids.count,
        pairs: this.pairs.count,
        transitions: this.transitions,
        depth: this.pairs.data[last * this.pairs.stride + this.STEPS]!,
        seconds,
        machineStepsAsked: this.table.asked,
        localStates: this.locals.counts(),
      },
    };
  }

  #deepEnough(at: number): boolean {
    const depth = this.pairs.data[at * this.pairs.stride + this.STEPS]!;
    return this.found.some((results) => results.some((r) => r.steps <= depth));
  }

  #mustStop(at: number): boolean {
    const seconds = (performance.now() - this.started) / 1000;
    this.options.onProgress?.({
      states: this.cores.ids.count,
      pairs: this.pairs.count,
      transitions: this.transitions,
      found: this.found.reduce((n, f) => n + f.length, 0),
      depth: this.pairs.data[at * this.pairs.stride + this.STEPS]!,
      seconds,
    });
    return (
      this.cores.ids.count > this.bounds.maxStates ||
      this.pairs.count > this.bounds.maxPairs ||
      seconds > this.bounds.maxSeconds ||
      (this.options.shouldStop?.() ?? false)
    );
  }

  /** The state a template leads to; interned only when some pair really goes there. */
  #targetOf(core: number, { writes }: Template): number {
    const { width } = this.cores;
    for (let i = 0; i < width; i++) this.target[i] = this.cores.ids.data[core * width + i]!;
    for (let i = 0; i < writes.length; i += 2) this.target[writes[i]!] = writes[i + 1]!;
    return this.cores.intern(this.target);
  }

  #successorsOf(core: number): readonly Successor[] {
    const known = this.successors[core];
    if (known !== undefined) return known;
    const { width } = this.cores;
    const list: Successor[] = [];
    const begun =
      this.#aliceHasBegun(core) && this.cores.ids.data[core * width + this.locals.indexOf.get('t')!] === 0;
    for (const memo of this.memos) {
      // Interning may move the array, so it is looked up anew for each family.
      const templates = memo.lookup(this.cores.ids.data, core * width);
      for (const template of templates) {
        if ((template.capabilities & ~this.allowed) !== 0 || (begun && template.prelude)) continue;
        if (popcount(template.capabilities) > this.k || !this.#isConfigured(template)) continue;
        list.push({ template, target: -1 });
      }
    }
    this.successors[core] = list;
    return list;
  }

  /** Whether anything is under way that is alice's: what the attacker does for itself alone comes before. */
  #aliceHasBegun(core: number): boolean {
    const { roles, sessions, grants } = this.options.scenario;
    if (roles !== 'one-each' || sessions < 2 || grants < 2) return false;
    const { width } = this.cores;
    return ['s0', 'g0', 'u0'].some((c) => {
      const i = this.locals.indexOf.get(c as Component);
      return i !== undefined && this.cores.ids.data[core * width + i] !== 0;
    });
  }

  #isConfigured({ on, off }: { readonly on: readonly number[]; readonly off: readonly number[] }): boolean {
    const fixed = this.fixed;
    if (fixed === null) return true;
    for (let w = 0; w < W; w++) if ((on[w]! & ~fixed[w]!) !== 0 || (off[w]! & fixed[w]!) !== 0) return false;
    return true;
  }

  #expand(at: number): void {
    const core = this.pairs.data[at * this.pairs.stride + this.CORE]!;
    for (const successor of this.#successorsOf(core)) this.#apply(at, core, successor);
  }

  #apply(at: number, from: number, successor: Successor): void {
    const t = successor.template;
    this.transitions++;
    const { scratch: s, CAPS, USED, ON, OFF, KNOW } = this;
    const p = this.pairs.data;
    const base = at * this.pairs.stride;
    const oldCaps = p[base + CAPS]!;
    const caps = oldCaps | t.capabilities;
    if (popcount(caps) > this.k) return;
    for (let w = 0; w < W; w++) {
      const on = p[base + ON + w]! | t.on[w]!;
      const off = p[base + OFF + w]! | t.off[w]!;
      if ((on & off) !== 0) return;
      s[ON + w] = on;
      s[OFF + w] = off;
    }
    if (this.#isForbidden()) return;
    const own = p[base + KNOW]!;
    const missing = t.needs & ~own;
    if (missing !== 0) {
      let reachable = 0;
      for (let i = 1; i <= this.k; i++) reachable |= p[base + KNOW + i]!;
      if ((missing & ~reachable) !== 0) return;
    }
    s[CAPS] = caps;
    // Knowledge and use move to the places of the larger set of capabilities.
    let used = 0;
    for (let i = 1; i <= this.k; i++) s[KNOW + i] = 0;
    let place = 1;
    for (let rest = oldCaps; rest !== 0; rest &= rest - 1, place++) {
      const to = 1 + popcount(caps & ((rest & -rest) - 1));
      s[KNOW + to] = p[base + KNOW + place]! & ~(own | t.gain);
      used |= ((p[base + USED]! >>> (KIND_BITS * (place - 1))) & 0x7f) << (KIND_BITS * (to - 1));
    }
    s[KNOW] = own | t.gain;
    if (successor.target < 0) successor.target = this.#targetOf(from, t);
    s[this.CORE] = successor.target;
    s[this.PARENT] = at;
    s[this.MOVE] = t.move;
    s[this.STEPS] = p[base + this.STEPS]! + 1;
    if (missing === 0) {
      s[USED] = used;
      this.#reach(t, from, own);
      return;
    }
    // Every way to say by which capability each missing term is known.
    const known = s.slice(KNOW, KNOW + this.k + 1);
    const choose = (missing: number, used: number): void => {
      if (missing === 0) {
        s[USED] = used;
        this.#reach(t, from, own);
        return;
      }
      const bit = missing & -missing;
      const kind = kindBitOfTerm[31 - Math.clz32(bit)]!;
      for (let i = 1; i <= this.k; i++)
        if ((known[i]! & bit) !== 0) choose(missing & ~bit, used | (kind << (KIND_BITS * (i - 1))));
    };
    choose(missing, used);
  }

  #isForbidden(): boolean {
    const { scratch: s, ON, OFF } = this;
    outer: for (const f of this.forbidden) {
      for (let w = 0; w < W; w++)
        if ((f.on[w]! & ~s[ON + w]!) !== 0 || (f.off[w]! & ~s[OFF + w]!) !== 0) continue outer;
      return true;
    }
    return false;
  }

  #reach(t: Template, from: number, ownBefore: number): void {
    const { scratch: s, CAPS, ON, OFF, KNOW } = this;
    if (t.goals !== 0) this.#record(t.goals);
    // What costs nothing is taken: it only adds knowledge under the same condition.
    let open: Option[] | null = null;
    let gained = (s[KNOW]! & ~ownBefore) !== 0;
    for (const option of t.options) {
      const bit = option.capability < 0 ? 0 : 1 << option.capability;
      if ((bit & ~this.allowed) !== 0 || !this.#isConfigured(option)) continue;
      let implied = (s[CAPS]! & bit) === bit;
      for (let w = 0; implied && w < W; w++)
        implied = (option.on[w]! & ~s[ON + w]!) === 0 && (option.off[w]! & ~s[OFF + w]!) === 0;
      if (!implied) {
        (open ??= []).push(option);
        continue;
      }
      const place = bit === 0 ? 0 : 1 + popcount(s[CAPS]! & (bit - 1));
      // What the attacker has anyway it need not learn by a capability.
      const gain = option.gain & ~s[KNOW]!;
      if ((gain & ~s[KNOW + place]!) !== 0) {
        s[KNOW + place] = s[KNOW + place]! | gain;
        gained = true;
      }
      if (option.goals !== 0) this.#record(option.goals, option);
    }
    if (gained || (s[this.CORE] !== from && !t.setback)) this.#insert();
    if (open !== null) this.#takeOptions(open, 0);
  }

  /** Each subset of what could be listened to in addition, as far as capabilities and conditions allow. */
  #takeOptions(options: readonly Option[], start: number): void {
    const { scratch: s, CAPS, USED, ON, OFF, KNOW } = this;
    for (let i = start; i < options.length; i++) {
      const option = options[i]!;
      const bit = option.capability < 0 ? 0 : 1 << option.capability;
      const caps = s[CAPS]! | bit;
      if (popcount(caps) > this.k) continue;
      const place = bit === 0 ? 0 : 1 + popcount(caps & (bit - 1));
      const isNew = caps !== s[CAPS];
      const gain = option.gain & ~s[KNOW]!;
      if ((isNew ? gain === 0 : (gain & ~s[KNOW + place]!) === 0) && option.goals === 0) continue;
      const saved = s.slice();
      let consistent = true;
      for (let w = 0; w < W; w++) {
        s[ON + w] = s[ON + w]! | option.on[w]!;
        s[OFF + w] = s[OFF + w]! | option.off[w]!;
        if ((s[ON + w]! & s[OFF + w]!) !== 0) consistent = false;
      }
      if (consistent && !this.#isForbidden()) {
        if (isNew) {
          // Make room at the new capability's place.
          for (let j = this.k; j > place; j--) s[KNOW + j] = s[KNOW + j - 1]!;
          s[KNOW + place] = 0;
          const low = (1 << (KIND_BITS * (place - 1))) - 1;
          s[USED] = (s[USED]! & low) | ((s[USED]! & ~low) << KIND_BITS);
          s[CAPS] = caps;
        }
        const news = (gain & ~s[KNOW + place]!) !== 0;
        s[KNOW + place] = s[KNOW + place]! | gain;
        if (option.goals !== 0) this.#record(option.goals, option);
        if (news) {
          this.#insert();
          this.#takeOptions(options, i + 1);
        }
      }
      s.set(saved);
    }
  }

  #record(goalBits: number, option?: Option): void {
    const { scratch: s, CAPS, USED, ON, OFF } = this;
    let used = s[USED]!;
    if (option !== undefined && option.capability >= 0) {
      const place = 1 + popcount(s[CAPS]! & ((1 << option.capability) - 1));
      let kinds = 0;
      for (let bits = option.gain; bits !== 0; bits &= bits - 1)
        kinds |= kindBitOfTerm[31 - Math.clz32(bits & -bits)]!;
      used |= kinds << (KIND_BITS * (place - 1));
    }
    for (let bits = goalBits & this.options.goals; bits !== 0; bits &= bits - 1) {
      const goal = 31 - Math.clz32(bits & -bits);
      const results = this.found[goal]!;
      let absorbed = false;
      for (const r of results) {
        if ((r.caps & ~s[CAPS]!) !== 0 || !this.#usesNoMore(r.caps, r.used, s[CAPS]!, used)) continue;
        let weaker = true;
        for (let w = 0; weaker && w < W; w++)
          weaker = (r.on[w]! & ~s[ON + w]!) === 0 && (r.off[w]! & ~s[OFF + w]!) === 0;
        if (weaker) {
          absorbed = true;
          break;
        }
      }
      if (absorbed) continue;
      results.push({
        goal,
        caps: s[CAPS]!,
        used,
        on: [...s.subarray(ON, ON + W)],
        off: [...s.subarray(OFF, OFF + W)],
        steps: s[this.STEPS]!,
        pair: s[this.PARENT]!,
        move: s[this.MOVE]!,
      });
    }
  }

  /** Whether no other secrets were used, and by no other capabilities; the first set is part of the second. */
  #usesNoMore(capsA: number, usedA: number, capsB: number, usedB: number): boolean {
    if (capsA === capsB) return (usedA & ~usedB) === 0;
    let i = 0;
    for (let rest = capsB; rest !== 0; rest &= rest - 1, i++) {
      const bit = rest & -rest;
      const usedOfB = (usedB >>> (KIND_BITS * i)) & 0x7f;
      const usedOfA = (capsA & bit) === 0 ? 0 : (usedA >>> (KIND_BITS * popcount(capsA & (bit - 1)))) & 0x7f;
      if ((usedOfA & ~usedOfB) !== 0) return false;
    }
    return true;
  }

  /** Adds the pair in the scratch record unless an earlier one dominates it. */
  #insert(): void {
    const { scratch: s, CAPS, USED, ON, OFF, KNOW, NEXT } = this;
    const { stride } = this.pairs;
    const p = this.pairs.data;
    const core = s[this.CORE]!;
    const capsB = s[CAPS]!;
    for (let i = 1; i <= this.k; i++) s[KNOW + i] = s[KNOW + i]! & ~s[KNOW]!;
    next: for (let a = this.cores.first.data[core]!; a !== -1; a = p[a * stride + NEXT]!) {
      const base = a * stride;
      const capsA = p[base + CAPS]!;
      if ((capsA & ~capsB) !== 0) continue;
      for (let w = 0; w < W; w++)
        if ((p[base + ON + w]! & ~s[ON + w]!) !== 0 || (p[base + OFF + w]! & ~s[OFF + w]!) !== 0)
          continue next;
      if ((s[KNOW]! & ~p[base + KNOW]!) !== 0) continue;
      if (capsA === capsB) {
        if ((p[base + USED]! & ~s[USED]!) !== 0) continue;
        for (let i = 1; i <= this.k; i++) if ((s[KNOW + i]! & ~p[base + KNOW + i]!) !== 0) continue next;
        return;
      }
      if (!this.#usesNoMore(capsA, p[base + USED]!, capsB, s[USED]!)) continue;
      let i = 1;
      for (let rest = capsB; rest !== 0; rest &= rest - 1, i++) {
        const bit = rest & -rest;
        const knownA = (capsA & bit) === 0 ? 0 : p[base + KNOW + 1 + popcount(capsA & (bit - 1))]!;
        if ((s[KNOW + i]! & ~knownA) !== 0) continue next;
      }
      return;
    }
    this.#dropDominated(core);
    s[NEXT] = this.cores.first.data[core]!;
    const at = this.pairs.push();
    this.pairs.data.set(s, at);
    this.cores.first.data[core] = at / stride;
  }

  /** Takes pairs of the same depth that the new one dominates out of the list; they have not been gone on from yet. */
  #dropDominated(core: number): void {
    const { scratch: s, CAPS, USED, ON, OFF, KNOW, NEXT } = this;
    const { stride } = this.pairs;
    const p = this.pairs.data;
    let previous = -1;
    next: for (let b = this.cores.first.data[core]!; b !== -1; b = p[b * stride + NEXT]!) {
      const base = b * stride;
      // Newest first: the first shallower pair ends the candidates.
      if (p[base + this.STEPS] !== s[this.STEPS]) return;
      const before = previous;
      previous = b;
      if (p[base + CAPS] !== s[CAPS] || (s[USED]! & ~p[base + USED]!) !== 0) continue;
      for (let w = 0; w < W; w++)
        if ((s[ON + w]! & ~p[base + ON + w]!) !== 0 || (s[OFF + w]! & ~p[base + OFF + w]!) !== 0)
          continue next;
      for (let i = 0; i <= this.k; i++) if ((p[base + KNOW + i]! & ~s[KNOW + i]!) !== 0) continue next;
      p[base + this.DEAD] = 1;
      previous = before;
      if (before === -1) this.cores.first.data[core] = p[base + NEXT]!;
      else p[before * stride + NEXT] = p[base + NEXT]!;
    }
  }

  #proposal(f: {
    goal: number;
    caps: number;
    used: number;
    on: number[];
    off: number[];
    steps: number;
    pair: number;
    move: number;
  }): Proposal {
    const moves = [this.names.names[f.move]!];
    for (let pair = f.pair; ; ) {
      const base = pair * this.pairs.stride;
      const parent = this.pairs.data[base + this.PARENT]!;
      if (parent === -1) break;
      moves.push(this.names.names[this.pairs.data[base + this.MOVE]!]!);
      pair = parent;
    }
    const provenance: [number, number][] = [];
    let place = 0;
    for (let rest = f.caps; rest !== 0; rest &= rest - 1, place++) {
      const kinds = (f.used >>> (KIND_BITS * place)) & 0x7f;
      if (kinds !== 0) provenance.push([31 - Math.clz32(rest & -rest), kinds]);
    }
    return {
      goal: f.goal,
      steps: f.steps,
      capabilities: f.caps,
      cube: { on: fromWords(f.on), off: fromWords(f.off) },
      provenance,
      moves: moves.reverse(),
    };
  }
}

export const capabilityNames = (bits: number): string[] =>
  allCapabilities.filter((_, i) => (bits >>> i) & 1).map(({ id }) => id);
