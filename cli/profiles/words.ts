// The words and signs of verdicts in both languages. A sign never stands without its word, nor colour without either.

import { goals } from '../../attacks/goals.js';
import { threats } from '../../attacks/catalogue/paper.js';
import type { Scenario } from '../../model/scenario.js';
import type { Party } from '../../model/switches.js';
import { clientKinds } from '../../properties/drawings/scenarioText.js';
import { type Lang, pick, type Text } from '../i18n.js';
import type { Change } from '../../properties/verdicts/compare.js';
import type { LeftOut } from '../../properties/verdicts/ground.js';
import { idOf, type Reason, type Target, type Verdict } from '../../properties/verdicts/judge.js';
import type { Role } from '../../properties/verdicts/roles.js';

/** Who has no capability at all. */
export const anyone = { en: 'an ordinary customer', ja: '一般の利用者' } as const satisfies Text;

export const verdictWords = {
  attack: { en: 'attack', ja: '攻撃あり' },
  depends: { en: 'depends', ja: '未定の項目次第' },
  'no-attack-within-bounds': { en: 'none within bounds', ja: '範囲内になし' },
  inconclusive: { en: 'inconclusive', ja: '判定不能' },
  vacuous: { en: 'vacuous', ja: '無意味' },
  'not-applicable': { en: 'not applicable', ja: '対象外' },
} as const satisfies Record<Verdict, Text>;

export const verdictSigns = {
  attack: '✗',
  depends: '◐',
  'no-attack-within-bounds': '○',
  inconclusive: '?',
  vacuous: '∅',
  'not-applicable': '–',
} as const satisfies Record<Verdict, string>;

export const verdictText = (verdict: Verdict, lang: Lang): string =>
  `${verdictSigns[verdict]} ${pick(verdictWords[verdict], lang)}`;

/** The verdict of a cell, marked if it rests on assumptions only, and if what is not in the model may change it. */
export const cellText = ({ verdict, byAssumption, mayDiffer = false }: MarkedVerdict, lang: Lang): string =>
  `${verdictText(verdict, lang)}${byAssumption ? ' †' : ''}${mayDiffer ? ' ‡' : ''}`;
interface MarkedVerdict {
  readonly verdict: Verdict;
  readonly byAssumption: boolean;
  readonly mayDiffer?: boolean;
}
export const assumptionNote = {
  en: '†: only because of checks whose effect is assumed (TLS, randomness, trusted distribution, monitoring); a path is open without them.',
  ja: '†: 効果を仮定した対策（TLS、乱数、配布元の信頼、監視）だけによる。それらがなければ経路が開く。',
} as const;

export const unmodelledNote = {
  en: '‡: may be another verdict for the real profile: its document demands something that is not in the model and would stop an attack, or bring one (named under the bounds).',
  ja: '‡: 実際のプロファイルでは判定が異なりうる。文書の要求のうちモデルに含まれないものが、攻撃を防ぐか、別の攻撃をもたらす可能性がある（探索範囲の欄に示す）。',
} as const;

/** Of which attackers there is no attack. `most`: capabilities at a time; null: any number. */
export const reachText = (most: number | null, lang: Lang): string =>
  lang === 'en'
    ? most === null
      ? 'by any attacker'
      : `by up to ${most} ${most === 1 ? 'capability' : 'capabilities'} at a time`
    : most === null
      ? 'どの攻撃者でも'
      : `同時に能力${most}個まで`;

const reasonWords = {
  'no-such-thing': { en: 'there is no such thing in this world', ja: 'この構成には対象が存在しない' },
  unfinishable: { en: 'the honest flow cannot finish', ja: '正規のフローが完了しない' },
  'no-search': { en: 'no search looks at this kind of world', ja: 'この種の構成を調べる探索がない' },
  'not-exhausted': { en: 'not exhausted:', ja: '探索が完了していない:' },
  'few-attackers': {
    en: 'not every attacker was searched exhaustively',
    ja: 'すべての攻撃者を完全に探索したわけではない',
  },
  'no-trace': {
    en: 'conditions of paths hold here, but no trace of them runs',
    ja: '経路の条件は成り立つが、実行できる手順が見つからない',
  },
} as const satisfies Record<Reason['reason'], Text>;

export const reasonText = (because: Reason | null, lang: Lang): string =>
  because === null
    ? ''
    : [pick(reasonWords[because.reason], lang), because.searches.join(', ')].join(' ').trim();

/** Why a kind of world is not looked at: a switch that is on is senseless in it. */
export function worldTakenText(by: string, { client }: Pick<Scenario, 'client'>, lang: Lang): string {
  const kind = pick(clientKinds[client], lang);
  return lang === 'en'
    ? `${by} is on, so the client is no ${kind}`
    : `${by} がオンのため、クライアントは${kind}ではない`;
}
export const leftOutText = ({ world, by }: LeftOut, lang: Lang): string =>
  `${lang === 'en' ? 'left out' : '除外'}: ${worldTakenText(by, world.scenario, lang)}`;

