// Rows of a sequence drawing: how high each is, and how it is put on a canvas.

import type { Arrow, Band, Note, Row } from '../diagram.js';
import type { Sketch } from './sketch.js';
import { type Columns, heightOf, type LabelLine, linesOf } from './columns.js';
import { arrowLooks, fonts, noteLooks } from './look.js';
import { textWidth, wrapTo } from './metrics.js';

const gapBelow = 13;
const noteWidth = 250;

interface Placed {
  readonly lines: readonly LabelLine[];
  readonly height: number;
}

const spanOf = (row: Arrow, { at }: Columns) => {
  const [x1, x2] = [at[row.from]!, at[row.to]!];
  return { x1, x2, width: Math.abs(x1 - x2) };
};

function placed(row: Row, columns: Columns): Placed {
  if (row.type === 'band') return { lines: [], height: 34 };
  if (row.type === 'note') {
    const lines = noteLines(row, columns);
    return { lines, height: heightOf(lines) + (row.kind === 'checked' ? 8 : 16) + 10 };
  }
  const { width } = spanOf(row, columns);
  const lines = linesOf(row, (width === 0 ? 200 : Math.max(width, 110)) - 22);
  return { lines, height: heightOf(lines) + 12 + gapBelow };
}

function noteLines(row: Note, columns: Columns): readonly LabelLine[] {
  const width = Math.min(noteWidth, columns.width - 60) - 22;
  const isSmall = row.kind === 'checked';
  const title = isSmall ? [] : wrapTo(row.title, width, fonts.note);
  const details = isSmall ? [`✓ ${row.details.join(', ')}`] : row.details;
  return [
    ...title.map((text) => ({ text, font: fonts.note, isTitle: true })),
    ...details.flatMap((d) =>
      wrapTo(d, width, fonts.detail).map((text) => ({ text, font: fonts.detail, isTitle: false })),
    ),
  ];
}

export const rowHeight = (row: Row, columns: Columns): number => placed(row, columns).height;

/**
 * Draws a row with its top at `y`; `left` is where the columns begin. `ground` is the colour that it stands on: labels
 * hide the lifelines behind them and nothing else.
 */
export function drawRow(
  canvas: Sketch,
  row: Row,
  columns: Columns,
  left: number,
  y: number,
  ground: string,
): void {
  if (row.type === 'band') drawBand(canvas, row, columns, left, y, ground);
  else if (row.type === 'note') drawNote(canvas, row, columns, left, y);
  else drawArrow(canvas, row, columns, left, y, ground);
}

function drawBand(
  canvas: Sketch,
  row: Band,
  columns: Columns,
  left: number,
  y: number,
  ground: string,
): void {
  const middle = y + 15;
  canvas.line(left + 44, middle, left + columns.width - 10, middle, { style: 'dashed', colour: '#777777' });
  const w = textWidth(row.text, fonts.band) + 24;
  canvas.box(left + columns.width / 2 - w / 2, middle - 11, w, 22, { fill: ground, width: 0 });
  canvas.text(left + columns.width / 2, middle, row.text, fonts.band);
}

function drawLines(
  canvas: Sketch,
  lines: readonly LabelLine[],
  x: number,
  top: number,
  colours: { readonly title: string; readonly detail: string },
): void {
  let y = top;
  for (const { text, font, isTitle } of lines) {
    const h = font.size * 1.32;
    canvas.text(x, y + h / 2, text, { ...font, colour: isTitle ? colours.title : colours.detail });
    y += h;
  }
}

function drawArrow(
  canvas: Sketch,
  row: Arrow,
  columns: Columns,
  left: number,
  y: number,
  ground: string,
): void {
  const look = arrowLooks[row.kind];
  const { lines } = placed(row, columns);
  const span = spanOf(row, columns);
  const [x1, x2] = [left + span.x1, left + span.x2];
  const h = heightOf(lines);
  const w = Math.max(...lines.map(({ text, font }) => textWidth(text, font)));
  const at = y + h + 9;
  const isSelf = x1 === x2;
  // A loop stands on the side where there is room.
  const side = span.x1 > columns.width / 2 ? -1 : 1;
  const middle = isSelf ? x1 + side * (46 + w / 2) : (x1 + x2) / 2;
  canvas.box(middle - w / 2 - 7, y, w + 14, h + 3, look.label ?? { fill: ground, width: 0 });
  drawLines(canvas, lines, middle, y + 1.5, look);
  const line = {
    ...look.line,
    ...(row.isReply && row.kind === 'honest' && { style: 'dashed' as const }),
    ...(row.isReply && row.kind === 'attacker' && { style: 'dashed' as const, width: 2.4 }),
  };
  if (isSelf) {
    const out = x1 + side * 30;
    canvas.line(x1, y + 4, out, y + 4, line);
    canvas.line(out, y + 4, out, at, line);
    canvas.line(out, at, x1, at, { ...line, head: 'normal' });
    return;
  }
  if (row.kind === 'refused') {
    const end = x2 - Math.sign(x2 - x1) * 16;
    canvas.line(x1, at, end, at, { ...line, head: 'none' });
    for (const slope of [1, -1])
      canvas.line(end - 7, at - 7 * slope, end + 7, at + 7 * slope, { colour: '#111111', width: 3.2 });
    return;
  }
  canvas.line(x1, at, x2, at, { ...line, head: row.isReply ? 'vee' : 'normal' });
}

function drawNote(canvas: Sketch, row: Note, columns: Columns, left: number, y: number): void {
  const look = noteLooks[row.kind];
  const { lines } = placed(row, columns);
  const h = heightOf(lines) + (row.kind === 'checked' ? 4 : 12);
  const w = Math.max(...lines.map(({ text, font }) => textWidth(text, font))) + 26;
  const lifeline = left + columns.at[row.at]!;
  const x = Math.max(left + 44 + w / 2, Math.min(lifeline, left + columns.width - 8 - w / 2));
  canvas.box(x - w / 2, y, w, h, look.box);
  drawLines(canvas, lines, x, y + (row.kind === 'checked' ? 2 : 6), look);
}
