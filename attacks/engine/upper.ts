// An upper bound on what can be reached, by a way that is not the search's.
//
// No state of the world is kept, only what overlapping groups of instances see of it. A move is made in each group by
// itself: it reads what the group sees, takes for the rest whatever all groups allow to be seen there, and writes what is
// in the group. Each state that can be reached shows each group a part that is reached here, with at least as much known,
// by as few capabilities, under as many configurations. So what is not reached here is not reached. What is reached here
// need not be: groups do not know of each other which of their parts go together, and forget how often a thing happened.
//
// Shared with the search are the model, the attacker's moves, what they come to (`edges.ts`) and the diagrams. None of its
// reductions is used, nor its loop, nor its states.

import { honestMoves } from '../../model/honest.js';
import type { Scenario } from '../../model/scenario.js';
import { type Component, componentsOf } from '../../model/world.js';
import { type GoalId, goalIndex, goals } from '../goals.js';
import { type Diagram, Diagrams } from '../logic/diagrams.js';
import { attackerMoves } from '../moves/index.js';
import { type Change, Changes, type Yield } from './changes.js';
import { type Edge, EdgeMaker, type Gain } from './edges.js';
import { Group, Looks } from './groups.js';
import { LocalStates } from './memo.js';
import type { Choice } from './order.js';
import { FamilyRules, type Rule } from './rules.js';
import { atOnce } from './turns.js';
import { unmarked, Vocabulary } from './vocabulary.js';

export interface UpperOptions {
  readonly scenario: Scenario;
  readonly wanted: ReadonlySet<GoalId>;
  /** How a switch or capability is settled; undefined: it is left open, and a variable of the bound. */
  readonly settled?: (choice: Choice) => boolean | undefined;
  /** Configurations and attackers that are asked about; all, if left out. */
  readonly within?: (vocabulary: Vocabulary) => Diagram;
  /** `defaultClusters`, if left out. */
  readonly clusters?: Clustering;
  readonly maxSeconds?: number;
  readonly onProgress?: (progress: UpperStats) => void;
  readonly shouldStop?: () => boolean;
}

export interface UpperStats {
  /** Parts that may come about, by group. */
  readonly parts: readonly number[];
  /** How often the groups told each other what they allow. */
  readonly rounds: number;
  /** How often a part was gone on from, and how many changes were made of parts. */
  readonly expansions: number;
  readonly images: number;
  /** What moves come to, by the facts that they look at. */
  readonly rules: number;
  /** Nodes of decision diagrams at the end. */
  readonly nodes: number;
  readonly seconds: number;
}

export interface Upper {
  readonly complete: boolean;
  /** For each goal, by its number: outside this it is not reached. All that is asked about, if not complete. */
  readonly bounds: readonly Diagram[];
  readonly vocabulary: Vocabulary;
  readonly stats: UpperStats;
  /** For each family of moves, how many rules it has. */
  readonly rulesBy: readonly { readonly family: string; readonly rules: number }[];
}

/** Which groups a bound is made of, and what goes with everything. */
export interface Clustering {
  /** Each group, as its members. Every instance must be a member of one. */
  readonly groups: readonly (readonly Component[])[];
  /** Instances that every rule looks at, whether it needs to or not: so that what belongs together stays together. */
  readonly apart: readonly Component[];
}

/**
 * Each session with each authorization and its tab; the owner and the clock, who have few states, go with everything. In
 * a world of one session and one authorization that would be the whole world; there it is each two of the three.
 */
export function defaultClusters(scenario: Scenario): Clustering {
  const components = componentsOf(scenario);
  const of = (letter: string) => components.filter((c) => c[0] === letter);
  const [sessions, grants, tabs] = [of('s'), of('g'), of('u')] as const;
  const apart = [...of('o'), ...of('t')];
  const flows = Array.from({ length: Math.max(grants.length, tabs.length) }, (_, i) =>
    [grants[i], tabs[i]].filter((c) => c !== undefined),
  );
  const pairs =
    sessions.length === 1 && flows.length === 1
      ? [
          [...sessions, ...grants],
          [...grants, ...tabs],
          [...sessions, ...tabs],
        ]
      : sessions.flatMap((s) => flows.map((flow) => [s, ...flow]));
  return { groups: pairs.map((pair) => [...pair, ...apart]), apart };
}

/**
 * Where goals may be reached, and outside of which they are not.
 * @throws RangeError where an instance is in no group, or where the scenario makes no sense; and whatever the model throws
 * where groups are so small that they allow what it is not made for
 */
export function upperBound(options: UpperOptions): Upper {
  return atOnce(upperBoundTurns(options));
}

