// Which threats a walk is an instance of. The catalogue decides, as it does for paths, from what the walk did: the
// goal, the moves, the capabilities it needed, the secrets it used and by which capability they were known, and the
// switches that had to be off or on. All of these are read off the walk itself, by making its moves again with a step,
// a capability or a switch changed; nothing is taken from the attacker's setting or from what a search found.
//
// Steps that the attack can do without would give it names that it does not deserve (a lure beside a theft). So they
// are left out first. What is left may depend on the configuration: where a token is forwarded anyway, reading it in
// the store is idle. A walk is therefore read twice: as it stands, and with as many checks on as it can stand.

import { capabilities as allCapabilities, type CapabilityId } from '../attacks/capabilities/capabilities.js';
import { type Shown, threatsOf } from '../attacks/catalogue/labels.js';
import type { ThreatId } from '../attacks/catalogue/paper.js';
import type { GoalId } from '../attacks/goals.js';
import type { Path } from '../attacks/paths.js';
import type { Setting } from '../attacks/search/concrete.js';
import { bitsOf, holdsAt } from '../attacks/search/conditions.js';
import { kindOf, termKinds } from '../model/names.js';
import { type SwitchId, switchIds } from '../model/switches.js';
import { Rerun, type Trace, type Variant } from './rerun.js';
import type { Deed } from './walker.js';

interface Reading {
  readonly threats: readonly ThreatId[];
  /** The steps that are needed. They run under the walk's own setting. */
  readonly deeds: readonly Deed[];
}

export class Naming {
  readonly #readings = new Map<string, readonly Reading[]>();
  readonly #rerun: Rerun;

  constructor(
    readonly setting: Setting,
    readonly absorbing: readonly Path[] = [],
  ) {
    this.#rerun = new Rerun(setting);
  }

  /** The steps that make a walk an instance of a threat, or null where it is none. Its last step reaches the goal. */
  readAs(threat: ThreatId, walk: readonly Deed[], goal: GoalId): readonly Deed[] | null {
    if (!this.#mayBe(threat, walk, goal)) return null;
    return this.#readingsOf(walk, goal).find(({ threats }) => threats.includes(threat))?.deeds ?? null;
  }

  /** Whether the catalogue could give the name at all, if every step, capability and switch were needed. */
  #mayBe(threat: ThreatId, walk: readonly Deed[], goal: GoalId): boolean {
    const trace = this.#rerun.base.run(walk, goal);
    if (trace === null) return false;
    const { on, capabilities } = this.setting;
    const present = [...trace.asked].filter((id) => on.has(id));
    const absent = [...trace.asked].filter((id) => !on.has(id));
    return [absent, []].some((off) =>
      threatsOf(asPath(walk, goal, this.setting, [...capabilities], trace, off, present)).includes(threat),
    );
  }

  #readingsOf(walk: readonly Deed[], goal: GoalId): readonly Reading[] {
    const key = `${goal} ${walk.map(({ id }) => id).join(' ')}`;
    let readings = this.#readings.get(key);
    if (readings === undefined) {
      readings = [this.#rerun.base, this.#hardened(walk, goal)].map((at) => this.#read(walk, goal, at));
      this.#readings.set(key, readings);
    }
    return readings;
  }

  /** As many more switches on as the walk can stand: those that it does not ask for, and then one after another. */
  #hardened(walk: readonly Deed[], goal: GoalId): Variant {
    let at = this.#rerun.base;
    const { asked } = at.run(walk, goal)!;
    for (const id of switchIds.toSorted((a, b) => Number(asked.has(a)) - Number(asked.has(b)))) {
      if (at.setting.on.has(id)) continue;
      const harder = at.flipped(id);
      // Turning on what is not asked for changes nothing.
      if (!harder.isVacuous && (!asked.has(id) || harder.run(walk, goal) !== null)) at = harder;
    }
    return at;
  }

  #read(walk: readonly Deed[], goal: GoalId, at: Variant): Reading {
    const { base } = this.#rerun;
    const deeds = leastOf(walk, (some) => base.run(some, goal) !== null && at.run(some, goal) !== null);
    let least = at;
    for (const one of at.setting.capabilities) {
      const fewer = least.lacking(one);
      if (fewer.run(deeds, goal) !== null) least = fewer;
    }
    const trace = least.run(deeds, goal)!;
    // Needed as it is: the moves do not reach the goal with the switch the other way.
    const needed = [...trace.asked].filter((id) => {
      const other = at.flipped(id);
      return !other.isVacuous && other.run(deeds, goal) === null;
    });
    const absent = needed.filter((id) => !at.setting.on.has(id));
    const present = needed.filter((id) => at.setting.on.has(id) && this.setting.on.has(id));
    const path = asPath(deeds, goal, this.setting, [...least.setting.capabilities], trace, absent, present);
    const isAbsorbed = this.absorbing.some((a) => isEasier(a, path, [base.setting, at.setting]));
    return { threats: isAbsorbed ? [] : threatsOf(path), deeds };
  }
}

/** Whether a path reaches the goal of another with no more steps, capabilities and used secrets, in these settings. */
export const isEasier = (a: Path, b: Shown, settings: readonly Setting[]): boolean =>
  a.goal === b.goal &&
  a.steps <= b.steps &&
  settings.every(({ on }) => holdsAt(a.cube, bitsOf(on))) &&
  a.capabilities.every((c) => b.capabilities.includes(c)) &&
  a.provenance.every(({ capability, kinds }) =>
    b.provenance.some((p) => p.capability === capability && kinds.every((k) => p.kinds.includes(k))),
  );

/** Leaves out what can be left out, larger pieces first; the last step stays. */
function leastOf<T>(all: readonly T[], isEnough: (some: readonly T[]) => boolean): readonly T[] {
  let least = all;
  for (let size = Math.floor(all.length / 2); size >= 1; ) {
    let isShorter = false;
    for (let end = least.length - 1; end > 0; end -= size) {
      const shorter = least.toSpliced(Math.max(0, end - size), Math.min(size, end));
      if (!isEnough(shorter)) continue;
      least = shorter;
      isShorter = true;
    }
    if (!isShorter || size > 1) size = Math.floor(size / 2);
  }
  return least;
}

/** What a walk did, in the form in which the catalogue reads paths. */
function asPath(
  deeds: readonly Deed[],
  goal: GoalId,
  { scenario }: Setting,
  capabilities: readonly CapabilityId[],
  { used }: Pick<Trace, 'used'>,
  absent: readonly SwitchId[],
  present: readonly SwitchId[],
): Shown {
  // A secret known by two capabilities counts for both: the attack could do with either.
  const provenance = allCapabilities
    .map(({ id: capability }) => {
      const terms = [...used].filter(([, by]) => by.has(capability)).map(([term]) => kindOf(term));
      return { capability, kinds: termKinds.filter((kind) => terms.includes(kind)) };
    })
    .filter(({ kinds }) => kinds.length > 0);
  return {
    id: 'walk',
    goal,
    scenario,
    capabilities,
    provenance,
    cube: { on: bitsOf(present), off: bitsOf(absent) },
    absent,
    present,
    steps: deeds.length,
    moves: deeds.map(({ id }) => id),
  };
}
