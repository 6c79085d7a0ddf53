// What the profiles of the survey's appendix 2 carry of it that is not in the model, made from its rows.

import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
import { type AppendixRow, appendixRows, type Becomes, extensions } from './appendixRows.js';

const waits = (of: Becomes & { readonly is: 'not-yet' }): Unmodelled['reason'] => {
  const { en, ja } = extensions[of.extension];
  const ids = of.standIns?.map((id) => `\`${id}\``).join(', ');
  return {
    en: `not in the model yet: ${en}${ids === undefined ? '' : `; it lies between off and on of ${ids}`}`,
    ja: `モデルに未対応：${ja}${ids === undefined ? '' : `（${ids} のオフとオンの間に当たる）`}`,
  };
};

const outsideOf = ({ section, text, becomes }: AppendixRow): readonly Unmodelled[] =>
  becomes.flatMap((of) => {
    const source = `appendix 2 ${section}`;
    if (of.is === 'outside') return [{ text, reason: of.reason, source, mayChange: of.mayChange }];
    return of.is === 'not-yet' ? [{ text, reason: waits(of), source, mayChange: of.mayChange }] : [];
  });

const of = (...sections: readonly string[]): readonly Unmodelled[] =>
  appendixRows.filter(({ section }) => sections.some((s) => section.startsWith(s))).flatMap(outsideOf);

const forBoth = ['(1)イ(イ)', '(1)イ(ロ)', '(1)イ(ニ)', '(1)ロ(イ)', '(1)ロ(ロ)', '(1)ロ(ハ)'] as const;

export const outsidePart1 = of(...forBoth, '(1)イ(ハ)');
/** How clients authenticate is nothing that a public client does. */
export const outsidePart1Public = of(...forBoth, '(1)ロ(ニ)').filter(
  ({ text }) => !/Authenticate clients/.test(text.en),
);
export const outsidePart2 = [...outsidePart1, ...of('(2)イ', '(2)ロ(イ)', '(2)ロ(ロ)', '(2)ロ(ニ)')];
