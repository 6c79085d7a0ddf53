// Makes the moves of a walk again, in its own setting and in settings that differ by a switch or a capability. What was
// made once from the same beginning is remembered.

import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import type { GoalId } from '../attacks/goals.js';
import {
  type ConcreteState,
  initialState,
  movesAt,
  performAt,
  type Setting,
} from '../attacks/search/concrete.js';
import { bitsOf, type Cube, holdsAt } from '../attacks/search/conditions.js';
import { StepTable } from '../attacks/search/stepTable.js';
import { honestRun } from '../attacks/search/vacuity.js';
import type { Term } from '../model/names.js';
import type { SwitchId } from '../model/switches.js';
import { moveId } from '../model/world.js';
import type { Deed } from './walker.js';

export interface Trace {
  /** Switches that were asked for by the moves, or by what was learnt from them. */
  readonly asked: ReadonlySet<SwitchId>;
  /** Secrets that were used, with the capabilities by which each was known; not those that were handed over. */
  readonly used: ReadonlyMap<Term, ReadonlySet<CapabilityId>>;
}
interface Made extends Trace {
  readonly state: ConcreteState;
  readonly knownBy: ReadonlyMap<Term, ReadonlySet<CapabilityId | null>>;
  /** Those of the last move. */
  readonly goals: ReadonlySet<GoalId>;
  readonly next: Map<string, Made | null>;
}

/** Remembered beginnings of walks; beyond so many, all are forgotten. */
const maxMade = 100_000;

export class Rerun {
  readonly table = new StepTable();
  readonly vacuous: readonly Cube[];
  readonly base: Variant;
  readonly #variants = new Map<string, Variant>();
  #made = 0;

  constructor(setting: Setting) {
    this.vacuous = honestRun(setting.scenario).vacuous;
    this.base = this.variant(setting);
  }

  variant(setting: Setting): Variant {
    const key = `${bitsOf(setting.on)} ${[...setting.capabilities].sort().join(' ')}`;
    let variant = this.#variants.get(key);
    if (variant === undefined) this.#variants.set(key, (variant = new Variant(this, setting)));
    return variant;
  }

  count(): void {
    if (++this.#made < maxMade) return;
    this.#made = 0;
    for (const variant of this.#variants.values()) variant.forget();
  }
}

/** One setting in which moves are made again. */
export class Variant {
  readonly isVacuous: boolean;
  readonly #flipped = new Map<SwitchId, Variant>();
  #first: Made;

  constructor(
    readonly rerun: Rerun,
    readonly setting: Setting,
  ) {
    const on = bitsOf(setting.on);
    this.isVacuous = rerun.vacuous.some((cube) => holdsAt(cube, on));
    this.#first = this.#beginning();
  }

  #beginning(): Made {
    return {
      state: initialState(this.setting.scenario),
      asked: new Set(),
      used: new Map(),
      knownBy: new Map(),
      goals: new Set(),
      next: new Map(),
    };
  }

  forget(): void {
    this.#first = this.#beginning();
  }

  /** With one switch the other way. */
  flipped(id: SwitchId): Variant {
    let variant = this.#flipped.get(id);
    if (variant === undefined) {
      const on = new Set(this.setting.on);
      if (!on.delete(id)) on.add(id);
      this.#flipped.set(id, (variant = this.rerun.variant({ ...this.setting, on })));
    }
    return variant;
  }

  /** With one capability less. */
  lacking(one: CapabilityId): Variant {
    const capabilities = new Set([...this.setting.capabilities].filter((id) => id !== one));
    return this.rerun.variant({ ...this.setting, capabilities });
  }

  /** Makes the moves; null unless every one can be made and the last one reaches the goal. */
  run(deeds: readonly Deed[], goal: GoalId): Trace | null {
    let made: Made | null = this.#first;
    for (const deed of deeds) {
      let next: Made | null | undefined = made.next.get(deed.id);
      if (next === undefined) {
        made.next.set(deed.id, (next = this.#make(made, deed)));
        this.rerun.count();
      }
      if (next === null) return null;
      made = next;
    }
    return made.goals.has(goal) ? made : null;
  }

  #make(before: Made, { id, family }: Deed): Made | null {
    const { setting } = this;
    const move = movesAt(before.state, setting, [family]).find((m) => moveId(m) === id);
    const done = move && performAt(before.state, move, setting, this.rerun.table.step);
    if (!done) return null;
    const used = new Map(before.used);
    for (const terms of move.needs ?? []) {
      const known = terms.filter((t) => before.knownBy.has(t));
      if (known.some((t) => before.knownBy.get(t)!.has(null))) continue;
      for (const t of known) used.set(t, before.knownBy.get(t) as ReadonlySet<CapabilityId>);
    }
    const asked = new Set(before.asked);
    for (const check of done.effect.checks) asked.add(check.switch);
    const knownBy = new Map(before.knownBy);
    for (const { capability, term, on, off } of done.effect.learnings) {
      if (capability !== null && !setting.capabilities.has(capability)) continue;
      for (const s of [...on, ...off]) asked.add(s);
      const isLearnt = on.every((s) => setting.on.has(s)) && !off.some((s) => setting.on.has(s));
      if (term !== null && isLearnt) knownBy.set(term, new Set([...(knownBy.get(term) ?? []), capability]));
    }
    return { state: done.state, asked, used, knownBy, goals: done.goals, next: new Map() };
  }
}
