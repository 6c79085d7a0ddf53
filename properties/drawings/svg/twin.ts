// Two runs side by side: the same columns, and each step as high on the one side as on the other.

import { pick } from '../i18n.js';
import type { SequenceDiagram, TwinDiagram } from '../diagram.js';
import { words } from '../words/drawing.js';
import type { Sketch } from './sketch.js';
import { type Columns, columnsOf, tightLimits } from './columns.js';
import { fonts } from './look.js';
import { textWidth, wrapTo } from './metrics.js';
import {
  blocksOf,
  drawBlocks,
  drawHeads,
  drawLegend,
  drawStripes,
  drawTitle,
  headHeight,
  type MakeSketch,
  type Page,
  type StepBlock,
  titleHeight,
} from './sequence.js';

const between = 26;
/** Room for what stands over each of the two runs. */
export const panelTitle = 56;

/** Parties that neither run uses are left out: two runs need the room. Numbers and order stay. */
function onlyUsed(d: TwinDiagram): TwinDiagram {
  const used = new Set(
    [...d.left.rows, ...d.right.rows].flatMap((r) =>
      r.type === 'arrow' ? [r.from, r.to] : r.type === 'note' ? [r.at] : [],
    ),
  );
  const trim = (run: SequenceDiagram) => ({ ...run, parties: run.parties.filter((p) => used.has(p.id)) });
  return { ...d, left: trim(d.left), right: trim(d.right) };
}

/** The blocks of both runs for the same steps; a run that ended has empty ones. */
function aligned(left: readonly StepBlock[], right: readonly StepBlock[]) {
  const steps = [...new Set([...left, ...right].map((b) => b.step))].sort((a, b) => a - b);
  const blockOf = (blocks: readonly StepBlock[], step: number) => blocks.find((b) => b.step === step);
  return steps.map((step) => {
    const [a, b] = [blockOf(left, step), blockOf(right, step)];
    return { step, left: a, right: b, height: Math.max(a?.height ?? 0, b?.height ?? 0) };
  });
}

/** Two runs on pages of at most `every` steps; null: all on one. */
export function twinPages<S extends Sketch>(
  twin: TwinDiagram,
  every: number | null,
  make: MakeSketch<S>,
): readonly Page<S>[] {
  const d = onlyUsed(twin);
  const columns = columnsOf([d.left, d.right], tightLimits);
  const all = aligned(blocksOf(d.left, columns), blocksOf(d.right, columns));
  const size = every ?? all.length;
  const pages = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  );
  return pages.map((page, i) => {
    const title = pages.length === 1 ? d.title : `${d.title} (${i + 1}/${pages.length})`;
    return { canvas: twinCanvas(d, title, columns, page, make), title };
  });
}

function twinCanvas<S extends Sketch>(
  d: TwinDiagram,
  title: string,
  columns: Columns,
  page: ReturnType<typeof aligned>,
  make: MakeSketch<S>,
): S {
  const width = columns.width * 2 + between;
  const right = columns.width + between;
  const canvas = make(width, 0);
  const top = titleHeight(title, d.subtitle, width) + panelTitle;
  const begin = top + headHeight + 6;
  const heights = page.map((p) => p.height + (p.step === d.divergesAt ? 30 : 0));
  const end = begin + heights.reduce((a, b) => a + b, 0) + 8;
  canvas.height = end + 30 + 40;
  drawTitle(canvas, title, d.subtitle, width);
  drawPanelTitle(canvas, d.left.title, columns.width / 2, top - panelTitle, columns.width, true);
  drawPanelTitle(canvas, d.right.title, right + columns.width / 2, top - panelTitle, columns.width, false);
  const sides = [
    { left: 0, blocks: page.map((p) => p.left ?? { step: p.step, isAttackers: false, rows: [], height: 0 }) },
    {
      left: right,
      blocks: page.map((p) => p.right ?? { step: p.step, isAttackers: false, rows: [], height: 0 }),
    },
  ];
  for (const side of sides) drawStripes(canvas, side.blocks, side.left, columns.width, begin, heights);
  for (const side of sides) drawHeads(canvas, columns, side.left, top, end);
  canvas.line(columns.width + between / 2, top, columns.width + between / 2, end + 30, {
    colour: '#111111',
    width: 2,
  });
  let y = begin;
  for (const [i, p] of page.entries()) {
    const parts = p.step === d.divergesAt;
    if (parts) drawParting(canvas, d, width, y);
    for (const side of sides)
      if (side.blocks[i]!.rows.length > 0)
        drawBlocks(canvas, [side.blocks[i]!], columns, side.left, y + (parts ? 30 : 0));
    y += heights[i]!;
  }
  drawLegend(canvas, d.lang, end + 43, [...d.left.rows, ...d.right.rows]);
  return canvas;
}

function drawPanelTitle(
  canvas: Sketch,
  text: string,
  x: number,
  y: number,
  width: number,
  isAttack: boolean,
): void {
  const font = { ...fonts.head, size: 14, colour: isAttack ? '#ffffff' : '#14532d' };
  const lines = wrapTo(text, width - 60, font);
  const w = Math.max(...lines.map((line) => textWidth(line, font))) + 28;
  const h = lines.length * 18 + 8;
  canvas.box(x - w / 2, y + panelTitle - 10 - h, w, h, {
    fill: isAttack ? '#111111' : '#e7f1ea',
    colour: isAttack ? '#111111' : '#14532d',
    width: 1.8,
  });
  for (const [i, line] of lines.entries()) canvas.text(x, y + panelTitle - 10 - h + 13 + i * 18, line, font);
}

/** The line across both runs at which they part, with the cause by name. */
function drawParting(canvas: Sketch, d: TwinDiagram, width: number, y: number): void {
  canvas.line(0, y + 15, width, y + 15, { colour: '#111111', width: 2.5 });
  const font = { ...fonts.note, colour: '#111111' };
  const lines = partingLines(d, width);
  const w = Math.max(...lines.map((line) => textWidth(line, font))) + 30;
  const h = lines.length * 18 + 6;
  canvas.box(width / 2 - w / 2, y + 15 - h / 2, w, h, { fill: '#fff4cc', colour: '#111111', width: 1.8 });
  for (const [i, line] of lines.entries()) canvas.text(width / 2, y + 15 - h / 2 + 12 + i * 18, line, font);
}

const partingLines = (d: TwinDiagram, width: number): readonly string[] =>
  wrapTo(`${pick(words.diverges, d.lang)}: ${d.cause}`, width - 60, fonts.note);
