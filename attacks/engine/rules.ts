// Rules: what moves come to where certain facts hold, whatever else is true of the world.
//
// In the exact search a family of moves is worked out in one state of the world after another. Here no state is known,
// only what each group says of its parts. So a family, and then each move that it offers, is led along facts: where it
// looks at an instance, it is shown each thing that may be seen there according to every group that holds the instance,
// in parts that show what was seen before. Moves that look at the same go together; the others do not, for what no group
// sees together would have to be gone through in all combinations.

import type { Local } from '../../model/entities/entity.js';
import type { Move, MoveFamily } from '../../model/world.js';
import type { Diagram, Diagrams } from '../logic/diagrams.js';
import type { World } from '../search/perform.js';
import type { Edge } from './edges.js';
import type { AnyView, Fact, Further, Group, Look, Looks, Summary } from './groups.js';

export interface Rule {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
  /** Where every group allows those of the facts that are about its members, whatever is known. */
  when: Diagram;
}

/** A place in a family's tree of facts. */
interface Place {
  /** What each group says of those of the facts that are about its members. */
  readonly summaries: readonly Summary[];
  /** The moves that are led along; null: the family, which does not yet know what moves there are. */
  readonly moves: Move[] | null;
  /** What the moves come to, once that is known; what goes with everything is still looked at after it. */
  edges: Edge[] | null;
  /** What follows: a further look, or places for the moves that the family offers, or the end. */
  onward: Next | readonly Place[] | Rule | null;
  /** The round in which all that lies beyond was last gone through. */
  seen: number;
}
interface Next {
  readonly look: Look;
  /** What each group says of what may be seen; null: it does not hold the instance. */
  readonly further: readonly (Further | null)[];
  readonly byKey: (Place | undefined)[];
}
const newPlace = (
  summaries: Place['summaries'],
  moves: Place['moves'] = null,
  edges: Place['edges'] = null,
): Place => ({
  summaries,
  moves,
  edges,
  onward: null,
  seen: -1,
});

/** Thrown by a look, out of whoever looks, where no group allows anything to be seen. */
const nothing = new Error('nothing can be seen here');

/** All rules of one family that the groups allow so far. */
export class FamilyRules {
  readonly rules: Rule[] = [];
  readonly #root: Place;
  /** A local state for each component that was looked at, which shows all that was seen of it. */
  readonly #shown: Int32Array;
  /** Where whoever is led along has come to, and what it has seen on the way. */
  #at: Place;
  #facts: Fact[] = [];
  #round = 0;
  #turns = 0;
  readonly #world: World;

  constructor(
    readonly family: MoveFamily,
    readonly groups: readonly Group[],
    readonly looks: Looks,
    readonly diagrams: Diagrams,
    readonly work: (world: World, family: MoveFamily) => readonly Edge[],
    /** Components that are looked at after all else: rules that differ in them are kept apart. */
    readonly apart: readonly number[],
  ) {
    const { locals } = looks;
    const summaries = groups.map(({ summary }) => summary);
    this.#root = this.#at = newPlace(summaries);
    this.#shown = new Int32Array(locals.components.length);
    this.#world = {
      scenario: locals.scenario,
      read: (component) => this.#lookAt(locals.indexOf.get(component)!, null),
      peek: (component, view) => view.of(this.#lookAt(locals.indexOf.get(component)!, view)),
    };
  }

  /** Tells of every rule that is new, or holds under more than when it was last told of. Yields now and then. */
  *refresh(round: number, tell: (rule: Rule) => void): Generator<undefined, void> {
    this.#round = round;
    yield* this.#refresh(this.#root, [], tell);
  }

  *#refresh(place: Place, facts: Fact[], tell: (rule: Rule) => void): Generator<undefined, void> {
    if (!place.summaries.some(({ touched }) => touched > place.seen)) return;
    if ((++this.#turns & 0xfff) === 0) yield;
    place.seen = this.#round;
    const when = this.#allowed(place.summaries);
    if (when === 0) return;
    if (place.onward === null && place.edges === null) this.#lead(place, facts);
    if (place.onward === null && place.edges !== null) this.#finish(place, facts);
    const { onward } = place;
    if (onward === null) return;
    if ('when' in onward) {
      if (onward.when === when) return;
      onward.when = when;
      tell(onward);
      return;
    }
    if (!('look' in onward)) {
      for (const offer of onward) yield* this.#refresh(offer, facts, tell);
      return;
    }
    const { keys, byKey } = fewest(onward);
    for (const key of keys) {
      const next = this.#next(place, onward, key);
      if (next === null) continue;
      this.#shown[onward.look.component] = byKey[key]!.example;
      facts.push({ look: onward.look, key });
      yield* this.#refresh(next, facts, tell);
      facts.pop();
    }
  }

  /** Under which capabilities and switches every group allows what was seen. */
  #allowed(summaries: readonly Summary[]): Diagram {
    let all: Diagram = 1;
    for (let i = 0; i < summaries.length && all !== 0; i++) all = this.diagrams.and(all, summaries[i]!.f);
    return all;
  }

