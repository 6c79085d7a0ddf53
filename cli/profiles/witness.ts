// No attack is told of that was not seen: a path that is open under a profile is replayed in that very configuration.

import { capabilityIndex } from '../../attacks/capabilities/capabilities.js';
import { goalIndex } from '../../attacks/goals.js';
import { type Path, pathOf } from '../../attacks/paths.js';
import { holdsAt, idsOf } from '../../attacks/search/conditions.js';
import { searchInTurns } from '../../attacks/search/lifted.js';
import { type Attack, replay } from '../../attacks/search/replay.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import type { Judgement, Verdict } from './judge.js';
import { Remembered } from './remembered.js';

export interface Witness {
  readonly attack: Attack;
  /** The path that it is an instance of. */
  readonly path: Path;
  readonly configuration: bigint;
  /** The trace is the path's own; false: it was found by searching this one configuration. */
  readonly isOwnTrace: boolean;
}

/** Traces that ran, or did not; a goal and a threat often share their shortest path. */
const seen = new Remembered<string, Attack | null>(1000);

/** Runs moves of a path's attacker under one configuration. Null: they do not run there. */
function run(path: Path, moves: readonly string[], configuration: bigint): Attack | null {
  const result = replay(moves, path.goal, {
    scenario: path.scenario,
    on: new Set(idsOf(configuration)),
    capabilities: new Set(path.capabilities),
  });
  return 'attack' in result ? result.attack : null;
}

/** The path's own trace under one configuration. */
const runOnce = (path: Path, configuration: bigint): Attack | null =>
  seen.of(`${path.id} ${configuration.toString(36)}`, () => run(path, path.moves, configuration));

/** The paths tried before the configuration is searched by itself. */
const tries = 12;

export interface WitnessOptions {
  /** Asked now and then while a configuration is searched. */
  readonly shouldStop?: () => boolean;
  /** For each search of a configuration. */
  readonly maxSeconds?: number;
}

/**
 * The first open path that runs. A path's condition may be the consensus of several traces, so that its own trace does
 * not run everywhere in it; then this one configuration is searched for a trace that does and that is an attack of the
 * same kind. Null: none was found.
 */
export async function witnessOf(
  { candidates, isWanted }: Pick<Judgement, 'candidates' | 'isWanted'>,
  { shouldStop, maxSeconds = Number.POSITIVE_INFINITY }: WitnessOptions = {},
): Promise<Witness | null> {
  let tried = 0;
  for (const { path, configuration } of candidates()) {
    const attack = runOnce(path, configuration);
    if (attack !== null) return { attack, path, configuration, isOwnTrace: true };
    if (++tried === tries) break;
  }
  for (const { path, configuration } of candidates()) {
    const { proposals } = await searchInTurns({
      scenario: path.scenario,
      goals: 1 << goalIndex.get(path.goal)!,
      forbidden: honestRun(path.scenario).vacuous,
      configuration,
      allowed: path.capabilities.reduce((bits, id) => bits | (1 << capabilityIndex.get(id)!), 0),
      bounds: { maxCapabilities: path.capabilities.length, maxSeconds },
      firstOnly: true,
      ...(shouldStop && { shouldStop }),
    });
    for (const proposal of proposals) {
      const found = pathOf(proposal, path.scenario);
      // What was found may be another attack on the same goal.
      if (!holdsAt(found.cube, configuration) || !isWanted(found)) continue;
      const attack = run(found, found.moves, configuration);
      if (attack !== null) return { attack, path: found, configuration, isOwnTrace: false };
    }
    if (--tried <= 0 || shouldStop?.()) break;
  }
  return null;
}

/** The verdict that is told: an attack that nobody has seen run is none. `hasRun` null: it was not tried yet. */
export const toldVerdict = (verdict: Verdict, hasRun: boolean | null): Verdict =>
  hasRun === false && (verdict === 'attack' || verdict === 'depends') ? 'inconclusive' : verdict;
