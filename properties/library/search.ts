// One configuration against every attacker, or one: who reaches a goal, and by which steps.

import type { Attacker } from '../../attacks/attackers.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { ExploreStats } from '../../attacks/engine/explore.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Attack } from '../../attacks/search/replay.js';
import { usualStates } from '../../attacks/verdict.js';
import { DoesNotReplay, whoReaches } from '../../attacks/who.js';
import type { Scenario } from '../../model/scenario.js';
import { EXIT, Problem } from '../input/problem.js';
import { refuseBeyond } from '../profiles/settle.js';
import { type Profile, settle } from './profiles.js';
import { type Stoppable, stoppable } from './stopping.js';

export type { Attack, Attacker };

export interface SearchProgress {
  readonly states: number;
  /** Steps from the start. */
  readonly level: number;
  /** States that were met and not yet expanded. */
  readonly waiting: number;
}
export interface SearchOptions extends Stoppable {
  /** Settings of the scenario, over those of the profile and the default. Each is a bound. */
  readonly scenario?: Partial<Scenario> | undefined;
  /** The attacker has exactly these. Default: every attacker that the profile admits. */
  readonly capabilities?: readonly CapabilityId[] | undefined;
  /** At most so many capabilities at a time. Default: any number. */
  readonly maxCapabilities?: number | undefined;
  /** Give up after so many states of the world. Default: 2 000 000. */
  readonly maxStates?: number | undefined;
  /** Give up after so many seconds. Default: never. */
  readonly maxSeconds?: number | undefined;
  /** False: nothing is left out by a reduction; slower, and the same attackers. */
  readonly reductions?: boolean | undefined;
  readonly onProgress?: ((progress: SearchProgress) => void) | undefined;
}
export interface SearchResult {
  /** `no-attack-within-bounds` only of a search that was exhausted; it says nothing beyond its bounds. */
  readonly verdict: 'attack' | 'no-attack-within-bounds' | 'inconclusive' | 'vacuous';
  readonly goal: GoalId;
  readonly profile: string;
  readonly scenario: Scenario;
  /** The weakest attackers that reach the goal, the weakest first; if not `complete`, those found so far. */
  readonly attackers: readonly Attacker[];
  /** The weakest attacker's attack, replayed through the machines. */
  readonly attack: Attack | null;
  /** The search was exhausted. */
  readonly complete: boolean;
  readonly interrupted: boolean;
  readonly stats: Partial<ExploreStats>;
}

/**
 * Searches one configuration for a goal.
 * Throws a `Problem`: 64 for a profile with unknown switches, a scenario that contradicts it, or an attacker that it does
 * not admit; 22 if an attack that was found does not replay, which is a fault of the search.
 */
export async function search(of: Profile, goal: GoalId, options: SearchOptions = {}): Promise<SearchResult> {
  const { profile, scenario } = settle(of, options.scenario);
  const exactly = options.capabilities ?? null;
  refuseBeyond(profile, exactly ?? []);
  const { maxCapabilities, maxStates = usualStates, maxSeconds, onProgress } = options;
  return stoppable(options, async ({ shouldStop }) => {
    const found = await whoReaches(
      {
        scenario,
        on: profile.on,
        goal,
        attacker: exactly === null ? { among: profile.attacker, most: maxCapabilities ?? null } : { exactly },
        unreduced: options.reductions === false,
      },
      { maxStates, ...(maxSeconds !== undefined && { maxSeconds }) },
      { ...(onProgress && { onProgress }), shouldStop },
    ).catch(asProblem);
    const { verdict, attackers, attack, complete, stats } = found;
    const head = { goal, profile: profile.name, scenario };
    return { ...head, verdict, attackers, attack, complete, interrupted: shouldStop(), stats: stats ?? {} };
  });
}

function asProblem(error: unknown): never {
  if (!(error instanceof DoesNotReplay)) throw error;
  const { failedAt, move, why, available } = error.failure;
  throw new Problem(EXIT.replayFailed, `the proposed attack does not replay: step ${failedAt}, ${move}`, {
    why,
    available,
  });
}

/** The weakest attackers that reach a goal: `search`, if nothing else of its result is wanted. Empty: none was found. */
export const minimalAttackers = async (
  of: Profile,
  goal: GoalId,
  options: SearchOptions = {},
): Promise<readonly Attacker[]> => (await search(of, goal, options)).attackers;
