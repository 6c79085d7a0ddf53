// The step table: every distinct local step is asked of XState once. The plain search, walks, replays of walks and the
// exports ask here, so that they share nothing with the interpreter of rows that the search asks.

import {
  type Ask,
  askMachine,
  type EntityEvent,
  type Local,
  type StepResult,
} from '../../model/entities/entity.js';
import type { SwitchId } from '../../model/switches.js';
import { type Component, entityOf } from '../../model/world.js';
import type { MachineStep } from './perform.js';

const keys = new WeakMap<Local, string>();
/** The whole of a local state as text; written once for each object, since objects are passed on as they are. */
function keyOf(local: Local): string {
  let key = keys.get(local);
  if (key === undefined) keys.set(local, (key = `${local.value} ${JSON.stringify(local.context)}`));
  return key;
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
