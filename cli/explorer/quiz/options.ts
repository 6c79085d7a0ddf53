// The options of a question: some that are right and some that are not, as the judge says, and none that anyone would
// strike out without thinking while there are better ones.

import { type Threat, threats } from '../../../attacks/catalogue/paper.js';
import { bitsOf, holdsAt } from '../../../attacks/search/conditions.js';
import { measures } from '../../../model/measures.js';
import { switches, switchIds } from '../../../model/switches.js';
import type { Target } from '../../../properties/verdicts/judge.js';
import { forceOf } from '../configuration.js';
import type { Decisions } from '../decide.js';
import { measuresIn } from './premise.js';
import { bitsOfOption, changed, type Kind, type Option, optionKey } from './question.js';
import type { Random } from './random.js';
import { type Scope, worldlessIn } from './scope.js';

export type DrawOptions = (random: Random, decisions: Decisions, scope: Scope) => readonly Option[] | null;

const fewest = 4;
/** Single switches instead of measures in one question of three. */
const switchesEvery = 3;

/** Some right and some wrong ones of lists in which better ones come first; null: too few. */
function mixed(
  random: Random,
  right: readonly Option[],
  wrong: readonly Option[],
  mostRight: number,
): readonly Option[] | null {
  if (right.length === 0 || wrong.length === 0) return null;
  const wanted = fewest + random.below(2);
  const few = Math.min(right.length, 1 + random.below(mostRight));
  const wrongs = wrong.slice(0, wanted - few);
  const rights = right.slice(0, Math.min(mostRight, wanted - wrongs.length));
  return rights.length + wrongs.length < fewest ? null : [...rights, ...wrongs].toSorted(byTable);
}

const places = new Map([...measures.map(({ id }) => id as string), ...switchIds].map((id, i) => [id, i]));
const byTable = (a: Option, b: Option): number =>
  places.get(a[0]!)! - places.get(b[0]!)! || (places.get(a.at(-1)!) ?? 0) - (places.get(b.at(-1)!) ?? 0);

/** Measures that the survey claims against a threat. */
const claimed = (target: Target): ReadonlySet<string> => {
  const threat = 'threat' in target ? threats.find(({ id }) => id === target.threat) : undefined;
  const { claims = [], remarks = [], claimsNativeApp = [] }: Partial<Threat> = threat ?? {};
  return new Set([...claims, ...remarks.map((r) => r.measures), ...claimsNativeApp].flat());
};

/** What is in the way of an open path first, then what has to do with the target, then the rest; each by chance. */
function ranked(random: Random, scope: Scope, ids: readonly string[]): readonly string[] {
  const open = scope.open.reduce((bits, f) => bits | f.cube.off, 0n);
  const named = claimed(scope.target);
  const rank = (id: string) =>
    (bitsOfOption([id]) & open) !== 0n
      ? 0
      : (bitsOfOption([id]) & scope.asked) !== 0n || named.has(id)
        ? 1
        : 2;
  return random.shuffled(ids).toSorted((a, b) => rank(a) - rank(b));
}

/** What may be put in force: measures, or single switches, not yet in force. */
function additions(random: Random, decisions: Decisions, { configuration }: Scope): readonly string[] {
  const { world } = configuration;
  const never = worldlessIn(decisions.book, world);
  const all =
    random.below(switchesEvery) > 0
      ? measuresIn(decisions, world).map(({ id }) => id)
      : switches
          .filter(({ id, environment }) => !environment && (bitsOf([id]) & never) === 0n)
          .map((s) => s.id);
  return all.filter((id) => (bitsOfOption([id]) & ~configuration.on) !== 0n);
}

/** What the target is with an option taken. */
const taken = (scope: Scope, kind: Kind, option: Option) =>
  scope.verdictAt(changed({ kind, configuration: scope.configuration }, option).on);
const isStopped = (scope: Scope, kind: Kind, option: Option) =>
  taken(scope, kind, option) === 'no-attack-within-bounds';
const isReached = (scope: Scope, kind: Kind, option: Option) => taken(scope, kind, option) === 'attack';

/** The first few that fulfil a condition; the rest are not asked. */
function first<T>(all: Iterable<T>, most: number, is: (x: T) => boolean): readonly T[] {
  const found: T[] = [];
  for (const x of all) {
    if (found.length === most) break;
    if (is(x)) found.push(x);
  }
  return found;
}

const one: DrawOptions = (random, decisions, scope) => {
  const singles = ranked(random, scope, additions(random, decisions, scope)).map((id) => [id]);
  // What stops every path is in the way of the shortest one.
  const shortest = scope.open[0]!.cube.off;
  const able = singles.filter((option) => (bitsOfOption(option) & shortest) !== 0n);
  const right = first(able, 2, (option) => isStopped(scope, 'one', option));
  if (right.length === 0) return null;
  return mixed(
    random,
    right,
    first(singles, fewest, (option) => isReached(scope, 'one', option)),
    2,
  );
};

const two: DrawOptions = (random, decisions, scope) => {
  const ids = ranked(random, scope, additions(random, decisions, scope));
  // Neither of the two may do by itself.
  const weak = first(ids, 16, (id) => isReached(scope, 'two', [id]));
  const right = first(suspects(scope, weak), 2, (pair) => isStopped(scope, 'two', pair));
  if (right.length === 0) return null;
  const wrong = first(neighbours(random, right, weak), fewest, (pair) => isReached(scope, 'two', pair));
  return mixed(random, right, wrong, 2);
};

const pair = (a: string, b: string): Option => [a, b].toSorted((x, y) => places.get(x)! - places.get(y)!);

/** Pairs under which no open path is left: one is in the way of the shortest, the other of the first that remains. */
function* suspects(scope: Scope, ids: readonly string[]): Generator<Option> {
  const seen = new Set<string>();
  const { on } = scope.configuration;
  for (const a of ids) {
    const left = scope.open.find(({ cube }) => (cube.off & bitsOfOption([a])) === 0n);
    if (left === scope.open[0] || left === undefined) continue;
    for (const b of ids) {
      const option = pair(a, b);
      if ((bitsOfOption([b]) & left.cube.off) === 0n || seen.has(optionKey(option))) continue;
      seen.add(optionKey(option));
      const after = on | bitsOfOption(option);
      if (!scope.paths.some(({ cube }) => holdsAt(cube, after))) yield option;
    }
  }
}

/** Pairs that have one in common with a right one, by turns with any others. */
function* neighbours(random: Random, right: readonly Option[], ids: readonly string[]): Generator<Option> {
  const seen = new Set(right.map(optionKey));
  const fresh = (option: Option) => {
    const key = optionKey(option);
    return option[0] !== option[1] && !seen.has(key) && seen.add(key) !== undefined;
  };
  const known = random.shuffled([...new Set(right.flat())]);
  for (const [i, other] of ids.entries())
    for (const option of [pair(known[i % known.length]!, other), pair(other, ids[(i + 1) % ids.length]!)])
      if (fresh(option)) yield option;
}

const spare: DrawOptions = (random, decisions, scope) => {
  const { configuration } = scope;
  const inForce = measuresIn(decisions, configuration.world).filter(
    (m) => forceOf(configuration, m) === 'whole',
  );
  const singles = ranked(
    random,
    scope,
    inForce.map(({ id }) => id),
  ).map((id) => [id]);
  const right = first(singles, 3, (option) => isStopped(scope, 'spare', option));
  return mixed(
    random,
    right,
    first(singles, fewest, (option) => isReached(scope, 'spare', option)),
    3,
  );
};

export const drawOptions: Readonly<Record<Kind, DrawOptions>> = { one, two, spare };
