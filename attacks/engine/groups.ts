// Groups of instances, and what may be true of the part of the world that each of them sees.
//
// A part is what a group sees of one state of the world: the local states of its members. Each part that may come about
// has one diagram over secrets, capabilities and switches. As in the exact search it is closed downward in the secrets.

import type { Component, View } from '../../model/world.js';
import type { Diagram, Diagrams } from '../logic/diagrams.js';
import { States } from '../search/store.js';
import type { LocalStates } from './memo.js';

export type AnyView = View<string | number | boolean>;

/** One way of looking at an instance: at all of it, or at one fact about it. What is seen has a number. */
export class Look {
  readonly #numbers = new Map<unknown, number>();
  readonly #byLocal: number[] = [];

  constructor(
    readonly number: number,
    readonly locals: LocalStates,
    readonly component: number,
    /** Null: all of the instance. */
    readonly view: AnyView | null,
  ) {}

  /** The number of what is seen of a local state; of the whole, that of the local state itself. */
  of(local: number): number {
    if (this.view === null) return local;
    const known = this.#byLocal[local];
    if (known !== undefined) return known;
    const value = this.view.of(this.locals.get(this.component, local));
    const number = this.#numbers.get(value) ?? this.#numbers.size;
    this.#numbers.set(value, number);
    this.#byLocal[local] = number;
    return number;
  }
}

/** Every look that anybody takes, once. */
export class Looks {
  readonly #wholes: readonly Look[];
  readonly #views: readonly Map<string, Look>[];
  #count: number;

  constructor(readonly locals: LocalStates) {
    this.#wholes = locals.components.map((_, component) => new Look(component, locals, component, null));
    this.#views = locals.components.map(() => new Map());
    this.#count = this.#wholes.length;
  }

