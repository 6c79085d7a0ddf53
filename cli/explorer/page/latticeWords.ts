// The words of the view of smallest sets.

import type { Text } from '../../i18n.js';

export const words = {
  choose: { en: 'Choose a goal or a threat.', ja: '目的または脅威を選択してください。' },
  up: { en: 'What would close it: smallest sets of measures', ja: '防ぐための最小の対策集合' },
  down: {
    en: 'Not reached now. Remove this and it comes back',
    ja: '現在は達成不能。次を外すと攻撃が可能になる',
  },
  start: { en: 'as it is now', ja: '現在の構成' },
  closed: { en: 'no path left, within bounds', ja: '残る経路なし（範囲内）' },
  apply: { en: 'apply', ja: '適用' },
  byAssumption: {
    en: 'by assumption: only because of checks whose effect is assumed',
    ja: '仮定による：効果を仮定した検証だけが防いでいる',
  },
  derived: { en: 'derived', ja: 'モデルから導出' },
  noSet: {
    en: 'No set of up to 12 measures leaves no path. Drawn: the measures that cut most.',
    ja: '12個までの対策では、すべての経路は止まらない。図は最も多く遮断する対策の順。',
  },
  cut: {
    en: 'Looked for up to 60 sets of up to 12 measures: there may be further ones.',
    ja: '12個までの対策の集合を60組まで探索。ほかにもありうる。',
  },
  legend: {
    en: 'Double frame: no path is left. Single frame: still reached. Press a frame to apply its measures.',
    ja: '二重枠：残る経路なし。一重枠：まだ達成可能。枠を押すとその対策を適用。',
  },
  downLegend: {
    en: 'Each frame is a smallest change that lets an attack in. Press it to make the change.',
    ja: '各枠は攻撃が可能になる最小の変更。押すとその変更を適用。',
  },
  nothingReopens: {
    en: 'No path to it was found within the bounds, under any setting of the checks: nothing brings it in.',
    ja: '探索範囲内では、検証をどう設定しても経路は見つかっていない。',
  },
  off: { en: 'off', ja: '外す' },
  on: { en: 'on', ja: '加える' },
  more: { en: 'Show all', ja: 'すべて表示' },
  key: { en: 'Measures in the drawing', ja: '図中の対策' },
  sets: { en: 'Smallest sets', ja: '最小の集合' },
  bounds: { en: 'Bounds (nothing is said beyond them)', ja: '探索範囲（範囲外については何も言えない）' },
  exhausted: { en: 'exhausted', ja: '探索完了' },
  notExhausted: { en: 'NOT exhausted', ja: '探索未完了' },
} as const satisfies Record<string, Text>;

export const counted = {
  left: (n: number): Text => ({ en: `${n} path${n === 1 ? '' : 's'} left`, ja: `残り${n}経路` }),
  drawn: (n: number, of: number): Text => ({
    en: `Drawn: the ${n} smallest of ${of} sets. All are listed below.`,
    ja: `図は全${of}組のうち最小の${n}組。すべては下の一覧にある。`,
  }),
  capabilities: (n: number): Text => ({
    en: `at most ${n} capabilit${n === 1 ? 'y' : 'ies'} at a time`,
    ja: `攻撃者の能力は同時に${n}個まで`,
  }),
};