/** The same as work that yields now and then. */
export function upperBoundTurns(options: UpperOptions): Generator<undefined, Upper> {
  return new Relaxation(options).run();
}

class Relaxation {
  readonly #options: UpperOptions;
  readonly #started = performance.now();
  readonly #diagrams = new Diagrams(1 << 16, 20);
  readonly #vocabulary: Vocabulary;
  readonly #maker: EdgeMaker;
  readonly #groups: readonly Group[];
  readonly #changes: readonly Changes[];
  readonly #families: readonly FamilyRules[];
  readonly #wanted: readonly number[];
  #asked: Diagram;
  /** By group and goal, where the goal is reached as far as the group can tell. */
  readonly #reached: Diagram[][];
  /** Where every group has reached every goal wanted: more is not asked about there. */
  #settled: Diagram = 0;
  readonly #yields = new Map<string, Yield>();
  readonly #yieldOf = new Map<Edge, Yield>();
  /** Parts where something waits, by depth: group and part, alternating. */
  readonly #queue: number[][] = [];
  #lowest = 0;
  #round = 0;
  #expansions = 0;
  #images = 0;
  #turns = 0;
  #collectAt = 1 << 21;

  constructor(options: UpperOptions) {
    this.#options = options;
    const { scenario, wanted } = options;
    const settled = options.settled ?? (() => undefined);
    const isFree = (choice: Choice) => settled(choice) === undefined;
    this.#vocabulary = new Vocabulary(scenario, isFree, unmarked, this.#diagrams);
    const locals = new LocalStates(scenario);
    const looks = new Looks(locals);
    this.#maker = new EdgeMaker({
      locals,
      vocabulary: this.#vocabulary,
      settled,
      marking: unmarked,
      withAttacker: true,
      wanted,
    });
    const { groups, apart } = options.clusters ?? defaultClusters(scenario);
    this.#groups = groups.map(
      (members) => new Group(members, locals, this.#diagrams, this.#vocabulary.secrets),
    );
    for (const [i, c] of locals.components.entries())
      if (!this.#groups.some((group) => group.holds(i))) throw new RangeError(`no cluster holds \`${c}\``);
    this.#changes = this.#groups.map((group) => new Changes(group, this.#diagrams));
    const kept = apart.map((c) => locals.indexOf.get(c)!);
    this.#families = [...honestMoves(locals.components), ...attackerMoves(locals.components)].map(
      (family) => new FamilyRules(family, this.#groups, looks, this.#diagrams, this.#maker.edgesOf, kept),
    );
    this.#wanted = [...wanted].map((id) => goalIndex.get(id)!);
    this.#reached = this.#groups.map(() => goals.map(() => 0));
    this.#asked = options.within?.(this.#vocabulary) ?? 1;
  }

  *run(): Generator<undefined, Upper> {
    const and = (a: Diagram, b: Diagram) => this.#diagrams.and(a, b);
    const nothingKnown = this.#diagrams.cube(
      [],
      Array.from({ length: this.#vocabulary.secrets }, (_, v) => v),
    );
    for (const [g, group] of this.#groups.entries())
      this.#send(g, group.first, and(nothingKnown, this.#asked), null);
    const complete = yield* this.#rounds();
    const bounds = goals.map((_, goal) => {
      if (!this.#wanted.includes(goal)) return 0;
      return complete ? this.#reached.reduce((all, of) => and(all, of[goal]!), this.#asked) : this.#asked;
    });
    return {
      complete,
      bounds,
      vocabulary: this.#vocabulary,
      stats: this.#stats(),
      rulesBy: this.#families.map(({ family, rules }) => ({ family: family.name, rules: rules.length })),
    };
  }

  #stats(): UpperStats {
    return {
      parts: this.#groups.map(({ parts }) => parts.count),
      rounds: this.#round,
      expansions: this.#expansions,
      images: this.#images,
      rules: this.#families.reduce((n, { rules }) => n + rules.length, 0),
      nodes: this.#diagrams.count,
      seconds: (performance.now() - this.#started) / 1000,
    };
  }

  /** True at the end; false if it was stopped before. So are the others that yield. */
  *#rounds(): Generator<undefined, boolean> {
    for (;;) {
      if (!(yield* this.#spread())) return false;
      this.#round++;
      for (const group of this.#groups) group.tell(this.#round);
      for (const family of this.#families) {
        for (const _ of family.refresh(this.#round, (rule) => this.#add(rule))) {
          yield;
          if (this.#mustStop()) return false;
        }
        if (this.#mustStop()) return false;
      }
      if (!this.#changes.some((changes) => changes.grewIn(this.#round))) return true;
      this.#settled = this.#wanted.reduce(
        (all, goal) => this.#reached.reduce((a, of) => this.#diagrams.and(a, of[goal]!), all),
        1,
      );
      if (!(yield* this.#again())) return false;
    }
  }

  /** Adds what a rule changes to the changes of each group. */
  #add(rule: Rule): void {
    for (const edge of rule.edges) {
      const guard = this.#diagrams.and(edge.guard, rule.when);
      if (guard === 0) continue;
      const yields = this.#yieldOf.get(edge) ?? this.#newYield(edge);
      for (const changes of this.#changes) changes.add(rule, edge, yields, guard, this.#round);
    }
  }

  /** What an edge needs and yields, once for all edges that are equal in it. */
  #newYield(edge: Edge): Yield {
    const key = keyOf(edge);
    let made = this.#yields.get(key);
    if (made === undefined) {
      const copied = (gains: readonly Gain[]) => gains.map((gain) => ({ ...gain }));
      const number = this.#yields.size;
      made = { number, needs: edge.needs, learns: copied(edge.learns), goals: copied(edge.goals) };
      this.#yields.set(key, made);
    }
    this.#yieldOf.set(edge, made);
    return made;
  }

  /** What has grown of the changes of the parts is made once more, from all that is possible there. */
  *#again(): Generator<undefined, boolean> {
    const found: Change[] = [];
    for (const [g, group] of this.#groups.entries()) {
      const changes = this.#changes[g]!;
      if (!changes.grewIn(this.#round)) continue;
      for (let part = 0, { count } = group.parts; part < count; part++) {
        if ((part & 0xfff) === 0xfff) {
          yield;
          if (this.#mustStop()) return false;
        }
        const f = group.possible[part]!;
        if (f === 0) continue;
        found.length = 0;
        changes.collect(part, found, this.#round);
        for (const change of found) this.#make(g, part, change, f);
      }
    }
    return true;
  }

  /** Goes on from all that waits until nothing does, fewest moves first. */
  *#spread(): Generator<undefined, boolean> {
    while (this.#lowest < this.#queue.length) {
      const queue = this.#queue[this.#lowest];
      if (queue === undefined || queue.length === 0) {
        this.#lowest++;
        continue;
      }
      if ((++this.#turns & 0x3ff) === 0) {
        yield;
        if (this.#mustStop()) return false;
        this.#collectGarbage();
      }
      const part = queue.pop()!;
      this.#expand(queue.pop()!, part);
    }
    return true;
  }

  readonly #found: Change[] = [];

  /** Goes on from what is new in a part. */
  #expand(g: number, part: number): void {
    const diagrams = this.#diagrams;
    const group = this.#groups[g]!;
    const before = group.possible[part]!;
    let delta = diagrams.diff(diagrams.diff(group.waiting[part]!, before), this.#settled);
    group.waiting[part] = 0;
    if (delta === 0) return;
    this.#expansions++;
    const found = this.#found;
    found.length = 0;
    this.#changes[g]!.collect(part, found);
    // What can be learnt on the spot first; then everything else is done once with all of it.
    for (let fresh = delta; fresh !== 0; ) {
      let more = 0;
      for (const { writes, yields, guard } of found) {
        if (writes.length > 0 || yields.learns.length === 0) continue;
        const image = this.#image(yields, guard, fresh);
        if (image === 0) continue;
        const learnt = diagrams.diff(diagrams.diff(this.#learn(yields, image), before), delta);
        delta = diagrams.or(delta, learnt);
        more = diagrams.or(more, learnt);
      }
      fresh = more;
    }
    group.setPossible(part, diagrams.or(before, delta));
    for (const change of found)
      if (change.writes.length > 0 || change.yields.goals.length > 0) this.#make(g, part, change, delta);
  }

  // What is needed, taken, and learnt, as in the search (`explore.ts`), but for changes of parts.
  #known({ needs }: Yield, f: Diagram): Diagram {
    let known = f;
    for (const v of needs) known = this.#diagrams.at(known, v, true);
    return known;
  }
  #image(yields: Yield, guard: Diagram, f: Diagram): Diagram {
    return this.#diagrams.and(this.#known(yields, f), guard);
  }
  #learn({ learns }: Yield, f: Diagram): Diagram {
    let learnt = f;
    for (const { number, when } of learns) learnt = this.#diagrams.raise(learnt, number, when);
    return learnt;
  }

  /** Makes a change in a part from some of what is possible there. */
  #make(g: number, part: number, change: Change, f: Diagram): void {
    const diagrams = this.#diagrams;
    const { yields, guard } = change;
    if (yields.learns.length === 0 && yields.goals.length === 0) {
      const known = this.#known(yields, f);
      if (known === 0) return;
      this.#images++;
      const group = this.#groups[g]!;
      const seen = this.#after(group, part, change);
      const target = group.parts.find(seen);
      const isNew = diagrams.andDiff(known, guard, target < 0 ? 0 : group.possible[target]!);
      if (isNew !== 0) this.#send(g, target < 0 ? group.intern(seen) : target, isNew, part);
      return;
    }
    const image = this.#image(yields, guard, f);
    if (image === 0) return;
    this.#images++;
    const reached = this.#reached[g]!;
    for (const { number, when } of yields.goals) {
      const here = diagrams.and(diagrams.withoutBefore(image, this.#vocabulary.secrets), when);
      reached[number] = diagrams.or(reached[number]!, here);
    }
    if (change.writes.length === 0 && yields.learns.length === 0) return;
    const group = this.#groups[g]!;
    const target = change.writes.length === 0 ? part : group.intern(this.#after(group, part, change));
    const isNew = diagrams.diff(this.#learn(yields, image), group.possible[target]!);
    if (isNew !== 0) this.#send(g, target, isNew, part);
  }

  readonly #target = new Int32Array(64);
  /** What stands in a part after a change. */
  #after({ parts: { width, ids } }: Group, part: number, { writes }: Change): Int32Array {
    const seen = this.#target.subarray(0, width);
    for (let i = 0, base = part * width; i < width; i++) seen[i] = ids.data[base + i]!;
    for (let i = 0; i < writes.length; i += 2) seen[writes[i]!] = writes[i + 1]!;
    return seen;
  }

  /** Adds what is new to what waits in a part that was reached from another, or from none. */
  #send(g: number, part: number, isNew: Diagram, from: number | null): void {
    const group = this.#groups[g]!;
    const waiting = group.waiting[part]!;
    group.waiting[part] = this.#diagrams.or(waiting, isNew);
    if (waiting !== 0) return;
    if (group.possible[part] === 0) group.depth[part] = from === null ? 0 : group.depth[from]! + 1;
    const depth = group.depth[part]!;
    (this.#queue[depth] ??= []).push(g, part);
    if (depth < this.#lowest) this.#lowest = depth;
  }

  #mustStop(): boolean {
    const { maxSeconds, onProgress, shouldStop } = this.#options;
    onProgress?.(this.#stats());
    return (
      (performance.now() - this.#started) / 1000 > (maxSeconds ?? Number.POSITIVE_INFINITY) ||
      (shouldStop?.() ?? false)
    );
  }

  /** When much was made: drops diagrams that nothing needs any more. */
  #collectGarbage(): void {
    const diagrams = this.#diagrams;
    if (diagrams.count < this.#collectAt) return;
    const gains = function* (
      of: Iterable<{ readonly learns: readonly Gain[]; readonly goals: readonly Gain[] }>,
    ) {
      for (const { learns, goals } of of) {
        yield* learns;
        yield* goals;
      }
    };
    const edges = this.#maker.made;
    const rules = this.#families.flatMap((family) => family.rules);
    const changes = this.#changes.flatMap(({ all }) => all);
    const gained = [...gains(edges), ...gains(this.#yields.values())];
    const moves = edges.flatMap((edge) => edge.moves);
    const number = diagrams.collect([
      ...this.#groups.flatMap((group) => [...group.roots()]),
      edges.map(({ guard }) => guard),
      rules.map(({ when }) => when),
      changes.map(({ guard }) => guard),
      gained.map(({ when }) => when),
      moves.map(({ when }) => when),
      ...this.#reached,
      [this.#asked, this.#settled],
    ]);
    for (const group of this.#groups) group.renumber(number);
    for (const edge of edges) edge.guard = number[edge.guard]!;
    for (const rule of rules) rule.when = number[rule.when]!;
    for (const change of changes) change.guard = number[change.guard]!;
    for (const gain of gained) gain.when = number[gain.when]!;
    for (const move of moves) move.when = number[move.when]!;
    for (const of of this.#reached) for (const [goal, f] of of.entries()) of[goal] = number[f]!;
    this.#asked = number[this.#asked]!;
    this.#settled = number[this.#settled]!;
    const yields = [...this.#yields.values()];
    this.#yields.clear();
    for (const y of yields) this.#yields.set(keyOf(y), y);
    this.#collectAt = Math.max(1 << 21, diagrams.count * 3);
  }
}

/** Equal for edges that need and yield the same. */
function keyOf({ needs, learns, goals }: Pick<Edge, 'needs' | 'learns' | 'goals'>): string {
  const text = (gains: readonly Gain[]) => gains.map(({ number, when }) => `${number}:${when}`).join();
  return `${needs.join()};${text(learns)};${text(goals)}`;
}
