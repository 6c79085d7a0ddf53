// The steps of a trace, for people.

import type { TraceStep } from '../attacks/search/replay.js';
import { entityName, type Lang, messageName } from './i18n.js';
import { choiceParts } from './pathText.js';

const words = {
  checks: { en: 'checks', ja: '検査' },
  learns: { en: 'attacker learns', ja: '攻撃者が得るもの' },
  refused: { en: 'refused', ja: '拒否' },
  reaches: { en: 'reaches', ja: '達成' },
};
const results = {
  refused: { en: 'refused', ja: '拒否' },
  passed: { en: 'passed', ja: '通過' },
  'not made': { en: 'not made', ja: '検査なし' },
} as const;

export const traceText = (steps: readonly TraceStep[], lang: Lang): string =>
  steps
    .map((s) => {
      const choice = choiceParts(s.choice).join(', ');
      const checks = s.checks.map((c) => `${c.switch}: ${results[c.result][lang]}`).join(', ');
      return [
        `${String(s.n).padStart(3)}. ${entityName(s.actor, lang)} → ${entityName(s.to, lang)}  ${s.message} ${messageName(s.message, lang)}  [${s.action}${choice ? ` ${choice}` : ''}]`,
        ...(checks ? [`       ${words.checks[lang]}: ${checks}`] : []),
        ...(s.refusals.length > 0 ? [`       ${words.refused[lang]}: ${s.refusals.join(', ')}`] : []),
        ...(s.learns.length > 0 ? [`       ${words.learns[lang]}: ${s.learns.join(', ')}`] : []),
        ...(s.goals.length > 0 ? [`       ${words.reaches[lang]}: ${s.goals.join(', ')}`] : []),
      ].join('\n');
    })
    .join('\n');
