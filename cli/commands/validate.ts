import type { Command } from 'commander';
import { bitsOf } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { fullScenarioText } from '../../properties/drawings/scenarioText.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { CliError, EXIT, errorData } from '../errors.js';
import type { Lang } from '../i18n.js';
import { langOption } from '../profiles/common.js';
import { report } from '../reportError.js';
import { json, print } from '../output.js';
import { plain } from '../plain.js';
import { loadProfile, scenarioFrom } from '../profile.js';
import { begin } from './names.js';

type HonestRun = 'finishes' | 'does not finish' | 'depends';
const told = {
  en: {
    ok: (file: string, name: string, on: number, open: number) =>
      `${file}: ok, profile \`${name}\` with ${on} switches on${open > 0 ? `, ${open} unknown` : ''}`,
    scenario: 'scenario: ',
    attacker: (ids: string) => `attacker: at most ${ids || 'no capability'}`,
    'does not finish':
      "honest run: does not finish: alice's own flow cannot be completed in this configuration, so no verdict is given on it",
    depends: 'honest run: finishes or not, depending on switches that are unknown',
  },
  ja: {
    ok: (file: string, name: string, on: number, open: number) =>
      `${file}: 正しい。プロファイル \`${name}\`、オンのスイッチ ${on} 個${open > 0 ? `、不明 ${open} 個` : ''}`,
    scenario: 'シナリオ: ',
    attacker: (ids: string) => `攻撃者の能力: ${ids || 'なし'} まで`,
    'does not finish':
      '正規のフロー: 完了しない。この構成ではアリス自身のフローが完了しないため、判定は行わない',
    depends: '正規のフロー: 完了するかどうかは、不明なスイッチによる',
  },
} as const;

/** Whether alice's flow, left alone, finishes however the unknown switches are set. */
function finishes(scenario: Scenario, on: bigint, unknown: bigint): HonestRun {
  const { vacuous } = honestRun(scenario);
  // A cube that says nothing of an unknown switch holds whichever way that is set.
  if (vacuous.some((c) => (c.on & ~on) === 0n && (c.off & (on | unknown)) === 0n)) return 'does not finish';
  const may = vacuous.some((c) => (c.on & ~(on | unknown)) === 0n && (c.off & on) === 0n);
  return may ? 'depends' : 'finishes';
}

export function register(program: Command): void {
  begin(program, 'validate')
    .argument('<files...>', 'YAML files, or names of shipped profiles')
    .addOption(langOption())
    .option('--json', 'print JSON')
    .action((files: string[], options: { json?: boolean; lang: Lang }) => {
      const t = told[options.lang];
      const results = files.map((file) => {
        try {
          const { name, on, unknown, notes, scenario: own, attacker } = loadProfile(file);
          const scenario = scenarioFrom({}, own);
          return {
            file,
            ok: true as const,
            name,
            on: [...on],
            unknown: [...unknown],
            notes,
            scenario,
            attacker: attacker === null ? ('any' as const) : [...attacker],
            honestRun: finishes(scenario, bitsOf(on), bitsOf([...unknown] as SwitchId[])),
          };
        } catch (error) {
          if (!(error instanceof CliError)) throw error;
          return { file, ok: false as const, error };
        }
      });
      if (options.json) json(results.map((r) => (r.ok ? r : { ...r, error: errorData(r.error) })));
      for (const result of results) {
        if (!result.ok) {
          if (!options.json) report(result.error, false);
          process.exitCode ||= result.error.exitCode;
        } else if (!options.json) {
          print(t.ok(plain(result.file), result.name, result.on.length, result.unknown.length));
          print(`  ${t.scenario}${fullScenarioText(result.scenario, options.lang)}`);
          if (result.attacker !== 'any') print(`  ${t.attacker(result.attacker.join(', '))}`);
          if (result.honestRun !== 'finishes') print(`  ${t[result.honestRun]}`);
        }
        if (result.ok && result.honestRun === 'does not finish') process.exitCode ||= EXIT.vacuous;
      }
      process.exitCode ??= EXIT.ok;
    });
}
