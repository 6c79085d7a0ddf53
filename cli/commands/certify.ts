import type { Command } from 'commander';
import { counted } from '../../properties/drawings/counted.js';
import { fullScenarioText } from '../../properties/drawings/scenarioText.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { certify } from '../../properties/certificate/make.js';
import { certifyUpper } from '../certifyUpper.js';
import { CliError, EXIT } from '../errors.js';
import type { Lang } from '../i18n.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { print } from '../output.js';
import {
  addScenarioOptions,
  refuseBeyond,
  smallScenario,
  settingFrom,
  type ScenarioOptions,
} from '../profile.js';
import { misnamed } from '../../properties/profiles/names.js';
import { capabilitiesNamed, collect, goalNamed, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly profile: string;
  readonly upper?: boolean;
  readonly goal?: readonly string[];
  readonly capability?: readonly string[];
  readonly maxStates: number;
  readonly maxSeconds?: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly lang: string;
}

/** Refuses what goes only with `--upper`, or only without it. */
function refuseMixed({ upper, capability, maxSeconds, json }: Options): void {
  const refused = upper
    ? [capability !== undefined && '--capability']
    : [maxSeconds !== undefined && '--max-seconds', json && '--json'];
  for (const option of refused)
    if (option)
      throw new CliError(EXIT.usage, `${option} does not go ${upper ? 'with' : 'without'} --upper`, {
        fix: upper
          ? 'leave it out: --upper asks about every attacker; `attacker` in a profile says what they have at most'
          : 'leave it out, or give --upper',
      });
}

/** The only value of an option that is needed, and taken once, where `--upper` is not given. */
function onlyOne(option: string, values: readonly string[]): string {
  const [value] = values;
  if (value === undefined)
    throw new CliError(EXIT.usage, `required option '${option}' not specified`, {
      fix: 'see `sekisho --help`',
    });
  if (values.length > 1)
    throw new CliError(
      EXIT.usage,
      `${option.split(' ').find((word) => word.startsWith('--'))} is given twice`,
      {
        why: 'it takes one value',
        fix: 'run the command once for each, or give --upper',
      },
    );
  return value;
}

export function register(program: Command): void {
  addScenarioOptions(
    begin(program, 'certify')
      .option(
        '--upper',
        'every attacker: what is found against an upper bound that does not share the search',
      )
      .requiredOption('--profile <profile>', 'a shipped profile or a YAML file')
      .option(
        '--goal <goal>',
        'what the attacker wants (with --upper: repeatable; all, if left out)',
        collect,
      )
      .option(
        '--capability <capability>',
        'the attacker has exactly these (repeatable; none if left out)',
        collect,
      )
      .option(
        '--max-states <n>',
        'give up after so many',
        wholeNumber('--max-states', 1, 100_000_000),
        1_000_000,
      )
      .option(
        '--max-seconds <n>',
        'with --upper: give up after so many seconds',
        wholeNumber('--max-seconds', 1, 86_400),
      )
      .option('--json', 'with --upper: print JSON')
      .option('-o, --out <file>', 'where to write it (with --upper: the JSON; not needed)')
      .option('--lang <lang>', 'language of the messages', 'en'),
    smallScenario,
  ).action(async (options: Options) => {
    const lang: Lang = langNamed(options.lang);
    refuseMixed(options);
    if (options.upper) return certifyUpper(options, lang);
    const goal = goalNamed(onlyOne('--goal <goal>', options.goal ?? []));
    const out = onlyOne('-o, --out <file>', options.out === undefined ? [] : [options.out]);
    checkWritable(out);
    const { profile, scenario } = settingFrom(options.profile, options, smallScenario);
    const capabilities = [...new Set(capabilitiesNamed(options.capability ?? []))];
    refuseBeyond(profile, capabilities);
    const wrongName = misnamed(profile.name, profile.on);
    if (wrongName !== null)
      throw new CliError(EXIT.badFile, `no certificate for \`${options.profile}\``, {
        why: wrongName,
        fix: 'give the profile another `name`',
      });
    if (honestRun(scenario).vacuous.some((cube) => holdsAt(cube, bitsOf(profile.on))))
      throw new CliError(
        EXIT.vacuous,
        `no certificate: the honest flow cannot finish under ${profile.name}`,
        {
          why: 'where nothing works, nothing can be attacked, and that says nothing',
        },
      );
    const setting = { scenario, on: profile.on, capabilities: new Set(capabilities) };
    const result = certify(setting, goal, profile.name, options.maxStates);
    if ('tooManyStates' in result)
      throw new CliError(EXIT.inconclusive, `no certificate: more than ${result.tooManyStates} states`, {
        fix: 'make the world smaller (--sessions, --grants, --ticks) or raise --max-states',
      });
    if ('reachedIn' in result) {
      print(told.attack[lang](goal, result.reachedIn));
      process.exitCode = EXIT.attack;
      return;
    }
    const { certificate } = result;
    writeAll(new Map([[out, `${JSON.stringify(certificate, null, 1)}\n`]]));
    print(told.wrote[lang](out, certificate.states, certificate.depth));
    print(
      `${told.bounds[lang](fullScenarioText(scenario, lang), capabilities.join(', '))} ${told.check[lang](out)}`,
    );
  });
}

const told = {
  attack: {
    en: (goal: string, steps: number) =>
      `attack: ${goal} is reached in ${counted(steps, 'step')}, so there is nothing to certify (see \`sekisho search\`)`,
    ja: (goal: string, steps: number) =>
      `攻撃あり: ${steps} ステップで ${goal} に到達するため、証明書は作れません（\`sekisho search\` を参照）`,
  },
  wrote: {
    en: (out: string, states: number, depth: number) =>
      `wrote ${out}: no attack within the bounds, ${counted(states, 'state')} within ${counted(depth, 'step')}`,
    ja: (out: string, states: number, depth: number) =>
      `${out} に書き出しました: 範囲内に攻撃なし、${depth} ステップ以内の ${states} 状態`,
  },
  bounds: {
    en: (scenario: string, by: string) => `Bounds: ${scenario}; exactly ${by || 'no capability'}.`,
    ja: (scenario: string, by: string) => `範囲: ${scenario}；攻撃者の能力は ${by || 'なし'}。`,
  },
  check: {
    en: (out: string) => `Check it with \`sekisho check-cert ${out}\`.`,
    ja: (out: string) => `検査は \`sekisho check-cert ${out}\`。`,
  },
};
