// A sequence diagram on a sheet: heads, lifelines, rows in stripes of steps, feet. Several pages repeat the heads.

import type { Row, SequenceDiagram } from '../diagram.js';
import { words } from '../words/drawing.js';
import { pick } from '../i18n.js';
import type { Sketch } from './sketch.js';
import { type Columns, columnsOf, usualLimits } from './columns.js';
import { arrowLooks, fonts, headLooks, lifelines, marked, stripe } from './look.js';
import { textWidth, wrapTo } from './metrics.js';
import { drawRow, rowHeight } from './rows.js';

export const headHeight = 46;
const footHeight = 30;

/** Rows of one step, with their heights. */
export interface StepBlock {
  readonly step: number;
  readonly isAttackers: boolean;
  readonly rows: readonly { readonly row: Row; readonly height: number; readonly frame: number }[];
  readonly height: number;
}

/** Groups rows by step. A frame is what appears at one press of a key: an arrow with the notes that go with it. */
export function blocksOf(diagram: SequenceDiagram, columns: Columns): readonly StepBlock[] {
  const blocks: {
    step: number;
    isAttackers: boolean;
    rows: { row: Row; height: number; frame: number }[];
    height: number;
  }[] = [];
  let frame = -1;
  for (const row of diagram.rows) {
    const isNew = blocks.at(-1)?.step !== row.step;
    if (isNew) {
      const isAttackers = diagram.steps.find((s) => s.n === row.step)?.isAttackers ?? false;
      blocks.push({ step: row.step, isAttackers, rows: [], height: 14 });
    }
    if (isNew || row.type === 'arrow') frame++;
    const height = rowHeight(row, columns);
    const block = blocks.at(-1)!;
    block.rows.push({ row, height, frame: Math.max(0, frame) });
    block.height += height;
  }
  return blocks;
}

const isMarked = (block: StepBlock): boolean =>
  block.rows.some(({ row }) => row.type === 'note' && row.kind === 'mark');
const groundOf = (block: StepBlock): string =>
  isMarked(block) ? marked.fill : block.step % 2 === 1 ? stripe : '#ffffff';

/** Heads at `y`, and lifelines down to `bottom`. */
export function drawHeads(canvas: Sketch, columns: Columns, left: number, y: number, bottom: number): void {
  for (const party of columns.parties) {
    const x = left + columns.at[party.id]!;
    const side = party.isAttacker ? 'attacker' : 'honest';
    canvas.line(x, y + headHeight, x, bottom, lifelines[side]);
    drawHead(canvas, x, y, headHeight, columns.headWidth, `${party.number} ${party.name}`, side);
    drawHead(canvas, x, bottom, footHeight, columns.headWidth, `${party.number} ${party.name}`, side);
  }
}

function drawHead(
  canvas: Sketch,
  x: number,
  y: number,
  h: number,
  w: number,
  name: string,
  side: 'honest' | 'attacker',
): void {
  const isFoot = h === footHeight;
  const { font, lines } = fitted(name, w - 10, isFoot ? 11.5 : fonts.head.size, h);
  canvas.box(x - w / 2, y, w, h, headLooks[side]);
  const step = font.size * 1.22;
  for (const [i, line] of lines.entries())
    canvas.text(x, y + h / 2 + (i - (lines.length - 1) / 2) * step, line, font);
}

/** The largest size at which a name stands in its box without a word being cut. */
function fitted(name: string, width: number, largest: number, height: number) {
  for (let size = largest; ; size -= 0.5) {
    const font = { ...fonts.head, size };
    const lines = wrapTo(name, width, font);
    const isWhole = name
      .split(' ')
      .every((word) => !/^[\x20-\x7e]+$/.test(word) || textWidth(word, font) <= width);
    if (size <= 7 || (isWhole && lines.length * size * 1.22 <= height - 4)) return { font, lines };
  }
}

export function drawBlocks(
  canvas: Sketch,
  blocks: readonly StepBlock[],
  columns: Columns,
  left: number,
  top: number,
  heights?: readonly number[],
): void {
  let y = top;
  for (const [i, block] of blocks.entries()) {
    const height = heights?.[i] ?? block.height;
    drawStepNumber(canvas, block, left, y);
    let at = y + 9;
    for (const { row, height: h, frame } of block.rows) {
      canvas.group = `frame f${frame}`;
      drawRow(canvas, row, columns, left, at, groundOf(block));
      at += h;
    }
    canvas.group = '';
    y += height;
  }
}

/** Every other step stands on a stripe, and one to be looked at in a frame. Drawn before the lifelines, so that they stay visible. */
export function drawStripes(
  canvas: Sketch,
  blocks: readonly StepBlock[],
  left: number,
  width: number,
  top: number,
  heights?: readonly number[],
): void {
  let y = top;
  for (const [i, block] of blocks.entries()) {
    const height = heights?.[i] ?? block.height;
    if (isMarked(block)) {
      canvas.group = `frame f${block.rows[0]!.frame}`;
      canvas.box(left + 2, y + 2, width - 4, height - 4, marked);
      canvas.group = '';
    } else if (block.step % 2 === 1) canvas.box(left, y, width, height, { fill: stripe, width: 0 });
    y += height;
  }
}

