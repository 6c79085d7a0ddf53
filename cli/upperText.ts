// An upper bound against what was found, for people and as data: the verdict on each goal, and what it proves.

import {
  type Bounds,
  type BoundsVerdict,
  type Condition,
  type GoalBounds,
  type Subject,
  verdictOf,
} from '../properties/bounds.js';
import { fullScenarioText } from '../properties/drawings/scenarioText.js';
import { type Lang, pick, type Text } from './i18n.js';
import { table, wrap } from './output.js';
import { version } from '../properties/traces/outputVersion.js';
import { conditionText } from './pathText.js';
import { builtIn } from '../properties/drawings/scenarioText.js';

/** Attackers named for each goal; the others are counted. */
const shownAttackers = 4;
const lineWidth = 100;

const words = {
  goal: { en: 'goal', ja: '目的' },
  verdict: { en: 'verdict', ja: '判定' },
  found: { en: 'weakest attackers found', ja: '発見された最も弱い攻撃者' },
  none: { en: 'none', ja: 'なし' },
  anyone: { en: 'no capability', ja: '能力なし' },
  everything: { en: 'every capability', ja: 'すべての能力' },
  left: {
    en: 'the strongest attackers neither found nor ruled out',
    ja: '発見も除外もされなかった最も強い攻撃者',
  },
  replayedOnce: {
    en: 'Some switches are unknown: each attack was replayed in one configuration. That it runs in the others for which it is told is taken from the search.',
    ja: '未定のスイッチがあるため、各攻撃は構成の1つで再実行した。示した条件を満たす他の構成でも実行できることは、探索の結果による。',
  },
  random: { en: 'Random choices: none.', ja: '乱数は使わない。' },
} as const satisfies Record<string, Text>;

export const boundsVerdicts = {
  met: { en: 'met', ja: '一致' },
  open: { en: 'open', ja: '未解決' },
  unfinished: { en: 'unfinished', ja: '未完了' },
} as const satisfies Record<BoundsVerdict, Text>;

/** What each verdict says. */
const meanings = {
  met: {
    en: 'met: within these bounds nobody reaches the goal but the attackers found and whoever has more. The attackers found were replayed through the machines, step by step. That there are no others was worked out a second time: an upper bound says who cannot be ruled out, and it leaves nobody open. It keeps what groups of parties see of the world, and forgets which of that goes together and how often a thing happened. So it allows more than can happen, never less; where it allows no more than was found, the search missed nobody.',
    ja: '一致: この範囲内で目的に到達するのは、発見された攻撃者と、それ以上の能力をもつ攻撃者だけである。発見された攻撃は、状態機械で一手ずつ再実行した。他にいないことは、別の方法でもう一度求めた。すなわち、除外できない攻撃者を示す上界を求め、それが他の攻撃者を残さなかった。上界は、当事者の組から見えるものだけを保持し、どれとどれが同時に成り立つか、何が何回起きたかを忘れる。そのため、起こり得ることより多くを許すことはあっても、少なく許すことはない。上界が発見を超えない以上、探索の見落としはない。',
  },
  open: {
    en: 'open: somebody was neither found nor ruled out. The bound takes the whole world as one group in the end, which forgets nothing. So either the search missed an attack, or the bound is at fault: please report it.',
    ja: '未解決: 発見も除外もされなかった攻撃者がいる。上界は最後に全体を1つの組として扱い、そこでは何も忘れない。したがって、探索が攻撃を見落としたか、上界に誤りがある。報告してほしい。',
  },
  unfinished: {
    en: 'unfinished: the search or the bound was cut short, so there may be attackers that were not found. Give a smaller world (--sessions 1, --grants 1, --ticks 0), or more --max-seconds or --max-states.',
    ja: '未完了: 探索または上界の計算が途中で終わったため、発見されていない攻撃者がいるかもしれない。構成を小さくする（--sessions 1、--grants 1、--ticks 0）か、--max-seconds または --max-states を増やすこと。',
  },
} as const satisfies Record<BoundsVerdict, Text>;

/** What `met` does not stand on, and what it stands on as the search does. */
const notShared = {
  en: 'Not shared with the search, so no fault in it has hidden an attack: what it keeps of the world, its reductions, its loop, its reading of traces.',
  ja: '探索と共有しないもの（ここに誤りがあっても攻撃は隠れない）: 探索が保持する世界の状態、縮約、反復、手順の読出し。',
};
const shared = {
  en: 'Shared with the search, so a fault in it would be in both: the rows of the machines, the exchanges, the moves and capabilities of the attacker, the goals, what a move comes to (attacks/engine/edges.ts), the decision diagrams, the tables that number states, where the honest run finishes, and that whoever has more can do as much. Nothing is said beyond the bounds below.',
  ja: '探索と共有するもの（ここに誤りがあれば両方に現れる）: 状態機械の行、やり取り、攻撃者の手と能力、目的、手の結果（attacks/engine/edges.ts）、決定図、状態に番号を付ける表、正規のフローが完了する構成、能力が多ければ同じことができるという性質。下の範囲外については何も言えない。',
};

const wholeText = (ids: string, lang: Lang): string =>
  lang === 'en'
    ? `Where groups of parties allowed too much, the attackers left were asked about once more with the whole world as one group, which is a search by the bound's own loop and without reductions: ${ids}.`
    : `当事者の組では許しすぎる場合、残った攻撃者について、全体を1つの組としてもう一度調べた。これは上界自身の反復による、縮約なしの探索である: ${ids}。`;

