// What the search found: for each goal the ways to it that ask for the least.

import { switchWords } from './layout.js';
import { usesNoMore } from './provenance.js';

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

/** Results for each goal, filed by the capabilities they need. */
export class Results {
  readonly #byGoal: Map<number, Result[]>[];
  count = 0;
  /** The fewest steps of any result. */
  shallowest = Number.POSITIVE_INFINITY;

  constructor(goals: number) {
    this.#byGoal = Array.from({ length: goals }, () => new Map());
  }

  /** Whether a result is there that asks for no more: found earlier, it takes no more steps either. */
  has(goal: number, capabilities: number, used: number, words: Int32Array, on: number, off: number): boolean {
    const filed = this.#byGoal[goal]!;
    for (let caps = capabilities; ; caps = (caps - 1) & capabilities) {
      const results = filed.get(caps);
      if (results !== undefined)
        for (const r of results)
          if (usesNoMore(caps, r.used, capabilities, used) && isWeaker(r, words, on, off)) return true;
      if (caps === 0) return false;
    }
  }

  add(result: Result): void {
    const filed = this.#byGoal[result.goal]!;
    const results = filed.get(result.capabilities);
    if (results === undefined) filed.set(result.capabilities, [result]);
    else results.push(result);
    this.count++;
    this.shallowest = Math.min(this.shallowest, result.steps);
  }

  all(): Result[] {
    return this.#byGoal.flatMap((filed) => [...filed.values()].flat());
  }
}

function isWeaker(r: Result, words: Int32Array, on: number, off: number): boolean {
  for (let w = 0; w < switchWords; w++)
    if ((r.on[w]! & ~words[on + w]!) !== 0 || (r.off[w]! & ~words[off + w]!) !== 0) return false;
  return true;
}