function drawStepNumber(canvas: Sketch, block: StepBlock, left: number, y: number): void {
  canvas.group = `frame f${block.rows[0]?.frame ?? 0}`;
  const shape = block.isAttackers
    ? ({ fill: '#111111', colour: '#111111' } as const)
    : ({ fill: '#ffffff', colour: '#111111', shape: 'ellipse' } as const);
  canvas.box(left + 9, y + 9, 26, 26, shape);
  canvas.text(left + 22, y + 22, String(block.step), {
    ...fonts.step,
    colour: block.isAttackers ? '#ffffff' : '#111111',
  });
  canvas.group = '';
}

/** Title and lines under it; returns the height they take. */
export function drawTitle(canvas: Sketch, title: string, subtitle: readonly string[], width: number): number {
  let y = 8;
  for (const line of wrapTo(title, width - 60, fonts.title)) {
    canvas.text(width / 2, y + 14, line, fonts.title);
    y += 29;
  }
  for (const line of subtitle.flatMap((s) => wrapTo(s, width - 80, fonts.subtitle))) {
    canvas.text(width / 2, y + 9, line, fonts.subtitle);
    y += 18;
  }
  return y + 10;
}
export const titleHeight = (title: string, subtitle: readonly string[], width: number): number =>
  8 +
  wrapTo(title, width - 60, fonts.title).length * 29 +
  subtitle.flatMap((s) => wrapTo(s, width - 80, fonts.subtitle)).length * 18 +
  10;

/** The four kinds of arrow, with a word each. */
export function drawLegend(
  canvas: Sketch,
  lang: SequenceDiagram['lang'],
  y: number,
  rows: readonly Row[],
): void {
  const used = new Set<string>(rows.flatMap((r) => (r.type === 'band' ? [] : [r.kind])));
  const all = [
    ['honest', words.legendHonest],
    ['attacker', words.legendAttacker],
    ['leak', words.legendLeak],
    ['refused', words.legendRefused],
  ] as const;
  const entries = all.filter(([kind]) => used.has(kind));
  const widths = entries.map(([, text]) => 64 + textWidth(pick(text, lang), fonts.legend) + 30);
  let x = canvas.width / 2 - widths.reduce((a, b) => a + b, 0) / 2;
  for (const [i, [kind, text]] of entries.entries()) {
    const { line, label, title } = arrowLooks[kind];
    const word = pick(text, lang);
    canvas.line(x, y + 9, x + 52, y + 9, { ...line, head: kind === 'refused' ? 'none' : 'normal' });
    if (kind === 'refused')
      for (const slope of [1, -1])
        canvas.line(x + 45, y + 9 - 6 * slope, x + 57, y + 9 + 6 * slope, { colour: '#111111', width: 3 });
    const w = textWidth(word, fonts.legend);
    if (label !== undefined) canvas.box(x + 62, y, w + 12, 19, label);
    canvas.text(x + 68, y + 9.5, word, { ...fonts.legend, anchor: 'start', colour: title });
    x += widths[i]!;
  }
}

/** Pages of at most `every` steps. */
export const pagesOf = (
  blocks: readonly StepBlock[],
  every: number | null,
): readonly (readonly StepBlock[])[] =>
  every === null
    ? [blocks]
    : Array.from({ length: Math.ceil(blocks.length / every) }, (_, i) =>
        blocks.slice(i * every, (i + 1) * every),
      );

/** A drawing on a page of its own, and the page's title. */
export interface Page<S extends Sketch> {
  readonly canvas: S;
  readonly title: string;
}
/** Makes what a page is drawn on. */
export type MakeSketch<S extends Sketch> = (width: number, height: number) => S;

/** A sequence diagram on pages of at most `every` steps; null: all on one. */
export function sequencePages<S extends Sketch>(
  diagram: SequenceDiagram,
  every: number | null,
  make: MakeSketch<S>,
): readonly Page<S>[] {
  const columns = columnsOf([diagram], usualLimits);
  const pages = pagesOf(blocksOf(diagram, columns), every);
  const { width } = columns;
  return pages.map((blocks, i) => {
    const title = pages.length === 1 ? diagram.title : `${diagram.title} (${i + 1}/${pages.length})`;
    const canvas = make(width, 0);
    const top = titleHeight(title, diagram.subtitle, width);
    const begin = top + headHeight + 6;
    const end = begin + blocks.reduce((sum, b) => sum + b.height, 0) + 8;
    canvas.height = end + footHeight + 40;
    drawTitle(canvas, title, diagram.subtitle, width);
    drawStripes(canvas, blocks, 0, width, begin);
    drawHeads(canvas, columns, 0, top, end);
    drawBlocks(canvas, blocks, columns, 0, begin);
    drawLegend(canvas, diagram.lang, end + footHeight + 13, diagram.rows);
    return { canvas, title };
  });
}
