// One target in one configuration, asked about many small changes: the ground holds no paths but the target's, so that
// a sheet takes no time. Its judge is the one that marks answers.

import {
  contradicting,
  type Feasible,
  type Ground,
  isOpenTo,
  regroup,
} from '../../../properties/verdicts/ground.js';
import { isOf, judge, type Target, type Verdict } from '../../../properties/verdicts/judge.js';
import type { Book } from '../book.js';
import type { Configuration } from '../configuration.js';
import type { Decisions } from '../decide.js';

export class Scope {
  readonly #ground: Ground;
  readonly #verdicts = new Map<bigint, Verdict>();

  constructor(
    decisions: Decisions,
    readonly configuration: Configuration,
    readonly target: Target,
  ) {
    const whole = decisions.groundOf(configuration);
    const every = whole.every.filter((f) => isOf(target, f.path));
    this.#ground = { ...whole, every, feasible: every.filter((f) => isOpenTo(whole, f.cube)) };
  }

  /** Every path to the target that the attacker can take under some configuration, shortest first. */
  get paths(): readonly Feasible[] {
    return this.#ground.every;
  }
  /** Those that are open here. */
  get open(): readonly Feasible[] {
    return this.#ground.feasible;
  }
  /** The switches that some path needs off. */
  get asked(): bigint {
    return this.paths.reduce((bits, f) => bits | f.cube.off, 0n);
  }

  /** The verdict where these switches are on and no others. */
  verdictAt(on: bigint): Verdict {
    let verdict = this.#verdicts.get(on);
    if (verdict === undefined) {
      verdict = judge(regroup(this.#ground, this.#ground.profile, on, 0n), this.target).verdict;
      this.#verdicts.set(on, verdict);
    }
    return verdict;
  }
  get verdict(): Verdict {
    return this.verdictAt(this.configuration.on);
  }
}

/**
 * Switches that mean nothing in some world that the searches look at. With one of them on, that world is left out: it
 * would seem to stop what it only hides, so no question is about it.
 */
export const worldlessIn = (book: Book, world: number): bigint =>
  book.worlds[world]!.searches.flatMap((i) => book.searches[i]!.scenarios).reduce(
    (bits, { scenario }) => bits | contradicting(scenario),
    0n,
  );
