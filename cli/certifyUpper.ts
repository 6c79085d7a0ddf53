// `sekisho certify --upper`: what a search found against an upper bound that does not share it.

import { goals, type GoalId } from '../attacks/goals.js';
import { findBounds, type Subject, verdictOf } from '../properties/bounds.js';
import { CliError, EXIT } from './errors.js';
import { checkWritable, writeAll } from './files.js';
import type { Lang } from './i18n.js';
import { json, print, progress } from './output.js';
import {
  loadProfile,
  refuseContradiction,
  scenarioFrom,
  type ScenarioOptions,
  smallScenario,
} from './profile.js';
import { goalNamed, untilInterrupted } from './run.js';
import { upperData, upperText } from './upperText.js';

export interface UpperCommand extends ScenarioOptions {
  readonly profile: string;
  readonly goal?: readonly string[];
  readonly maxStates: number;
  readonly maxSeconds?: number;
  readonly json?: boolean;
  readonly out?: string;
}

const attackGoals: readonly GoalId[] = goals.filter(({ kind }) => kind !== 'honest').map(({ id }) => id);

/** Works the bounds out and tells of them; the exit code says the least settled verdict, then whether there is an attack. */
export async function certifyUpper(options: UpperCommand, lang: Lang): Promise<void> {
  const wanted = new Set((options.goal ?? attackGoals).map((name) => goalNamed(name)));
  if (options.out !== undefined) checkWritable(options.out);
  const { name, on, unknown, attacker, scenario: stated } = loadProfile(options.profile);
  const scenario = scenarioFrom(options, stated, smallScenario);
  refuseContradiction(scenario, on);
  const subject: Subject = { scenario, on, unknown, attacker };
  const { result: bounds, interrupted } = await untilInterrupted((shouldStop) =>
    findBounds(subject, {
      goals: [...wanted],
      maxStates: options.maxStates,
      ...(options.maxSeconds !== undefined && { maxSeconds: options.maxSeconds }),
      onProgress: progress,
      shouldStop,
    }),
  );
  progress('');
  const [failed] = bounds.failures;
  if (failed !== undefined)
    throw new CliError(
      EXIT.replayFailed,
      `an attack on ${failed.goal} that the search proposed does not replay: step ${failed.failure.failedAt}, ${failed.failure.move}`,
      { why: failed.failure.why, available: failed.failure.available },
    );
  if (bounds.isVacuous)
    throw new CliError(EXIT.vacuous, `no bounds: the honest flow cannot finish under ${name}`, {
      why: 'where nothing works, nothing can be attacked, and that says nothing',
    });
  const data = upperData(bounds, subject, name);
  if (options.out !== undefined) writeAll(new Map([[options.out, `${JSON.stringify(data, null, 1)}\n`]]));
  if (options.json) json(data);
  else print(upperText(bounds, subject, name, lang));
  const isAttacked = bounds.goals.some(({ found }) => found.length > 0);
  process.exitCode = interrupted
    ? EXIT.interrupted
    : verdictOf(bounds) !== 'met'
      ? EXIT.inconclusive
      : isAttacked
        ? EXIT.attack
        : EXIT.ok;
}
