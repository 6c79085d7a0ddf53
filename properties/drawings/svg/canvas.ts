// A sheet on which things stand at given places; Graphviz (neato, pinned positions) draws them. The sheet's origin is
// at the top left, x to the right, y down, in points. Things are drawn in the order in which they were put.

import { renderSvg } from './graphviz.js';
import { textWidth } from './metrics.js';
import { Placeholders, type TextStyle } from './placeholders.js';
import type { BoxStyle, LineStyle, Sketch } from './sketch.js';

export class Canvas implements Sketch {
  readonly #lines: string[] = [];
  readonly #classes: string[] = [];
  readonly #placeholders = new Placeholders();
  group = '';

  constructor(
    readonly width: number,
    public height: number,
  ) {}

  #next(): number {
    return this.#classes.push(this.group) - 1;
  }

  box(x: number, y: number, w: number, h: number, style: BoxStyle = {}): void {
    const n = this.#next();
    const styles = [
      style.fill === undefined ? '' : 'filled',
      style.isRounded ? 'rounded' : '',
      style.style ?? '',
    ].filter((s) => s !== '');
    this.#lines.push(
      `i${n} [id=i${n} shape=${style.shape ?? 'box'} style="${styles.join(',')}" fillcolor="${style.fill ?? 'none'}" color="${style.colour ?? '#333333'}" penwidth=${style.width ?? 1} peripheries=${style.width === 0 ? 0 : style.isDouble ? 2 : 1} fixedsize=true width=${inches(w)} height=${inches(h)} label="" pos="${place(x + w / 2, y + h / 2)}"];`,
    );
  }

  /** One line of text, with its middle at the given height. */
  text(x: number, y: number, text: string, style: TextStyle): void {
    const n = this.#next();
    const word = this.#placeholders.of(text, style);
    this.#lines.push(
      `i${n} [id=i${n} shape=none fontname=Courier fontsize=${style.size} label="${word}" fixedsize=true width=0.01 height=0.01 pos="${place(x + (style.anchor === 'start' ? textWidth(text, style) / 2 : 0), y)}"];`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle = {}): void {
    const n = this.#next();
    const head = style.head ?? 'none';
    this.#lines.push(
      `a${n} [shape=point width=0.001 style=invis pos="${place(x1, y1)}"];`,
      `b${n} [shape=point width=0.001 style=invis pos="${place(x2, y2)}"];`,
      `a${n} -> b${n} [id=i${n} color="${style.colour ?? '#333333'}" penwidth=${style.width ?? 1} style=${style.style ?? 'solid'} arrowhead=${head} arrowsize=0.9];`,
    );
  }

  /** Graphviz source; `fill` puts the texts in after layout. */
  source(): string {
    return [
      'digraph {',
      'graph [inputscale=72 splines=line overlap=true outputorder=nodesfirst pad=0 margin=0 bgcolor="transparent"];',
      `tl [shape=point width=0.001 style=invis pos="${place(0, 0)}"];`,
      `br [shape=point width=0.001 style=invis pos="${place(this.width, this.height)}"];`,
      ...this.#lines,
      '}',
    ].join('\n');
  }

  /** The source with the texts themselves, for `neato -n2` of another Graphviz. */
  dot(): string {
    return `${this.#placeholders.restore(this.source()).replaceAll('fontname=Courier', 'fontname="Noto Sans JP,Helvetica"')}\n`;
  }

  /** The drawing's inner SVG, without a frame around it; its coordinates are those of the sheet. */
  async render(): Promise<string> {
    const svg = await renderSvg(this.source(), 'neato');
    const shift = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(svg)!;
    const items: string[] = [];
    for (const [, id, body] of svg.matchAll(
      /<g id="i(\d+)" class="[^"]*">\s*<title>[^<]*<\/title>([\s\S]*?)<\/g>/g,
    )) {
      const group = this.#classes[Number(id)]!;
      const shape = body!.trim().replace(/ fill="none" stroke="none"/g, ' fill="none"');
      if (shape !== '') items[Number(id)] = group === '' ? shape : `<g class="${group}">${shape}</g>`;
    }
    const drawn = this.#placeholders.fill(items.filter((item) => item !== undefined).join('\n'));
    return `<g transform="translate(${shift[1]} ${shift[2]})">\n${drawn}\n</g>`;
  }
}

const inches = (points: number) => (points / 72).toFixed(4);
const place = (x: number, y: number) => `${x.toFixed(2)},${(-y).toFixed(2)}!`;
