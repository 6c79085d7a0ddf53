// Retelling: the named moves run once more through the XState machines, with all that happens written down, for those
// who draw or explain a run. It proves nothing and reaches no goal; that a trace is an attack is `replay`'s to say.

import { type Move, moveId } from '../../model/world.js';
import type { Term } from '../../model/names.js';
import type { SwitchId } from '../../model/switches.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { GoalId } from '../goals.js';
import {
  type ConcreteState,
  familiesOf,
  initialState,
  isWithin,
  movesOffered,
  performAt,
  type Setting,
} from './concrete.js';
import type { Happening, Learning } from './perform.js';

/** Something that the attacker would have learnt, had these switches been otherwise. */
export interface Unlearnt {
  readonly term: Term;
  readonly capability: CapabilityId;
  /** Switches that are on and keep it from the attacker. */
  readonly because: readonly SwitchId[];
}
export interface ToldStep {
  readonly n: number;
  readonly move: Pick<Move, 'actor' | 'action' | 'choice' | 'message' | 'to'>;
  readonly happenings: readonly Happening[];
  /** New to the attacker in this step. */
  readonly learnt: readonly Term[];
  /** All that the attacker knows after it. */
  readonly knows: readonly Term[];
  readonly unlearnt: readonly Unlearnt[];
  readonly goals: readonly GoalId[];
}
/** Why a run could not go on. */
export interface Halt {
  readonly n: number;
  readonly move: string;
  /** `unoffered`: the state of the world offers no such move. `unknown`: the attacker lacks what it takes. `ruledOut`: a check forbids it. */
  readonly why: 'unoffered' | 'unknown' | 'ruledOut';
  /** What the move would be, if the state of the world offers it. */
  readonly attempted: ToldStep | null;
  readonly missing: readonly Term[];
}
export interface Told {
  readonly setting: Setting;
  readonly steps: readonly ToldStep[];
  readonly halt: Halt | null;
  /** The state after the last step that ran. */
  readonly state: ConcreteState;
}

/** Runs named moves until they are through or one cannot be made. */
export function retell(moves: readonly string[], setting: Setting): Told {
  const families = familiesOf(setting.scenario);
  const steps: ToldStep[] = [];
  let state = initialState(setting.scenario);
  for (const [i, name] of moves.entries()) {
    const offered = movesOffered(state, setting.scenario, families).filter((m) => moveId(m) === name);
    const move = offered.find((m) => isWithin(m, state, setting));
    const stop = (why: Halt['why'], attempted: ToldStep | null, missing: readonly Term[] = []): Told => ({
      setting,
      steps,
      halt: { n: i + 1, move: name, why, attempted, missing },
      state,
    });
    if (move === undefined) {
      const [first] = offered;
      if (first === undefined) return stop('unoffered', null);
      const missing = (first.needs ?? []).filter((any) => !any.some((t) => state.known.has(t))).flat();
      return stop('unknown', told(i + 1, first, [], state, [], [], setting), missing);
    }
    const happenings: Happening[] = [];
    const done = performAt(state, move, setting, undefined, (h) => happenings.push(h));
    if (done === null) return stop('ruledOut', told(i + 1, move, happenings, state, [], [], setting));
    state = done.state;
    steps.push(told(i + 1, move, happenings, state, done.learnt, [...done.goals], setting));
  }
  return { setting, steps, halt: null, state };
}

function told(
  n: number,
  { actor, action, choice, message, to }: Move,
  happenings: readonly Happening[],
  state: ConcreteState,
  learnt: readonly Term[],
  goals: readonly GoalId[],
  setting: Setting,
): ToldStep {
  const learnings = happenings.flatMap((h) => (h.kind === 'learning' ? [h.learning] : []));
  return {
    n,
    move: { actor, action, choice, message, to },
    happenings,
    learnt,
    knows: [...state.known].sort(),
    unlearnt: unlearntOf(learnings, state, setting),
    goals,
  };
}

/** Each capability's vain attempts at a term that is not known by other means either. */
function unlearntOf(
  learnings: readonly Learning[],
  state: ConcreteState,
  { on, capabilities }: Setting,
): readonly Unlearnt[] {
  const found = new Map<string, Unlearnt>();
  for (const { capability, term, on: must, off } of learnings) {
    if (capability === null || term === null || !capabilities.has(capability) || state.known.has(term))
      continue;
    const because = off.filter((id) => on.has(id));
    if (because.length === 0 || !must.every((id) => on.has(id))) continue;
    const key = `${term} ${capability}`;
    found.set(key, {
      term,
      capability,
      because: [...new Set([...(found.get(key)?.because ?? []), ...because])],
    });
  }
  return [...found.values()];
}
