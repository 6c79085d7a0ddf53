// The words of `sekisho step`.

import type { Text } from '../i18n.js';

export const words = {
  start: { en: 'The beginning: nobody has done anything yet.', ja: '開始時点：まだ誰も何もしていない。' },
  step: { en: 'Step', ja: 'ステップ' },
  ahead: { en: 'ahead', ja: 'この先' },
  moves: { en: 'Moves from here', ja: 'ここからの選択肢' },
  noMoves: { en: 'Nobody can do anything any more.', ja: 'もう誰も何もできない。' },
  number: { en: 'no.', ja: '番号' },
  who: { en: 'who', ja: '誰が' },
  what: { en: 'move', ja: '行動' },
  comes: { en: 'what comes of it', ja: '結果' },
  ways: { en: 'ways', ja: '通り' },
  learns: { en: 'attacker learns', ja: '攻撃者が得るもの' },
  refuses: { en: 'refuses', ja: 'が拒否' },
  reaches: { en: 'REACHES', ja: '目標達成' },
  honest: { en: 'as it should be', ja: '正常な利用' },
  goesOn: { en: 'goes on', ja: '先へ進む' },
  more: { en: 'more; give a longer word', ja: 'ほかにもある（語を長くすると絞れる）。残り' },
  nothing: { en: '-', ja: '-' },
  ruledOut: { en: 'ruled out', ja: '実行不可' },
  knows: { en: 'The attacker knows', ja: '攻撃者の知識' },
  knowsNothing: { en: 'nothing yet', ja: 'まだ何もない' },
  onItsWay: { en: 'Within this step', ja: 'このステップの内容' },
  checked: { en: 'Checks, in order', ja: '検査（順に）' },
  passed: { en: 'looked, not so', ja: '検査し、該当なし' },
  notMade: { en: 'not looked at', ja: '検査せず' },
  refused: { en: 'REFUSED', ja: '拒否' },
  isOn: { en: 'on', ja: '有効' },
  isOff: { en: 'off', ja: '無効' },
  switches: { en: 'Switches asked', ja: '参照された設定' },
  kept: { en: 'Kept from the attacker', ja: '攻撃者が得られなかったもの' },
  by: { en: 'by', ja: '手段' },
  because: { en: 'because of', ja: '理由' },
  lacks: { en: 'What the attacker would have to have or know besides', ja: '攻撃者にさらに必要なもの' },
  capability: { en: 'capability', ja: '能力' },
  knowledge: { en: 'knowledge', ja: '知識' },
  takes: { en: 'takes', ja: '必要なもの' },
  or: { en: ' or ', ja: ' または ' },
  saved: { en: 'saved', ja: '保存した' },
  opened: { en: 'opened', ja: '開いた' },
  profile: { en: 'Profile', ja: 'プロファイル' },
  attacker: { en: 'Attacker', ja: '攻撃者' },
  ordinary: { en: 'an account and a browser only', ja: '口座とブラウザのみ' },
  world: { en: 'World', ja: '想定' },
} as const satisfies Record<string, Text>;

/** What can be typed: the command with what follows it, and what it does. */
export const commands = [
  {
    usage: 'N',
    does: { en: 'make move number N of the list', ja: '一覧のN番の行動を行う' },
  },
  {
    usage: 'actor.action {…}',
    does: {
      en: 'make the move of that name, as traces write it',
      ja: 'その名前の行動を行う（トレースの表記）',
    },
  },
  {
    usage: 'next',
    does: {
      en: 'make the next move of the trace, or one taken back',
      ja: 'トレースの次の手順、または戻した手順を行う',
    },
  },
  { usage: 'back', does: { en: 'take the last move back', ja: '直前の手順を取り消す' } },
  {
    usage: 'goto N',
    does: { en: 'go to after step N; 0 is the beginning', ja: 'ステップNの直後へ移る（0は開始時点）' },
  },
  {
    usage: 'list [WORD]',
    does: {
      en: 'the moves from here; with a word, each of those that it fits',
      ja: 'ここからの行動の一覧（語を付けると、該当するものを一つずつ）',
    },
  },
  {
    usage: 'show N',
    does: {
      en: 'what move N would do, check by check, without making it',
      ja: 'N番の行動の内容を検査ごとに示す（行わない）',
    },
  },
  {
    usage: 'beyond [WORD]',
    does: {
      en: 'moves that this attacker lacks something for, and what',
      ja: '攻撃者に足りないものがあってできない行動と、その足りないもの',
    },
  },
  { usage: 'knows', does: { en: 'what the attacker knows', ja: '攻撃者の知識' } },
  { usage: 'steps', does: { en: 'the steps so far', ja: 'これまでの手順' } },
  {
    usage: 'save FILE [GOAL]',
    does: {
      en: 'write the walk as a trace, up to the step that reaches the goal',
      ja: '目標に達するステップまでをトレースとして書き出す',
    },
  },
  {
    usage: 'open FILE',
    does: { en: 'open a trace, or a threat such as T6', ja: 'トレースや脅威（T6など）を開く' },
  },
  { usage: 'help', does: { en: 'this list', ja: 'この一覧' } },
  { usage: 'quit', does: { en: 'leave', ja: '終了する' } },
] as const satisfies readonly { readonly usage: string; readonly does: Text }[];

/** The first words of commands, and short ones for them. */
export const verbs = [
  'next',
  'back',
  'goto',
  'list',
  'show',
  'beyond',
  'knows',
  'steps',
  'save',
  'open',
  'help',
  'quit',
] as const;
export type Verb = (typeof verbs)[number];
export const shortVerbs: Readonly<Record<string, Verb>> = {
  n: 'next',
  b: 'back',
  undo: 'back',
  redo: 'next',
  u: 'back',
  g: 'goto',
  l: 'list',
  s: 'show',
  k: 'knows',
  q: 'quit',
  exit: 'quit',
  '?': 'help',
};
