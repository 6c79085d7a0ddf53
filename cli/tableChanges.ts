// What two tables of the survey's threats do not say alike: one of the survey's browsers, one of today's.

import type { ThreatRow } from '../attacks/catalogue/table.js';
import { claimVerdictName, type Lang, pick, type Text } from './i18n.js';

/** What a table says of a threat. */
interface Said {
  readonly found: boolean;
  readonly paths: number;
  readonly verdict: ThreatRow['verdict'];
  readonly breaks: readonly (readonly string[])[];
}
export interface Change {
  readonly threat: string;
  readonly name: Text;
  readonly before: Said;
  readonly after: Said;
}

const said = ({ found, paths, verdict, measureSets }: ThreatRow): Said => ({
  found,
  paths: paths.length,
  verdict,
  breaks: measureSets,
});

/** The rows of which the verdict, or what breaks them, differs. How many paths there are is no difference. */
export const changesIn = (before: readonly ThreatRow[], after: readonly ThreatRow[]): readonly Change[] =>
  before.flatMap((row, i) => {
    const pair = { before: said(row), after: said(after[i]!) };
    const key = ({ found, verdict, breaks }: Said) => JSON.stringify([found, verdict, breaks]);
    return key(pair.before) === key(pair.after)
      ? []
      : [{ threat: row.threat.id, name: row.threat.name, ...pair }];
  });

const words = {
  none: {
    en: "Within these bounds today's browsers change no verdict, and nothing about what breaks a threat.",
    ja: 'この範囲では、現在のブラウザでも判定と断つ対策は変わらない。',
  },
  head: {
    en: "Within these bounds, today's browsers and the survey's of 2018:",
    ja: 'この範囲での、論文当時（2018年）のブラウザと現在のブラウザの違い：',
  },
  brokenBy: { en: 'broken by', ja: '断つ対策' },
  nothing: { en: 'nothing', ja: 'なし' },
  gone: { en: 'not found', ja: '発見されない' },
} as const;

const setsText = (sets: Said['breaks'], lang: Lang): string =>
  sets
    .slice(0, 4)
    .map((set) => set.join('+'))
    .join(', ') + (sets.length > 4 ? `, … (${sets.length})` : '') || pick(words.nothing, lang);

function saidText({ found, verdict, breaks, paths }: Said, lang: Lang): string {
  if (!found && paths === 0) return pick(words.gone, lang);
  return `${claimVerdictName(verdict, lang)}; ${pick(words.brokenBy, lang)} ${setsText(breaks, lang)}`;
}

export const changesText = (changes: readonly Change[], lang: Lang): string =>
  changes.length === 0
    ? pick(words.none, lang)
    : [
        pick(words.head, lang),
        ...changes.flatMap(({ threat, name, before, after }) => [
          `  ${threat} ${pick(name, lang)}`,
          `    2018: ${saidText(before, lang)}`,
          `    ${lang === 'en' ? 'today' : '現在'}: ${saidText(after, lang)}`,
        ]),
      ].join('\n');
