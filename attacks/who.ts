// One configuration, every attacker asked: who reaches a goal? What is told of was replayed.

import type { SwitchId } from '../model/switches.js';
import type { Scenario } from '../model/scenario.js';
import { type Attacker, attackersOf } from './attackers.js';
import { capabilities, type CapabilityId } from './capabilities/capabilities.js';
import { exploreInTurns, type ExploreStats, type Progress } from './engine/explore.js';
import type { Choice } from './engine/order.js';
import { noReductions } from './engine/reductions.js';
import type { GoalId } from './goals.js';
import { bitsOf, holdsAt } from './search/conditions.js';
import { type Attack, replay, type ReplayFailure } from './search/replay.js';
import { honestRun } from './search/vacuity.js';

export interface WhoQuestion {
  readonly scenario: Scenario;
  /** Switches that are on; all others are off. */
  readonly on: ReadonlySet<SwitchId>;
  readonly goal: GoalId;
  /** Either what the attacker has exactly, or at most (null: any capabilities) and how many of these at a time. */
  readonly attacker:
    | { readonly exactly: readonly CapabilityId[] }
    | { readonly among: ReadonlySet<CapabilityId> | null; readonly most: number | null };
  /** Nothing is left out by a reduction. */
  readonly unreduced?: boolean;
}
/** What ends the search before it is exhausted: states of the world, steps of diagrams, seconds by the clock. */
export interface WhoBudget {
  readonly maxStates?: number;
  readonly maxSteps?: number;
  readonly maxSeconds?: number;
}
export interface Who {
  readonly verdict: 'attack' | 'no-attack-within-bounds' | 'inconclusive' | 'vacuous';
  /** The search was exhausted: there are no weakest attackers but these. */
  readonly complete: boolean;
  /** The weakest, the weakest of all first. */
  readonly attackers: readonly Attacker[];
  /** The attack of the first of them, replayed. */
  readonly attack: Attack | null;
  /** Null: nothing was searched, for the honest run does not finish. */
  readonly stats: ExploreStats | null;
}

/** A search that proposed what does not run: a fault of the search, never a result. */
export class DoesNotReplay extends Error {
  constructor(readonly failure: ReplayFailure) {
    super(`the proposed attack does not replay: step ${failure.failedAt}, ${failure.move}: ${failure.why}`);
  }
}

const isCapability = (choice: Choice): choice is CapabilityId => capabilities.some(({ id }) => id === choice);

/**
 * Who reaches the goal, within the budget.
 * @throws DoesNotReplay
 */
export async function whoReaches(
  { scenario, on, goal, attacker, unreduced = false }: WhoQuestion,
  budget: WhoBudget,
  {
    onProgress,
    shouldStop,
  }: { readonly onProgress?: (p: Progress) => void; readonly shouldStop?: () => boolean } = {},
): Promise<Who> {
  if (honestRun(scenario).vacuous.some((cube) => holdsAt(cube, bitsOf(on))))
    return { verdict: 'vacuous', complete: true, attackers: [], attack: null, stats: null };
  const run = await exploreInTurns({
    scenario,
    wanted: new Set([goal]),
    settled: (choice) => {
      if (!isCapability(choice)) return on.has(choice);
      if ('exactly' in attacker) return attacker.exactly.includes(choice);
      return attacker.among === null || attacker.among.has(choice) ? undefined : false;
    },
    ...('most' in attacker && attacker.most !== null && { maxCapabilities: attacker.most }),
    ...budget,
    ...(unreduced && { reductions: noReductions }),
    log: true,
    ...(onProgress && { onProgress }),
    ...(shouldStop && { shouldStop }),
  });
  const { complete, stats } = run;
  const attackers = attackersOf(run, goal);
  const [weakest] = attackers;
  if (weakest === undefined)
    return {
      verdict: complete ? 'no-attack-within-bounds' : 'inconclusive',
      complete,
      attackers,
      attack: null,
      stats,
    };
  const ran = replay(weakest.moves, goal, { scenario, on, capabilities: new Set(weakest.capabilities) });
  if ('failure' in ran) throw new DoesNotReplay(ran.failure);
  return { verdict: 'attack', complete, attackers, attack: ran.attack, stats };
}
