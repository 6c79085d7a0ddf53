// What the search found: for each goal the ways to it that ask for the least.

import { switchWords } from './layout.js';
import { usesNoMore } from './provenance.js';
import { Records } from './store.js';

/** A way to a goal, found at `pair` by one more move. */
export interface Result {
  readonly goal: number;
  readonly capabilities: number;
  readonly used: number;
  readonly on: readonly number[];
  readonly off: readonly number[];
  readonly steps: number;
  readonly pair: number;
  readonly move: number;
}

/** What a result asks for, as integers that lie together: it is compared far more often than it is read. */
const USED = 0;
const ON = 1;
const OFF = ON + switchWords;
const stride = OFF + switchWords;

/** Results for each goal, filed by the capabilities they need. */
export class Results {
  readonly #asked: Map<number, Records>[];
  readonly #all: Result[] = [];
  /** The fewest steps of any result. */
  shallowest = Number.POSITIVE_INFINITY;

  constructor(goals: number) {
    this.#asked = Array.from({ length: goals }, () => new Map());
  }

  get count(): number {
    return this.#all.length;
  }

  /** Whether a result is there that asks for no more: found earlier, it takes no more steps either. */
  has(goal: number, capabilities: number, used: number, words: Int32Array, on: number, off: number): boolean {
    const filed = this.#asked[goal]!;
    for (let caps = capabilities; ; caps = (caps - 1) & capabilities) {
      const asked = filed.get(caps);
      if (asked !== undefined) {
        const { data, count } = asked;
        const end = count * stride;
        next: for (let at = 0; at < end; at += stride) {
          for (let w = 0; w < switchWords; w++)
            if (
              (data[at + ON + w]! & ~words[on + w]!) !== 0 ||
              (data[at + OFF + w]! & ~words[off + w]!) !== 0
            )
              continue next;
          if (usesNoMore(caps, data[at + USED]!, capabilities, used)) return true;
        }
      }
      if (caps === 0) return false;
    }
  }

  add(result: Result): void {
    const filed = this.#asked[result.goal]!;
    let asked = filed.get(result.capabilities);
    if (asked === undefined) filed.set(result.capabilities, (asked = new Records(stride, 16)));
    const at = asked.push();
    asked.data[at + USED] = result.used;
    asked.data.set(result.on, at + ON);
    asked.data.set(result.off, at + OFF);
    this.#all.push(result);
    this.shallowest = Math.min(this.shallowest, result.steps);
  }

  all(): readonly Result[] {
    return this.#all;
  }
}