  at(component: number, view: AnyView | null): Look {
    if (view === null) return this.#wholes[component]!;
    const views = this.#views[component]!;
    let look = views.get(view.name);
    if (look === undefined)
      views.set(view.name, (look = new Look(this.#count++, this.locals, component, view)));
    return look;
  }
}

/** Something that was seen, by its number. */
export interface Fact {
  readonly look: Look;
  readonly key: number;
}

/**
 * What a group says of some facts: under which capabilities and switches a part that shows all of them may come about,
 * whatever is known. Facts are added one by one, so summaries form trees; they grow as parts do.
 */
export interface Summary {
  f: Diagram;
  /** The round in which this summary, or one with more facts, last grew. */
  touched: number;
  /** The last of the facts; null: there is none yet. */
  readonly fact: Fact | null;
  readonly before: Summary | null;
  /** A local state of the instance that the last fact is about, in one of the parts that show all the facts. */
  readonly example: number;
  readonly more: Further[];
}
/** The summaries with one more fact, of the same look, by what it shows. */
export interface Further {
  readonly look: Look;
  readonly byKey: (Summary | undefined)[];
  readonly keys: number[];
}

/** A group, with its parts numbered in the order in which they were first reached. */
export class Group {
  /** The instances, as numbers of components; and for each component its place among them, -1 if it is none of them. */
  readonly members: readonly number[];
  readonly placeOf: readonly number[];
  readonly parts: States;
  /** All that is possible in a part; what is new there and waits; in how many moves it was first reached. */
  possible = new Int32Array(1 << 10);
  waiting = new Int32Array(1 << 10);
  depth = new Int32Array(1 << 10);
  /** What is possible whatever is known, as the summaries were last told. */
  #told = new Int32Array(1 << 10);
  /** Parts of which the summaries have to be told. */
  #grown: number[] = [];
  #isGrown = new Uint8Array(1 << 10);
  /** Parts that were numbered and have a place in all of these. */
  #count = 0;
  /** By place and local state, the parts. */
  readonly #byPlace: number[][][];
  readonly #summaries: Summary[] = [];
  /** The summary of no facts. */
  readonly summary: Summary = this.#newSummary(null, null, 0);

  constructor(
    members: readonly Component[],
    readonly locals: LocalStates,
    readonly diagrams: Diagrams,
    /** The first variable that is no secret. */
    readonly secrets: number,
  ) {
    this.members = members.map((c) => locals.indexOf.get(c)!);
    this.placeOf = locals.components.map((_, i) => this.members.indexOf(i));
    this.parts = new States(members.length);
    this.#byPlace = members.map(() => []);
  }

  /** Whether an instance is in the group. */
  holds(component: number): boolean {
    return this.placeOf[component]! >= 0;
  }
  /** What a look shows in a part that stands at `base`; its instance must be in the group. */
  seen(look: Look, data: Int32Array, base: number): number {
    return look.of(data[base + this.placeOf[look.component]!]!);
  }

  /** The part of the first state of the world. */
  get first(): number {
    return this.intern(new Int32Array(this.members.length));
  }

  /** The number of a part, given as one local-state number for each member. */
  intern(locals: Int32Array): number {
    const part = this.parts.intern(locals);
    if (part === this.#count) {
      this.#count++;
      if (part === this.possible.length) this.#grow();
      for (let i = 0; i < locals.length; i++) (this.#byPlace[i]![locals[i]!] ??= []).push(part);
    }
    return part;
  }

  #grow(): void {
    const room = this.possible.length * 2;
    const grown = <T extends Int32Array | Uint8Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.possible = grown(this.possible, new Int32Array(room));
    this.waiting = grown(this.waiting, new Int32Array(room));
    this.depth = grown(this.depth, new Int32Array(room));
    this.#told = grown(this.#told, new Int32Array(room));
    this.#isGrown = grown(this.#isGrown, new Uint8Array(room));
  }

  /** More is possible in a part than before. The summaries do not know of it until they are told. */
  setPossible(part: number, f: Diagram): void {
    this.possible[part] = f;
    if (this.#isGrown[part] === 1) return;
    this.#isGrown[part] = 1;
    this.#grown.push(part);
  }

  /** Tells the summaries of all that grew since they were told last. */
  tell(round: number): void {
    const { width, ids } = this.parts;
    for (const part of this.#grown) {
      this.#isGrown[part] = 0;
      const f = this.diagrams.withoutBefore(this.possible[part]!, this.secrets);
      if (f === this.#told[part]) continue;
      this.#told[part] = f;
      this.#tell(this.summary, ids.data, part * width, f, round);
    }
    this.#grown = [];
  }

  /** Adds what is possible in the part at `base` to a summary and to those with more facts. True if one grew. */
  #tell(summary: Summary, data: Int32Array, base: number, f: Diagram, round: number): boolean {
    const both = this.diagrams.or(summary.f, f);
    let grew = both !== summary.f;
    summary.f = both;
    for (const further of summary.more) {
      const child = this.#further(summary, further, data, base);
      if (this.#tell(child, data, base, f, round)) grew = true;
    }
    if (grew) summary.touched = round;
    return grew;
  }

  /** The summary with one more fact that the part at `base` shows. */
  #further(summary: Summary, { look, byKey, keys }: Further, data: Int32Array, base: number): Summary {
    const local = data[base + this.placeOf[look.component]!]!;
    const key = look.of(local);
    let child = byKey[key];
    if (child === undefined) {
      byKey[key] = child = this.#newSummary(summary, { look, key }, local);
      keys.push(key);
    }
    return child;
  }

  #newSummary(before: Summary | null, fact: Summary['fact'], example: number): Summary {
    const made: Summary = { f: 0, touched: 0, fact, before, example, more: [] };
    this.#summaries.push(made);
    return made;
  }

  /** The summaries with one more fact, about an instance of the group, than the given one. */
  ask(summary: Summary, look: Look, round: number): Further {
    for (const further of summary.more) if (further.look === look) return further;
    const further: Further = { look, byKey: [], keys: [] };
    summary.more.push(further);
    const { width, ids } = this.parts;
    this.#forEachPart(summary, (part) => {
      const f = this.#told[part]!;
      if (f === 0) return;
      const child = this.#further(summary, further, ids.data, part * width);
      child.f = this.diagrams.or(child.f, f);
      child.touched = round;
    });
    return further;
  }

  /** Visits every part that shows the facts of a summary. */
  #forEachPart(summary: Summary, visit: (part: number) => void): void {
    const facts: Fact[] = [];
    let among: readonly number[] | null = null;
    for (let at: Summary | null = summary; at !== null; at = at.before) {
      if (at.fact === null) continue;
      const { look, key } = at.fact;
      facts.push(at.fact);
      if (look.view !== null) continue;
      const those = this.#byPlace[this.placeOf[look.component]!]![key] ?? [];
      if (among === null || those.length < among.length) among = those;
    }
    const { width, ids, count } = this.parts;
    next: for (let i = 0, n = among?.length ?? count; i < n; i++) {
      const part = among === null ? i : among[i]!;
      for (const { look, key } of facts) if (this.seen(look, ids.data, part * width) !== key) continue next;
      visit(part);
    }
  }

  /** For garbage collection: all diagrams that the group keeps. */
  *roots(): Generator<Iterable<Diagram>> {
    for (const byPart of this.#byPart) yield byPart.subarray(0, this.#count);
    yield this.#summaries.map(({ f }) => f);
  }
  /** After garbage collection: `number` has the new number of each diagram. */
  renumber(number: Int32Array): void {
    for (const byPart of this.#byPart)
      for (let part = 0; part < this.#count; part++) byPart[part] = number[byPart[part]!]!;
    for (const summary of this.#summaries) summary.f = number[summary.f]!;
  }
  get #byPart(): readonly Int32Array[] {
    return [this.possible, this.waiting, this.#told];
  }
}
