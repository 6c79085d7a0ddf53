// A sheet as an SVG file: as large as it is, or fitted to a page.

import { escaped, fontFamily } from './placeholders.js';
import type { Sheet } from './sheets.js';

export const papers = {
  natural: null,
  /** In points: 13⅓ by 7½ inches, as slides are. */
  '16:9': { width: 960, height: 540, margin: 14, turns: false },
  /** ISO 216, upright or on its side, whichever lets the drawing be larger. */
  a4: { width: 595.28, height: 841.89, margin: 28, turns: true },
} as const;
export type Paper = keyof typeof papers;

export interface SvgFile {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** How much smaller than drawn it is on its page. */
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a sheet of a size goes on a page: upright or on its side, and how much smaller. */
function fitOn(paper: Exclude<Paper, 'natural'>, sheet: Size): Size & { readonly scale: number } {
  const page = papers[paper];
  const room = (width: number, height: number) =>
    Math.min((width - 2 * page.margin) / sheet.width, (height - 2 * page.margin) / sheet.height, 1.6);
  const isTurned = page.turns && room(page.height, page.width) > room(page.width, page.height);
  const [width, height] = isTurned ? [page.height, page.width] : [page.width, page.height];
  return { width, height, scale: room(width, height) };
}

/** Below this, the smallest letters of a drawing are under 7 points. */
export const legible = 0.56;

/**
 * Steps on a page: as many as can be read there, if the width leaves any choice; null for all. `sizes` tells how large
 * the sheets become with so many steps on each.
 */
export function stepsOnPage(
  paper: Paper,
  steps: number,
  sizes: (every: number) => readonly Size[],
): number | null {
  if (paper === 'natural') return null;
  const scaleOf = (every: number) => Math.min(...sizes(every).map((size) => fitOn(paper, size).scale));
  const best = scaleOf(1);
  for (let every = steps; every > 1; every--)
    if (scaleOf(every) >= Math.min(legible, best)) return every === steps ? null : every;
  return 1;
}

export function svgFile(sheet: Sheet, paper: Paper, lang: string): SvgFile {
  if (paper === 'natural') return frame(sheet, sheet.width, sheet.height, 1, 0, lang, 'pt');
  const { width, height, scale } = fitOn(paper, sheet);
  return frame(sheet, width, height, scale, papers[paper].margin, lang, 'pt');
}

function frame(
  sheet: Sheet,
  width: number,
  height: number,
  scale: number,
  margin: number,
  lang: string,
  unit: string,
): SvgFile {
  const x = (width - sheet.width * scale) / 2;
  const y = Math.min(margin, (height - sheet.height * scale) / 2);
  const [w, h] = [round(width), round(height)];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}${unit}" height="${h}${unit}" viewBox="0 0 ${w} ${h}" role="img" aria-labelledby="title desc" xml:lang="${lang}" font-family="${fontFamily}">`,
    `<title id="title">${escaped(sheet.title)}</title>`,
    `<desc id="desc">${escaped(sheet.description)}</desc>`,
    `<rect width="${w}" height="${h}" fill="#ffffff"/>`,
    scale === 1 && margin === 0
      ? sheet.body
      : `<g transform="translate(${round(x)} ${round(y)}) scale(${scale.toFixed(4)})">\n${sheet.body}\n</g>`,
    '</svg>',
    '',
  ].join('\n');
  return { svg, width, height, scale };
}

const round = (n: number) => String(Math.round(n * 100) / 100);
