import { pick } from '../../i18n.js';
import { idOf } from '../../../properties/verdicts/judge.js';
import { cellText, changeWords, reasonText, targetText, verdictText } from '../words.js';
import { acceptedLines, acceptedTitle } from './acceptText.js';
import { boundsTogetherLines } from '../bounds.js';
import { isShifted } from '../../../properties/verdicts/shifts.js';
import { ladderRows } from './ladderRows.js';
import { ladderLegend, ladderWords, signsText } from './ladderText.js';
import { riskText } from './riskText.js';
import { shiftLines } from './shiftText.js';
import { assumptionLines, dependsText, differenceText, gateLines, say, stepsOf, type Told } from './told.js';

/** Nothing of a profile's name can end a cell, or begin markup. */
const plain = (s: string): string => s.replace(/[\\|<>&*_[\]`]/g, (c) => `\\${c}`).replace(/\s+/g, ' ');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The comparison as Markdown (GitHub's tables): what differs first. */
export function markdown(told: Told): string {
  const { comparison, lang, onlyChanges = false } = told;
  const names = comparison.grounds.map((g) => plain(g.profile.name));
  const lines: string[] = [`# ${names.join(' / ')}`, '', ...changes(told, names)];
  if (told.weights) {
    const risks = riskText(comparison, told.weights, lang).split('\n');
    lines.push('```text', ...risks, '```', '');
  }
  if (!onlyChanges) lines.push(...tables(told, names));
  for (const { target, cells } of comparison.rows)
    for (const [i, cell] of cells.entries()) {
      if (cell.verdict === 'depends' && !onlyChanges)
        lines.push(`- ${names[i]}: ${idOf(target)} ${pick(say.dependsOn, lang)} ${dependsText(cell, lang)}`);
      else if (cell.verdict === 'inconclusive' || cell.verdict === 'vacuous')
        lines.push(
          `- ${names[i]}: ${idOf(target)} ${verdictText(cell.verdict, lang)}: ${reasonText(cell.because, lang)}`,
        );
    }
  const accepted = acceptedLines(told.gates.accepted ?? [], lang);
  if (accepted.length > 0) lines.push('', acceptedTitle(lang), '', ...accepted.map((a) => `- ${plain(a)}`));
  const gates = gateLines(told);
  if (gates.length > 0) lines.push('', ...gates.map((g) => `- ${plain(g)}`));
  lines.push('', pick(say.replayed, lang), '', pick(say.bounds, lang), '');
  lines.push(...boundsTogetherLines(comparison.grounds, lang).map((line) => `- ${plain(line)}`));
  return lines.join('\n');
}

function tables({ comparison, lang }: Told, names: readonly string[]): readonly string[] {
  const lines: string[] = [];
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
  const { rungs, rows } = ladderRows(comparison, lang);
  if (rows.length === 0) return lines;
  const several = names.length > 1;
  lines.push(
    row(['', ...(several ? [pick(ladderWords.profile, lang)] : []), ...rungs.map((r) => pick(r.name, lang))]),
    row(['---', ...(several ? ['---'] : []), ...rungs.map(() => '---')]),
    ...rows.map((r) =>
      row([idOf(r.target), ...(several ? [r.names.map(plain).join(', ')] : []), ...r.cells]),
    ),
    '',
    ...ladderLegend(comparison, lang).map((line) => line.replace(/^ {2}/, '- ')),
    '',
    signsText(comparison, lang),
    '',
  );
  return lines;
}

function changes({ comparison, lang }: Told, names: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const [i, differences] of comparison.differences.entries()) {
    lines.push(`## ${names[i + 1]}, ${pick(say.compared, lang)} ${names[0]}`);
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
    const shifts = comparison.shifts[i]!.filter(isShifted);
    if (shifts.length > 0) lines.push('', `### ${pick(say.attackers, lang)}`, '');
    for (const shift of shifts)
      lines.push(`- ${idOf(shift.target)}`, ...shiftLines(shift, lang).map((line) => `  - ${line}`));
    lines.push('');
  }
  return lines;
}
