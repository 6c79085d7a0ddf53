// Drawings as sheets, by Graphviz: one for each page.

import type { SequenceDiagram, TwinDiagram } from '../diagram.js';
import { Canvas } from './canvas.js';
import { type Page, sequencePages } from './sequence.js';
import { twinPages } from './twin.js';

export interface Sheet {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Inner SVG, in the sheet's own coordinates. */
  readonly body: string;
}

const canvas = (width: number, height: number) => new Canvas(width, height);

const rendered = (pages: readonly Page<Canvas>[], description: string): Promise<readonly Sheet[]> =>
  Promise.all(
    pages.map(async ({ canvas, title }) => {
      const { width, height } = canvas;
      return { title, description, width, height, body: await canvas.render() };
    }),
  );

export const sequenceSheets = (d: SequenceDiagram, description: string, every: number | null = null) =>
  rendered(sequencePages(d, every, canvas), description);
export const twinSheets = (d: TwinDiagram, description: string, every: number | null = null) =>
  rendered(twinPages(d, every, canvas), description);

/** How large the sheets become with so many steps on each. */
export const sequenceSizes = (d: SequenceDiagram, every: number) =>
  sequencePages(d, every, canvas).map((page) => page.canvas);
export const twinSizes = (d: TwinDiagram, every: number) =>
  twinPages(d, every, canvas).map((page) => page.canvas);

/** DOT source of the whole drawing on one page, with its real texts. */
export const sequenceDot = (d: SequenceDiagram): string => sequencePages(d, null, canvas)[0]!.canvas.dot();
export const twinDot = (d: TwinDiagram): string => twinPages(d, null, canvas)[0]!.canvas.dot();
