// No attack is told of that was not seen: a path that is open under a profile is replayed in that very configuration.

import { capabilityIndex } from '../../attacks/capabilities/capabilities.js';
import { goalIndex } from '../../attacks/goals.js';
import type { Path } from '../../attacks/paths.js';
import { holdsAt, idsOf } from '../../attacks/search/conditions.js';
import { searchInTurns } from '../../attacks/search/lifted.js';
import { type Attack, replay } from '../../attacks/search/replay.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import type { Judgement } from './judge.js';

export interface Witness {
  readonly attack: Attack;
  /** The path that it is an instance of. */
  readonly path: Path;
  readonly configuration: bigint;
  /** The trace is the path's own; false: it was found by searching this one configuration. */
  readonly isOwnTrace: boolean;
}

const seen = new Map<string, Attack | null>();

/** Runs moves of a path's attacker under one configuration. Null: they do not run there. */
function run(path: Path, moves: readonly string[], configuration: bigint): Attack | null {
  const result = replay(moves, path.goal, {
    scenario: path.scenario,
    on: new Set(idsOf(configuration)),
    capabilities: new Set(path.capabilities),
  });
  return 'attack' in result ? result.attack : null;
}

/** The path's own trace under one configuration. Remembered: a goal and a threat often share their shortest path. */
function runOnce(path: Path, configuration: bigint): Attack | null {
  const key = `${path.id} ${configuration.toString(36)}`;
  const known = seen.get(key);
  if (known !== undefined) return known;
  const attack = run(path, path.moves, configuration);
  seen.set(key, attack);
  return attack;
}

/** The paths tried before the configuration is searched by itself. */
const tries = 12;

/**
 * The first open path that runs. A path's condition may be the consensus of several traces, so that its own trace does
 * not run everywhere in it; then this one configuration is searched for a trace that does. Null: none was found.
 */
export async function witnessOf(judgement: Pick<Judgement, 'candidates'>): Promise<Witness | null> {
  let tried = 0;
  for (const { path, configuration } of judgement.candidates()) {
    const attack = runOnce(path, configuration);
    if (attack !== null) return { attack, path, configuration, isOwnTrace: true };
    if (++tried === tries) break;
  }
  for (const { path, configuration } of judgement.candidates()) {
    const { proposals } = await searchInTurns({
      scenario: path.scenario,
      goals: 1 << goalIndex.get(path.goal)!,
      forbidden: honestRun(path.scenario).vacuous,
      configuration,
      allowed: path.capabilities.reduce((bits, id) => bits | (1 << capabilityIndex.get(id)!), 0),
      bounds: { maxCapabilities: path.capabilities.length },
      firstOnly: true,
    });
    for (const { moves, cube } of proposals) {
      const attack = holdsAt(cube, configuration) ? run(path, moves, configuration) : null;
      if (attack !== null) return { attack, path, configuration, isOwnTrace: false };
    }
    if (--tried <= 0) break;
  }
  return null;
}
