import { type Command, Option } from 'commander';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { TooLarge } from '../../properties/export/explore.js';
import { modelOf } from '../../properties/export/model.js';
import { promelaOf } from '../../properties/export/promela.js';
import type { Subject } from '../../properties/export/subject.js';
import { tlaOf } from '../../properties/export/tla.js';
import { fullScenarioText } from '../../properties/drawings/scenarioText.js';
import { switchIds } from '../../model/switches.js';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { json, print, progress } from '../output.js';
import {
  addScenarioOptions,
  smallScenario,
  scenarioFrom,
  type ScenarioOptions,
  refuseBeyond,
  settingFrom,
} from '../profile.js';
import { capabilitiesNamed, collect, goalNamed, version, wholeNumber } from '../run.js';
import { moduleName } from '../file-names.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly to: 'promela' | 'tla';
  readonly profile?: string;
  readonly lifted?: boolean;
  readonly goal: readonly string[];
  readonly capability?: readonly string[];
  readonly maxCapabilities: number;
  readonly maxStates: number;
  readonly out: string;
  readonly json?: boolean;
  readonly lang: string;
}

export function register(program: Command): void {
  addScenarioOptions(
    begin(program, 'export')
      .addOption(
        new Option('--to <language>', 'which language').choices(['promela', 'tla']).makeOptionMandatory(),
      )
      .option('--profile <profile>', 'a shipped profile or a YAML file')
      .option('--lifted', 'every configuration at once, instead of a profile')
      .requiredOption('--goal <goal>', 'what must not be reached (repeatable)', collect)
      .option('--capability <capability>', 'the attacker has exactly these (repeatable)', collect)
      .option(
        '--max-capabilities <n>',
        'without --capability: any set of so many',
        wholeNumber('--max-capabilities', 0, 4),
        2,
      )
      .option(
        '--max-states <n>',
        'give up after so many combinations of local states',
        wholeNumber('--max-states', 1, 100_000_000),
        1_000_000,
      )
      .requiredOption('-o, --out <file>', 'where to write it')
      .option('--lang <lang>', 'language of the messages', 'en')
      .option('--json', 'print JSON'),
    smallScenario,
  ).action((options: Options) => {
    const lang = langNamed(options.lang);
    checkWritable(options.out);
    const subject = subjectFrom(options);
    progress('working out the moves');
    let model: ReturnType<typeof modelOf>;
    try {
      model = modelOf(subject, options.maxStates);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      throw new CliError(EXIT.inconclusive, 'the export would be too large', {
        why: `there are more than ${error.states} combinations of local states`,
        fix: 'name the attacker’s capabilities with --capability, make the world smaller (--sessions, --grants, --ticks), or raise --max-states',
      });
    }
    const text = options.to === 'promela' ? promelaOf(model) : tlaOf(model, moduleName(options.out));
    writeAll(new Map([[options.out, text]]));
    const counts = { moves: model.moves.length, alternatives: model.alternatives.length };
    if (options.json) json({ version, out: options.out, to: options.to, subject, ...counts });
    else {
      print(told.wrote[lang](options.out, counts.moves, counts.alternatives));
      print(`${told.bounds[lang]}: ${fullScenarioText(subject.scenario, lang)}`);
      print(told.next[options.to][lang](options.out));
    }
  });
}

function subjectFrom(options: Options): Subject {
  if ((options.profile === undefined) === (options.lifted !== true))
    throw new CliError(EXIT.usage, 'give either --profile or --lifted', {
      why: 'the switches are either those of a profile or left free',
    });
  const { profile, scenario } =
    options.profile === undefined
      ? { profile: null, scenario: scenarioFrom(options, {}, smallScenario) }
      : settingFrom(options.profile, options, smallScenario);
  if (profile !== null && honestRun(scenario).vacuous.some((cube) => holdsAt(cube, bitsOf(profile.on))))
    throw new CliError(EXIT.vacuous, `no export: the honest flow cannot finish under ${profile.name}`, {
      why: 'where nothing works, nothing can be attacked, and a model checker that reaches nothing there shows nothing',
      fix: 'turn on or off together what belongs together; or export every configuration with --lifted',
    });
  const exactly = options.capability === undefined ? null : capabilitiesNamed(options.capability);
  if (profile !== null) refuseBeyond(profile, exactly ?? []);
  return {
    scenario,
    profile: profile?.name ?? 'every configuration',
    on: profile === null ? null : switchIds.filter((id) => profile.on.has(id)),
    capabilities: exactly ?? [...(profile?.attacker ?? capabilities.map(({ id }) => id))],
    atMost: exactly === null ? options.maxCapabilities : null,
    goals: [...new Set(options.goal)].map(goalNamed),
  };
}

const told = {
  wrote: {
    en: (out: string, moves: number, alternatives: number) =>
      `wrote ${out}: ${moves} moves as ${alternatives} guarded alternatives`,
    ja: (out: string, moves: number, alternatives: number) =>
      `${out} に書き出しました: ${moves} 個の手を ${alternatives} 個のガード付き選択肢として`,
  },
  bounds: { en: 'Bounds', ja: '範囲' },
  next: {
    promela: {
      en: (out: string) =>
        `Check it: spin -a ${out} && gcc -O2 -DSAFETY -DBFS -o pan pan.c && ./pan; then sekisho import-trail ${out} ${out}.trail`,
      ja: (out: string) =>
        `検査: spin -a ${out} && gcc -O2 -DSAFETY -DBFS -o pan pan.c && ./pan。その後 sekisho import-trail ${out} ${out}.trail`,
    },
    tla: {
      en: (out: string) =>
        `Check that NotReached is an invariant of it, with an ITF trace; then sekisho import-trail ${out} TRACE.itf.json`,
      ja: (out: string) =>
        `NotReached が不変条件であることを検査し、ITFトレースを出力。その後 sekisho import-trail ${out} TRACE.itf.json`,
    },
  },
};
