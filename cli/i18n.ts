// The words of the command line in its two languages: those of drawings, and its own.

import { type Lang, nameIn, type Text } from '../properties/drawings/i18n.js';

export {
  entityName,
  entityNames,
  type Lang,
  langs,
  messageName,
  pick,
  type Text,
} from '../properties/drawings/i18n.js';

/** What became of a claim. */
export const claimVerdicts = {
  confirmed: { en: 'confirmed', ja: '確認' },
  'more-than-needed': { en: 'more than needed', ja: '過剰' },
  'too-weak': { en: 'too weak', ja: '不足' },
  'by-assumption': { en: 'by assumption', ja: '仮定による' },
  'not-found': { en: 'not found', ja: '未発見' },
  'no-claim': { en: 'no claim', ja: '主張なし' },
} as const satisfies Record<string, Text>;

export const claimVerdictName = (id: string, lang: Lang): string => nameIn(claimVerdicts, id, lang);
