// The table for people: the paper's figure 4 as claimed beside what was derived, and what it rests on.

import type { deriveTable, ThreatRow } from '../attacks/catalogue/table.js';
import type { ByClient } from '../attacks/catalogue/byClient.js';
import type { JudgedClaim } from '../attacks/breaking.js';
import type { PathsResult } from '../attacks/paths.js';
import { bitsOf, idsOf } from '../attacks/search/conditions.js';
import { profiles } from '../model/profiles.js';
import type { SwitchId } from '../model/switches.js';
import { claimVerdictName, type Lang, pick } from './i18n.js';
import { table } from './output.js';
import { conditionText, moveText } from './pathText.js';
import { attackerText } from './profiles/render/told.js';
import { boundsText, statsOf } from './run.js';

const words = {
  threat: { en: 'threat', ja: '脅威' },
  found: { en: 'found', ja: '発見' },
  claim: { en: "paper's claim", ja: '論文の対策' },
  verdict: { en: 'verdict', ja: '判定' },
  breaks: { en: 'breaks it (derived)', ja: '断つ対策（導出）' },
  goal: { en: 'goal still reached', ja: 'なお達成される目的' },
  steps: { en: 'steps', ja: '手' },
  only: { en: 'only with', ja: '次の場合のみ' },
  none: { en: 'none', ja: 'なし' },
  noneNeeded: { en: '(none needed)', ja: '（不要）' },
  nothing: { en: 'nothing', ja: 'なし' },
  states: { en: 'states', ja: '状態' },
  within: { en: '. Nothing is said beyond these bounds:', ja: '。次の範囲の外については何も言えない：' },
  colon: { en: ', ', ja: '：' },
  byClient: {
    en: 'By kind of client, against one capability at a time in a world of one session and one authorization (claims on which they differ, and remarks):',
    ja: 'クライアントの種類による違い（攻撃者の能力は同時に1個、セッションと認可は各1件。判定の異なる対策と補足）：',
  },
  refresh: { en: 'of refresh tokens', ja: 'リフレッシュトークンについて' },
  'refresh-by-privilege': {
    en: 'of refresh tokens, through a privilege',
    ja: '特権によるリフレッシュトークンの悪用について',
  },
};

function setsText(sets: readonly (readonly string[])[], most: number, lang: Lang): string {
  const shown = sets.slice(0, most).map((s) => s.join('+') || pick(words.noneNeeded, lang));
  if (shown.length === 0) return pick(words.none, lang);
  return shown.join(', ') + (sets.length > most ? `, … (${sets.length})` : '');
}

function row(r: ThreatRow, lang: Lang): string[] {
  const found =
    r.shortest === null ? '–' : `${r.paths.length} × ${r.shortest.steps}+ ${pick(words.steps, lang)}`;
  const created = r.createdBy.length > 0 ? `\n${pick(words.only, lang)} ${r.createdBy.join(', ')}` : '';
  const judgedText = (c: JudgedClaim) =>
    `${c.claim.join('+')}: ${claimVerdictName(c.verdict, lang)}${c.suffices ? ` (${c.suffices.join('+') || '∅'})` : ''}`;
  const claims = [
    ...r.claims.map(judgedText),
    ...r.remarks.map((c) => `${pick(words[c.about], lang)}${pick(words.colon, lang)}${judgedText(c)}`),
  ];
  const still = r.claims.map((c) => c.stillReached.map((p) => p.goal).join(' ') || pick(words.none, lang));
  return [
    `${r.threat.id} ${pick(r.threat.name, lang)}`,
    found + created,
    claims.join('\n') || '–',
    setsText(r.measureSets, 3, lang),
    still.join('\n') || '–',
  ];
}

/**
 * The whole table as text. Without times it is the same from run to run.
 */
