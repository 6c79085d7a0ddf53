// The plain search of one attacker and one configuration, with some evidence of the catalogue allowed and some not. What
// is not allowed is not done: no such move, no secret used that such a capability yields, no step that rests on such a
// check's being on or off. It says by definition where a threat exists, and reads no diagram and no mark.

import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { threats } from '../attacks/catalogue/paper.js';
import { type Evidence, type Pattern, patternsOf } from '../attacks/catalogue/patterns.js';
import type { GoalId } from '../attacks/goals.js';
import type { IsIdle } from '../attacks/moves/idle.js';
import {
  familiesOf,
  initialState,
  isWithin,
  movesOffered,
  performAt,
  type Setting,
} from '../attacks/search/concrete.js';
import type { MachineStep } from '../attacks/search/perform.js';
import { step } from '../model/entities/rows.js';
import type { Local } from '../model/entities/entity.js';
import { kindOf, type Term } from '../model/names.js';
import { type Component, entityOf, type Move, type MoveFamily } from '../model/world.js';

/** Evidence that is done on the way, and not a capability that is had. */
export type Deed = Exclude<Evidence, { has: CapabilityId }>;
export const nameOf = (deed: Deed): string => JSON.stringify(Object.entries(deed).toSorted());

/** All that the catalogue speaks of; other things that a step bears are never forbidden. */
const catalogued: ReadonlySet<string> = new Set(
  threats.flatMap(({ id }) =>
    patternsOf(id).flatMap(({ all, none = [] }) =>
      [...all.flat(), ...none].flatMap((e) => ('has' in e ? [] : [nameOf(e)])),
    ),
  ),
);
const namesOf = (...deeds: readonly Deed[]): readonly string[] =>
  deeds.map(nameOf).filter((name) => catalogued.has(name));

const byRows: MachineStep = (component, local, event, ask) => step(entityOf(component), local, event, ask);

type Locals = ReadonlyMap<Component, Local>;
interface Learnt {
  readonly term: Term | null;
  readonly goal: GoalId | null;
  readonly bears: readonly string[];
}
/** What a move comes to from some local states, whatever is known and allowed. */
interface Way {
  readonly move: Move;
  readonly bears: readonly string[];
  readonly to: number;
  readonly goals: readonly GoalId[];
  readonly learns: readonly Learnt[];
}

/** A world too large for this. */
export class TooLarge extends Error {}

export class EvidenceSearch {
  /** All evidence that any step bears which this attacker may make here. */
  readonly met: ReadonlySet<string>;
  readonly #families: readonly MoveFamily[];
  readonly #locals: Locals[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ways = new Map<number, readonly Way[]>();
  readonly #answers = new Map<string, ReadonlySet<GoalId>>();

  /**
   * Choices that are idle are left out; none, if nothing is said of them.
   *
   * @throws TooLarge
   */
  constructor(
    readonly setting: Setting,
    readonly limit: { readonly maxStates: number; readonly isIdle?: IsIdle },
  ) {
    this.#families = familiesOf(setting.scenario, limit.isIdle);
    const met = new Set<string>();
    this.#search(() => true, met);
    this.met = met;
  }

