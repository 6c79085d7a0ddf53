// Accepted risks in words: those that stand, and what is wrong with the others.

import type { Accepted, AcceptedFault } from '../../../properties/verdicts/accept.js';
import { type Lang, pick, type Text } from '../../i18n.js';
import { plain } from '../../plain.js';
import { setText } from './pack.js';

const title = { en: 'Accepted risks:', ja: '受容しているリスク:' } as const satisfies Text;

const nameOf = (a: Accepted, lang: Lang): string =>
  `${a.profile}: ${a.target} ${lang === 'en' ? 'by' : '攻撃者:'} ${a.attackers.map((set) => setText(set, lang)).join(lang === 'en' ? ', ' : '、')}`;

/** Each accepted risk in a line, with who answers for it, until when, and why. */
export const acceptedLines = (accepted: readonly Accepted[], lang: Lang): readonly string[] =>
  accepted.map((a) =>
    plain(
      lang === 'en'
        ? `${nameOf(a, lang)}; until ${a.expires}; ${a.owner}: ${a.reason}`
        : `${nameOf(a, lang)}；期限 ${a.expires}；責任者 ${a.owner}: ${a.reason}`,
    ),
  );
export const acceptedTitle = (lang: Lang): string => pick(title, lang);

export function acceptedFaultText(fault: AcceptedFault, lang: Lang): string {
  const { of, what } = fault;
  const cell = `${of.profile}: ${of.target}`;
  const who = 'attacker' in fault ? setText(fault.attacker, lang) : '';
  if (lang === 'en')
    return {
      expired: `${of.at}: the accepted risk ${cell} expired on ${of.expires}; ask ${of.owner}`,
      'no-cell': `${of.at}: an accepted risk speaks of ${cell}, but there is no such cell here`,
      unused: `${of.at}: nobody who has ${who} reaches ${cell} any more; take that attacker out of the entry`,
      'new-attacker': `${of.at}: ${cell} is reached by ${who}, whom no accepted risk names`,
    }[what];
  return {
    expired: `${of.at}: 受容したリスク ${cell} は ${of.expires} に期限切れ。確認先: ${of.owner}`,
    'no-cell': `${of.at}: 受容したリスク ${cell} に該当する欄がない`,
    unused: `${of.at}: ${who} の能力では ${cell} にもう到達できない。その攻撃者を項目から除くとよい`,
    'new-attacker': `${of.at}: ${cell} に、受容したリスクに挙げられていない攻撃者 ${who} が到達する`,
  }[what];
}
