// What a row of appendix 2 becomes, in words.

import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
import { type Becomes, extensions } from './appendixRows.js';

const words = {
  switches: { en: 'switches', ja: '項目' },
  constant: { en: 'always so', ja: '常に成立' },
  'not-yet': { en: 'not in the model yet', ja: 'モデルに未対応' },
  outside: { en: 'outside the model', ja: 'モデルの対象外' },
} as const satisfies Record<Becomes['is'], Unmodelled['text']>;

/** One part of a row: its kind, and the switches, the place, the extension or the reason. */
export function becomesText(one: Becomes, lang: keyof Unmodelled['text']): string {
  const standIns = one.is === 'not-yet' && one.standIns !== undefined ? ` (${one.standIns.join(' ')})` : '';
  const what =
    one.is === 'switches'
      ? one.switches.join(' ')
      : one.is === 'constant'
        ? `${one.text[lang]} (${one.where})`
        : one.is === 'not-yet'
          ? extensions[one.extension][lang] + standIns
          : one.reason[lang];
  return `${words[one.is][lang]}: ${what}`;
}
