import { pick } from '../../i18n.js';
import { table } from '../../output.js';
import { idOf } from '../../../properties/verdicts/judge.js';
import { cellText, changeWords, reasonText, targetText, verdictText } from '../words.js';
import {
  assumptionLines,
  attackersText,
  boundsGroups,
  dependsText,
  differenceText,
  gateLines,
  say,
  stepsOf,
  type Told,
} from './told.js';

/** The comparison for a terminal. */
export function text(told: Told): string {
  const { comparison, lang } = told;
  const names = comparison.grounds.map((g) => g.profile.name);
  const parts: string[] = [];
  for (const kind of ['goal', 'threat'] as const) {
    const rows = comparison.rows.filter(({ target }) => kind in target);
    if (rows.length === 0) continue;
    parts.push(
      table(
        [pick(kind === 'goal' ? say.goalsBy : say.threatsBy, lang), ...names],
        rows.map(({ target, cells }) => [
          // Many columns leave no room for names; `sekisho list` has them.
          names.length > 4 ? idOf(target) : targetText(target, lang),
          ...cells.map((c) => cellText(c, lang)),
        ]),
      ),
    );
  }
  parts.push(...assumptionLines(comparison, lang));
  const reached = comparison.rows.flatMap(({ target, cells }) =>
    cells.flatMap((cell, i) => {
      const by = cell.witness === null ? '' : attackersText(cell, lang);
      return by === '' ? [] : [`  ${names[i]}: ${idOf(target)} ${by}`];
    }),
  );
  if (reached.length > 0) parts.push([pick(say.attackers, lang), ...reached].join('\n'));
  const depending = comparison.rows.flatMap(({ target, cells }) =>
    cells.flatMap((cell, i) =>
      cell.verdict === 'depends'
        ? [`  ${names[i]}: ${idOf(target)} ${pick(say.dependsOn, lang)} ${dependsText(cell, lang)}`]
        : [],
    ),
  );
  if (depending.length > 0) parts.push(depending.join('\n'));
  const reasons = comparison.rows.flatMap(({ target, cells }) =>
    cells.flatMap((c, i) =>
      c.verdict === 'inconclusive' || c.verdict === 'vacuous'
        ? [`  ${names[i]}: ${idOf(target)} ${verdictText(c.verdict, lang)}: ${reasonText(c.because, lang)}`]
        : [],
    ),
  );
  if (reasons.length > 0) parts.push(reasons.join('\n'));
  for (const [i, differences] of comparison.differences.entries()) {
    const lines = [`${names[i + 1]}, ${pick(say.compared, lang)} ${names[0]}:`];
    for (const change of ['fixed', 'admitted', 'other'] as const) {
      const those = differences.filter((d) => d.change === change);
      if (those.length === 0) continue;
      lines.push(`  ${pick(changeWords[change], lang)}:`);
      for (const d of those) {
        lines.push(`    ${differenceText(d, lang)}`);
        if (change === 'admitted' && d.after.witness !== null)
          lines.push(...stepsOf(d.after.witness).map((s) => `      ${s}`));
      }
    }
    const same = differences.filter((d) => d.change === 'unchanged').map((d) => idOf(d.target));
    if (same.length > 0) lines.push(`  ${pick(changeWords.unchanged, lang)}: ${same.join(' ')}`);
    parts.push(lines.join('\n'));
  }
  const gates = gateLines(told);
  if (gates.length > 0) parts.push(gates.join('\n'));
  parts.push(
    [
      pick(say.replayed, lang),
      pick(say.bounds, lang),
      ...boundsGroups(comparison.grounds, lang).flatMap(({ names, lines }) => [
        `  ${names.join(', ')}:`,
        ...lines.map((line) => `    ${line}`),
      ]),
    ].join('\n'),
  );
  return parts.join('\n\n');
}