  /** Where one comes by seeing something; null: some group does not allow it. */
  #next(place: Place, { further, byKey }: Next, key: number): Place | null {
    const known = byKey[key];
    if (known !== undefined) return known;
    const summaries: Summary[] = [];
    for (let i = 0; i < further.length; i++) {
      const here = further[i]!;
      const summary = here === null ? place.summaries[i] : here.byKey[key];
      if (summary === undefined) return null;
      summaries.push(summary);
    }
    return (byKey[key] = newPlace(summaries, place.moves, place.edges));
  }

  /**
   * Leads the family, or moves of it, on from a place: wherever they look at something for the first time, to the first
   * thing that is allowed.
   */
  #lead(from: Place, facts: readonly Fact[]): void {
    this.#start(from, facts, () => {
      const { moves } = from;
      if (moves === null) {
        const offered = this.family.moves(this.#world);
        const end = this.#at;
        end.onward = this.#together(end.summaries, offered, this.#facts);
      } else {
        const edges = this.work(this.#world, { ...this.family, moves: () => moves });
        this.#at.edges = [...edges];
      }
    });
  }

  /** Where moves are worked out: looks at what goes with everything; then there is a rule. */
  #finish(from: Place, facts: readonly Fact[]): void {
    this.#start(from, facts, () => {
      for (const component of this.apart) this.#lookAt(component, null);
      const rule: Rule = { facts: this.#facts, edges: from.edges!, when: 0 };
      this.#at.onward = rule;
      this.rules.push(rule);
    });
  }

  /** Acts from a place on, with what was seen up to it; ends where nothing can be seen. */
  #start(from: Place, facts: readonly Fact[], act: () => void): void {
    this.#at = from;
    this.#facts = [...facts];
    try {
      act();
    } catch (error) {
      if (error !== nothing) throw error;
    }
  }

  /** A place for each of the moves; one for those that look at the same where they see the same. */
  #together(summaries: readonly Summary[], moves: readonly Move[], facts: readonly Fact[]): readonly Place[] {
    const byLooks = new Map<string, { readonly place: Place; readonly end: Place }>();
    for (const move of moves) {
      const place = newPlace(summaries, [move]);
      this.#lead(place, facts);
      const end = this.#at;
      const looks = this.#facts.slice(facts.length).map(({ look }) => look.number);
      const key = `${looks.join()} ${end.edges !== null}`;
      const same = byLooks.get(key);
      if (same === undefined) byLooks.set(key, { place, end });
      else {
        // They saw the same on the way, so they ended at what is the same place.
        same.place.moves!.push(move);
        if (end.edges !== null) same.end.edges!.push(...end.edges);
      }
    }
    return [...byLooks.values()].map(({ place }) => place);
  }

  /** A local state that shows all that was seen of an instance, this look too. */
  #lookAt(component: number, view: AnyView | null): Local {
    const look = this.looks.at(component, view);
    const whole = this.looks.at(component, null);
    if (!this.#facts.some((fact) => fact.look === look || fact.look === whole)) this.#lookAnew(look);
    return this.looks.locals.get(component, this.#shown[component]!);
  }

  /** Goes on to the first thing that a look may show. Throws `nothing` if there is none. */
  #lookAnew(look: Look): void {
    const place = this.#at;
    const further = this.groups.map((group, i) =>
      group.holds(look.component) ? group.ask(place.summaries[i]!, look, this.#round) : null,
    );
    const onward: Next = { look, further, byKey: [] };
    place.onward = onward;
    const { keys, byKey } = fewest(onward);
    for (const key of keys) {
      const next = this.#next(place, onward, key);
      if (next === null || this.#allowed(next.summaries) === 0) continue;
      this.#shown[look.component] = byKey[key]!.example;
      this.#facts.push({ look, key });
      this.#at = next;
      return;
    }
    throw nothing;
  }
}

/** Of what groups say of a look, what has the fewest answers. */
const fewest = ({ further }: Next): Further =>
  further.reduce((a, b) => (a === null || (b !== null && b.keys.length < a.keys.length) ? b : a))!;
