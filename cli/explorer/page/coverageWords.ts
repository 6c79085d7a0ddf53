// The words of the matrix of measures and paths.

import type { Text } from '../../i18n.js';
import type { Role } from '../../../properties/verdicts/roles.js';
import type { Mark } from '../coverage.js';

export const markSigns: Record<Mark, string> = { cuts: '●', assumed: '◌', opens: '△' };
export const markWords: Record<Mark, Text> = {
  cuts: { en: 'cuts', ja: '遮断' },
  assumed: { en: 'cuts by assumption', ja: '仮定により遮断' },
  opens: { en: 'the path needs it on', ja: 'この経路が必要とする' },
};
export const roleSigns: Record<Role, string> = { critical: '◆', shared: '◇', redundant: '＝' };
export const roleShort: Record<Role, Text> = {
  critical: { en: 'critical', ja: '必須' },
  shared: { en: 'shared', ja: '重複' },
  redundant: { en: 'redundant for this', ja: 'この目的には不要' },
};

export const words = {
  choose: { en: 'Choose a goal or a threat.', ja: '目的または脅威を選択してください。' },
  which: { en: 'Paths shown', ja: '表示する経路' },
  openNow: { en: 'open now', ja: '現在可能' },
  all: {
    en: 'all that this attacker could take under some setting',
    ja: '設定次第でこの攻撃者がとりうる全経路',
  },
  folded: {
    en: 'fold in paths that need all of another and more',
    ja: '別の経路の条件をすべて含む経路をまとめる',
  },
  nowhere: { en: 'No path is open now.', ja: '現在可能な経路はない。' },
  none: {
    en: 'No path to it was found within the bounds, under any setting.',
    ja: '探索範囲内では、どの設定でも経路は見つかっていない。',
  },
  measure: { en: 'Measure', ja: '対策' },
  inForce: { en: 'In force', ja: '実施中' },
  notInForce: { en: 'Not in force', ja: '未実施' },
  inPart: { en: 'in part', ja: '一部のみ実施' },
  closes: { en: 'closes it alone, within bounds', ja: '単独で全経路を遮断（範囲内）' },
  nothing: { en: 'cuts none of them', ja: '遮断する経路なし' },
  vacuous: { en: 'the honest flow could not finish', ja: '正規のフローが完了しない' },
  more: { en: 'Show more paths', ja: '経路をさらに表示' },
  hint: {
    en: 'Each column is a kind of path. Point at its number, or focus it, to read it here. A press on a measure puts it in force or takes it back.',
    ja: '各列は経路の種類。番号を指すかフォーカスすると内容をここに表示。対策を押すと実施・取消しを切替え。',
  },
  anyone: { en: 'an ordinary customer', ja: '一般の利用者' },
  open: { en: 'open', ja: '可能' },
  closed: { en: 'closed', ja: '遮断済み' },
  bounds: {
    en: 'Of the paths found within the bounds of the searches; nothing is said beyond them.',
    ja: '探索の範囲内で見つかった経路について。範囲外については何も言えない。',
  },
} as const satisfies Record<string, Text>;

const s = (n: number): string => (n === 1 ? '' : 's');
export const counted = {
  cuts: (n: number, of: number): Text => ({
    en: `cuts ${n} of ${of} open`,
    ja: `可能な${of}経路中${n}を遮断`,
  }),
  stops: (n: number): Text => ({ en: `in the way of ${n} path${s(n)}`, ja: `${n}経路の妨げ` }),
  letsIn: (n: number): Text => ({
    en: `${n} open path${s(n)} need${n === 1 ? 's' : ''} it`,
    ja: `可能な${n}経路がこれを必要とする`,
  }),
  opens: (n: number): Text => ({ en: `would open ${n} path${s(n)}`, ja: `新たに${n}経路が可能になる` }),
  steps: (n: number): Text => ({ en: `${n} step${s(n)}`, ja: `${n}ステップ` }),
  paths: (n: number): Text => ({ en: `${n} path${s(n)}`, ja: `${n}経路` }),
  more: (n: number): Text => ({
    en: `and ${n} that need${n === 1 ? 's' : ''} more`,
    ja: `条件がより多い${n}経路を含む`,
  }),
  shown: (n: number, of: number, paths: number): Text => ({
    en: `${n} of ${of} kinds of path (${paths} path${s(paths)})`,
    ja: `${of}種類中${n}種類（${paths}経路）`,
  }),
};
