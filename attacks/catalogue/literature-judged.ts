// Asks the search about each well-known result, without its check and with it.

import type { SwitchId } from '../../model/switches.js';
import { shortestIn } from '../engine/oneSetting.js';
import { bitsOf, holdsAt } from '../search/conditions.js';

import { type Attack, replay } from '../search/replay.js';
import { honestRun } from '../search/vacuity.js';
import { configurationsOf, type KnownResult } from './literature.js';

export type Verdict = 'attack' | 'none' | 'vacuous' | 'inconclusive';
export interface Answer {
  readonly verdict: Verdict;
  /** A shortest attack, replayed. */
  readonly attack: Attack | null;
}
export interface JudgedResult {
  readonly result: KnownResult;
  readonly without: Answer;
  readonly with: Answer;
  /** Both verdicts are what the literature says. */
  readonly agrees: boolean;
}

export function judgeResult(result: KnownResult, maxSeconds = 120): JudgedResult {
  const configurations = configurationsOf(result);
  const without = ask(result, configurations.without, maxSeconds);
  const withCheck = ask(result, configurations.with, maxSeconds);
  const says = (reached: boolean): Verdict => (reached ? 'attack' : 'none');
  return {
    result,
    without,
    with: withCheck,
    agrees: without.verdict === says(result.says.without) && withCheck.verdict === says(result.says.with),
  };
}

function ask(r: KnownResult, on: readonly SwitchId[], maxSeconds: number): Answer {
  const { vacuous } = honestRun(r.scenario);
  if (vacuous.some((cube) => holdsAt(cube, bitsOf(on)))) return { verdict: 'vacuous', attack: null };
  const { reached, complete } = shortestIn(
    { scenario: r.scenario, on: new Set(on), capabilities: new Set(r.capabilities) },
    [r.goal],
    { maxSeconds },
  );
  const moves = reached.get(r.goal);
  if (moves === undefined) return { verdict: complete ? 'none' : 'inconclusive', attack: null };
  const ran = replay(moves, r.goal, {
    scenario: r.scenario,
    on: new Set(on),
    capabilities: new Set(r.capabilities),
  });
  if ('failure' in ran)
    throw new Error(`${r.id}: the proposed attack does not replay at step ${ran.failure.failedAt}`);
  return { verdict: 'attack', attack: ran.attack };
}
