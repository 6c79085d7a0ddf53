// How the attacker could know what it heard: listening is settled only when a secret is used.
//
// An attacker that listens loses nothing, so the search lets it hear everything and writes down by which way each
// secret could be known: by which capability, under which switches. A way costs nothing until the secret is used;
// only then are its capability and its switches asked for. So a message that ten capabilities could read
// multiplies nothing.

import { popcount } from '../search/layout.js';

/** What may be heard in one move: secrets, and goals reached by merely hearing. */
export interface Hearing {
  /** Capability number, or -1 where none is needed. */
  readonly capability: number;
  readonly on: readonly number[];
  readonly off: readonly number[];
  /** Bits of the secrets. */
  readonly gain: number;
  readonly goals: number;
}

/** A secret, a capability that yields it (-1: none is needed), and the switches under which it does. */
export interface Way {
  /** The bit of the secret. */
  readonly term: number;
  readonly capability: number;
  readonly on: readonly number[];
  readonly off: readonly number[];
}
type Words = ArrayLike<number>;

const implies = (weaker: Words, stronger: Words, from = 0): boolean => {
  for (let w = 0; w < weaker.length; w++) if ((weaker[w]! & ~stronger[from + w]!) !== 0) return false;
  return true;
};

/** Interned sets of ways. A set is an antichain: no way in it asks for more than another does. */
export class Ways {
  readonly ways: Way[] = [];
  /** For each set, its ways by number, ascending. Set 0 is empty. */
  readonly sets: Int32Array[] = [];
  readonly #wayIds = new Map<string, number>();
  readonly #setIds = new Map<string, number>();
  readonly #unions = new Map<number, number>();

  constructor() {
    this.#set([]);
  }

  /** The set of all ways that these hearings open. */
  of(hearings: readonly Hearing[]): number {
    const ids = new Set<number>();
    for (const { capability, on, off, gain } of hearings)
      for (let rest = gain; rest !== 0; rest &= rest - 1)
        ids.add(this.#way({ term: rest & -rest, capability, on, off }));
    return this.#set(this.#antichain([...ids]));
  }

  union(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    const key = a * 0x4000000 + b;
    let union = this.#unions.get(key);
    if (union === undefined) {
      union = this.#set(this.#antichain([...new Set([...this.sets[a]!, ...this.sets[b]!])]));
      this.#unions.set(key, union);
    }
    return union;
  }

  /**
   * Whether set `a` gives all that set `b` gives an attacker with these capabilities under this condition, at no
   * higher cost. `known` are secrets that need no way; a way that would take more than `max` capabilities is none.
   */
  covers(
    a: number,
    b: number,
    known: number,
    capabilities: number,
    max: number,
    condition: Int32Array,
    on: number,
    off: number,
  ): boolean {
    if (a === b) return true;
    const has = this.sets[a]!;
    next: for (const id of this.sets[b]!) {
      const way = this.ways[id]!;
      if ((way.term & known) !== 0) continue;
      if (way.capability >= 0 && popcount(capabilities | (1 << way.capability)) > max) continue;
      for (let w = 0; w < way.on.length; w++)
        if ((way.on[w]! & condition[off + w]!) !== 0 || (way.off[w]! & condition[on + w]!) !== 0)
          continue next;
      for (const other of has) {
        if (other === id) continue next;
        const { term, capability, on: onA, off: offA } = this.ways[other]!;
        if (term !== way.term || (capability !== -1 && capability !== way.capability)) continue;
        let weaker = true;
        for (let w = 0; weaker && w < onA.length; w++)
          weaker =
            (onA[w]! & ~(way.on[w]! | condition[on + w]!)) === 0 &&
            (offA[w]! & ~(way.off[w]! | condition[off + w]!)) === 0;
        if (weaker) continue next;
      }
      return false;
    }
    return true;
  }

  #way(way: Way): number {
    const key = `${way.term}/${way.capability}/${way.on}/${way.off}`;
    let id = this.#wayIds.get(key);
    if (id === undefined) {
      id = this.ways.length;
      this.#wayIds.set(key, id);
      this.ways.push(way);
    }
    return id;
  }

  #antichain(ids: number[]): number[] {
    const asksNoMore = (a: Way, b: Way): boolean =>
      a.term === b.term &&
      (a.capability === -1 || a.capability === b.capability) &&
      implies(a.on, b.on) &&
      implies(a.off, b.off);
    return ids.filter((b) => !ids.some((a) => a !== b && asksNoMore(this.ways[a]!, this.ways[b]!)));
  }

  #set(ids: number[]): number {
    ids.sort((a, b) => a - b);
    const key = ids.join();
    let set = this.#setIds.get(key);
    if (set === undefined) {
      set = this.sets.length;
      this.#setIds.set(key, set);
      this.sets.push(Int32Array.from(ids));
    }
    return set;
  }
}
