// Which measure cuts which path to one goal or threat, and what each measure does for it under one configuration.

import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { Path } from '../../attacks/paths.js';
import { bitsOf, type Cube, idsOf } from '../../attacks/search/conditions.js';
import { type Measure, measures } from '../../model/measures.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { assumedBits } from '../../properties/verdicts/assumed.js';
import { holdsEverywhere } from '../../properties/verdicts/cover.js';
import { type Feasible, type Ground, regroup } from '../../properties/verdicts/ground.js';
import { judge, type Target } from '../../properties/verdicts/judge.js';
import { type Role, rolesIn, smallestDeltas } from '../../properties/verdicts/roles.js';
import { capabilityBits } from './bits.js';
import { type Force, forceOf } from './configuration.js';
import { about } from './narrow.js';

/** `assumed`: every switch that cuts has its effect by assumption. `opens`: the path needs a switch of the measure. */
export type Mark = 'cuts' | 'assumed' | 'opens';

/** Paths that need the same capabilities, the same checks absent and the same checks present. */
export interface Column {
  readonly cube: Cube;
  readonly capabilities: readonly CapabilityId[];
  readonly absent: readonly SwitchId[];
  readonly present: readonly SwitchId[];
  /** Shortest first; never empty. */
  readonly paths: readonly Path[];
  /** How many of them are open now. */
  readonly open: number;
  /** Paths folded in that need all of this and more: what cuts the column cuts them too. */
  readonly more: number;
}

export interface Row {
  readonly measure: Measure;
  readonly force: Force;
  /** Its part for this target while in force; null: not in force, or the target is reached, or nothing reaches it. */
  readonly role: Role | null;
  /** Open paths that it would cut, and closed ones that it has a part in stopping. */
  readonly cuts: number;
  readonly stops: number;
  /** Open paths that need a switch of it on: while it is in force, it lets them in. */
  readonly letsIn: number;
  /** Paths, closed now, that would open with it. */
  readonly opens: number;
  /** It alone closes the target, within the bounds. */
  readonly closes: boolean;
  /** With it the honest run cannot finish. */
  readonly isVacuous: boolean;
}

export interface Coverage {
  readonly open: readonly Feasible[];
  readonly every: readonly Feasible[];
  readonly rows: readonly Row[];
}

/** What a measure is to a path; null: nothing. */
export function markOf(measure: Pick<Measure, 'switches'>, cube: Cube): Mark | null {
  const bits = bitsOf(measure.switches);
  const cutting = bits & cube.off;
  if (cutting !== 0n) return (cutting & ~assumedBits) === 0n ? 'assumed' : 'cuts';
  return (bits & cube.on) === 0n ? null : 'opens';
}

export function coverageOf(whole: Ground, target: Target): Coverage {
  const ground = about(whole, target);
  const judgement = judge(ground, target);
  const isOpen = new Set([...judgement.candidates()].map(({ path }) => path));
  const open = ground.every.filter(({ path }) => isOpen.has(path));
  const roles = new Map(
    judgement.verdict === 'attack'
      ? []
      : rolesIn(ground, smallestDeltas(ground, target)).measures.map((m) => [m.id, m.role] as const),
  );
  const isFinishable = !holdsEverywhere(ground.vacuous);
  const rows = (measures as readonly Measure[]).map((measure): Row => {
    const bits = bitsOf(measure.switches);
    const force = forceOf(ground, measure);
    const cuts = count(open, ({ cube }) => (cube.off & bits) !== 0n);
    const shown = {
      measure,
      force,
      role: roles.get(measure.id) ?? null,
      cuts,
      stops: count(ground.every, ({ path, cube }) => (cube.off & bits) !== 0n && !isOpen.has(path)),
      letsIn: count(open, ({ cube }) => (cube.on & bits) !== 0n),
    };
    if (force === 'whole') return { ...shown, opens: 0, closes: false, isVacuous: false };
    const after = regroup(ground, ground.profile, ground.on | bits, ground.unknown & ~bits);
    const afterwards = judge(after, target);
    return {
      ...shown,
      // A path that is possible only where the honest run cannot finish is not open.
      opens: count([...afterwards.candidates()], ({ path }) => !isOpen.has(path)),
      closes: open.length > 0 && cuts === open.length && afterwards.verdict === 'no-attack-within-bounds',
      isVacuous: isFinishable && holdsEverywhere(after.vacuous),
    };
  });
  return { open, every: ground.every, rows: rows.toSorted(byUse) };
}

const count = <T>(all: readonly T[], is: (x: T) => boolean): number =>
  all.reduce((n, x) => (is(x) ? n + 1 : n), 0);

const weight: Record<Role, number> = { critical: 3, shared: 2, redundant: 0 };
/** What matters most comes first: what is not in force by what it would do, what is in force by its part. */
const byUse = (a: Row, b: Row): number =>
  Number(b.closes) - Number(a.closes) ||
  b.cuts - a.cuts ||
  (b.role === null ? 1 : weight[b.role]) - (a.role === null ? 1 : weight[a.role]) ||
  b.letsIn - a.letsIn ||
  b.stops - a.stops;

const wide = BigInt(switchIds.length);
/** What a path needs, as one number: what needs no more is a subset of its bits. */
const needOf = ({ path, cube }: Feasible): bigint =>
  (((capabilityBits(path.capabilities) << wide) | cube.on) << wide) | cube.off;

/** Paths as columns, shortest first. `isFolded`: what needs all that another column needs, and more, goes with it. */
export function columnsOf(
  { open }: Coverage,
  shown: readonly Feasible[],
  isFolded: boolean,
): readonly Column[] {
  const groups = new Map<bigint, Feasible[]>();
  for (const f of shown) {
    const need = needOf(f);
    const group = groups.get(need);
    if (group === undefined) groups.set(need, [f]);
    else group.push(f);
  }
  const isOpen = new Set(open);
  const all = [...groups].map(([need, own]) => ({ need, own, more: 0 }));
  const kept = isFolded ? folded(all) : all;
  return kept
    .map(({ own, more }) => ({
      cube: own[0]!.cube,
      capabilities: own[0]!.path.capabilities,
      absent: idsOf(own[0]!.cube.off),
      present: idsOf(own[0]!.cube.on),
      paths: own.map(({ path }) => path),
      open: count(own, (f) => isOpen.has(f)),
      more,
    }))
    .sort((a, b) => a.paths[0]!.steps - b.paths[0]!.steps || a.absent.length - b.absent.length);
}

interface Group {
  readonly need: bigint;
  readonly own: readonly Feasible[];
  more: number;
}
function folded(all: readonly Group[]): readonly Group[] {
  const kept: { readonly group: Group; readonly parts: readonly number[] }[] = [];
  const sized = all.map((group) => ({ group, parts: partsOf(group.need), size: literals(group.need) }));
  for (const { group, parts } of sized.sort((a, b) => a.size - b.size)) {
    const lead = kept.find((k) => k.parts.every((bits, i) => (bits & ~parts[i]!) === 0));
    if (lead === undefined) kept.push({ group, parts });
    else lead.group.more += group.own.length;
  }
  return kept.map(({ group }) => group);
}
const literals = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length;

/** The bits in machine words: hundreds of groups are held against each other. */
const words = Math.ceil((switchIds.length * 2 + capabilities.length) / 30);
const partsOf = (bits: bigint): readonly number[] =>
  Array.from({ length: words }, (_, i) => Number((bits >> BigInt(30 * i)) & 0x3fffffffn));
