// What rules change in the parts of one group, found by what a part shows.
//
// A rule asks for facts about several instances. The group sees some of them: those a part must show. Whether the others
// may hold is a condition that all groups gave together. So what the rule changes in a part is an edge with that
// condition in its guard, less what it writes elsewhere; and rules that change the same in the same parts are united.

import type { Diagram, Diagrams } from '../logic/diagrams.js';
import type { Edge, Gain } from './edges.js';
import type { Fact, Group, Look } from './groups.js';
import type { Rule } from './rules.js';

/** What an edge needs and yields; one object for all edges that need and yield the same. */
export interface Yield {
  readonly number: number;
  readonly needs: readonly number[];
  readonly learns: readonly Gain[];
  readonly goals: readonly Gain[];
}

export interface Change {
  guard: Diagram;
  /** The round in which the guard last grew. */
  since: number;
  /** Place in the part and what stands there afterwards, alternating. */
  readonly writes: readonly number[];
  readonly yields: Yield;
}

/** What is changed in parts that show certain facts. */
interface Spot {
  readonly before: Spot | null;
  readonly changes: Change[];
  readonly byKey: Map<string, Change>;
  readonly more: { readonly look: Look; readonly byKey: (Spot | undefined)[] }[];
  /** The round in which something last grew here or at a spot with more facts. */
  touched: number;
}
const newSpot = (before: Spot | null): Spot => ({
  before,
  changes: [],
  byKey: new Map(),
  more: [],
  touched: 0,
});

export class Changes {
  readonly all: Change[] = [];
  readonly #root = newSpot(null);
  /** By rule, where its changes are. */
  readonly #spots = new Map<Rule, Spot>();

  constructor(
    readonly group: Group,
    readonly diagrams: Diagrams,
  ) {}

  /** Adds what an edge of a rule changes in the parts of this group. */
  add(rule: Rule, { writes }: Edge, yields: Yield, guard: Diagram, round: number): void {
    const inside: number[] = [];
    for (let i = 0; i < writes.length; i += 2) {
      const place = this.group.placeOf[writes[i]!]!;
      if (place >= 0) inside.push(place, writes[i + 1]!);
    }
    if (inside.length === 0 && yields.learns.length === 0 && yields.goals.length === 0) return;
    let spot = this.#spots.get(rule);
    if (spot === undefined) this.#spots.set(rule, (spot = this.#spotOf(rule.facts)));
    const key = `${yields.number};${inside.join()}`;
    let change = spot.byKey.get(key);
    if (change === undefined) {
      change = { guard: 0, since: 0, writes: inside, yields };
      spot.byKey.set(key, change);
      spot.changes.push(change);
      this.all.push(change);
    }
    const both = this.diagrams.or(change.guard, guard);
    if (both === change.guard) return;
    change.guard = both;
    change.since = round;
    for (let at: Spot | null = spot; at !== null && at.touched !== round; at = at.before) at.touched = round;
  }

  #spotOf(facts: readonly Fact[]): Spot {
    const isWhole = new Set(facts.flatMap(({ look }) => (look.view === null ? [look.component] : [])));
    // In the order of components, so that rules that ask for the same facts in another order meet.
    const asked = facts
      .filter(({ look: { component, view } }) => view === null || !isWhole.has(component))
      .filter(({ look }) => this.group.holds(look.component))
      .sort((a, b) => a.look.component - b.look.component);
    let spot = this.#root;
    for (const { look, key } of asked) {
      let next = spot.more.find((n) => n.look === look);
      if (next === undefined) spot.more.push((next = { look, byKey: [] }));
      spot = next.byKey[key] ??= newSpot(spot);
    }
    return spot;
  }

  /** Collects what may change in a part; with `since`, only what grew in that round. */
  collect(part: number, found: Change[], since?: number): void {
    const { ids, width } = this.group.parts;
    this.#collect(this.#root, ids.data, part * width, found, since);
  }

  #collect(spot: Spot, data: Int32Array, base: number, found: Change[], since: number | undefined): void {
    if (since !== undefined && spot.touched !== since) return;
    for (const change of spot.changes) if (since === undefined || change.since === since) found.push(change);
    for (const { look, byKey } of spot.more) {
      const next = byKey[this.group.seen(look, data, base)];
      if (next !== undefined) this.#collect(next, data, base, found, since);
    }
  }

  grewIn(round: number): boolean {
    return this.#root.touched === round;
  }
}
