// What a question stands on: a profile of the book or a small change of one, an attacker, and a target that is reached
// there (to be stopped) or is not (to be kept out).

import { capabilityBits } from '../bits.js';
import type { Preset } from '../book.js';
import { type Configuration, configurationOf, forceOf, withMeasure } from '../configuration.js';
import type { Decisions } from '../decide.js';
import { type Measure, measures } from '../../../model/measures.js';
import type { Feasible } from '../../../properties/verdicts/ground.js';
import { isOf, type Target } from '../../../properties/verdicts/judge.js';
import { bitsOf } from '../../../attacks/search/conditions.js';
import type { Random } from './random.js';
import { Scope, worldlessIn } from './scope.js';

export interface Premise {
  readonly preset: string;
  readonly scope: Scope;
}
export type DrawPremise = (
  random: Random,
  decisions: Decisions,
  preset: Preset,
  target: Target,
) => Premise | null;

/** Measures added or taken away at most, each: a class is to know the profile again. */
const mostChanges = 2;

/** Measures that may be in question in a kind of world. */
export function measuresIn({ book }: Decisions, world: number): readonly Measure[] {
  const never = worldlessIn(book, world);
  return (measures as readonly Measure[]).filter((m) => (bitsOf(m.switches) & never) === 0n);
}

/** The profile's configuration. What the profile leaves unknown is taken as not done. */
export function startOf({ book }: Decisions, preset: Preset): Configuration | null {
  const own = configurationOf(book, preset);
  return own && { ...own, unknown: 0n };
}

/** A path that few changes open, and the measures to take away for it. */
interface Near {
  readonly f: Feasible;
  readonly away: readonly Measure[];
}
const nearby = new WeakMap<Decisions, Map<Preset, readonly Near[]>>();

/** The paths that are open in a profile, or nearly, whatever they lead to. Remembered: every draw asks. */
function nearIn(decisions: Decisions, preset: Preset, start: Configuration): readonly Near[] {
  let known = nearby.get(decisions);
  if (known === undefined) nearby.set(decisions, (known = new Map()));
  let near = known.get(preset);
  if (near === undefined) {
    const all = measuresIn(decisions, start.world).map((measure) => ({
      measure,
      bits: bitsOf(measure.switches),
    }));
    near = decisions.groundOf(start).every.flatMap((f) => {
      const away = inTheWay(start, f, all);
      return away === null ? [] : [{ f, away }];
    });
    known.set(preset, near);
  }
  return near;
}

/** Measures to take away to open a path; null: more than a few, or not by that alone. */
function inTheWay(
  { on }: Configuration,
  { cube }: Feasible,
  all: readonly Sized[],
): readonly Measure[] | null {
  if ((cube.on & ~on) !== 0n) return null;
  let left = cube.off & on;
  const away: Measure[] = [];
  for (const { measure, bits } of all) {
    if (left === 0n) break;
    if ((bits & left) === 0n) continue;
    if (away.push(measure) > mostChanges) return null;
    left &= ~bits;
  }
  return left === 0n ? away : null;
}
interface Sized {
  readonly measure: Measure;
  readonly bits: bigint;
}

/** Half of the time those who can do just this, else some who can do a little more, or all that the profile says. */
function attackerWith(random: Random, start: Configuration, near: readonly Near[], own: Near): bigint {
  const reach = ({ f }: Near) => capabilityBits(f.path.capabilities);
  const chance = random.next();
  if (chance < 0.15) return start.attacker;
  return chance < 0.6 ? reach(own) : reach(own) | reach(random.pick(near));
}

/** A configuration in which the target is reached. */
export const drawReached: DrawPremise = (random, decisions, preset, target) => {
  const start = startOf(decisions, preset);
  if (start === null) return null;
  const near = nearIn(decisions, preset, start).filter(({ f }) => isOf(target, f.path));
  if (near.length === 0) return null;
  // Shorter ones are more often taken: they are to be read in class.
  const own = near[Math.min(random.below(near.length), random.below(near.length))]!;
  const more = random
    .shuffled(measuresIn(decisions, start.world))
    .filter((m) => forceOf(start, m) === 'none' && (bitsOf(m.switches) & own.f.cube.off) === 0n)
    .slice(0, random.below(mostChanges + 1 - own.away.length));
  const without = own.away.reduce((c, m) => withMeasure(c, m, false), start);
  const configuration = {
    ...more.reduce((c, m) => withMeasure(c, m, true), without),
    attacker: attackerWith(random, start, near, own),
  };
  const scope = new Scope(decisions, configuration, target);
  return scope.verdict === 'attack' ? { preset: preset.name, scope } : null;
};

/** A configuration in which the target is not reached, and has paths that something in force keeps closed. */
export const drawKeptOut: DrawPremise = (random, decisions, preset, target) => {
  const own = startOf(decisions, preset);
  if (own === null) return null;
  const { paths } = new Scope(decisions, own, target);
  if (paths.length === 0) return null;
  const some = [random.pick(paths), random.pick(paths), random.pick(paths)];
  const capabilities = new Set(some.flatMap((f) => f.path.capabilities));
  const start = random.below(2) === 0 ? own : { ...own, attacker: capabilityBits(capabilities) };
  const all = measuresIn(decisions, start.world);
  const closed = closedBy(random, new Scope(decisions, start, target), all);
  if (closed === null) return null;
  const scope = new Scope(decisions, thinned(random, new Scope(decisions, closed, target), all), target);
  return scope.verdict === 'no-attack-within-bounds' ? { preset: preset.name, scope } : null;
};

/** The configuration with a few measures put in force, until nothing is open; null: more are needed. */
function closedBy(random: Random, scope: Scope, all: readonly Measure[]): Configuration | null {
  let c = scope.configuration;
  for (let added = 0; ; added++) {
    const verdict = scope.verdictAt(c.on);
    if (verdict === 'no-attack-within-bounds') return c;
    const [open] = scope.paths.filter(({ cube }) => (cube.off & c.on) === 0n && (cube.on & ~c.on) === 0n);
    if (verdict !== 'attack' || added === mostChanges || open === undefined) return null;
    const closing = all.filter((m) => (bitsOf(m.switches) & open.cube.off) !== 0n);
    if (closing.length === 0) return null;
    c = withMeasure(c, random.pick(closing), true);
  }
}

/** Without some measures that can be spared: what stood behind another then stands alone. */
function thinned(random: Random, scope: Scope, all: readonly Measure[]): Configuration {
  const inForce = all.filter((m) => forceOf(scope.configuration, m) === 'whole');
  // Those in some path's way come first: without the others nothing would change.
  const asked = inForce.filter((m) => (bitsOf(m.switches) & scope.asked) !== 0n);
  let c = scope.configuration;
  for (const measure of random.shuffled(asked).slice(0, random.below(mostChanges + 1))) {
    const less = withMeasure(c, measure, false);
    if (scope.verdictAt(less.on) === 'no-attack-within-bounds') c = less;
  }
  return c;
}
