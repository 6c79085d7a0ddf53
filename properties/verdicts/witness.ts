// Only replayed attacks are reported: a path that is open under a profile is replayed in that very configuration.

import type { Path } from '../../attacks/paths.js';
import { idsOf } from '../../attacks/search/conditions.js';
import { type Attack, replay } from '../../attacks/search/replay.js';
import type { Judgement, Verdict } from './judge.js';
import { Remembered } from './remembered.js';

export interface Witness {
  readonly attack: Attack;
  /** The path that it is an instance of. */
  readonly path: Path;
  readonly configuration: bigint;
}

/** Traces that ran, or did not; a goal and a threat often share their shortest path. */
const seen = new Remembered<string, Attack | null>(1000);

/** The path's own trace under one configuration; null: it does not run there. */
const runOnce = (path: Path, configuration: bigint): Attack | null =>
  seen.of(`${path.id} ${configuration.toString(36)}`, () => {
    const result = replay(path.moves, path.goal, {
      scenario: path.scenario,
      on: new Set(idsOf(configuration)),
      capabilities: new Set(path.capabilities),
    });
    return 'attack' in result ? result.attack : null;
  });

/** Open paths that are tried before it is given up. A path's condition is its trace's own, so the first one should run. */
const tries = 12;

/** The first open path that runs. Null: none does, which is a fault of the search. */
export function witnessOf({ candidates }: Pick<Judgement, 'candidates'>): Witness | null {
  let tried = 0;
  for (const { path, configuration } of candidates()) {
    const attack = runOnce(path, configuration);
    if (attack !== null) return { attack, path, configuration };
    if (++tried === tries) break;
  }
  return null;
}

/** The verdict that is shown: an attack that has not been replayed is none. `hasRun` null: it was not tried yet. */
export const toldVerdict = (verdict: Verdict, hasRun: boolean | null): Verdict =>
  hasRun === false && (verdict === 'attack' || verdict === 'depends') ? 'inconclusive' : verdict;