  /** The goals that are reached with just this evidence allowed. */
  reached(allowed: ReadonlySet<string>): ReadonlySet<GoalId> {
    const relevant = [...allowed].filter((name) => this.met.has(name)).toSorted();
    const key = relevant.join();
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#search((name) => allowed.has(name));
      this.#answers.set(key, answer);
    }
    return answer;
  }

  #search(isAllowed: (name: string) => boolean, met?: Set<string>): ReadonlySet<GoalId> {
    const may = (bears: readonly string[]) => {
      for (const name of bears) met?.add(name);
      return bears.every(isAllowed);
    };
    const first = initialState(this.setting.scenario);
    const begin = { at: this.#numberOf(first.locals), known: new Set<Term>(), started: new Set<string>() };
    const queue: { at: number; known: ReadonlySet<Term>; started: ReadonlySet<string> }[] = [begin];
    const keyOf = ({ at, known, started }: (typeof queue)[number]) =>
      `${at} ${[...known].toSorted()} ${[...started].toSorted()}`;
    const seen = new Set([keyOf(begin)]);
    const goals = new Set<GoalId>();
    for (const { at, known, started } of queue)
      for (const { move, bears, to, goals: reached, learns } of this.#waysFrom(at)) {
        if (!isWithin(move, { locals: first.locals, known }, this.setting)) continue;
        if (!may(bears) || !may(sendsForeign(move, started) ? [foreign] : [])) continue;
        for (const goal of reached) goals.add(goal);
        const after = new Set(known);
        for (const { term, goal, bears: alsoBears } of learns) {
          if (!may(alsoBears)) continue;
          if (goal !== null) goals.add(goal);
          if (term !== null) after.add(term);
        }
        const next = { at: to, known: after, started: startedAfter(move, started) };
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        if (seen.size > this.limit.maxStates) throw new TooLarge();
        queue.push(next);
      }
    return goals;
  }

  #waysFrom(at: number): readonly Way[] {
    let ways = this.#ways.get(at);
    if (ways === undefined) this.#ways.set(at, (ways = this.#workOut(at)));
    return ways;
  }

  #workOut(at: number): readonly Way[] {
    const { setting } = this;
    const state = { locals: this.#locals[at]!, known: new Set<Term>() };
    return movesOffered(state, setting.scenario, this.#families).flatMap((move): Way[] => {
      if (!(move.capabilities ?? []).every((c) => setting.capabilities.has(c as CapabilityId))) return [];
      const done = performAt(state, move, setting, byRows);
      if (done === null) return [];
      const { effect } = done;
      const isHad = (c: CapabilityId | null) => c === null || setting.capabilities.has(c);
      return [
        {
          move,
          bears: namesOf(
            { does: move.action },
            ...effect.checks.map((c) => (c.on ? { on: c.switch } : { off: c.switch })),
          ),
          to: this.#numberOf(done.state.locals),
          goals: [...effect.goals],
          learns: effect.learnings
            .filter(
              ({ capability, on, off }) =>
                isHad(capability) &&
                on.every((id) => setting.on.has(id)) &&
                !off.some((id) => setting.on.has(id)),
            )
            .map(({ capability, term, on, off, goal }) => ({
              term,
              goal,
              bears: namesOf(
                ...(capability === null || term === null ? [] : [{ uses: kindOf(term), by: capability }]),
                ...on.map((id) => ({ on: id })),
                ...off.map((id) => ({ off: id })),
              ),
            })),
        },
      ];
    });
  }

  #numberOf(locals: Locals): number {
    const key = JSON.stringify([...locals.values()].map(({ value, context }) => [value, context]));
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = this.#locals.push(locals) - 1));
    return number;
  }
}

const foreign = nameOf({ sends: 'foreign state' });
const sendsForeign = ({ actor, action, choice }: Move, started: ReadonlySet<string>): boolean => {
  const { state, continues } = choice as { readonly state?: string; readonly continues?: string };
  return (
    actor === 'attacker' &&
    action === 'sendsCallback' &&
    state !== undefined &&
    state === `state:${continues}` &&
    !started.has(state.slice('state:'.length))
  );
};
const startedAfter = ({ actor, action, choice }: Move, started: ReadonlySet<string>): ReadonlySet<string> =>
  actor === 'attacker' && action === 'starts'
    ? new Set([...started, (choice as { readonly slot: string }).slot])
    : started;

/** Answers for attackers in one configuration; `null`: the world is too large. */
export type SearchOf = (attacker: ReadonlySet<CapabilityId>) => EvidenceSearch;

/**
 * Whether allowing just this evidence, every trace of an attacker to a goal goes a pattern's way: the goal is reached, and
 * not without any one of the pieces of evidence that give the name.
 */
export function goesItsWay(
  searchOf: SearchOf,
  attacker: ReadonlySet<CapabilityId>,
  allowed: ReadonlySet<string>,
  goal: GoalId,
  { all, none = [] }: Pattern,
): boolean {
  if (none.some((e) => 'has' in e && attacker.has(e.has))) return false;
  const left = without(allowed, none);
  if (!searchOf(attacker).reached(left).has(goal)) return false;
  const isNeeded = (e: Evidence): boolean =>
    'has' in e
      ? attacker.has(e.has) &&
        !searchOf(new Set([...attacker].filter((id) => id !== e.has)))
          .reached(left)
          .has(goal)
      : left.has(nameOf(e)) &&
        !searchOf(attacker)
          .reached(without(left, [e]))
          .has(goal);
  // A piece of each list that cannot be done without; each is asked about by itself, with the others at hand.
  return all.every((any) => any.some(isNeeded));
}

const without = (allowed: ReadonlySet<string>, evidence: readonly Evidence[]): ReadonlySet<string> => {
  const names = new Set(evidence.flatMap((e) => ('has' in e ? [] : [nameOf(e)])));
  return new Set([...allowed].filter((name) => !names.has(name)));
};