const headText = (verdict: BoundsVerdict, met: number, of: number, profile: string, lang: Lang): string =>
  lang === 'en'
    ? `${boundsVerdicts[verdict].en}: for ${met} of ${of} goals the upper bound is what was found, under ${profile}`
    : `${boundsVerdicts[verdict].ja}: ${profile} のもとで、${of} 件中 ${met} 件の目的について上界が発見と一致`;

/** The bounds, and what they prove, as text. Without times and counts of work, so the same from run to run. */
export function upperText(bounds: Bounds, subject: Subject, profile: string, lang: Lang): string {
  const { goals } = bounds;
  const met = goals.filter(({ verdict }) => verdict === 'met');
  const verdicts = [...new Set(goals.map(({ verdict }) => verdict))];
  const byWhole = met.filter(({ closedBy }) => closedBy === 'whole').map(({ goal }) => goal);
  const paragraphs = [
    ...verdicts.map((verdict) => pick(meanings[verdict], lang)),
    ...(byWhole.length > 0 ? [wholeText(byWhole.join(', '), lang)] : []),
    ...(subject.unknown.size > 0 ? [pick(words.replayedOnce, lang)] : []),
    ...(met.length > 0 ? [pick(notShared, lang), pick(shared, lang)] : []),
  ];
  return [
    headText(verdictOf(bounds), met.length, goals.length, profile, lang),
    table(
      [words.goal, words.verdict, words.found].map((w) => pick(w, lang)),
      goals.map((of) => [of.goal, pick(boundsVerdicts[of.verdict], lang), foundText(of, lang)]),
    ),
    ...goals.filter(({ openCount }) => openCount > 0).flatMap((of) => openLines(of, lang)),
    ...paragraphs.flatMap((text) => wrap(text, lineWidth)),
    `${lang === 'en' ? 'Bounds' : '範囲'}: ${fullScenarioText(subject.scenario, lang)}; ${attackerText(subject, lang)}${lang === 'en' ? '. ' : '。'}${pick(words.random, lang)}`,
    `  ${pick(builtIn, lang)}`,
  ].join('\n');
}

function foundText({ found }: GoalBounds, lang: Lang): string {
  const lines = found
    .slice(0, shownAttackers)
    .map(
      (a) =>
        `${a.capabilities.join(' + ') || pick(words.anyone, lang)}${underText(a, lang)} (${stepsText(a.moves.length, lang)})`,
    );
  return [...lines, ...moreText(found.length - lines.length, lang)].join('\n') || pick(words.none, lang);
}

function openLines({ goal, open, openCount }: GoalBounds, lang: Lang): string[] {
  const shown = open.slice(0, shownAttackers);
  return [
    `${goal}: ${pick(words.left, lang)} (${openCount}):`,
    ...shown.map((a) => `  ${allButText(a.lacks, lang)}${underText(a, lang)}`),
    ...moreText(openCount - shown.length, lang).map((line) => `  ${line}`),
  ];
}

const moreText = (count: number, lang: Lang): string[] =>
  count <= 0 ? [] : [lang === 'en' ? `… and ${count} more (--json)` : `… 他 ${count} 件（--json）`];
const stepsText = (steps: number, lang: Lang): string =>
  lang === 'en' ? `${steps} step${steps === 1 ? '' : 's'}` : `${steps} 手`;
const underText = ({ on, off }: Condition, lang: Lang): string =>
  on.length + off.length === 0
    ? ''
    : `${lang === 'en' ? ', ' : '、'}${conditionText({ present: on, absent: off }, lang)}`;
const allButText = (lacks: readonly string[], lang: Lang): string => {
  if (lacks.length === 0) return pick(words.everything, lang);
  return lang === 'en'
    ? `every capability but ${lacks.join(', ')}`
    : `${lacks.join('、')} 以外のすべての能力`;
};
const attackerText = ({ attacker }: Subject, lang: Lang): string => {
  const among = attacker === null ? null : [...attacker].join(', ');
  return lang === 'en'
    ? `any number of capabilities${among === null ? '' : ` of ${among || 'none'}`}`
    : `攻撃者の能力は${among === null ? '' : `（${among || 'なし'}）のうち`}いくつでも`;
};

/** The same as data. */
export const upperData = (bounds: Bounds, subject: Subject, profile: string) => ({
  version,
  profile,
  bounds: {
    scenario: subject.scenario,
    maxCapabilities: 'any number',
    capabilities: subject.attacker === null ? 'any' : [...subject.attacker],
  },
  seed: null,
  verdict: verdictOf(bounds),
  goals: bounds.goals.map(({ goal, verdict, closedBy, found, open, openCount }) => ({
    goal,
    verdict,
    closedBy,
    attackers: found.map(({ capabilities, on, off, moves }) => ({
      capabilities,
      ...(subject.unknown.size > 0 && { on, off }),
      steps: moves.length,
      moves,
    })),
    open: {
      count: openCount,
      strongest: open.map(({ lacks, on, off }) => ({
        lacks,
        ...(subject.unknown.size > 0 && { on, off }),
      })),
    },
  })),
  proves: { notShared: notShared.en, shared: shared.en },
  stats: { search: bounds.search, bounds: bounds.bounds },
});
