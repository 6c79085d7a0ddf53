import type { Command } from 'commander';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import type { Attack } from '../../attacks/search/replay.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { defaultScenario, describeScenario } from '../../model/scenario.js';
import { defaultWalk, fuzz } from '../../properties/walks.js';
import { EXIT, unknown } from '../errors.js';
import { type Lang, langs } from '../i18n.js';
import { json, print, progress } from '../output.js';
import { addScenarioOptions, settingFrom, type ScenarioOptions } from '../profile.js';
import { capabilitiesNamed, collect, goalNamed, version, wholeNumber } from '../run.js';
import { traceText } from '../trace.js';

interface Options extends ScenarioOptions {
  readonly profile: string;
  readonly goal: string;
  readonly capability?: readonly string[];
  readonly runs: number;
  readonly seed?: number;
  readonly maxSteps: number;
  readonly json?: boolean;
  readonly lang: string;
}

const largestSeed = 2 ** 31 - 1;

export function register(program: Command): void {
  addScenarioOptions(
    program
      .command('fuzz')
      .description('random walks of one attacker under one configuration; finding none says nothing')
      .requiredOption('--profile <profile>', 'a shipped profile or a YAML file')
      .requiredOption('--goal <goal>', 'what the attacker wants')
      .option(
        '--capability <capability>',
        'the attacker has exactly these (repeatable; none if left out)',
        collect,
      )
      .option('--runs <n>', 'walks to make', wholeNumber('--runs', 1, 10_000_000), defaultWalk.runs)
      .option(
        '--seed <n>',
        'repeat the walks of this seed (default: a new one)',
        wholeNumber('--seed', 0, largestSeed),
      )
      .option('--max-steps <n>', 'longest walk', wholeNumber('--max-steps', 1, 1000), defaultWalk.maxSteps)
      .option('--lang <lang>', 'language of the names', 'en')
      .option('--json', 'print JSON'),
  ).action((options: Options) => {
    if (!(langs as readonly string[]).includes(options.lang))
      throw unknown('language', options.lang, langs, EXIT.usage);
    const goal = goalNamed(options.goal);
    const capabilities = capabilitiesNamed(options.capability ?? []);
    const base = { ...defaultScenario, grants: 1, ticks: 0 } as const;
    const { profile, scenario } = settingFrom(options.profile, options, base);
    const seed = options.seed ?? Math.floor(Math.random() * largestSeed);
    const bounds = { scenario, capabilities, runs: options.runs, maxSteps: options.maxSteps };
    const tell = (verdict: string, text: string, walks: number, attack: Attack | null): void => {
      const trace = attack && {
        version,
        goal,
        profile: profile.name,
        scenario,
        on: attack.on,
        capabilities,
        steps: attack.steps,
      };
      if (options.json) {
        json({
          version,
          goal,
          profile: profile.name,
          bounds,
          seed,
          verdict,
          walks,
          trace,
          replayed: attack !== null,
        });
        return;
      }
      print(text);
      if (attack)
        print(
          `${traceText(attack.steps, options.lang as Lang)}\nreplayed through the machines, step by step`,
        );
      print(
        `Bounds: ${describeScenario(scenario)}; exactly ${capabilities.join(', ') || 'no capability'}; walks of at most ${options.maxSteps} steps.`,
      );
      print(`Seed: ${seed} (repeat with --seed ${seed})`);
    };
    if (honestRun(scenario).vacuous.some((cube) => holdsAt(cube, bitsOf(profile.on)))) {
      tell('vacuous', `vacuous: the honest flow cannot finish under ${profile.name}`, 0, null);
      process.exitCode = EXIT.vacuous;
      return;
    }
    const { attack, walks } = fuzz({
      setting: { scenario, on: profile.on, capabilities: new Set(capabilities) },
      goal,
      runs: options.runs,
      seed,
      maxSteps: options.maxSteps,
      onProgress: (made) => progress(`${made} of ${options.runs} random walks`),
    });
    progress('');
    if (attack === null)
      tell(
        'no-attack-found',
        `no attack in ${walks} random walks: ${goal} under ${profile.name}`,
        walks,
        null,
      );
    else tell('attack', `attack in random walk ${walks}: ${goal} under ${profile.name}`, walks, attack);
    process.exitCode = attack === null ? EXIT.ok : EXIT.attack;
  });
}