export function tableText(
  rows: ReturnType<typeof deriveTable>,
  result: PathsResult,
  byClient: readonly ByClient[],
  lang: Lang,
  withTimes = true,
): string {
  const unnamed = result.paths.filter((p) => !rows.some((r) => r.paths.includes(p))).length;
  const stats = statsOf(result);
  const base = baseOf(rows);
  return [
    table(
      [words.threat, words.found, words.claim, words.breaks, words.goal].map((w) => pick(w, lang)),
      rows.map((r) => row(r, lang)),
      [22, 13, 24, 17, 16],
    ),
    '',
    disagreements(rows, lang),
    ...byClientLines(byClient, lang),
    lang === 'en'
      ? `Base: ${base}. ${result.paths.length} distinct attack paths, ${unnamed} of them under no name of the paper; every one replayed twice, with all free switches off and on.`
      : `基準: ${base}。攻撃経路は${result.paths.length}件、うち論文のどの脅威にも当たらないものは${unnamed}件。どの経路も、条件に現れないスイッチをすべてオフにした場合とすべてオンにした場合の2通りで再実行した。`,
    `${stats.cores} ${pick(words.states, lang)}${withTimes ? (lang === 'en' ? `, ${stats.seconds} s of search, ${stats.peakMiB} MiB` : `、探索 ${stats.seconds} 秒、${stats.peakMiB} MiB`) : ''}${pick(words.within, lang)}`,
    boundsText(result, lang, withTimes),
  ].join('\n');
}

/** What the rows are judged from: the bare profile, and what is on besides in all of them. */
export const baseOf = (rows: readonly ThreatRow[]): string => {
  const bare = bitsOf(profiles.find(({ name }) => name === 'rfc6749-bare')!.on as ReadonlySet<SwitchId>);
  const besides = idsOf(rows.reduce((all, { base }) => all & base, rows[0]?.base ?? bare) & ~bare);
  return ['rfc6749-bare', ...besides].join(' + ');
};

/** By kind of client: claims on which the verdict differs, and what is remarked besides. */
const byClientLines = (byClient: readonly ByClient[], lang: Lang): readonly string[] =>
  byClient.length === 0
    ? []
    : [
        pick(words.byClient, lang),
        ...byClient.map(({ threat, remark, verdicts }) => {
          const what = [threat.id, ...(remark === null ? [] : [remark.join('+')])].join(' ');
          const told = verdicts.map(([client, verdict]) => `${client} ${claimVerdictName(verdict, lang)}`);
          return `  ${what}: ${told.join(lang === 'en' ? ', ' : '、')}`;
        }),
      ];

/** Where the paper's claim is not simply confirmed: the trace that shows it. */
function disagreements(rows: readonly ThreatRow[], lang: Lang): string {
  const survives = ({ claim, survivor }: JudgedClaim): readonly string[] => {
    if (survivor === undefined) return [];
    const by = attackerText({ path: survivor }, lang);
    const condition = conditionText(survivor, lang);
    const told =
      lang === 'en'
        ? `${claim.join('+')} leaves ${survivor.goal} to ${by} (${condition}):`
        : `${claim.join('+')} のもとでも、${by} は ${survivor.goal} に到達する（${condition}）：`;
    return [[told, ...survivor.moves.map((m, i) => `    ${i + 1}. ${moveText(m)}`)].join('\n')];
  };
  const isEnough = ({ claim, suffices }: JudgedClaim): readonly string[] => {
    if (suffices === undefined) return [];
    const enough = suffices.join('+') || pick(words.nothing, lang);
    return [
      lang === 'en'
        ? `of ${claim.join('+')}, ${enough} suffices.`
        : `${claim.join('+')} のうち ${enough} で足りる。`,
    ];
  };
  const name = (r: ThreatRow, verdict: 'too-weak' | 'more-than-needed') =>
    `${r.threat.id} ${claimVerdictName(verdict, lang)}: `;
  return rows
    .flatMap((r) =>
      [...r.claims, ...r.remarks].flatMap((claim) => [
        ...survives(claim).map((text) => name(r, 'too-weak') + text),
        ...isEnough(claim).map((text) => name(r, 'more-than-needed') + text),
      ]),
    )
    .join('\n');
}
