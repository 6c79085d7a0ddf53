// Verdicts on configurations, from the book's conditions: the same judge as the command line's, asked at every click.

import { bitsOf } from '../../attacks/search/conditions.js';
import { switches } from '../../model/switches.js';
import { type Found, gather, type Ground, groundOn, regroup } from '../profiles/ground.js';
import { idOf, judge, type Target, targets, type Verdict } from '../profiles/judge.js';
import { digits } from './bits.js';
import type { Book } from './book.js';
import { type Configuration, profileOf } from './configuration.js';

/** Results by configuration; the last so many are kept. */
const remembered = 200;

export interface Decided {
  readonly verdict: Verdict;
  /**
   * There is no attack only because of checks whose effect is assumed: without them there is one, or may be. Always
   * false of an attack.
   */
  readonly isByAssumption: boolean;
}

const assumed = bitsOf(switches.filter(({ basis }) => basis === 'assumed').map(({ id }) => id));

/** Answers for one book. */
export class Decisions {
  readonly #found = new Map<number, Found>();
  readonly #grounds = new Map<string, Ground>();
  readonly #decided = new Map<string, ReadonlyMap<string, Decided>>();

  constructor(readonly book: Book) {}

  groundOf(c: Configuration, name = ''): Ground {
    return keep(this.#grounds, `${keyOf(c)} ${name}`, () =>
      groundOn(this.#foundIn(c.world), profileOf(this.book, c, name)),
    );
  }

  /** The verdict on every goal and threat, by its id. */
  of(c: Configuration): ReadonlyMap<string, Decided> {
    return keep(this.#decided, keyOf(c), () => {
      const ground = this.groundOf(c);
      // The same configuration with nothing in it whose effect is assumed.
      const derived = regroup(ground, ground.profile, ground.on & ~assumed, ground.unknown & ~assumed);
      return new Map(targets.map((target) => [idOf(target), decided(ground, derived, target)]));
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

function decided(ground: Ground, derived: Ground, target: Target): Decided {
  const { verdict } = judge(ground, target);
  const isByAssumption =
    verdict === 'no-attack-within-bounds' && ['attack', 'depends'].includes(judge(derived, target).verdict);
  return { verdict, isByAssumption };
}

/** A configuration as a key. */
export const keyOf = ({ on, unknown, attacker, world }: Configuration): string =>
  [digits(on), digits(unknown), digits(attacker), world].join('.');

function keep<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
    if (known.size > remembered) known.delete(known.keys().next().value!);
  }
  return value;
}
