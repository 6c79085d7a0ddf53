import type { Command } from 'commander';
import { counted } from '../../properties/drawings/counted.js';
import { knownResults } from '../../attacks/catalogue/literature.js';
import type { KnownResult } from '../../attacks/catalogue/literature/result.js';
import { type JudgedResult, judgeResult } from '../../attacks/catalogue/literature-judged.js';
import type { Answer } from '../../attacks/verdict.js';
import { fullScenarioText } from '../../properties/drawings/scenarioText.js';
import { checkWritable, writeAll } from '../files.js';
import type { Lang } from '../i18n.js';
import { langNamed } from '../lang.js';
import { json, print, progress } from '../output.js';
import { version } from '../run.js';
import { traceText } from '../stepsText.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'literature')
    .option('--out <file>', 'write the page')
    .option('--lang <lang>', 'language', 'en')
    .option('--json', 'print JSON')
    .action((options: { out?: string; lang: string; json?: boolean }) => {
      const lang = langNamed(options.lang);
      if (options.out !== undefined) checkWritable(options.out);
      const judged = knownResults.map((result) => {
        progress(result.id);
        return judgeResult(result);
      });
      progress('');
      const page = pageOf(judged, lang);
      if (options.out !== undefined) writeAll(new Map([[options.out, page]]));
      if (options.json) json({ version, results: judged });
      else if (options.out === undefined) print(page);
      else print(told[lang].summary(judged.filter((j) => j.agrees).length, judged.length));
    });
}

function pageOf(judged: readonly JudgedResult[], lang: Lang): string {
  const t = told[lang];
  const differing = judged.filter(({ agrees }) => !agrees);
  const verdict = ({ verdict: v, attack }: Answer) =>
    attack === null ? t.verdicts[v] : `${t.verdicts[v]} (${t.steps(attack.steps.length)})`;
  const said = (reached: boolean) => t.verdicts[reached ? 'attack' : 'none'];
  return [
    `# ${t.title}`,
    '',
    t.made,
    '',
    `## ${t.differences}`,
    '',
    ...(differing.length === 0
      ? [t.noDifference]
      : differing.map(
          ({ result: r, without, with: w }) =>
            `- **${r.title[lang]}** (${r.source}). ${t.literature}: ${said(r.says.without)} / ${said(r.says.with)}. ${t.model}: ${verdict(without)} / ${verdict(w)}. ${r.differs?.[lang] ?? t.unexplained}`,
        )),
    '',
    `## ${t.results}`,
    '',
    `| ${t.columns.join(' | ')} |`,
    `| ${t.columns.map(() => '---').join(' | ')} |`,
    ...judged.map(
      ({ result: r, without, with: w, agrees }) =>
        `| [${r.title[lang]}](#${r.id}) | ${attackerOf(r)} | ${verdict(without)} | ${verdict(w)} | ${agrees ? t.same : t.differs} | ${r.source} |`,
    ),
    '',
    `## ${t.traces}`,
    '',
    ...judged.flatMap(({ result: r, without, with: w }) => [
      `### ${r.id}`,
      '',
      `${r.title[lang]}. ${t.source}: ${r.source}.`,
      '',
      `- ${t.goal}: \`${r.goal}\`; ${t.attacker}: ${attackerOf(r)}`,
      `- ${t.bounds}: ${fullScenarioText(r.scenario, lang)}`,
      `- ${t.base}: ${[...r.base, ...(r.without ?? []).map((id) => `${t.off} ${id}`)].map((c) => `\`${c}\``).join(', ') || t.nothing}`,
      `- ${t.check}: ${r.check.map((c) => `\`${c}\``).join(', ')}`,
      '',
      ...traceOf(t.without, without, lang),
      ...traceOf(t.with, w, lang),
    ]),
  ].join('\n');
}

const attackerOf = ({ capabilities }: KnownResult): string => capabilities.map((c) => `\`${c}\``).join(', ');

const traceOf = (head: string, { verdict, attack }: Answer, lang: Lang): string[] =>
  attack === null
    ? [`${head}: ${told[lang].verdicts[verdict]}.`, '']
    : [`${head}:`, '', '```text', traceText(attack.steps, lang), '```', ''];

const told = {
  en: {
    title: 'The model and the literature',
    made: 'Made by `sekisho literature --out docs/results/literature.md`. Do not edit. Each well-known result on the plain authorization code flow is asked of the search twice: at the environment and what is named under "also on", and again with the check that the result is about. Every attack is replayed through the machines. "None" is within the bounds given.',
    differences: 'Where the model differs',
    noDifference: 'Nowhere among these results.',
    unexplained: 'Not explained yet.',
    literature: 'The literature, without / with the check',
    model: 'The model',
    results: 'Results',
    columns: ['result', 'attacker', 'without the check', 'with it', 'as in the literature', 'source'],
    same: 'yes',
    differs: '**no**',
    traces: 'Traces',
    source: 'Source',
    goal: 'goal',
    attacker: 'attacker',
    bounds: 'bounds',
    base: 'also on',
    off: 'not',
    nothing: 'nothing',
    check: 'check',
    without: 'Without the check',
    with: 'With the check',
    steps: (n: number) => counted(n, 'step'),
    verdicts: { attack: 'attack', none: 'none', vacuous: 'vacuous', inconclusive: 'inconclusive' },
    summary: (n: number, all: number) => `${n} of ${all} results are as in the literature`,
  },
  ja: {
    title: 'モデルと文献',
    made: '`sekisho literature --lang ja --out FILE` で生成。編集しないこと。認可コードフローについてのよく知られた結果を、対象の検証なしとありの2通りで探索に問う。攻撃はすべて状態機械で再現した。「なし」は示した範囲内でのこと。',
    differences: '文献と異なる点',
    noDifference: 'ここに挙げた結果にはない。',
    unexplained: '未解明。',
    literature: '文献（検証なし / あり）',
    model: 'モデル',
    results: '結果',
    columns: ['結果', '攻撃者の能力', '検証なし', '検証あり', '文献どおりか', '出典'],
    same: 'はい',
    differs: '**いいえ**',
    traces: 'トレース',
    source: '出典',
    goal: '目標',
    attacker: '攻撃者の能力',
    bounds: '範囲',
    base: 'ほかに有効なもの',
    off: '無効:',
    nothing: 'なし',
    check: '対象の検証',
    without: '検証なし',
    with: '検証あり',
    steps: (n: number) => `${n} ステップ`,
    verdicts: { attack: '攻撃あり', none: 'なし', vacuous: '無意味', inconclusive: '判定不能' },
    summary: (n: number, all: number) => `${all} 件中 ${n} 件が文献どおり`,
  },
} as const;
