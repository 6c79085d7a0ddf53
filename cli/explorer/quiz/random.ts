// Chance that repeats: the same seed draws the same sheet on every machine. Nothing here reads a clock.

/** Draws from one seed, by mulberry32 (Tommy Ettinger, public domain): 32 bits of state, ample for a sheet. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, at least 0, less than `n`. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** One of them; there must be one. */
  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }

  shuffled<T>(all: readonly T[]): readonly T[] {
    const left = [...all];
    for (let i = left.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [left[i], left[j]] = [left[j]!, left[i]!];
    }
    return left;
  }
}
