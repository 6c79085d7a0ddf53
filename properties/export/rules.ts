// What another model checker is given: every move as a rule over the local states of the instances, with the switches,
// capabilities and knowledge that it asks for and all that comes of it.
//
// Rules are worked out from the moves themselves, by performing them through the XState machines and writing down what
// they look at. What the lifted search makes of moves is not used (templates, primes, ways of knowing, reductions), so
// that a fault there is not handed on to the checker that is to find it. The memory of machine steps is shared; the
// coverage certificate is checked without it.

import type { Local, Ask } from '../../model/entities/entity.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import type { Term } from '../../model/names.js';
import {
  type Component,
  componentsOf,
  initialLocal,
  type Move,
  type MoveFamily,
  moveId,
  type View,
} from '../../model/world.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { GoalId } from '../../attacks/goals.js';
import {
  type Effect,
  type MachineStep,
  outcomes,
  perform,
  type World,
} from '../../attacks/search/perform.js';
import { StepTable } from '../../attacks/search/stepTable.js';

/** Switches that must be on and switches that must be off. */
export interface Condition {
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
}
/** A secret that becomes known, or a goal that is reached, where the attacker has the capability (null: any). */
export interface Gain<T> extends Condition {
  readonly capability: CapabilityId | null;
  readonly what: T;
}
/** One fact that a rule looks at: a whole local state, or what a view makes of it. */
export interface Look {
  readonly component: number;
  readonly view: View<string | number | boolean> | null;
  readonly key: unknown;
}
export interface Rule extends Condition {
  /** The name of the move, as replay takes it. */
  readonly move: string;
  readonly looks: readonly Look[];
  readonly capabilities: readonly CapabilityId[];
  /** The attacker knows one of each list. */
  readonly needs: readonly (readonly Term[])[];
  /** Component and number of its new local state. */
  readonly writes: readonly (readonly [component: number, local: number])[];
  readonly gains: readonly Gain<Term>[];
  readonly goals: readonly Gain<GoalId>[];
}

/** The local states that components can be in, numbered as they are met; 0 is the initial one. */
export class LocalStates {
  readonly components: readonly Component[];
  readonly #numbers: Map<string, number>[];
  readonly all: Local[][];
  readonly step: MachineStep = new StepTable().step;
  readonly #viewed = new Map<View<string | number | boolean>, unknown[][]>();

  constructor(readonly scenario: Scenario) {
    this.components = componentsOf(scenario);
    this.#numbers = this.components.map(() => new Map());
    this.all = this.components.map(() => []);
    for (const [i, c] of this.components.entries()) this.number(i, initialLocal(c, scenario));
  }

  number(component: number, local: Local): number {
    const key = JSON.stringify([local.value, local.context]);
    const numbers = this.#numbers[component]!;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    this.all[component]!.push(local);
    return numbers.size - 1;
  }

  /** What a look finds at a component in a local state: its number, or what the view makes of it. */
  key(component: number, view: Look['view'], number: number): unknown {
    if (view === null) return number;
    let byComponent = this.#viewed.get(view);
    if (byComponent === undefined) this.#viewed.set(view, (byComponent = []));
    const keys = (byComponent[component] ??= []);
    return (keys[number] ??= view.of(this.all[component]![number]!));
  }
}

/** Writes down what is looked at, each fact once. */
class Recorder {
  readonly looks: Look[] = [];
  readonly world: World;

  constructor(locals: LocalStates, state: readonly number[]) {
    const at = (component: Component) => {
      const index = locals.components.indexOf(component);
      return { index, local: locals.all[index]![state[index]!]! };
    };
    const note = (look: Look) => {
      const known = this.looks.some(
        (l) => l.component === look.component && (l.view === null || l.view === look.view),
      );
      if (!known) this.looks.push(look);
    };
    this.world = {
      scenario: locals.scenario,
      read: (component) => {
        const { index, local } = at(component);
        note({ component: index, view: null, key: state[index]! });
        return local;
      },
      peek: (component, view) => {
        const { index, local } = at(component);
        const key = view.of(local);
        note({ component: index, view, key });
        return key;
      },
    };
  }
}

/** Whether two sets of rules could be told apart: by one configuration and attacker, or by all of them. */
export interface Scope {
  /** Null: every configuration. */
  readonly on: ReadonlySet<SwitchId> | null;
  /** Capabilities that the attacker may have. */
  readonly capabilities: ReadonlySet<CapabilityId>;
}

