// Asks the search about each well-known result, without its check and with it.

import type { SwitchId } from '../../model/switches.js';
import { type Answer, type Verdict, verdictOn } from '../verdict.js';
import { configurationsOf, type KnownResult } from './literature/result.js';

export interface JudgedResult {
  readonly result: KnownResult;
  readonly without: Answer;
  readonly with: Answer;
  /** Both verdicts are what the literature says. */
  readonly agrees: boolean;
}

export function judgeResult(result: KnownResult, maxSeconds = 120): JudgedResult {
  const configurations = configurationsOf(result);
  const ask = (on: readonly SwitchId[]): Answer =>
    verdictOn(
      { scenario: result.scenario, on: new Set(on), capabilities: new Set(result.capabilities) },
      [result.goal],
      {
        maxSeconds,
      },
    );
  const without = ask(configurations.without);
  const withCheck = ask(configurations.with);
  const says = (reached: boolean): Verdict => (reached ? 'attack' : 'none');
  return {
    result,
    without,
    with: withCheck,
    agrees: without.verdict === says(result.says.without) && withCheck.verdict === says(result.says.with),
  };
}
