// What the quiz says, in both languages: questions, options, and why an option is right or not.

import { type Measure, measures } from '../../../model/measures.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import { type Lang, pick, type Text } from '../../i18n.js';
import { targetText } from '../../profiles/words.js';
import { isAssumed } from '../../../properties/verdicts/assumed.js';
import type { Mark } from './mark.js';
import type { Kind, Option, Question } from './question.js';

export const quizWords = {
  title: { en: 'Quiz', ja: '小テスト' },
  seed: { en: 'Number of the sheet', ja: '用紙番号' },
  count: { en: 'Questions', ja: '問題数' },
  another: { en: 'New sheet', ja: '次の用紙' },
  print: { en: 'Print', ja: '印刷' },
  preparing: { en: 'Preparing the answers …', ja: '解答を準備中…' },
  question: { en: 'Question', ja: '問' },
  answers: { en: 'Answers', ja: '解答' },
  name: { en: 'Name', ja: '氏名' },
  check: { en: 'Check', ja: '答え合わせ' },
  right: { en: '○ Right', ja: '○ 正解' },
  wrong: { en: '✗ Not right', ja: '✗ 不正解' },
  holds: { en: '○ yes', ja: '○ 該当' },
  fails: { en: '✗ no', ja: '✗ 非該当' },
  score: { en: 'Score', ja: '得点' },
  left: { en: 'still to be answered', ja: '未回答' },
  measuresOn: { en: 'Measures in force', ja: '実施している対策' },
  partly: { en: 'Of further measures only', ja: 'ほかの対策のうち一部のみ' },
  alsoOn: { en: 'Checks besides', ja: 'そのほかの検証' },
  takenForGranted: {
    en: 'Not in force, though usually taken for granted',
    ja: '通常は前提だが実施していないもの',
  },
  none: { en: 'none', ja: 'なし' },
  attacker: { en: 'Attacker', ja: '攻撃者' },
  configuration: { en: 'Configuration', ja: '構成' },
  world: { en: 'World', ja: '前提' },
  ordinary: {
    en: 'an ordinary customer of the bank, no more',
    ja: '銀行の一般の利用者（特別な能力なし）',
  },
  anyAttacker: { en: 'anyone that the searches look at', ja: '探索の対象となるすべての攻撃者' },
  can: { en: 'an ordinary customer who can also:', ja: '一般の利用者で、次の能力をもつ:' },
  otherwise: { en: 'You answered otherwise.', ja: '解答と異なる。' },
  anyOfThem: {
    en: '(an attack in any of them counts)',
    ja: '（いずれかで可能なら攻撃ありとする）',
  },
  opened: { en: 'Open this configuration in the explorer', ja: 'この構成をエクスプローラで開く' },
  theAttack: { en: 'The attack that remains', ja: '残る攻撃' },
  sameAttack: { en: 'the same attack remains as with', ja: '次の場合と同じ攻撃が残る:' },
  by: { en: 'By', ja: '攻撃者の能力' },
  learns: { en: 'the attacker learns', ja: '攻撃者が得るもの' },
  reached: { en: 'Reached', ja: '達成' },
  unseen: {
    en: 'Conditions of an attack hold, but no trace of it was seen to run.',
    ja: '攻撃の条件は成り立つが、実行できる手順は確認されていない。',
  },
  assumed: { en: 'by assumption', ja: '仮定による' },
  empty: {
    en: 'The searches of this page give no such question.',
    ja: 'このページの探索結果からは問題を作れない。',
  },
  bounds: {
    en: 'Right and wrong hold within these bounds; nothing is said beyond them:',
    ja: '正誤は次の探索範囲内でのもの（範囲外については何も言えない）:',
  },
} as const satisfies Record<string, Text>;

