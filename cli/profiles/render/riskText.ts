// What is most at risk, in somebody's opinion.

import { idOf } from '../../../properties/verdicts/judge.js';
import { risksIn, type Weights } from '../../../properties/verdicts/weights.js';
import type { Comparison } from '../../../properties/verdicts/compare.js';
import { type Lang, pick, type Text } from '../../i18n.js';
import { table } from '../../output.js';
import { setText } from './pack.js';

export const riskWords = {
  isDefault: {
    en: 'Ranked by weights that ship: an opinion (sekisho list weights; --weights FILE replaces them). No verdict depends on it.',
    ja: '同梱の重みによる順位。重みは一つの意見であり（sekisho list weights、--weights FILE で置換え）、判定には影響しない。',
  },
  own: {
    en: 'Ranked by the weights of the file given: an opinion. No verdict depends on it.',
    ja: '指定された重みによる順位。重みは一つの意見であり、判定には影響しない。',
  },
  head: {
    en: 'Most at risk first (impact for each unit of effort of the easiest attacker):',
    ja: 'リスクの大きい順（最も容易な攻撃者の労力1あたりの影響）:',
  },
  risk: { en: 'risk', ja: 'リスク' },
  impact: { en: 'impact', ja: '影響' },
  effort: { en: 'effort', ja: '労力' },
  easiest: { en: 'easiest attacker', ja: '最も容易な攻撃者' },
} as const satisfies Record<string, Text>;

export const weightsNote = (weights: Weights, lang: Lang): string =>
  pick(weights.isDefault ? riskWords.isDefault : riskWords.own, lang);

/** A number as people read it. */
export const weightText = (n: number): string => String(Math.round(n * 100) / 100);

const shown = 10;

/** The cells most at risk, over all profiles. */
export function riskText(comparison: Comparison, weights: Weights, lang: Lang): string {
  const risks = risksIn(comparison, weights).slice(0, shown);
  if (risks.length === 0) return '';
  const w = riskWords;
  return [
    pick(w.head, lang),
    table(
      [pick(w.risk, lang), '', '', pick(w.impact, lang), pick(w.effort, lang), pick(w.easiest, lang)],
      risks.map((r) => [
        weightText(r.score),
        idOf(r.target),
        r.profile,
        weightText(r.impact),
        weightText(r.effort),
        setText(r.attacker.capabilities, lang),
      ]),
    ),
    weightsNote(weights, lang),
  ].join('\n');
}
