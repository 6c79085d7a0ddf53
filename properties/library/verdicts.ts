// Verdicts on profiles: what is reached by whom, what changes between profiles, why, and what would close it.

import type { WeakAttacker } from '../../attacks/attackers.js';
import type { Attack } from '../../attacks/search/replay.js';
import type { SwitchId } from '../../model/switches.js';
import { endGoals } from '../input/named.js';
import { exhaustFor, groundsOf } from '../results/grounds.js';
import type { Costs } from '../verdicts/additions.js';
import {
  type Cell,
  cellOf,
  type Change,
  compare as comparison,
  type Difference as FoundDifference,
} from '../verdicts/compare.js';
import { explain as explanation, type Stop } from '../verdicts/explain.js';
import type { Ground } from '../verdicts/ground.js';
import { harden as hardening } from '../verdicts/harden.js';
import { hardenChecked } from '../verdicts/hardenChecked.js';
import {
  type Dependence,
  goalsOf,
  type Reason,
  type Target,
  targets,
  type Verdict,
} from '../verdicts/judge.js';
import type { Role } from '../verdicts/roles.js';
import { type Bounds, type Path, pathOf } from './paths.js';
import type { Profile } from './profiles.js';
import { type ResultOptions, sourceOf } from './results.js';
import { type Stoppable, stoppable } from './stopping.js';

export type { Change, Costs, Dependence, Reason, Role, Stop, Target, Verdict, WeakAttacker };

/** What verdicts on one profile stand on: the searches that say something about it, and the paths that they found. */
export interface Evidence {
  readonly profile: Profile;
  /** The bounds within which its verdicts hold. */
  readonly bounds: readonly Bounds[];
}
const grounds = new WeakMap<Evidence, Ground>();
function groundOf(evidence: Evidence): Ground {
  const ground = grounds.get(evidence);
  if (ground === undefined)
    throw new TypeError('this evidence was not made by `evidenceFor`: a copy of it does not do');
  return ground;
}
function evidenceOf(ground: Ground): Evidence {
  const evidence: Evidence = {
    profile: ground.profile,
    bounds: ground.worlds.map((w) => ({
      name: w.name,
      scenario: w.scenario,
      maxCapabilities: w.maxCapabilities,
      capabilities: w.allowed,
      settled: w.settled,
      complete: w.complete,
    })),
  };
  grounds.set(evidence, ground);
  return evidence;
}

export interface EvidenceOptions extends ResultOptions, Stoppable {
  /** Goals and threats that will be asked about; of others nothing is said. Default: all. */
  readonly about?: readonly Target[] | undefined;
}

/** Every goal and threat that can be asked about. */
export const allTargets: readonly Target[] = targets;

/**
 * What verdicts on profiles stand on, in the profiles' order. Of a shipped profile everything ships, and is read in
 * seconds; another is searched, for minutes. Two profiles may not have one name: a `RangeError` is thrown.
 */
export async function evidenceFor(
  profiles: readonly Profile[],
  options: EvidenceOptions = {},
): Promise<readonly Evidence[]> {
  const twice = profiles.find(({ name }, i) => profiles.findIndex((p) => p.name === name) !== i);
  if (twice !== undefined) throw new RangeError(`two profiles are named ${twice.name}`);
  return stoppable(options, async ({ stop }) => {
    const only = goalsOf(options.about ?? targets);
    const found = await groundsOf(profiles, endGoals, sourceOf(options, stop), { only });
    return found.grounds.map(evidenceOf);
  });
}

/** The verdict on one goal or threat under one profile. */
export interface Judgement {
  readonly target: Target;
  readonly verdict: Verdict;
  /** Why, if the verdict alone does not say it. */
  readonly because: Reason | null;
  /** There is no attack only because of checks whose effect is assumed. */
  readonly byAssumption: boolean;
  /** How many paths are open. */
  readonly open: number;
  /** The weakest attackers for whom a path is open, the weakest first. */
  readonly attackers: readonly WeakAttacker[];
  /** The unknown switches that matter, and the verdict with each alone settled. */
  readonly dependsOn: readonly Dependence[];
  /** An open path's attack, replayed in a configuration of the profile; null: there is none. */
  readonly attack: Attack | null;
}
const judgementOf = (target: Target, cell: Cell): Judgement => ({
  target,
  verdict: cell.verdict,
  because: cell.because,
  byAssumption: cell.byAssumption,
  open: cell.open,
  attackers: cell.attackers,
  dependsOn: cell.dependsOn,
  attack: cell.witness?.attack ?? null,
});

/** The verdict on a goal or threat. Only attacks that were replayed are reported. */
export const judge = async (evidence: Evidence, target: Target): Promise<Judgement> =>
  judgementOf(target, await cellOf(groundOf(evidence), target));

