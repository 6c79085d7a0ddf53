// Local states as numbers, and what a family of moves comes to, remembered by what it looked at.
//
// What a result depends on is not declared but recorded: a family's result is kept in a trie whose nodes are the
// instances (or single facts about them) that it looked at, in the order in which it looked. A family looks in the same
// order whenever it has seen the same, so a lookup follows one way down.

import { readable } from '../../model/entities/deadFields.js';
import type { Local } from '../../model/entities/entity.js';
import type { Scenario } from '../../model/scenario.js';
import { type Component, componentsOf, initialLocal, type MoveFamily, type View } from '../../model/world.js';
import type { World } from '../search/perform.js';

/** The whole of a local state as text. Contexts of one machine have the same fields in the same order. */
function textOf({ value, context }: Local): string {
  let text = value;
  const fields = readable(context);
  for (const name in fields) {
    const field = fields[name];
    text += typeof field === 'object' ? `|${JSON.stringify(field)}` : `|${field as string}`;
  }
  return text;
}

/** Interned local states: a state of the world is one number for each component. */
export class LocalStates {
  readonly components: readonly Component[];
  readonly indexOf: ReadonlyMap<Component, number>;
  readonly #ids: Map<string, number>[];
  readonly #locals: Local[][];
  /** Numbers of objects seen before: most are passed on as they are. */
  readonly #seen = new WeakMap<Local, number>();

  constructor(readonly scenario: Scenario) {
    this.components = componentsOf(scenario);
    this.indexOf = new Map(this.components.map((c, i) => [c, i]));
    this.#ids = this.components.map(() => new Map());
    this.#locals = this.components.map(() => []);
    for (const [i, c] of this.components.entries()) this.id(i, initialLocal(c, scenario));
  }

  /** The number of a local state of a component; injective. The initial state has 0. */
  id(component: number, local: Local): number {
    const seen = this.#seen.get(local);
    if (seen !== undefined) return seen;
    const ids = this.#ids[component]!;
    const text = textOf(local);
    let id = ids.get(text);
    if (id === undefined) {
      id = ids.size;
      ids.set(text, id);
      this.#locals[component]!.push(local);
    }
    this.#seen.set(local, id);
    return id;
  }

  get(component: number, id: number): Local {
    return this.#locals[component]![id]!;
  }
  count(component: number): number {
    return this.#locals[component]!.length;
  }

  /** A state of the world, given as one local-state number for each component, at `offset` in `ids`. */
  worldAt(ids: Int32Array, offset: number): World {
    const read = (component: Component): Local => {
      const index = this.indexOf.get(component)!;
      return this.get(index, ids[offset + index]!);
    };
    return { scenario: this.scenario, read, peek: (component, view) => view.of(read(component)) };
  }
}

type AnyView = View<string | number | boolean>;

interface TrieNode<T> {
  /** What is looked at next; -1 until the family was worked out once from here. */
  component: number;
  /** Its view, as the numbers of its values by local state; null: the local state itself. */
  view: ViewNumbers | null;
  /** By the number of what is seen there. */
  readonly children: (TrieNode<T> | undefined)[];
  leaf: T | undefined;
}

/** The values of a view on a component, numbered. */
class ViewNumbers {
  readonly byLocal: number[] = [];
  readonly #numbers = new Map<unknown, number>();
  constructor(
    readonly view: AnyView,
    readonly component: number,
    readonly locals: LocalStates,
  ) {}
  of(id: number): number {
    const known = this.byLocal[id];
    if (known !== undefined) return known;
    const value = this.view.of(this.locals.get(this.component, id));
    const number = this.#numbers.get(value) ?? this.#numbers.size;
    this.#numbers.set(value, number);
    this.byLocal[id] = number;
    return number;
  }
}

const newNode = <T>(): TrieNode<T> => ({ component: -1, view: null, children: [], leaf: undefined });

/** Remembers what a family of moves comes to, by exactly what it looked at. */
export class Memo<T> {
  readonly #root: TrieNode<T> = newNode();
  readonly #views = new Map<string, ViewNumbers[]>();
  /** How often the family was really worked out. */
  worked = 0;

  constructor(
    readonly locals: LocalStates,
    readonly family: MoveFamily,
    readonly work: (world: World, family: MoveFamily) => T,
  ) {}

  /** The result for a state of the world given as one local-state number for each component, at `offset` in `ids`. */
  lookup(ids: Int32Array, offset: number): T {
    let node = this.#root;
    while (node.leaf === undefined) {
      if (node.component < 0) return this.#workOut(ids, offset);
      const id = ids[offset + node.component]!;
      const child: TrieNode<T> | undefined = node.children[node.view === null ? id : node.view.of(id)];
      if (child === undefined) return this.#workOut(ids, offset);
      node = child;
    }
    return node.leaf;
  }

  #viewNumbers(view: AnyView, component: number): ViewNumbers {
    let byComponent = this.#views.get(view.name);
    if (byComponent === undefined) this.#views.set(view.name, (byComponent = []));
    return (byComponent[component] ??= new ViewNumbers(view, component, this.locals));
  }

  #workOut(ids: Int32Array, offset: number): T {
    this.worked++;
    const looked: { component: number; view: ViewNumbers | null; key: number }[] = [];
    const whole = new Set<number>();
    const partly = new Set<string>();
    const look = (component: Component, view?: AnyView): Local => {
      const index = this.locals.indexOf.get(component)!;
      const id = ids[offset + index]!;
      if (!whole.has(index)) {
        if (view === undefined) {
          whole.add(index);
          looked.push({ component: index, view: null, key: id });
        } else if (!partly.has(`${index}/${view.name}`)) {
          partly.add(`${index}/${view.name}`);
          const numbers = this.#viewNumbers(view, index);
          looked.push({ component: index, view: numbers, key: numbers.of(id) });
        }
      }
      return this.locals.get(index, id);
    };
    const world: World = {
      scenario: this.locals.scenario,
      read: (component) => look(component),
      peek: (component, view) => view.of(look(component, view)),
    };
    const result = this.work(world, this.family);
    let node = this.#root;
    for (const { component, view, key } of looked) {
      if (node.component < 0) {
        node.component = component;
        node.view = view;
      }
      node = node.children[key] ??= newNode<T>();
    }
    node.leaf = result;
    return result;
  }
}
