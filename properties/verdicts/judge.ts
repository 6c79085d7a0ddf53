// The verdict on one goal or threat under a profile. A switch that the profile leaves unknown is both on and off, so
// a verdict may depend on it; then it is said on which.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { appliesIn } from '../../attacks/catalogue/applies.js';
import { type ThreatId, threats } from '../../attacks/catalogue/paper.js';
import { patternsOf } from '../../attacks/catalogue/patterns.js';
import { goals, type GoalId } from '../../attacks/goals.js';
import type { Path, ScenarioResult } from '../../attacks/paths.js';
import { kindSettings } from '../../attacks/worlds.js';
import { absorb, bitOf, type Cube, idsOf } from '../../attacks/search/conditions.js';
import type { SwitchId } from '../../model/switches.js';
import { configurationOutside, given, holdsEverywhere, isCovered } from './cover.js';
import { type Feasible, type Ground, isOpenTo, looksAtAll, offOf, regroup } from './ground.js';

export const verdicts = [
  'attack',
  'depends',
  'no-attack-within-bounds',
  'inconclusive',
  'vacuous',
  'not-applicable',
] as const;
export type Verdict = (typeof verdicts)[number];

/** A goal or a threat of the catalogue. */
export type Target = { readonly goal: GoalId } | { readonly threat: ThreatId };
export const targets: readonly Target[] = [
  ...goals.filter(({ kind }) => kind === 'end').map(({ id }) => ({ goal: id })),
  ...threats.map(({ id }) => ({ threat: id })),
];
export const idOf = (target: Target): GoalId | ThreatId => ('goal' in target ? target.goal : target.threat);

/** Whether a path is one to the goal, or bears the threat's name. */
export const isOf = (target: Target, path: Path): boolean =>
  'goal' in target ? path.goal === target.goal : path.threats.includes(target.threat);

/** The goals whose paths decide on some targets: of a threat, those toward which it can show. */
export const goalsOf = (wanted: readonly Target[]): readonly GoalId[] => {
  const needed = new Set(
    wanted.flatMap((target) =>
      'goal' in target ? [target.goal] : patternsOf(target.threat).flatMap((pattern) => pattern.goals),
    ),
  );
  return goals.map(({ id }) => id).filter((id) => needed.has(id));
};

/** A path, and the configuration of the profile in which it is to be shown. */
export interface Candidate {
  readonly path: Path;
  readonly configuration: bigint;
}

/** Why a verdict is what it is; `searches` are those that were not exhausted. */
export interface Reason {
  readonly reason:
    | 'no-such-thing'
    | 'unfinishable'
    | 'no-search'
    | 'not-exhausted'
    | 'few-attackers'
    | 'no-trace';
  readonly searches: readonly string[];
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Why, where the verdict alone does not say it. */
  readonly because: Reason | null;
  /** Paths that are open here, the weakest attackers' first, each with a configuration in which its condition holds. */
  readonly candidates: () => Iterable<Candidate>;
  /** Whether a path is one of those that were asked about. */
  readonly isWanted: (path: Path) => boolean;
  readonly open: number;
  /** Of no attack: capabilities that the attackers who were looked at have at most at a time; null: any number. */
  readonly most: number | null;
  /** The unknown switches that matter, and the verdict with each of them alone settled. */
  readonly dependsOn: () => readonly Dependence[];
  /** The verdict on whoever has no more than these, of what the profile's attacker may have. */
  readonly against: (has: ReadonlySet<CapabilityId>) => Verdict;
  /** Where the open paths of such an attacker are open: conditions over the unknown switches. */
  readonly openWhere: (has: ReadonlySet<CapabilityId>) => readonly Cube[];
}
export interface Dependence {
  readonly switch: SwitchId;
  readonly ifOn: Verdict;
  readonly ifOff: Verdict;
}

export function judge(ground: Ground, target: Target): Judgement {
  const { verdict, because: why, real, most } = decide(ground, target);
  return {
    verdict,
    because: why,
    most,
    open: real.length,
    isWanted: (path) => isOf(target, path),
    candidates: function* () {
      for (const f of real.toSorted(byStrength))
        yield { path: f.path, configuration: configurationOf(ground, f)! };
    },
    dependsOn: () =>
      (verdict === 'depends' ? mattering(ground, real) : []).map((id) => {
        const bit = bitOf(id);
        return {
          switch: id,
          ifOn: decide(settle(ground, bit, ground.on | bit), target).verdict,
          ifOff: decide(settle(ground, bit, ground.on), target).verdict,
        };
      }),
    against: (has) =>
      decideOn(ground, target, within(real, has), narrowed(ground.profile.attacker, has)).verdict,
    openWhere: (has) => absorb(within(real, has).map((f) => restOf(ground, f))),
  };
}

/** Fewer capabilities first, then fewer steps: whoever reads a witness takes all that it names for needed. */
const byStrength = (a: Feasible, b: Feasible): number =>
  a.path.capabilities.length - b.path.capabilities.length || a.path.steps - b.path.steps;

/** What has been worked out on a ground: goals and threats share their paths, and settings of unknown switches. */
interface Worked {
  readonly configurations: Map<Feasible, bigint | null>;
  readonly settled: Map<bigint, Ground>;
}
const workings = new WeakMap<Ground, Worked>();
function worked(ground: Ground): Worked {
  let known = workings.get(ground);
  if (known === undefined) workings.set(ground, (known = { configurations: new Map(), settled: new Map() }));
  return known;
}

