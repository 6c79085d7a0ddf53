// Performs one move: hands it the world through `Run`, and collects what it wrote, what it asked, who learned what
// and which goals it reached. The lifted search, the plain search and replay all perform moves here; they differ
// in how they answer switches and in whether a machine's step comes from XState itself or from its table.

import { secretsView, agentView, reviewedView } from '../../model/instances.js';
import type { Ask, EntityEvent, Local, StepResult } from '../../model/entities/entity.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchNumber } from '../../model/switches.js';
import { challenge, kindOf, slotOf, type Term } from '../../model/names.js';
import {
  type Component,
  clockAt,
  type Fact,
  initialLocal,
  type Move,
  type Run,
  type Transmission,
  type View,
} from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { tapsOn } from '../capabilities/taps.js';
import { type GoalId, goalsOf, stageOf } from '../goals.js';

/** Something the attacker gets to know, or a goal that merely listening reaches. */
export interface Learning {
  /** By which capability; null where it was handed over. */
  readonly capability: CapabilityId | null;
  readonly term: Term | null;
  readonly on: readonly SwitchId[];
  readonly off: readonly SwitchId[];
  readonly goal: GoalId | null;
}
export interface Check {
  readonly switch: SwitchId;
  readonly on: boolean;
  readonly by: string;
}
export interface Effect {
  readonly writes: ReadonlyMap<Component, Local>;
  readonly learnings: readonly Learning[];
  readonly goals: ReadonlySet<GoalId>;
  readonly checks: readonly Check[];
  readonly refusals: readonly string[];
  readonly messages: readonly string[];
}

/**
 * One thing that happened while a move was performed, in the order in which it happened: a machine took an event, a
 * message travelled, the attacker could learn something (of the message before, if it was read on its way), a fact came
 * about, or a switch was asked: by a machine, or by the move itself.
 */
export type Happening =
  | {
      readonly kind: 'event';
      readonly component: Component;
      readonly event: EntityEvent;
      readonly before: Local;
      readonly result: StepResult;
    }
  | { readonly kind: 'transmission'; readonly transmission: Transmission }
  | { readonly kind: 'learning'; readonly learning: Learning }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'asked'; readonly switch: SwitchId; readonly on: boolean; readonly by: string };

const goalOfReading = { content: 'read.in-transit', password: 'credentials' } as const;

export type MachineStep = (component: Component, local: Local, event: EntityEvent, ask: Ask) => StepResult;
export interface World {
  readonly scenario: Scenario;
  readonly read: (component: Component) => Local;
  readonly peek: <T extends string | number | boolean>(component: Component, view: View<T>) => T;
}

/**
 * Performs a move. Null where a check rules it out in this configuration. `record` is told all that happens, also of a
 * move that is ruled out.
 */
export function perform(
  world: World,
  move: Move,
  ask: Ask,
  step: MachineStep,
  record?: (happening: Happening) => void,
): Effect | null {
  const writes = new Map<Component, Local>();
  const learnings: Learning[] = [];
  const goals = new Set<GoalId>();
  const checks: Check[] = [];
  const refusals: string[] = [];
  const messages: string[] = [];
  const answered = new Map<SwitchId, boolean>();
  let asker = move.actor as string;
  const recordingAsk: Ask = (id) => {
    const known = answered.get(id);
    if (known !== undefined) return known;
    // A switch that there is not must not be answered for as if it were another one, or off.
    switchNumber(id);
    const on = ask(id);
    answered.set(id, on);
    checks.push({ switch: id, on, by: asker });
    record?.({ kind: 'asked', switch: id, on, by: asker });
    return on;
  };
  const resources = () => writes.get('r') ?? initialLocal('r', world.scenario);
  const read = (component: Component): Local =>
    component === 'r' ? resources() : (writes.get(component) ?? world.read(component));
  const peek = <T extends string | number | boolean>(component: Component, view: View<T>): T => {
    const written = writes.get(component);
    return written === undefined ? world.peek(component, view) : view.of(written);
  };
  const learn = (
    capability: CapabilityId | null,
    term: Term | null,
    on: readonly SwitchId[],
    off: readonly SwitchId[],
    read: Transmission['carries'] = null,
  ) => {
    const goal =
      read !== null ? goalOfReading[read] : term !== null && isAlices(term) ? stageOf(kindOf(term)) : null;
    const learning = { capability, term, on, off, goal };
    learnings.push(learning);
    record?.({ kind: 'learning', learning });
    // Whoever knows a verifier can hash it.
    if (term !== null && kindOf(term) === 'verifier' && slotOf(term) !== 'own')
      learn(capability, challenge(slotOf(term)), on, off);
  };
  const isAlices = (term: Term): boolean => {
    const slot = slotOf(term);
    if (slot === 'client') return true;
    if (slot.startsWith('g')) return peek(slot as Component, secretsView) === 'alice';
    return slot.startsWith('s') && peek(slot as Component, agentView) === 'alice';
  };
  const run: Run = {
    scenario: world.scenario,
    ask: recordingAsk,
    read,
    peek,
    send: (component, event) => {
      asker = component;
      const before = read(component);
      const result = step(component, before, event, recordingAsk);
      asker = move.actor;
      record?.({ kind: 'event', component, event, before, result });
      if (component === 'r') writes.set('r', result.local);
      else if (result.local !== before) writes.set(component, result.local);
      if (result.refusal !== null) refusals.push(result.refusal);
      return result;
    },
    setClock: (tick) => writes.set('t', clockAt(tick)),
    say: (t) => {
      messages.push(t.message);
      record?.({ kind: 'transmission', transmission: t });
      for (const tap of tapsOn(t, world.scenario.client))
        learn(tap.capability, tap.term, tap.on, tap.off, tap.read);
    },
    note: (fact) => {
      record?.({ kind: 'fact', fact });
      for (const goal of goalsOf(fact, recordingAsk, () => peek('o', reviewedView))) goals.add(goal);
    },
    give: (term) => learn(null, term, [], []),
    learn: (capability, terms, exists = []) => {
      for (const term of terms) learn(capability as CapabilityId | null, term, exists, []);
    },
  };
  if (!move.run(run)) return null;
  writes.delete('r');
  return { writes, learnings, goals, checks, refusals, messages };
}

/**
 * Every outcome of a move over all configurations: each switch that is asked is answered both ways. Given the answers
 * of one configuration, its one outcome.
 */
export function outcomes(
  world: World,
  move: Move,
  step: MachineStep,
  answers: Ask | null = null,
): readonly { on: readonly SwitchId[]; off: readonly SwitchId[]; effect: Effect }[] {
  if (answers !== null) {
    const effect = perform(world, move, answers, step);
    return effect === null ? [] : [{ on: [], off: [], effect }];
  }
  const results: { on: SwitchId[]; off: SwitchId[]; effect: Effect }[] = [];
  const pending: [SwitchId, boolean][][] = [[]];
  for (let fixed = pending.pop(); fixed !== undefined; fixed = pending.pop()) {
    const prefix = new Map(fixed);
    const trail: [SwitchId, boolean][] = [];
    const effect = perform(
      world,
      move,
      (id) => {
        const answer = prefix.get(id) ?? false;
        trail.push([id, answer]);
        return answer;
      },
      step,
    );
    for (let i = fixed.length; i < trail.length; i++)
      pending.push([...trail.slice(0, i), [trail[i]![0], !trail[i]![1]]]);
    if (effect === null) continue;
    const having = (answer: boolean) => trail.filter(([, a]) => a === answer).map(([id]) => id);
    results.push({ on: having(true), off: having(false), effect });
  }
  return results;
}
