// The world under one configuration and one attacker: states as plain data, moves performed by the XState machines
// themselves. Replay, the plain search and random walks stand on this; it shares no reduction with the lifted search.

import { honestMoves } from '../../model/honest.js';
import { askMachine, type Local } from '../../model/entities/entity.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import type { Term } from '../../model/names.js';
import {
  type Component,
  componentsOf,
  entityOf,
  initialLocal,
  type Move,
  type MoveFamily,
} from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { GoalId } from '../goals.js';
import { type IsIdle, nothingIsIdle } from '../moves/idle.js';
import { attackerMoves } from '../moves/index.js';
import { type Effect, type Happening, type MachineStep, perform, type World } from './perform.js';

export interface Setting {
  readonly scenario: Scenario;
  readonly on: ReadonlySet<SwitchId>;
  readonly capabilities: ReadonlySet<CapabilityId>;
}
export interface ConcreteState {
  readonly locals: ReadonlyMap<Component, Local>;
  readonly known: ReadonlySet<Term>;
}
export interface Performed {
  readonly state: ConcreteState;
  readonly effect: Effect;
  readonly goals: ReadonlySet<GoalId>;
  readonly learnt: readonly Term[];
}

/** Asks XState itself, every time. */
export const askXState: MachineStep = (component, local, event, ask) =>
  askMachine(entityOf(component), local, event, ask);

export const initialState = (scenario: Scenario): ConcreteState => ({
  locals: new Map(componentsOf(scenario).map((c) => [c, initialLocal(c, scenario)])),
  known: new Set(),
});

/** The moves of a scenario. All of them are offered, unless `isIdle` leaves some out. */
export const familiesOf = (scenario: Scenario, isIdle: IsIdle = nothingIsIdle): readonly MoveFamily[] => {
  const instances = componentsOf(scenario);
  return [...honestMoves(instances), ...attackerMoves(instances, isIdle)];
};

const worldOf = (state: ConcreteState, scenario: Scenario): World => ({
  scenario,
  read: (c) => state.locals.get(c)!,
  peek: (c, view) => view.of(state.locals.get(c)!),
});

/** Every move that the state of the world offers, whoever could make it. */
export function movesOffered(
  state: ConcreteState,
  scenario: Scenario,
  families: readonly MoveFamily[],
): Move[] {
  const world = worldOf(state, scenario);
  return families.flatMap((family) => family.moves(world));
}

/** The moves this attacker could make or wait for now: a check may still rule one out when it is performed. */
export const movesAt = (state: ConcreteState, setting: Setting, families: readonly MoveFamily[]): Move[] =>
  movesOffered(state, setting.scenario, families).filter((move) => isWithin(move, state, setting));

/** Whether this attacker has the capabilities of a move and knows what it takes. */
export const isWithin = (move: Move, state: ConcreteState, { capabilities }: Setting): boolean =>
  (move.capabilities ?? []).every((c) => capabilities.has(c as CapabilityId)) &&
  (move.needs ?? []).every((alternatives) => alternatives.some((t) => state.known.has(t)));

/** Performs a move. Null where a check rules it out in this configuration. */
export function performAt(
  state: ConcreteState,
  move: Move,
  setting: Setting,
  step: MachineStep = askXState,
  record?: (happening: Happening) => void,
): Performed | null {
  const effect = perform(worldOf(state, setting.scenario), move, (id) => setting.on.has(id), step, record);
  if (effect === null) return null;
  const locals = new Map(state.locals);
  for (const [component, local] of effect.writes) locals.set(component, local);
  const goals = new Set(effect.goals);
  const known = new Set(state.known);
  const learnt: Term[] = [];
  for (const { capability, term, on, off, goal } of effect.learnings) {
    if (capability !== null && !setting.capabilities.has(capability)) continue;
    if (!on.every((id) => setting.on.has(id)) || off.some((id) => setting.on.has(id))) continue;
    if (goal !== null) goals.add(goal);
    if (term === null || known.has(term)) continue;
    known.add(term);
    learnt.push(term);
  }
  return { state: { locals, known }, effect, goals, learnt };
}