/** The ground with one unknown switch on or off. */
function settle(ground: Ground, bit: bigint, on: bigint): Ground {
  const { settled } = worked(ground);
  const key = (bit << 1n) | (on === ground.on ? 0n : 1n);
  let known = settled.get(key);
  if (known === undefined)
    settled.set(key, (known = regroup(ground, ground.profile, on, ground.unknown & ~bit)));
  return known;
}

/** A configuration of the profile in which the path's condition holds and the honest run finishes; null: none. */
function configurationOf(at: Ground, f: Feasible): bigint | null {
  const { configurations } = worked(at);
  let known = configurations.get(f);
  if (known === undefined) {
    const within = { on: at.on | f.cube.on, off: offOf(at) | f.cube.off };
    configurations.set(f, (known = configurationOutside(within, f.vacuous)));
  }
  return known;
}

const restOf = (at: Ground, { cube }: Feasible): Cube => ({
  on: cube.on & at.unknown,
  off: cube.off & at.unknown,
});

export const because = (reason: Reason['reason'], searches: readonly string[] = []): Reason => ({
  reason,
  searches,
});

const within = (real: readonly Feasible[], has: ReadonlySet<CapabilityId>): readonly Feasible[] =>
  real.filter(({ path }) => path.capabilities.every((id) => has.has(id)));

const narrowed = (attacker: Ground['profile']['attacker'], has: ReadonlySet<CapabilityId>) =>
  attacker === null ? has : new Set([...has].filter((id) => attacker.has(id)));

const decide = (ground: Ground, target: Target) =>
  decideOn(
    ground,
    target,
    ground.feasible.filter(
      (f) => isOf(target, f.path) && isOpenTo(ground, f.cube) && configurationOf(ground, f) !== null,
    ),
    ground.profile.attacker,
  );

/** @param real the paths that are open to the attacker, each in a configuration whose honest run finishes */
function decideOn(
  ground: Ground,
  target: Target,
  real: readonly Feasible[],
  attacker: Ground['profile']['attacker'],
) {
  const none = { because: null, real: [] as readonly Feasible[], most: null };
  const isVacuous = holdsEverywhere(ground.vacuous);
  if (real.length > 0) {
    const always = holdsEverywhere(absorb([...real.map((f) => restOf(ground, f)), ...ground.vacuous]));
    return { ...none, real, verdict: (always ? 'attack' : 'depends') as Verdict };
  }
  // An attack that was found is told whatever the table of what applies says.
  if (!appliesIn(idOf(target), ground.profile.scenario))
    return { ...none, verdict: 'not-applicable' as Verdict, because: because('no-such-thing') };
  if (isVacuous) return { ...none, verdict: 'vacuous' as Verdict, because: because('unfinishable') };
  // That no path bears a name says something only of searches that told threats apart.
  const looking = ground.worlds.filter((w) =>
    'goal' in target ? w.goals === null || w.goals.includes(target.goal) : w.threats && w.goals === null,
  );
  const unfinished = [
    ...looking.filter((w) => !w.complete).map((w) => w.name),
    ...ground.notSearched.map((s) => s.name),
  ];
  if (unfinished.length > 0 || looking.length === 0)
    return {
      ...none,
      verdict: 'inconclusive' as Verdict,
      because:
        looking.length === 0 && unfinished.length === 0
          ? because('no-search')
          : because('not-exhausted', unfinished),
    };
  const most = mostAtOnce(looking, attacker);
  if (ground.asked !== null && most !== null && most < ground.asked)
    return { ...none, verdict: 'inconclusive' as Verdict, because: because('few-attackers') };
  return { ...none, verdict: 'no-attack-within-bounds' as Verdict, most };
}

/**
 * How many capabilities at a time attackers have who were looked at in every kind of world that was searched.
 * @returns null: any number of those that they may have
 */
function mostAtOnce(
  worlds: readonly ScenarioResult[],
  attacker: Ground['profile']['attacker'],
): number | null {
  const byKind = new Map<string, number>();
  for (const world of worlds) {
    const kind = JSON.stringify(kindSettings.map((k) => world.scenario[k]));
    // A search of only some of the capabilities says nothing of those who have others.
    const most = looksAtAll(world, attacker) ? (world.maxCapabilities ?? Number.POSITIVE_INFINITY) : 0;
    byKind.set(kind, Math.max(byKind.get(kind) ?? 0, most));
  }
  const most = Math.min(...byKind.values());
  return most >= (attacker?.size ?? Number.POSITIVE_INFINITY) ? null : most;
}

/** The unknown switches that make a difference: with one on and with it off, the same settings do not all agree. */
function mattering(ground: Ground, real: readonly Feasible[]): readonly SwitchId[] {
  const open = absorb(real.map((f) => restOf(ground, f)));
  const asked = open.reduce((bits, c) => bits | c.on | c.off, 0n);
  return idsOf(asked).filter((id) => {
    const bit = bitOf(id);
    const [with_, without] = [given(open, bit, 0n), given(open, 0n, bit)];
    const nowhere = [...given(ground.vacuous, bit, 0n), ...given(ground.vacuous, 0n, bit)];
    return (
      with_.some((c) => !isCovered(c, [...without, ...nowhere])) ||
      without.some((c) => !isCovered(c, [...with_, ...nowhere]))
    );
  });
}
