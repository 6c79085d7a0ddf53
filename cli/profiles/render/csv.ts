import { idsOf } from '../../../attacks/search/conditions.js';
import { idOf } from '../../../properties/verdicts/judge.js';
import { nameOf, reasonText } from '../words.js';
import { boundsLines } from '../bounds.js';
import { type GateFault, gateFaults, isFaultOf, type Told } from './told.js';

/** One field (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it. */
function field(value: string | number): string {
  const text = String(value);
  const tame = typeof value === 'string' && /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** The comparison as CSV: one line for each cell. Bounds and what tripped a gate are columns too; what a gate says of no cell is a line. */
export function csv(told: Told): string {
  const { comparison, lang } = told;
  const head = [
    'kind',
    'id',
    'name',
    'profile',
    'verdict',
    'because',
    'depends_on',
    'open_paths',
    'attacker',
  ];
  const lines = [[...head, 'steps', 'on', 'gate', 'bounds'].map(field).join(',')];
  const faults = gateFaults(told);
  const claimed = new Set<GateFault>();
  for (const { target, cells } of comparison.rows)
    for (const [i, cell] of cells.entries()) {
      const ground = comparison.grounds[i]!;
      const { witness } = cell;
      const own = faults.filter(isFaultOf(ground.profile.name, target));
      for (const fault of own) claimed.add(fault);
      lines.push(
        [
          'goal' in target ? 'goal' : 'threat',
          idOf(target),
          nameOf(target, lang),
          ground.profile.name,
          cell.verdict,
          reasonText(cell.because, lang),
          cell.dependsOn.map((d) => d.switch).join(' '),
          cell.open,
          witness?.path.capabilities.join(' ') ?? '',
          witness?.attack.steps.length ?? '',
          witness === null ? '' : idsOf(witness.configuration).join(' '),
          own.map(({ text }) => text).join('; '),
          boundsLines(ground, lang).join('; '),
        ]
          .map(field)
          .join(','),
      );
    }
  for (const { cell, text } of faults.filter((f) => !claimed.has(f)))
    lines.push(
      ['gate', cell?.target ?? '', '', cell?.profile ?? '', ...Array(7).fill(''), text, '']
        .map(field)
        .join(','),
    );
  return lines.join('\r\n');
}