export interface Difference {
  readonly target: Target;
  readonly change: Change;
  readonly before: Judgement;
  readonly after: Judgement;
  /** Of a fixed one: settings of the second profile under which the first one's attack does not run. */
  readonly stoppedBy: readonly SwitchId[];
}
export interface Comparison {
  /** For each target, in their order, the verdict under each profile, in theirs. */
  readonly rows: readonly { readonly target: Target; readonly judgements: readonly Judgement[] }[];
  /** For each profile but the first, what differs from the first. */
  readonly differences: readonly (readonly Difference[])[];
}

/** Verdicts under each profile, and what changes from the first to the others. */
export async function compare(
  evidence: readonly Evidence[],
  about: readonly Target[] = targets,
): Promise<Comparison> {
  const { rows, differences } = await comparison(evidence.map(groundOf), about);
  const differenceOf = ({ target, change, before, after, stoppedBy }: FoundDifference): Difference => ({
    target,
    change,
    before: judgementOf(target, before),
    after: judgementOf(target, after),
    stoppedBy,
  });
  return {
    rows: rows.map(({ target, cells }) => ({
      target,
      judgements: cells.map((cell) => judgementOf(target, cell)),
    })),
    differences: differences.map((of) => of.map(differenceOf)),
  };
}

export interface Explanation extends Judgement {
  /** The paths nearest to being open, and whose check stops each at which message. */
  readonly stopped: readonly { readonly path: Path; readonly stops: readonly Stop[] }[];
  /** The smallest changes of the profile that would let an attack in. */
  readonly reopenings: readonly {
    readonly turnOff: readonly SwitchId[];
    readonly turnOn: readonly SwitchId[];
    readonly path: Path;
  }[];
  /** What part each measure and each switch in force plays in that. */
  readonly measures: readonly { readonly id: string; readonly role: Role }[];
  readonly switches: readonly { readonly id: SwitchId; readonly role: Role }[];
}

/** Why a goal or threat is reached, or what stops it. */
export async function explain(evidence: Evidence, target: Target): Promise<Explanation> {
  const { cell, stopped, reopenings, measures, switches } = await explanation(groundOf(evidence), target);
  return {
    ...judgementOf(target, cell),
    stopped: stopped.map(({ path, stops }) => ({ path: pathOf(path), stops })),
    reopenings: reopenings.map(({ turnOff, turnOn, path }) => ({ turnOff, turnOn, path: pathOf(path) })),
    measures,
    switches,
  };
}

export interface HardenOptions extends ResultOptions, Stoppable {
  /** Add whole measures (the default), or single switches. */
  readonly by?: 'measures' | 'switches' | undefined;
  /** What each addition costs, in any unit, and which are not to be had. Default: each costs 1. */
  readonly costs?: Partial<Costs> | undefined;
  /** So many sets, the cheapest first, are searched against every attacker. Default: 0; each takes minutes. */
  readonly check?: number | undefined;
}
export interface Hardening {
  /** Measures or switches to add. */
  readonly ids: readonly string[];
  readonly cost: number;
  /** The verdict on each target with them in force; inconclusive, unless the set was checked. */
  readonly verdicts: readonly Verdict[];
  /** An order in which no step on the way admits what the step before did not; null: none, or not looked for. */
  readonly order: readonly string[] | null;
}
export interface Hardened {
  /** The cheapest first. */
  readonly sets: readonly Hardening[];
  /** There may be further sets beyond those found. */
  readonly isCut: boolean;
  /** Open paths that no addition affects, up to five. */
  readonly untouchable: readonly Path[];
}

/** The smallest additions to a profile under which none of some targets is reached by any path that was found. */
export async function harden(
  evidence: Evidence,
  about: readonly Target[],
  options: HardenOptions = {},
): Promise<Hardened> {
  const { by = 'measures', check = 0 } = options;
  const costs: Costs = { costs: new Map(), otherwise: 1, unavailable: [], ...options.costs };
  const ground = groundOf(evidence);
  const ofThreats = about.some((t) => 'threat' in t);
  const { sets, isCut, untouchable } =
    check === 0
      ? hardening(ground, about, by, costs)
      : await stoppable(options, ({ stop }) =>
          hardenChecked(ground, about, by, costs, {
            count: check,
            most: Number.POSITIVE_INFINITY,
            // A threat may be on the way to any goal.
            exhaust: (profile) =>
              exhaustFor(
                profile,
                ofThreats ? endGoals : goalsOf(about),
                ofThreats,
                Number.POSITIVE_INFINITY,
                sourceOf(options, stop),
              ),
          }),
        );
  return {
    sets: sets.map(({ ids, cost, verdicts, order }) => ({ ids, cost, verdicts, order })),
    isCut,
    untouchable: untouchable.map(pathOf),
  };
}
