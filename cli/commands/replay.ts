import type { Command } from 'commander';
import { counted } from '../../properties/drawings/counted.js';
import { type Attack, replay } from '../../attacks/search/replay.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { type Lang, langs } from '../i18n.js';
import { json, print } from '../output.js';
import { loadProfile, refuseContradiction, settled } from '../profile.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { replayTrace } from '../replayTrace.js';
import { version } from '../run.js';
import { traceText } from '../stepsText.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'replay')
    .argument('<trace>', 'a file that `sekisho search --out` wrote')
    .option('--profile <profile>', "under another profile than the trace's own")
    .option('--lang <lang>', 'language of the names', 'en')
    .option('--json', 'print JSON')
    .action((file: string, options: { profile?: string; lang: string; json?: boolean }) => {
      if (!(langs as readonly string[]).includes(options.lang))
        throw unknown('language', options.lang, langs, EXIT.usage);
      const { attack: own } = replayTrace(file);
      const attack =
        options.profile === undefined ? own : underProfile(own, settled(loadProfile(options.profile)));
      const { goal, steps } = attack;
      if (options.json) json({ version, replayed: true, goal, steps });
      else {
        print(traceText(steps, options.lang as Lang));
        print(told[options.lang as Lang](goal, steps.length));
      }
    });
}

/** The same moves under another profile. Throws where they do not reach the goal there. */
function underProfile(attack: Attack, profile: StatedProfile): Attack {
  refuseContradiction(attack.scenario, profile.on);
  const moves = attack.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
  const result = replay(moves, attack.goal, {
    scenario: attack.scenario,
    on: profile.on,
    capabilities: new Set(attack.capabilities),
  });
  if ('attack' in result) return result.attack;
  const { failedAt, move, why, available } = result.failure;
  throw new CliError(
    EXIT.replayFailed,
    `the trace does not replay under ${profile.name}: step ${failedAt} of ${moves.length}, ${move}`,
    { why, available },
  );
}

const told = {
  en: (goal: string, steps: number) => `replayed: ${goal} is reached in ${counted(steps, 'step')}`,
  ja: (goal: string, steps: number) => `再実行済み: ${steps} ステップで ${goal} に到達`,
};
