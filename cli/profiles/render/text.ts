import { pick } from '../../i18n.js';
import { idOf } from '../../../properties/verdicts/judge.js';
import { boundsTogetherLines } from '../bounds.js';
import { acceptedLines, acceptedTitle } from './acceptText.js';
import { changeWords, reasonText, verdictText } from '../words.js';
import { ladderLegend, ladderText, matrixText, signsText } from './ladderText.js';
import { riskText } from './riskText.js';
import { shiftsText } from './shiftText.js';
import {
  assumptionLines,
  attackersText,
  dependsText,
  differenceText,
  gateLines,
  say,
  stepsOf,
  type Told,
} from './told.js';

/** Profiles up to which each goal shows the whole ladder; beyond that, a column for each profile. */
const mostWithLadder = 3;

/** The comparison for a terminal: what differs first, then who reaches what, then what it rests on. */
export function text(told: Told): string {
  const { comparison, lang, onlyChanges = false, details = false } = told;
  const risks = told.weights ? riskText(comparison, told.weights, lang) : '';
  const parts = [risks, shiftsText(comparison, lang, details), differencesText(told)];
  if (!onlyChanges) parts.push(...tables(told), dependingText(told));
  const accepted = acceptedLines(told.gates.accepted ?? [], lang);
  if (accepted.length > 0)
    parts.push([acceptedTitle(lang), ...accepted.map((line) => `  ${line}`)].join('\n'));
  parts.push(reasonsText(told), gateLines(told).join('\n'));
  parts.push(
    [
      pick(say.replayed, lang),
      pick(say.bounds, lang),
      ...boundsTogetherLines(comparison.grounds, lang).map((line) => `  ${line}`),
    ].join('\n'),
  );
  return parts.filter((part) => part !== '').join('\n\n');
}

function tables({ comparison, lang, details = false }: Told): readonly string[] {
  const names = comparison.grounds.map((g) => g.profile.name);
  const isLadder = names.length <= mostWithLadder;
  const of = (kind: 'goal' | 'threat') => {
    const title = pick(kind === 'goal' ? say.goalsBy : say.threatsBy, lang);
    // A threat is somebody's way already; who of several takes it fits into one line.
    return isLadder && (kind === 'goal' || names.length === 1)
      ? ladderText(comparison, kind, title, lang)
      : matrixText(comparison, kind, title, lang);
  };
  const reached = comparison.rows.flatMap(({ target, cells }) =>
    cells.flatMap((cell, i) => {
      const by = cell.witness === null ? '' : attackersText(cell, lang, Number.POSITIVE_INFINITY);
      return by === '' ? [] : [`  ${names[i]}: ${idOf(target)} ${by}`];
    }),
  );
  return [
    of('goal'),
    of('threat'),
    [...ladderLegend(comparison, lang), signsText(comparison, lang)].join('\n'),
    assumptionLines(comparison, lang).join('\n'),
    details && reached.length > 0 ? [pick(say.attackers, lang), ...reached].join('\n') : '',
  ];
}

/** Verdicts that differ, and by what; those on one goal or threat that are the same are only counted above. */
function differencesText({ comparison, lang, details = false }: Told): string {
  const names = comparison.grounds.map((g) => g.profile.name);
  return comparison.differences
    .map((differences, i) => {
      const lines: string[] = [];
      for (const change of ['fixed', 'admitted', 'other'] as const) {
        const those = differences.filter((d) => d.change === change);
        if (those.length === 0) continue;
        if (names.length > mostWithLadder && !details) {
          lines.push(`  ${pick(changeWords[change], lang)}: ${those.map((d) => idOf(d.target)).join(' ')}`);
          continue;
        }
        lines.push(`  ${pick(changeWords[change], lang)}:`);
        for (const d of those) {
          lines.push(`    ${differenceText(d, lang)}`);
          if (details && change === 'admitted' && d.after.witness !== null)
            lines.push(...stepsOf(d.after.witness).map((s) => `      ${s}`));
        }
      }
      return lines.length === 0
        ? ''
        : [`${names[i + 1]}, ${pick(say.compared, lang)} ${names[0]}:`, ...lines].join('\n');
    })
    .filter((part) => part !== '')
    .join('\n');
}

function dependingText({ comparison: { rows, grounds }, lang }: Told): string {
  return rows
    .flatMap(({ target, cells }) =>
      cells.flatMap((cell, i) =>
        cell.verdict === 'depends'
          ? [
              `  ${grounds[i]!.profile.name}: ${idOf(target)} ${pick(say.dependsOn, lang)} ${dependsText(cell, lang)}`,
            ]
          : [],
      ),
    )
    .join('\n');
}

/** What has no verdict, and why: never left out. Cells of a profile that are so for one reason stand together. */
function reasonsText({ comparison: { rows, grounds }, lang }: Told): string {
  const groups = new Map<string, string[]>();
  for (const [i, { profile }] of grounds.entries())
    for (const { target, cells } of rows) {
      const c = cells[i]!;
      if (c.verdict !== 'inconclusive' && c.verdict !== 'vacuous') continue;
      const key = `  ${profile.name}: ${verdictText(c.verdict, lang)}: ${reasonText(c.because, lang)}: `;
      groups.set(key, [...(groups.get(key) ?? []), idOf(target)]);
    }
  return [...groups].map(([key, ids]) => key + ids.join(' ')).join('\n');
}
