// The table: every distinct local step is asked of XState once, and every distinct effect of a move is worked out
// once. What a move depends on is not declared but recorded: a family's result is kept in a trie whose nodes are
// the instances (or single facts about them) that it looked at, in the order in which it looked.

import {
  type Ask,
  askMachine,
  type EntityEvent,
  type Local,
  type StepResult,
} from '../../model/entities/entity.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import {
  type Component,
  componentsOf,
  entityOf,
  initialLocal,
  type MoveFamily,
  type View,
} from '../../model/world.js';
import type { MachineStep, World } from './perform.js';

const keys = new WeakMap<Local, string>();
/** The whole of a local state as text; written once for each object, since objects are passed on as they are. */
function keyOf(local: Local): string {
  let key = keys.get(local);
  if (key === undefined) keys.set(local, (key = `${local.value} ${JSON.stringify(local.context)}`));
  return key;
}

/** Interned local states: a state of the world is one number for each component. */
export class Locals {
  readonly components: readonly Component[];
  readonly indexOf: ReadonlyMap<Component, number>;
  readonly #ids: Map<string, number>[];
  readonly #locals: Local[][];

  constructor(readonly scenario: Scenario) {
    this.components = componentsOf(scenario);
    this.indexOf = new Map(this.components.map((c, i) => [c, i]));
    this.#ids = this.components.map(() => new Map());
    this.#locals = this.components.map(() => []);
    for (const [i, c] of this.components.entries()) this.id(i, initialLocal(c, scenario));
  }

  /** The number of a local state; injective, for the key is the whole state. */
  id(component: number, local: Local): number {
    const ids = this.#ids[component]!;
    const key = keyOf(local);
    let id = ids.get(key);
    if (id === undefined) {
      id = ids.size;
      ids.set(key, id);
      this.#locals[component]!.push(local);
    }
    return id;
  }

  get(component: number, id: number): Local {
    return this.#locals[component]![id]!;
  }

  /** How many distinct local states each component has had so far. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.components.map((c, i) => [c, this.#locals[i]!.length]));
  }
}

type StepTree = { readonly asked: SwitchId; on?: StepTree; off?: StepTree } | { readonly result: StepResult };

/** Remembers machine steps: XState is asked once per distinct (instance, local state, event, answers). */
export class StepTable {
  readonly #trees = new Map<string, { tree?: StepTree }>();
  asked = 0;
  looked = 0;

  readonly step: MachineStep = (component, local, event, ask) => {
    this.looked++;
    const key = `${component}|${keyOf(local)}|${JSON.stringify(event)}`;
    let root = this.#trees.get(key);
    if (root === undefined) this.#trees.set(key, (root = {}));
    let node = root.tree;
    const trail: { id: SwitchId; answer: boolean }[] = [];
    while (node !== undefined && 'asked' in node) {
      const answer = ask(node.asked);
      trail.push({ id: node.asked, answer });
      node = answer ? node.on : node.off;
    }
    if (node !== undefined) return node.result;
    return this.#askXState(root, component, local, event, ask);
  };

  #askXState(
    root: { tree?: StepTree },
    component: Component,
    local: Local,
    event: EntityEvent,
    ask: Ask,
  ): StepResult {
    this.asked++;
    const trail: { id: SwitchId; answer: boolean }[] = [];
    const seen = new Set<SwitchId>();
    const result = askMachine(entityOf(component), local, event, (id) => {
      const answer = ask(id);
      if (!seen.has(id)) trail.push({ id, answer });
      seen.add(id);
      return answer;
    });
    let attach = (tree: StepTree): void => {
      root.tree = tree;
    };
    let node = root.tree;
    for (const { id, answer } of trail) {
      if (node === undefined) {
        node = { asked: id };
        attach(node);
      }
      const here = node as { asked: SwitchId; on?: StepTree; off?: StepTree };
      attach = (tree) => {
        if (answer) here.on = tree;
        else here.off = tree;
      };
      node = answer ? here.on : here.off;
    }
    attach({ result });
    return result;
  }
}

interface TrieNode<T> {
  /** What is looked at next; undefined until the family was worked out once from here. */
  component?: number;
  view?: View<string | number | boolean>;
  children?: Map<unknown, TrieNode<T>>;
  leaf?: T;
}

/** Remembers what a family of moves comes to, keyed by exactly what it looked at. */
export class Memo<T> {
  readonly #root: TrieNode<T> = {};
  worked = 0;
  readonly #viewed = new Map<string, unknown[][]>();

  constructor(
    readonly locals: Locals,
    readonly family: MoveFamily,
    readonly work: (world: World, family: MoveFamily) => T,
  ) {}

  /** The result for a state of the world given as one local-state number per component, at `offset` in `ids`. */
  lookup(ids: Int32Array, offset: number): T {
    let node = this.#root;
    while (node.leaf === undefined) {
      if (node.component === undefined) return this.#workOut(ids, offset);
      const key =
        node.view === undefined
          ? ids[offset + node.component]
          : this.#viewAt(node.view, node.component, ids[offset + node.component]!);
      const child = node.children!.get(key);
      if (child === undefined) return this.#workOut(ids, offset);
      node = child;
    }
    return node.leaf;
  }

  #viewAt(view: View<string | number | boolean>, component: number, id: number): unknown {
    let byComponent = this.#viewed.get(view.name);
    if (byComponent === undefined) this.#viewed.set(view.name, (byComponent = []));
    const values = (byComponent[component] ??= []);
    return (values[id] ??= view.of(this.locals.get(component, id)));
  }

  #workOut(ids: Int32Array, offset: number): T {
    this.worked++;
    const looked: { component: number; view?: View<string | number | boolean>; key: unknown }[] = [];
    const seen = new Set<string>();
    const look = (component: Component, view?: View<string | number | boolean>): Local => {
      const index = this.locals.indexOf.get(component)!;
      const id = ids[offset + index]!;
      const local = this.locals.get(index, id);
      if (!seen.has(component) && !seen.has(`${component}/${view?.name}`)) {
        seen.add(view === undefined ? component : `${component}/${view.name}`);
        looked.push(
          view === undefined
            ? { component: index, key: id }
            : { component: index, view, key: this.#viewAt(view, index, id) },
        );
      }
      return local;
    };
    const world: World = {
      scenario: this.locals.scenario,
      read: (component) => look(component),
      peek: (component, view) => view.of(look(component, view)),
    };
    const result = this.work(world, this.family);
    let node = this.#root;
    for (const { component, view, key } of looked) {
      if (node.component === undefined) {
        node.component = component;
        if (view !== undefined) node.view = view;
        node.children = new Map();
      }
      let child = node.children!.get(key);
      if (child === undefined) node.children!.set(key, (child = {}));
      node = child;
    }
    node.leaf = result;
    return result;
  }
}
