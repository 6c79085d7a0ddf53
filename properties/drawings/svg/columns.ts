// Where the lifelines stand: each gap is as wide as the labels between its two lifelines need, within limits. Two
// drawings that are to stand side by side get their columns together.

import type { Arrow, Party, PartyId, SequenceDiagram } from '../diagram.js';
import { fonts } from './look.js';
import { type Font, textWidth, wrapTo } from './metrics.js';

export interface Columns {
  readonly parties: readonly Party[];
  /** The middle of each lifeline. */
  readonly at: Readonly<Record<string, number>>;
  readonly width: number;
  readonly headWidth: number;
}
export interface ColumnLimits {
  /** Room on the left for the numbers of steps. */
  readonly gutter: number;
  readonly narrowest: number;
  readonly widest: number;
  readonly headWidth: number;
}
export const usualLimits: ColumnLimits = { gutter: 46, narrowest: 146, widest: 216, headWidth: 136 };
export const tightLimits: ColumnLimits = { gutter: 38, narrowest: 96, widest: 186, headWidth: 92 };

const padding = 26;

export function columnsOf(
  diagrams: readonly Pick<SequenceDiagram, 'parties' | 'rows'>[],
  limits: ColumnLimits,
): Columns {
  const byId = new Map<PartyId, Party>(diagrams.flatMap((d) => d.parties.map((p) => [p.id, p])));
  const parties = [...byId.values()].sort((a, b) => a.number - b.number);
  const index = new Map(parties.map((p, i) => [p.id, i]));
  const gaps = parties.slice(1).map(() => limits.narrowest);
  for (const row of diagrams.flatMap((d) => d.rows)) {
    if (row.type !== 'arrow') continue;
    const [a, b] = [index.get(row.from)!, index.get(row.to)!].sort((x, y) => x - y) as [number, number];
    if (b - a !== 1) continue;
    gaps[a] = Math.max(gaps[a]!, Math.min(limits.widest, widestLine(row, limits.widest - padding) + padding));
  }
  let x = limits.gutter + limits.headWidth / 2 + 8;
  const at: Record<string, number> = {};
  for (const [i, party] of parties.entries()) {
    at[party.id] = x;
    x += gaps[i] ?? 0;
  }
  return { parties, at, width: x + limits.headWidth / 2 + 14, headWidth: limits.headWidth };
}

const widestLine = (arrow: Arrow, width: number): number =>
  Math.max(...linesOf(arrow, width).map(({ text, font }) => textWidth(text, font)));

export interface LabelLine {
  readonly text: string;
  readonly font: Font;
  readonly isTitle: boolean;
}
/** The lines of an arrow's label, none wider than given. */
export const linesOf = (
  { title, details }: Pick<Arrow, 'title' | 'details'>,
  width: number,
): readonly LabelLine[] => [
  ...wrapTo(title, width, fonts.arrow).map((text) => ({ text, font: fonts.arrow, isTitle: true })),
  ...details.flatMap((d) =>
    wrapTo(d, width, fonts.detail).map((text) => ({ text, font: fonts.detail, isTitle: false })),
  ),
];
export const heightOf = (lines: readonly LabelLine[]): number =>
  lines.reduce((sum, { font }) => sum + font.size * 1.32, 0);