interface Node {
  next?: Pick<Look, 'component' | 'view'>;
  children: Map<unknown, Node>;
  rules?: readonly Rule[];
}

/** The rules of one family of moves, remembered by what the family looked at. */
export class FamilyRules {
  readonly #root: Node = { children: new Map() };

  constructor(
    readonly family: MoveFamily,
    readonly locals: LocalStates,
    readonly scope: Scope,
  ) {}

  at(state: readonly number[]): readonly Rule[] {
    let node = this.#root;
    while (node.rules === undefined) {
      if (node.next === undefined) return this.#workOut(state);
      const { component, view } = node.next;
      const child = node.children.get(this.locals.key(component, view, state[component]!));
      if (child === undefined) return this.#workOut(state);
      node = child;
    }
    return node.rules;
  }

  #workOut(state: readonly number[]): readonly Rule[] {
    const { family, locals, scope } = this;
    const offered = new Recorder(locals, state);
    const all = [...offered.looks];
    const moves = family.moves(offered.world);
    const note = (looks: readonly Look[]) => {
      for (const look of looks)
        if (!all.some((l) => l.component === look.component && (l.view === null || l.view === look.view)))
          all.push(look);
    };
    note(offered.looks);
    const rules: Rule[] = [];
    for (const move of moves) {
      const capabilities = (move.capabilities ?? []) as readonly CapabilityId[];
      if (!capabilities.every((c) => scope.capabilities.has(c))) continue;
      const performed = new Recorder(locals, state);
      const results = outcomesIn(performed.world, move, scope.on, locals.step);
      note(performed.looks);
      const looks = [
        ...offered.looks,
        ...performed.looks.filter(
          (p) =>
            !offered.looks.some((o) => o.component === p.component && (o.view === null || o.view === p.view)),
        ),
      ];
      for (const { on, off, effect } of results) {
        const rule = this.#ruleOf(move, state, looks, { on, off }, effect);
        if (rule.writes.length > 0 || rule.gains.length > 0 || rule.goals.length > 0) rules.push(rule);
      }
    }
    this.#remember(all, rules);
    return rules;
  }

  #ruleOf(
    move: Move,
    state: readonly number[],
    looks: readonly Look[],
    { on, off }: Condition,
    effect: Effect,
  ): Rule {
    const { locals, scope } = this;
    const gains = effect.learnings.filter(
      (l) =>
        (l.capability === null || scope.capabilities.has(l.capability)) &&
        (scope.on === null ||
          (l.on.every((id) => scope.on!.has(id)) && !l.off.some((id) => scope.on!.has(id)))),
    );
    const condition = (c: Condition) => (scope.on === null ? { on: c.on, off: c.off } : { on: [], off: [] });
    return {
      move: moveId(move),
      looks,
      capabilities: (move.capabilities ?? []) as readonly CapabilityId[],
      needs: move.needs ?? [],
      ...condition({ on, off }),
      writes: [...effect.writes].flatMap(([component, local]) => {
        const index = locals.components.indexOf(component);
        const number = locals.number(index, local);
        return number === state[index] ? [] : [[index, number] as const];
      }),
      gains: unique(
        gains.flatMap((l) =>
          l.term === null ? [] : [{ capability: l.capability, what: l.term, ...condition(l) }],
        ),
      ),
      goals: unique([
        ...[...effect.goals].map((what) => ({ capability: null, what, on: [], off: [] })),
        ...gains.flatMap((l) =>
          l.goal === null ? [] : [{ capability: l.capability, what: l.goal, ...condition(l) }],
        ),
      ]),
    };
  }

  #remember(looks: readonly Look[], rules: readonly Rule[]): void {
    let node = this.#root;
    for (const { component, view, key } of looks) {
      node.next ??= { component, view };
      let child = node.children.get(key);
      if (child === undefined) node.children.set(key, (child = { children: new Map() }));
      node = child;
    }
    node.rules = rules;
  }
}

const unique = <T>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** What can come of a move: in one configuration, or for every answer to every switch that it asks. */
function outcomesIn(
  world: World,
  move: Move,
  on: ReadonlySet<SwitchId> | null,
  step: MachineStep,
): readonly (Condition & { readonly effect: Effect })[] {
  if (on === null) return outcomes(world, move, step);
  const ask: Ask = (id) => on.has(id);
  const effect = perform(world, move, ask, step);
  return effect === null ? [] : [{ on: [], off: [], effect }];
}