const prompts: Readonly<Record<Kind, (target: string) => Text>> = {
  one: (t) => ({
    en: `Here “${t}” is reached. Which of these stops it by itself?`,
    ja: `この構成では「${t}」が可能である。単独で防げるものはどれか。`,
  }),
  two: (t) => ({
    en: `Here “${t}” is reached. Which two suffice to stop it?`,
    ja: `この構成では「${t}」が可能である。どの二つを実施すれば防げるか。`,
  }),
  spare: (t) => ({
    en: `Here “${t}” is not reached within bounds. Which of these measures could go by itself without letting one in?`,
    ja: `この構成では「${t}」は探索範囲内にない。それだけを外しても、この攻撃が可能にならない対策はどれか。`,
  }),
};
const hints: Readonly<Record<Kind, Text>> = {
  one: { en: 'Tick each one that does.', ja: '当てはまるものをすべて選ぶ。' },
  two: {
    en: 'None of them does alone. Tick each pair that does.',
    ja: 'どれも単独では防げない。当てはまる組をすべて選ぶ。',
  },
  spare: { en: 'Tick each one that could.', ja: '当てはまるものをすべて選ぶ。' },
};

export const promptText = ({ kind, target }: Question, lang: Lang): string =>
  pick(prompts[kind](targetText(target, lang)), lang);
export const hintText = ({ kind }: Question, lang: Lang): string => pick(hints[kind], lang);

const named = [...(measures as readonly Measure[]), ...switches] as readonly {
  readonly id: string;
  readonly name: Text;
}[];
/** What an option is called within its question. */
export const letterOf = (place: number): string => 'ABCDE'[place]!;
/** A measure or switch by its id and name. */
export const nameText = (id: string, lang: Lang): string =>
  `${id} ${pick(named.find((x) => x.id === id)!.name, lang)}`;
export const optionText = (option: Option, lang: Lang): string =>
  option.map((id) => nameText(id, lang)).join(lang === 'en' ? ' + ' : ' ＋ ');

const checkText = (id: SwitchId, lang: Lang): string =>
  isAssumed(id)
    ? `${nameText(id, lang)}${lang === 'en' ? ` (${pick(quizWords.assumed, lang)})` : `（${pick(quizWords.assumed, lang)}）`}`
    : nameText(id, lang);

/** Checks told in one reason; of more, how many. */
const mostTold = 4;
function checksText(ids: readonly SwitchId[], lang: Lang): string {
  const told = ids.slice(0, mostTold).map((id) => checkText(id, lang));
  const more = ids.length - told.length;
  const rest = more === 0 ? [] : [lang === 'en' ? `${more} more` : `ほか${more}件`];
  return [...told, ...rest].join(lang === 'en' ? '; ' : '、');
}

const reasons: Readonly<Record<Kind, Readonly<Record<'right' | 'wrong', Text>>>> = {
  one: {
    right: { en: 'It stops every open path:', ja: '可能な経路をすべて断つ:' },
    wrong: { en: 'With it an attack remains.', ja: '実施しても攻撃が残る。' },
  },
  two: {
    right: { en: 'Together they stop every open path:', ja: '合わせて可能な経路をすべて断つ:' },
    wrong: { en: 'With both an attack remains.', ja: '双方を実施しても攻撃が残る。' },
  },
  spare: {
    right: {
      en: 'The paths that it stands against are still stopped by',
      ja: 'これが断つ経路は、ほかに次が止める:',
    },
    wrong: { en: 'Without it an attack comes in.', ja: 'これを外すと攻撃が可能になる。' },
  },
};
const notAsked: Text = {
  en: 'No path found for this attacker needs it to be absent.',
  ja: 'この攻撃者について、これの不在を要する経路は見つかっていない。',
};
const onlyAssumed: Text = {
  en: 'By assumption: of these checks, those whose effect the model derives would not suffice.',
  ja: '仮定による：このうち効果がモデルから導かれる検証だけでは足りない。',
};
/** `enough`: of a pair, one of the two does alone. */
const enough: Text = { en: 'One of the two does alone.', ja: '一方だけで足りる。' };

/** Why an option is right or not, in a sentence or two. */
export function reasonText({ kind }: Question, mark: Mark, lang: Lang): string {
  if (!mark.isRight)
    return pick(mark.verdict === 'no-attack-within-bounds' ? enough : reasons[kind].wrong, lang);
  if (mark.by.length === 0) return pick(notAsked, lang);
  const told = `${pick(reasons[kind].right, lang)} ${checksText(mark.by, lang)}${lang === 'en' ? '.' : '。'}`;
  return mark.isByAssumption ? `${told} ${pick(onlyAssumed, lang)}` : told;
}
