import { pick } from '../../i18n.js';
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

/** Nothing of a profile's name can end a cell, or begin markup. */
const plain = (s: string): string => s.replace(/[\\|<>&*_[\]`]/g, (c) => `\\${c}`).replace(/\s+/g, ' ');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The comparison as Markdown (GitHub's tables). */
export function markdown(told: Told): string {
  const { comparison, lang } = told;
  const names = comparison.grounds.map((g) => plain(g.profile.name));
  const lines: string[] = [`# ${names.join(' / ')}`, ''];
  for (const kind of ['goal', 'threat'] as const) {
    const rows = comparison.rows.filter(({ target }) => kind in target);
    if (rows.length === 0) continue;
    lines.push(row([pick(kind === 'goal' ? say.goalsBy : say.threatsBy, lang), ...names]));
    lines.push(row(['---', ...names.map(() => '---')]));
    for (const { target, cells } of rows)
      lines.push(row([targetText(target, lang), ...cells.map((c) => cellText(c, lang))]));
    lines.push('');
  }
  lines.push(...assumptionLines(comparison, lang).flatMap((line) => [line, '']));
  for (const { target, cells } of comparison.rows)
    for (const [i, cell] of cells.entries()) {
      const by = cell.witness === null ? '' : attackersText(cell, lang);
      if (by !== '') lines.push(`- ${names[i]}: ${idOf(target)} ${by}`);
      if (cell.verdict === 'depends')
        lines.push(`- ${names[i]}: ${idOf(target)} ${pick(say.dependsOn, lang)} ${dependsText(cell, lang)}`);
      else if (cell.verdict === 'inconclusive' || cell.verdict === 'vacuous')
        lines.push(
          `- ${names[i]}: ${idOf(target)} ${verdictText(cell.verdict, lang)}: ${reasonText(cell.because, lang)}`,
        );
    }
  for (const [i, differences] of comparison.differences.entries()) {
    lines.push('', `## ${names[i + 1]}, ${pick(say.compared, lang)} ${names[0]}`);
    for (const change of ['fixed', 'admitted', 'other', 'unchanged'] as const) {
      const those = differences.filter((d) => d.change === change);
      if (those.length === 0) continue;
      lines.push('', `### ${pick(changeWords[change], lang)}`, '');
      if (change === 'unchanged') lines.push(those.map((d) => idOf(d.target)).join(', '));
      else
        for (const d of those) {
          lines.push(`- ${differenceText(d, lang)}`);
          if (change === 'admitted' && d.after.witness !== null)
            lines.push(...stepsOf(d.after.witness).map((s) => `   ${s}`));
        }
    }
  }
  const gates = gateLines(told);
  if (gates.length > 0) lines.push('', ...gates.map((g) => `- ${plain(g)}`));
  lines.push('', pick(say.replayed, lang), '', pick(say.bounds, lang), '');
  for (const group of boundsGroups(comparison.grounds, lang)) {
    lines.push(`- ${group.names.map(plain).join(', ')}`);
    lines.push(...group.lines.map((line) => `  - ${line}`));
  }
  return lines.join('\n');
}
