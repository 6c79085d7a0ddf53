// A trace as an attack path: the capabilities, the uses of secrets and the checks that it really asks for.

import type { TermKind } from '../../model/names.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type GoalId, goalIndex, goals } from '../goals.js';
import type { Diagram } from '../logic/diagrams.js';
import { leastPoint, primeAt } from '../logic/points.js';
import { Exploration } from './explore.js';
import { follow } from './follow.js';
import { finishesIn } from './honest.js';
import { noReductions } from './reductions.js';
import { everyUse, type Meaning } from './vocabulary.js';

export interface Description {
  readonly capabilities: readonly CapabilityId[];
  /** Which kinds of secret were used, by which capability. */
  readonly provenance: readonly { readonly capability: CapabilityId; readonly kinds: readonly TermKind[] }[];
  /** Checks that must be absent, and those that must be present. */
  readonly absent: readonly SwitchId[];
  readonly present: readonly SwitchId[];
  /** The same as a condition over capabilities, uses and switches, as a diagram of the describer's. */
  readonly condition: Diagram;
}

/** A mark of `everyUse` as the use that it is of. */
const useOf = (mark: string) => mark.split('/') as [CapabilityId, TermKind];

/** Describes traces of one scenario. What it works out is kept, so describing many is cheap. */
export class Describer {
  readonly run: Exploration;
  readonly #vacuous: Diagram;

  constructor(readonly scenario: Scenario) {
    this.run = new Exploration({
      scenario,
      wanted: new Set(goals.map(({ id }) => id)),
      marking: everyUse,
      reductions: noReductions,
    });
    const { diagrams, vocabulary } = this.run;
    this.#vacuous = diagrams.not(finishesIn(vocabulary, scenario, () => undefined));
  }

  /** Where these moves reach the goal as they do at the point; false everywhere if they do not run there. */
  conditionOf(
    moves: readonly string[],
    goal: GoalId,
    at: { readonly capabilities: ReadonlySet<CapabilityId>; readonly on: ReadonlySet<SwitchId> },
  ): Diagram {
    return follow(this.run, moves, goalIndex.get(goal)!, (v) => this.#isTrue(v, at));
  }

  /**
   * What a trace asks for at a point, by uses of secrets that are allowed, with nothing more than it needs: fewest uses
   * first, then as few literals as can be.
   * @returns null if the moves do not reach the goal at the point
   */
  describe(
    moves: readonly string[],
    goal: GoalId,
    at: { readonly capabilities: ReadonlySet<CapabilityId>; readonly on: ReadonlySet<SwitchId> },
    mayUse: (capability: CapabilityId, kind: TermKind) => boolean = () => true,
  ): Description | null {
    const { diagrams, vocabulary } = this.run;
    const whole = this.conditionOf(moves, goal, at);
    if (!diagrams.holds(whole, (v) => this.#isTrue(v, at))) return null;
    // At this configuration: which capabilities and uses are enough?
    const meaningOf = (v: number): Meaning => vocabulary.meanings[v]!;
    const here = diagrams.restrict(whole, (v) => {
      const m = meaningOf(v);
      if (m.kind === 'switch') return at.on.has(m.id);
      if (m.kind === 'mark') return mayUse(...useOf(m.id)) ? undefined : false;
      return m.kind === 'capability' && !at.capabilities.has(m.id) ? false : undefined;
    });
    const enough = leastPoint(diagrams, here, (v) => meaningOf(v).kind !== 'switch');
    if (enough === null) return null;
    const holds = (v: number): boolean => {
      const m = meaningOf(v);
      return m.kind === 'switch' ? at.on.has(m.id) : enough.has(v);
    };
    const { areTrue, areFalse } = primeAt(diagrams, diagrams.or(whole, this.#vacuous), holds);
    const trues = areTrue.map(meaningOf);
    const uses = trues.flatMap((m) => (m.kind === 'mark' ? [useOf(m.id)] : []));
    const users = [...new Set(uses.map(([capability]) => capability))];
    return {
      capabilities: trues.flatMap((m) => (m.kind === 'capability' ? [m.id] : [])),
      provenance: users.map((capability) => ({
        capability,
        kinds: uses.filter(([c]) => c === capability).map(([, kind]) => kind),
      })),
      present: trues.flatMap((m) => (m.kind === 'switch' ? [m.id] : [])),
      absent: areFalse.map(meaningOf).flatMap((m) => (m.kind === 'switch' ? [m.id] : [])),
      condition: diagrams.cube(areTrue, areFalse),
    };
  }

  #isTrue(
    v: number,
    at: { readonly capabilities: ReadonlySet<CapabilityId>; readonly on: ReadonlySet<SwitchId> },
  ): boolean {
    const m = this.run.vocabulary.meanings[v]!;
    if (m.kind === 'mark') return true;
    return m.kind === 'switch' ? at.on.has(m.id) : m.kind === 'capability' && at.capabilities.has(m.id);
  }
}
