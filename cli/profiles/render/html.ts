import { pick } from '../../i18n.js';
import { idOf, type Verdict } from '../../../properties/verdicts/judge.js';
import { cellText, changeWords, reasonText, targetText } from '../words.js';
import { isShifted } from '../../../properties/verdicts/shifts.js';
import { boundsTogetherLines } from '../bounds.js';
import { acceptedLines, acceptedTitle } from './acceptText.js';
import { ladderRows } from './ladderRows.js';
import { ladderLegend, ladderWords, signsText } from './ladderText.js';
import { escaped } from './markup.js';
import { riskText } from './riskText.js';
import { shiftLines } from './shiftText.js';
import {
  assumptionLines,
  attackersText,
  attackerText,
  dependsText,
  differenceText,
  gateLines,
  say,
  stepsOf,
  type Told,
} from './told.js';

/** Colours beside words and signs, with enough contrast on them (WCAG 2.2, 1.4.3). */
const colours: Readonly<Record<Verdict, string>> = {
  attack: '#f8d7da',
  depends: '#fff3cd',
  'no-attack-within-bounds': '#e2f0e4',
  inconclusive: '#e7e0f5',
  vacuous: '#e9ecef',
  'not-applicable': '#ffffff',
};
const style = [
  'body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;max-width:80rem;margin:2rem auto;padding:0 1rem}',
  'table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #888;padding:.3rem .6rem;text-align:left;vertical-align:top}',
  ...Object.entries(colours).map(([verdict, colour]) => `.${verdict}{background:${colour}}`),
].join('\n');

/** The comparison as one page that loads nothing from elsewhere. */
export function html(told: Told): string {
  const { comparison, lang } = told;
  const names = comparison.grounds.map((g) => escaped(g.profile.name));
  const out: string[] = [...changes(told, names)];
  if (told.weights) out.push(`<pre>${escaped(riskText(comparison, told.weights, lang))}</pre>`);
  for (const kind of told.onlyChanges ? [] : (['goal', 'threat'] as const)) {
    const rows = comparison.rows.filter(({ target }) => kind in target);
    if (rows.length === 0) continue;
    const title = pick(kind === 'goal' ? say.goalsBy : say.threatsBy, lang);
    out.push(`<table><caption>${title}</caption><thead><tr><th scope="col">${title}</th>`);
    out.push(...names.map((name) => `<th scope="col">${name}</th>`), '</tr></thead><tbody>');
    for (const { target, cells } of rows) {
      out.push(`<tr><th scope="row">${escaped(targetText(target, lang))}</th>`);
      for (const cell of cells) {
        const details =
          cell.witness === null
            ? ''
            : `<details><summary>${escaped(attackerText(cell.witness, lang))}</summary><ol>${stepsOf(
                cell.witness,
              )
                .map((s) => `<li>${escaped(s.replace(/^\d+\. /, ''))}</li>`)
                .join('')}</ol></details>`;
        const why = cell.dependsOn.length > 0 ? dependsText(cell, lang) : reasonText(cell.because, lang);
        const by = cell.witness === null ? '' : attackersText(cell, lang);
        const more = [by, why].filter((part) => part !== '').join('; ');
        out.push(
          `<td class="${cell.verdict}">${escaped(cellText(cell, lang))}${more === '' ? '' : `<br><small>${escaped(more)}</small>`}${details}</td>`,
        );
      }
      out.push('</tr>');
    }
    out.push('</tbody></table>');
  }
  if (!told.onlyChanges) out.push(...ladder(told));
  out.push(...assumptionLines(comparison, lang).map((line) => `<p>${escaped(line)}</p>`));
  const accepted = acceptedLines(told.gates.accepted ?? [], lang);
  if (accepted.length > 0)
    out.push(
      `<h2>${acceptedTitle(lang)}</h2><ul>`,
      ...accepted.map((a) => `<li>${escaped(a)}</li>`),
      '</ul>',
    );
  const gates = gateLines(told);
  if (gates.length > 0) out.push('<ul>', ...gates.map((g) => `<li>${escaped(g)}</li>`), '</ul>');
  out.push(`<p>${pick(say.replayed, lang)}</p><p>${pick(say.bounds, lang)}</p>`);
  out.push(
    '<ul>',
    ...boundsTogetherLines(comparison.grounds, lang).map((line) => `<li>${escaped(line)}</li>`),
    '</ul>',
  );
  return [
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>Sekisho: ${names.join(', ')}</title><style>${style}</style></head><body><h1>${names.join(' / ')}</h1>`,
    ...out,
    '</body></html>',
  ].join('\n');
}

function ladder({ comparison, lang }: Told): readonly string[] {
  const { rungs, rows } = ladderRows(comparison, lang);
  if (rows.length === 0) return [];
  const several = comparison.grounds.length > 1;
  const heads = [
    '',
    ...(several ? [pick(ladderWords.profile, lang)] : []),
    ...rungs.map((r) => pick(r.name, lang)),
  ];
  return [
    `<table><thead><tr>${heads.map((h) => `<th scope="col">${escaped(h)}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map(
      (r) =>
        `<tr><th scope="row">${escaped(targetText(r.target, lang))}</th>${[
          ...(several ? [r.names.join(', ')] : []),
          ...r.cells,
        ]
          .map((cell) => `<td>${escaped(cell)}</td>`)
          .join('')}</tr>`,
    ),
    '</tbody></table>',
    ...ladderLegend(comparison, lang).map((line) => `<p>${escaped(line)}</p>`),
    `<p>${escaped(signsText(comparison, lang))}</p>`,
  ];
}

/** What differs from the first profile to each further one. */
function changes({ comparison, lang }: Told, names: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (const [i, differences] of comparison.differences.entries()) {
    out.push(`<h2>${names[i + 1]}, ${pick(say.compared, lang)} ${names[0]}</h2>`);
    for (const change of ['fixed', 'admitted', 'other', 'unchanged'] as const) {
      const those = differences.filter((d) => d.change === change);
      if (those.length === 0) continue;
      out.push(`<h3>${pick(changeWords[change], lang)}</h3><ul>`);
      out.push(
        ...those.map(
          (d) => `<li>${escaped(change === 'unchanged' ? idOf(d.target) : differenceText(d, lang))}</li>`,
        ),
        '</ul>',
      );
    }
    for (const shift of comparison.shifts[i]!.filter(isShifted))
      out.push(
        `<h3>${escaped(targetText(shift.target, lang))}</h3><ul>`,
        ...shiftLines(shift, lang).map((line) => `<li>${escaped(line)}</li>`),
        '</ul>',
      );
  }
  return out;
}
