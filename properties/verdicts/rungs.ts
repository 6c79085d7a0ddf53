// A target against a ladder of attackers: who of each rung reaches it, and who only gets there with what the rung adds.

import { type WeakAttacker, weakestOf } from '../../attacks/attackers.js';
import type { Rung } from '../../attacks/catalogue/ladder.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { Candidate, Judgement, Verdict } from './judge.js';
import { witnessOf } from './witness.js';

/** One of the weakest attackers for whom a path is open. */
export interface Reacher extends WeakAttacker {
  /** Only in some settings of the unknown switches. */
  readonly depends: boolean;
}

export interface RungCell {
  /** The rung's id. */
  readonly rung: string;
  /** On attackers who have what the rung has. */
  readonly verdict: Verdict;
  /** The weakest attackers who have something that the rung below does not have; the weakest first. */
  readonly attackers: readonly Reacher[];
  /** Another verdict might come out if all that the profile's document demands were in the model. */
  readonly mayDiffer?: true;
}

const hasAll = (has: ReadonlySet<CapabilityId>, { capabilities }: WeakAttacker): boolean =>
  capabilities.every((id) => has.has(id));

const isSeenRunning = (all: readonly Candidate[], has: ReadonlySet<CapabilityId>): boolean =>
  witnessOf({
    candidates: () => all.filter(({ path }) => path.capabilities.every((id) => has.has(id))),
  }) !== null;

/** The weakest attackers among the open paths; one of whom no path was replayed is left out. */
export function reachersOf({ verdict, against, candidates }: Judgement): readonly Reacher[] {
  const all = [...candidates()];
  return weakestOf(all.map(({ path }) => path))
    .filter(({ capabilities }) => isSeenRunning(all, new Set(capabilities)))
    .map((attacker) => ({
      ...attacker,
      // What is sure of all is not sure of each: unknown switches may each let somebody else in.
      depends:
        (verdict === 'attack' || verdict === 'depends') &&
        against(new Set(attacker.capabilities)) !== 'attack',
    }));
}

/**
 * @param isShown whether an attack was replayed; if none was, nothing is said to be reached
 */
export function rungsOf(
  { against }: Pick<Judgement, 'against'>,
  attackers: readonly Reacher[],
  rungs: readonly Rung[],
  isShown: boolean,
): readonly RungCell[] {
  return rungs.map(({ id, capabilities }, i) => {
    const below = rungs[i - 1];
    const verdict = against(capabilities);
    const isReached = verdict === 'attack' || verdict === 'depends';
    return {
      rung: id,
      verdict: isReached && !isShown ? 'inconclusive' : verdict,
      attackers: attackers.filter(
        (a) => hasAll(capabilities, a) && (below === undefined || !hasAll(below.capabilities, a)),
      ),
    };
  });
}
