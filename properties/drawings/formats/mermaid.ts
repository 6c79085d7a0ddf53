// Mermaid source of a sequence drawing. Kinds that Mermaid has no line for are said in words.

import { pick } from '../i18n.js';
import type { Row, SequenceDiagram, TwinDiagram } from '../diagram.js';
import { words } from '../words/drawing.js';

/** Characters that end or open something in Mermaid, as entities; lines are broken by a tag. */
export const mermaidText = (...lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(/[#;:<>{}]/g, (c) => `#${c.codePointAt(0)};`).replace(/[\r\n]+/g, ' '))
    .join('<br/>');

const arrows = {
  honest: ['->>', '-->>'],
  attacker: ['->>', '-->>'],
  leak: ['--)', '--)'],
  refused: ['-x', '--x'],
} as const;

function rowLines(row: Row, d: SequenceDiagram): readonly string[] {
  const last = d.parties.at(-1)!.id;
  if (row.type === 'band') return [`Note over ${d.parties[0]!.id},${last}: ${mermaidText(row.text)}`];
  if (row.type === 'note')
    return [`Note over ${row.at}: ${mermaidText(row.kind === 'checked' ? '✓' : row.title, ...row.details)}`];
  const arrow = arrows[row.kind][row.isReply ? 1 : 0];
  const mark =
    row.kind === 'attacker' ? '▲ ' : row.kind === 'refused' ? `${pick(words.refused, d.lang)} ` : '';
  return [`${row.from}${arrow}${row.to}: ${mermaidText(`${row.step}. ${mark}${row.title}`, ...row.details)}`];
}

const participants = (d: SequenceDiagram): readonly string[] =>
  d.parties.map(
    (p) => `participant ${p.id} as ${mermaidText(`${p.number} ${p.isAttacker ? '▲ ' : ''}${p.name}`)}`,
  );

const document = (title: string, lines: readonly string[]): string =>
  `---\ntitle: ${JSON.stringify(title)}\n---\nsequenceDiagram\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

export const sequenceMermaid = (d: SequenceDiagram): string =>
  document(d.title, [
    ...participants(d),
    ...(d.subtitle.length > 0
      ? [`Note over ${d.parties[0]!.id},${d.parties.at(-1)!.id}: ${mermaidText(...d.subtitle)}`]
      : []),
    ...d.rows.flatMap((row) => rowLines(row, d)),
  ]);

/** What both runs do stands once; where they part, each has a branch. */
export function twinMermaid(d: TwinDiagram): string {
  const before = d.left.rows.filter((r) => r.step < d.divergesAt);
  const rest = (run: SequenceDiagram) => run.rows.filter((r) => r.step >= d.divergesAt);
  return document(d.title, [
    ...participants(d.left),
    ...before.flatMap((row) => rowLines(row, d.left)),
    `alt ${mermaidText(d.left.title)}`,
    ...rest(d.left).flatMap((row) => rowLines(row, d.left)),
    `else ${mermaidText(d.right.title, d.cause)}`,
    ...rest(d.right).flatMap((row) => rowLines(row, d.right)),
    'end',
  ]);
}
