import type { Command } from 'commander';
import { switches } from '../../model/switches.js';
import { CliError, EXIT } from '../errors.js';
import { type Lang, messageName, pick } from '../i18n.js';
import { json, print } from '../output.js';
import {
  addVerdictOptions,
  type VerdictOptions,
  groundsFor,
  langOption,
  weightsOf,
  weightsOption,
  targetsNamed,
} from '../profiles/common.js';
import { type Explanation, explain, type Stop } from '../../properties/verdicts/explain.js';
import { exitCodeOfVerdict } from '../../properties/verdicts/gates.js';
import { idOf } from '../../properties/verdicts/judge.js';
import { boundsLines } from '../profiles/bounds.js';
import { attackerText, cellData, dependsText, say } from '../profiles/render/told.js';
import {
  cellText,
  explainWords as words,
  partyWords,
  reasonText,
  roleWords,
  targetText,
  unmodelledNote,
} from '../profiles/words.js';
import { conditionText } from '../pathText.js';
import { setText } from '../profiles/render/pack.js';
import { riskWords, weightsNote, weightText } from '../profiles/render/riskText.js';
import { cellByEffort, effortOf, riskOf, type Weights } from '../../properties/verdicts/weights.js';
import { version, wholeNumber } from '../run.js';
import { traceText } from '../stepsText.js';
import { begin } from './names.js';

interface Options extends VerdictOptions {
  readonly profile: string;
  readonly goal?: string;
  readonly threat?: string;
  readonly weights?: string | true;
  readonly limit: number;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly lang: Lang;
}

export function register(program: Command): void {
  addVerdictOptions(
    begin(program, 'explain')
      .requiredOption('--profile <profile>', 'a shipped profile or a YAML file')
      .option('--goal <goal>', 'this goal')
      .option('--threat <threat>', 'this threat')
      .addOption(weightsOption())
      .option('--limit <n>', 'attackers, paths and reopenings shown', wholeNumber('--limit', 1, 1000), 6)
      .option('--all', 'all of them')
      .option('--json', 'print JSON')
      .addOption(langOption()),
  ).action(async (options: Options) => {
    if ((options.goal === undefined) === (options.threat === undefined))
      throw new CliError(EXIT.usage, 'give either --goal or --threat', {
        available: targetsNamed().map(idOf),
      });
    const [target] = targetsNamed(
      options.goal === undefined ? [] : [options.goal],
      options.threat === undefined ? [] : [options.threat],
    );
    const { grounds, interrupted } = await groundsFor([options.profile], options, {}, [target!]);
    const weights = await weightsOf(options);
    const found = await explain(grounds[0]!, target!);
    const explanation = weights === null ? found : { ...found, cell: cellByEffort(weights, found.cell) };
    if (options.json) json(asData(explanation, weights));
    else
      print(
        asText(explanation, options.lang, options.all ? Number.POSITIVE_INFINITY : options.limit, weights),
      );
    process.exitCode = interrupted ? EXIT.interrupted : exitCodeOfVerdict(explanation.cell.verdict);
  });
}

