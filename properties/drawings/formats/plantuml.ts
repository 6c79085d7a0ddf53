// PlantUML source of a sequence drawing.

import { pick } from '../i18n.js';
import type { Row, SequenceDiagram, TwinDiagram } from '../diagram.js';
import { words } from '../words/drawing.js';

/** One line of PlantUML text: no line ends of its own, and no markup that was not meant. */
export const plantumlText = (...lines: readonly string[]): string =>
  lines.map((line) => line.replace(/[\r\n]+/g, ' ').replace(/([~*_"/<>\\-])\1/g, '~$1$1')).join('\\n');
const quoted = (text: string): string => `"${plantumlText(text).replace(/"/g, "''")}"`;

const arrows = {
  honest: ['->', '-->'],
  attacker: ['-[#9b1021,thickness=3]>', '-[#9b1021,dashed,thickness=3]>'],
  leak: ['-[#7a0c1a,dotted,thickness=3]>', '-[#7a0c1a,dotted,thickness=3]>'],
  refused: ['->x', '-->x'],
} as const;
const noteColours: Readonly<Record<string, string>> = {
  leak: '#f6d5d5',
  goal: '#cccccc',
  stopped: '#e7f1ea',
  mark: '#ffd84d',
};

function rowLines(row: Row, d: SequenceDiagram): readonly string[] {
  if (row.type === 'band') return [`== ${plantumlText(row.text)} ==`];
  if (row.type === 'note') {
    const title = row.kind === 'checked' ? '✓' : row.title;
    return [
      `note over ${row.at} ${noteColours[row.kind] ?? ''}`.trimEnd() +
        ` : ${plantumlText(title, ...row.details)}`,
    ];
  }
  const mark =
    row.kind === 'attacker' ? '▲ ' : row.kind === 'refused' ? `${pick(words.refused, d.lang)} ` : '';
  const arrow = arrows[row.kind][row.isReply ? 1 : 0];
  return [
    `${row.from} ${arrow} ${row.to} : ${plantumlText(`${row.step}. ${mark}${row.title}`, ...row.details)}`,
  ];
}

const participants = (d: SequenceDiagram): readonly string[] =>
  d.parties.map(
    (p) =>
      `participant ${quoted(`${p.number} ${p.isAttacker ? '▲ ' : ''}${p.name}`)} as ${p.id}${p.isAttacker ? ' #f6d5d5' : ''}`,
  );

const document = (title: string, subtitle: readonly string[], lines: readonly string[]): string =>
  `@startuml\ntitle ${plantumlText(title, ...subtitle)}\nhide unlinked\n${lines.join('\n')}\n@enduml\n`;

export const sequencePlantuml = (d: SequenceDiagram): string =>
  document(d.title, d.subtitle, [...participants(d), ...d.rows.flatMap((row) => rowLines(row, d))]);

export function twinPlantuml(d: TwinDiagram): string {
  const before = d.left.rows.filter((r) => r.step < d.divergesAt);
  const rest = (run: SequenceDiagram) => run.rows.filter((r) => r.step >= d.divergesAt);
  return document(d.title, d.subtitle, [
    ...participants(d.left),
    ...before.flatMap((row) => rowLines(row, d.left)),
    `alt ${plantumlText(d.left.title)}`,
    ...rest(d.left).flatMap((row) => rowLines(row, d.left)),
    `else ${plantumlText(`${d.right.title} (${d.cause})`)}`,
    ...rest(d.right).flatMap((row) => rowLines(row, d.right)),
    'end',
  ]);
}
