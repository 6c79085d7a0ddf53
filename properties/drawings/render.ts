// A drawing in a format: the one place that knows which format is written by which file.

import type { SequenceDiagram, TwinDiagram } from './diagram.js';
import { graphMermaid, graphPlantuml, graphText } from './formats/graphs.js';
import { plainHtml, sequenceHtml } from './formats/html.js';
import { sequenceMermaid, twinMermaid } from './formats/mermaid.js';
import { sequencePlantuml, twinPlantuml } from './formats/plantuml.js';
import { sequenceText, twinText } from './formats/text.js';
import type { GraphDiagram } from './graph.js';
import { graphDot, graphSheet } from './svg/graph.js';
import { type Paper, papers, stepsOnPage, svgFile } from './svg/page.js';
import { pngOf } from './svg/png.js';
import {
  sequenceDot,
  sequenceSheets,
  sequenceSizes,
  type Sheet,
  twinDot,
  twinSheets,
  twinSizes,
} from './svg/sheets.js';

export type Drawing = SequenceDiagram | TwinDiagram | GraphDiagram;
export const formats = ['svg', 'png', 'mmd', 'puml', 'dot', 'html', 'txt'] as const;
export type Format = (typeof formats)[number];

export interface RenderOptions {
  readonly paper: Paper;
  /** Steps on a page; null: as many as can be read there, which without a page is all. */
  readonly splitEvery: number | null;
}
export interface Rendered {
  /** One for each page. */
  readonly files: readonly (string | Uint8Array)[];
  /** How much smaller than natural size the drawing is on its page. */
  readonly scale: number;
}

const textOf = (d: Drawing): string =>
  d.type === 'graph' ? graphText(d) : d.type === 'twin' ? twinText(d) : sequenceText(d);

function sheetsOf(d: Drawing, { paper, splitEvery }: RenderOptions): Promise<readonly Sheet[]> {
  const description = textOf(d);
  if (d.type === 'graph') return graphSheet(d, description).then((sheet) => [sheet]);
  if (d.type === 'twin') {
    const steps = Math.max(d.left.steps.length, d.right.steps.length);
    return twinSheets(d, description, splitEvery ?? stepsOnPage(paper, steps, (n) => twinSizes(d, n)));
  }
  const every = splitEvery ?? stepsOnPage(paper, d.steps.length, (n) => sequenceSizes(d, n));
  return sequenceSheets(d, description, every);
}

/** Pixels for each point of a PNG: 1920 wide on slides, 150 to the inch on paper. */
const resolution = (paper: Paper): number => (paper === 'a4' ? 150 / 72 : 2);

export async function render(d: Drawing, format: Format, options: RenderOptions): Promise<Rendered> {
  switch (format) {
    case 'txt':
      return one(textOf(d));
    case 'mmd':
      return one(
        d.type === 'graph' ? graphMermaid(d) : d.type === 'twin' ? twinMermaid(d) : sequenceMermaid(d),
      );
    case 'puml':
      return one(
        d.type === 'graph' ? graphPlantuml(d) : d.type === 'twin' ? twinPlantuml(d) : sequencePlantuml(d),
      );
    case 'dot':
      return one(d.type === 'graph' ? graphDot(d) : d.type === 'twin' ? twinDot(d) : sequenceDot(d));
    case 'html': {
      const [sheet] = await sheetsOf(d, { paper: 'natural', splitEvery: null });
      const { svg } = svgFile(sheet!, 'natural', d.lang);
      return one(d.type === 'sequence' ? sequenceHtml(d, svg) : plainHtml(d.title, svg, textOf(d), d.lang));
    }
    case 'svg':
    case 'png': {
      const pages = (await sheetsOf(d, options)).map((sheet) => svgFile(sheet, options.paper, d.lang));
      const files: (string | Uint8Array)[] = [];
      for (const { svg } of pages)
        files.push(format === 'svg' ? svg : await pngOf(svg, resolution(options.paper)));
      return { files, scale: Math.min(...pages.map((p) => p.scale)) };
    }
  }
}
const one = (text: string): Rendered => ({ files: [text], scale: 1 });

export const paperNames = Object.keys(papers) as readonly Paper[];