export const changeWords = {
  admitted: { en: 'newly admits', ja: '新たに可能となる攻撃' },
  fixed: { en: 'fixes', ja: '防がれる攻撃' },
  other: { en: 'otherwise different', ja: 'その他の差異' },
  unchanged: { en: 'unchanged', ja: '変化なし' },
} as const satisfies Record<Change, Text>;

export const partyWords = {
  client: { en: 'client', ja: 'クライアント' },
  authorizationServer: { en: 'authorization server', ja: '認可サーバ' },
  resourceServer: { en: 'resource server', ja: 'リソースサーバ' },
  userAgent: { en: 'user agent', ja: 'ユーザ・エージェント' },
  resourceOwner: { en: 'resource owner', ja: 'リソースオーナー' },
  allParties: { en: 'all parties', ja: 'すべての当事者' },
} as const satisfies Record<Party, Text>;

/** A goal's or threat's name. */
export function nameOf(target: Target, lang: Lang): string {
  const id = idOf(target);
  const known = [...goals, ...threats].find((x) => x.id === id)!;
  return pick(known.name, lang);
}
export const targetText = (target: Target, lang: Lang): string => `${idOf(target)} ${nameOf(target, lang)}`;

export const roleWords = {
  critical: { en: 'critical (without it alone there is an attack)', ja: '必須（単独で外すと攻撃が可能）' },
  shared: {
    en: 'shared (another check stands behind it; not both can go)',
    ja: '重複（他の検証が補うが、双方を外すと攻撃が可能）',
  },
  redundant: { en: 'redundant for this', ja: 'この目的には不要' },
} as const satisfies Record<Role, Text>;

export const explainWords = {
  nowhere: {
    en: 'No path to it was found under any setting of the switches.',
    ja: 'どの設定でも、そこに至る経路は見つかっていない。',
  },
  step: { en: 'step', ja: '手順' },
  assumed: { en: 'by assumption, it takes the capability away', ja: '仮定により攻撃者の能力を除く' },
  world: {
    en: 'it takes the kind of world away, not a capability',
    ja: '能力ではなく、対象とする構成そのものを除く',
  },
  needed: { en: 'it needed', ja: '攻撃の条件' },
  others: { en: 'further open paths', ja: 'ほかに可能な経路' },
  weakest: {
    en: 'The weakest attackers, with the steps that each takes',
    ja: '最小の能力で攻撃できる者と、その手数',
  },
  stops: { en: 'What stops the paths that come nearest', ja: '最も近い経路を止めているもの' },
  reopen: { en: 'What would have to be turned over to let it in', ja: '攻撃が可能になる最小の変更' },
  bounds: { en: 'Bounds (nothing is said beyond them):', ja: '探索範囲（範囲外については何も言えない）:' },
} as const satisfies Record<string, Text>;

export const hardenWords = {
  add: { en: 'add', ja: '追加する対策' },
  size: { en: 'size', ja: '数' },
  cost: { en: 'cost', ja: '費用' },
  order: { en: 'safe order', ja: '安全な適用順' },
  noOrder: { en: 'none', ja: 'なし' },
  holds: { en: 'holds against', ja: '有効な相手' },
  everyAttacker: { en: 'every attacker asked about', ja: '対象の攻撃者すべて' },
  notChecked: { en: 'not checked', ja: '未検査' },
  howToCheck: {
    en: 'A set that is not checked closes every path found so far; more capabilities together may still reach it. --check searches more of the sets against every attacker.',
    ja: '未検査の組合せは、これまでに見つかった経路をすべて断つが、より多くの能力を併せ持つ攻撃者については不明である。--check を増やすと、すべての攻撃者に対して探索する。',
  },
  nothing: { en: 'Nothing needs to be added.', ja: '追加は不要。' },
  none: {
    en: 'No additions within 12 close it.',
    ja: '12件以内の追加では防げない。',
  },
  tooStrong: {
    en: 'Ask about weaker attackers with --attacker or --max-capabilities, or state `attacker:` in the profile.',
    ja: 'より弱い攻撃者については、--attacker や --max-capabilities、またはプロファイルの `attacker:` で問うとよい。',
  },
  leavesOut: { en: 'takes a kind of world away:', ja: '対象とする構成そのものを除く:' },
  cut: { en: 'There may be further sets.', ja: 'ほかにも組合せがありうる。' },
  bounds: { en: 'Bounds (nothing is said beyond them):', ja: '探索範囲（範囲外については何も言えない）:' },
} as const satisfies Record<string, Text>;
