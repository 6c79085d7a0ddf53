// Verdicts on configurations, from the book's conditions: the same judge as the command line's, asked at every click.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { restsOnAssumption, withoutAssumed } from '../../properties/verdicts/assumed.js';
import { type Found, gather, type Ground, groundOn } from '../../properties/verdicts/ground.js';
import { idOf, judge, targets, type Verdict } from '../../properties/verdicts/judge.js';
import { Remembered } from '../../properties/verdicts/remembered.js';
import { digits } from './bits.js';
import type { Book } from './book.js';
import { type Configuration, profileOf } from './configuration.js';

export interface Decided {
  readonly verdict: Verdict;
  /** Of no attack: capabilities at a time of the attackers looked at; null: any number. */
  readonly most: number | null;
  /** Where there is an attack: the capabilities of an attacker with fewest; null: there is none. */
  readonly weakest: readonly CapabilityId[] | null;
  /** See `restsOnAssumption`. */
  readonly isByAssumption: boolean;
}

/** Configurations whose answers are kept. */
const remembered = 200;

/** Answers for one book. */
export class Decisions {
  readonly #found = new Map<number, Found>();
  readonly #grounds = new Remembered<string, Ground>(remembered);
  readonly #decided = new Remembered<string, ReadonlyMap<string, Decided>>(remembered);

  constructor(readonly book: Book) {}

  groundOf(c: Configuration): Ground {
    return this.#grounds.of(keyOf(c), () => groundOn(this.#foundIn(c.world), profileOf(this.book, c)));
  }

  /** The verdict on every goal and threat, by its id. */
  of(c: Configuration): ReadonlyMap<string, Decided> {
    return this.#decided.of(keyOf(c), () => {
      const ground = this.groundOf(c);
      const derived = withoutAssumed(ground);
      return new Map(
        targets.map((target) => {
          const { verdict, most, candidates } = judge(ground, target);
          const [first = null] = candidates();
          const isByAssumption = restsOnAssumption(ground, target, derived);
          return [idOf(target), { verdict, most, weakest: first?.path.capabilities ?? null, isByAssumption }];
        }),
      );
    });
  }

  #foundIn(world: number): Found {
    let found = this.#found.get(world);
    if (found === undefined) {
      const { searches } = this.book.worlds[world]!;
      this.#found.set(world, (found = gather(searches.map((i) => this.book.searches[i]!))));
    }
    return found;
  }
}

/** A configuration as a key. */
export const keyOf = ({ on, unknown, attacker, world }: Configuration): string =>
  [digits(on), digits(unknown), digits(attacker), world].join('.');
