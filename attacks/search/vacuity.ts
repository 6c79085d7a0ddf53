// Which configurations are not vacuous: those in which alice's flow, left alone, finishes. Found by the same search
// without any attacker's move, so that no table says which switches belong together.

import type { Scenario } from '../../model/scenario.js';
import { goalIndex } from '../goals.js';
import { absorb, both, complement, type Cube, cubeOf, isConsistent, primes } from './conditions.js';
import { search } from './lifted.js';

export interface HonestRun {
  /** The configurations in which the honest run finishes, as prime cubes. */
  readonly finishes: readonly Cube[];
  /** The rest: for these no verdict is given. */
  readonly vacuous: readonly Cube[];
}

const cache = new Map<string, HonestRun>();

/** Finishes: alice reads and transfers, stores, and goes on after a refresh wherever the server issues one. */
export function honestRun(scenario: Scenario): HonestRun {
  const alone: Scenario = { ...scenario, sessions: 1, grants: 1, ticks: scenario.refresh ? 1 : 0 };
  const key = JSON.stringify(alone);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const wanted = ['honest.used', 'honest.entered', ...(scenario.refresh ? ['honest.refreshed'] : [])];
  const goals = wanted.reduce((bits, id) => bits | (1 << goalIndex.get(id)!), 0);
  const { proposals } = search({
    scenario: alone,
    withAttacker: false,
    goals,
    bounds: { maxCapabilities: 0 },
  });
  let finishes: Cube[] = [{ on: 0n, off: 0n }];
  for (const id of wanted) {
    const reached = proposals.filter((p) => p.goal === goalIndex.get(id)).map((p) => p.cube);
    if (id === 'honest.refreshed') reached.push(cubeOf(['refresh.none'], []));
    finishes = absorb(finishes.flatMap((f) => primes(reached).map((r) => both(f, r))).filter(isConsistent));
  }
  const result = { finishes: primes(finishes), vacuous: complement(finishes) };
  cache.set(key, result);
  return result;
}
