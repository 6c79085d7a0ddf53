// The words and signs of verdicts in both languages. A sign never stands without its word, nor colour without either.

import { goals } from '../../attacks/goals.js';
import { threats } from '../../attacks/catalogue/paper.js';
import type { Party } from '../../model/switches.js';
import { type Lang, pick, type Text } from '../i18n.js';
import type { Change } from './compare.js';
import { idOf, type Target, type Verdict } from './judge.js';

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
