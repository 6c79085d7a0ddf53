// Replay: the only maker of an attack. Whatever a search proposes is run here, step by step, through the XState
// machines under one concrete configuration; what does not run is no attack.

import { isNamed, type Move, type MoveFamily, moveId } from '../../model/world.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { GoalId } from '../goals.js';
import { idleChoices, idleIn } from '../moves/idle.js';
import {
  type ConcreteState,
  familiesOf,
  initialState,
  movesAt,
  type Performed,
  performAt,
  type Setting,
} from './concrete.js';
import { type Cube, holdsAt, bitsOf, idsOf } from './conditions.js';

export interface TraceStep {
  readonly n: number;
  readonly actor: string;
  readonly action: string;
  readonly choice: Readonly<Record<string, unknown>>;
  readonly to: string;
  readonly message: string;
  /** All messages that the step comprises, in order. */
  readonly messages: readonly string[];
  readonly checks: readonly {
    readonly switch: SwitchId;
    readonly on: boolean;
    readonly by: string;
    readonly result: 'refused' | 'passed' | 'not made';
  }[];
  readonly refusals: readonly string[];
  readonly learns: readonly string[];
  readonly goals: readonly string[];
}
declare const replayed: unique symbol;
/** An attack that ran. Only `replay` can make one. */
export interface Attack {
  readonly [replayed]: true;
  readonly goal: GoalId;
  readonly scenario: Scenario;
  readonly on: readonly SwitchId[];
  readonly capabilities: readonly CapabilityId[];
  readonly steps: readonly TraceStep[];
}
export interface ReplayFailure {
  readonly failedAt: number;
  readonly move: string;
  readonly why: string;
  /** What could have been done there instead. */
  readonly available: readonly string[];
}
export type ReplayResult = { readonly attack: Attack } | { readonly failure: ReplayFailure };

/** A step as it is written to a trace. */
export function traceStep(n: number, move: Move, done: Performed): TraceStep {
  const refused = done.effect.refusals.length > 0;
  return {
    n,
    actor: move.actor,
    action: move.action,
    choice: move.choice,
    to: move.to,
    message: move.message,
    messages: done.effect.messages,
    checks: done.effect.checks.map((c) => ({
      ...c,
      result: !c.on ? 'not made' : refused ? 'refused' : 'passed',
    })),
    refusals: done.effect.refusals,
    learns: done.learnt,
    goals: [...done.goals].filter((id) => !id.startsWith('honest.')),
  };
}

/** The family that offered a move last, by the names of both: a guess where to look first, and no more. */
const lastOfferedBy = new Map<string, string>();

/** The move of this name that this attacker could make here; undefined: there is none. */
function offeredAs(
  name: string,
  state: ConcreteState,
  setting: Setting,
  families: readonly MoveFamily[],
): Move | undefined {
  for (const family of families) {
    const move = movesAt(state, setting, [family]).find((m) => isNamed(m, name));
    if (move === undefined) continue;
    lastOfferedBy.set(name, family.name);
    return move;
  }
  return undefined;
}

/** Runs named moves under a setting; the goal must be reached by the last one. */
export function replay(moves: readonly string[], goal: GoalId, setting: Setting): ReplayResult {
  const families = familiesOf(setting.scenario);
  // Most moves of a trace are among the few that the search would choose from, which are quicker to look through.
  const few = familiesOf(
    setting.scenario,
    idleIn(idleChoices, (id) => setting.on.has(id)),
  );
  let state = initialState(setting.scenario);
  const steps: TraceStep[] = [];
  let reachedAt = 0;
  for (const [i, name] of moves.entries()) {
    const likely = lastOfferedBy.get(name);
    const among = (offered: readonly MoveFamily[]) => offeredAs(name, state, setting, offered);
    const move = among(few.filter((family) => family.name === likely)) ?? among(few) ?? among(families);
    const fail = (why: string): ReplayResult => ({
      failure: {
        failedAt: i + 1,
        move: name,
        why,
        available: movesAt(state, setting, families).map(moveId),
      },
    });
    if (move === undefined) return fail('nobody can make this move here');
    const done = performAt(state, move, setting);
    if (done === null) return fail('a check rules this move out in this configuration');
    steps.push(traceStep(i + 1, move, done));
    state = done.state;
    if (done.goals.has(goal)) reachedAt = i + 1;
  }
  if (reachedAt !== moves.length || moves.length === 0)
    return {
      failure: {
        failedAt: moves.length,
        move: moves.at(-1) ?? '(no moves)',
        why:
          reachedAt === 0
            ? `the goal ${goal} is not reached`
            : `the goal ${goal} is reached at step ${reachedAt} already; what follows is not part of it`,
        available: [],
      },
    };
  const attack = {
    goal,
    scenario: setting.scenario,
    on: [...setting.on],
    capabilities: [...setting.capabilities],
    steps,
  } as unknown as Attack;
  return { attack };
}

/** Drops steps that a trace does not need, as long as it still runs. */
export function minimise(moves: readonly string[], goal: GoalId, setting: Setting): readonly string[] {
  let current = [...moves];
  for (let i = current.length - 2; i >= 0; i--) {
    const shorter = current.toSpliced(i, 1);
    if ('attack' in replay(shorter, goal, setting)) {
      current = shorter;
      i = Math.min(i, current.length - 1);
    }
  }
  return current;
}

/** A configuration of the cube with every other switch off (or on), as far as the honest run allows. */
export function configurationIn(
  cube: Cube,
  forbidden: readonly Cube[],
  free: 'off' | 'on',
): ReadonlySet<SwitchId> {
  let on = free === 'off' ? cube.on : bitsOf(switchIds) & ~cube.off;
  for (let round = 0; round < 8; round++) {
    const hit = forbidden.find((f) => holdsAt(f, on));
    if (hit === undefined) break;
    // Leave the forbidden cube by a switch that the condition does not fix.
    const turnOn = idsOf(hit.off & ~cube.off)[0];
    const turnOff = idsOf(hit.on & ~cube.on)[0];
    if (turnOn !== undefined && (free === 'off' || turnOff === undefined)) on |= bitsOf([turnOn]);
    else if (turnOff !== undefined) on &= ~bitsOf([turnOff]);
    else break;
  }
  return new Set(idsOf(on));
}