function stopText(stop: Stop, lang: Lang): string {
  const name = pick(switches.find(({ id }) => id === stop.switch)!.name, lang);
  const where = stop.at.map(
    (a) => `${a.message} ${messageName(a.message, lang)} (${pick(words.step, lang)} ${a.step})`,
  );
  return [
    `${stop.switch} ${stop.isOn ? 'on' : 'off'}: ${name}`,
    pick(partyWords[stop.party], lang),
    stop.basis !== 'derived' ? pick(words[stop.basis], lang) : [...new Set(where)].join(', '),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function asText(
  { ground, target, cell, stopped, reopenings, measures, switches: roles }: Explanation,
  lang: Lang,
  most: number,
  weights: Weights | null,
) {
  const lines = [
    `${ground.profile.name}: ${targetText(target, lang)}: ${cellText({ ...cell, byAssumption: false }, lang)}`,
  ];
  if (cell.mayDiffer) lines.push(pick(unmodelledNote, lang));
  if (cell.because !== null) lines.push(reasonText(cell.because, lang));
  if (cell.dependsOn.length > 0) lines.push(`${pick(say.dependsOn, lang)} ${dependsText(cell, lang)}`);
  if (cell.witness !== null) {
    const { path, attack } = cell.witness;
    lines.push(
      '',
      `${pick(words.needed, lang)}: ${attackerText(cell.witness, lang)}; ${conditionText(path, lang)}`,
    );
    lines.push(traceText(attack.steps, lang), `${pick(words.others, lang)}: ${cell.open - 1}`);
    const named = cell.attackers.slice(0, most);
    lines.push(`${pick(words.weakest, lang)} (${cell.attackers.length}):`);
    for (const a of named)
      lines.push(
        `  ${setText(a.capabilities, lang, a.depends)} (${a.steps})${weights === null ? '' : `; ${pick(riskWords.effort, lang)} ${weightText(effortOf(weights, a))}`}`,
      );
    if (weights !== null) {
      const { impact, effort, score } = riskOf(weights, target, cell)!;
      lines.push(
        `${pick(riskWords.risk, lang)} ${weightText(score)}: ${pick(riskWords.impact, lang)} ${weightText(impact)}, ${pick(riskWords.effort, lang)} ${weightText(effort)}`,
        weightsNote(weights, lang),
      );
    }
    if (cell.attackers.length > named.length) lines.push(`  … ${cell.attackers.length - named.length}`);
  }
  if (cell.verdict === 'no-attack-within-bounds' && stopped.length === 0)
    lines.push(pick(words.nowhere, lang));
  if (stopped.length > 0) {
    lines.push('', `${pick(words.stops, lang)}:`);
    for (const { path, stops } of stopped.slice(0, most)) {
      lines.push(`  ${path.capabilities.join(' + ') || pick(say.anyone, lang)} → ${path.goal} (${path.id}):`);
      lines.push(...stops.map((s) => `    ${stopText(s, lang)}`));
    }
    lines.push('', `${pick(words.reopen, lang)}:`);
    for (const r of reopenings.slice(0, most))
      lines.push(
        `  ${[...r.turnOff.map((id) => `${id}: off`), ...r.turnOn.map((id) => `${id}: on`)].join(', ')}`,
      );
    if (reopenings.length > most) lines.push(`  … ${reopenings.length - most}`);
    for (const role of ['critical', 'shared', 'redundant'] as const) {
      const ids = measures.filter((m) => m.role === role).map(({ id }) => id);
      const single = roles.filter((s) => s.role === role).map(({ id }) => id);
      lines.push('', `${pick(roleWords[role], lang)}: ${ids.join(' ') || '–'}`);
      if (role !== 'redundant') lines.push(`  ${single.join(' ') || '–'}`);
    }
  }
  return [...lines, '', pick(words.bounds, lang), ...boundsLines(ground, lang).map((l) => `  ${l}`)].join(
    '\n',
  );
}

const asData = (
  { ground, target, cell, stopped, reopenings, measures, switches }: Explanation,
  weights: Weights | null,
) => ({
  ...(weights !== null && { risk: riskOf(weights, target, cell) }),
  version,
  profile: ground.profile.name,
  ...target,
  ...cellData(cell),
  stopped: stopped.map(({ path, stops }) => ({
    path: path.id,
    goal: path.goal,
    capabilities: path.capabilities,
    absent: path.absent,
    present: path.present,
    moves: path.moves,
    stops,
  })),
  reopenings: reopenings.map(({ path, ...r }) => ({ ...r, path: path.id })),
  measures,
  switches,
  unmodelled: ground.profile.unmodelled ?? [],
  bounds: boundsLines(ground, 'en'),
});
