// Graphviz is shown no real text: it measures text by fonts of its own, knows no Japanese widths, and escapes as it
// likes. Each line becomes a word of ASCII letters in Courier, where every letter is 0.6 em, padded to the width of the
// real text. After layout each such word is replaced by the text, with its own font.

import { type Font, textWidth } from './metrics.js';

export const fontFamily =
  "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,Helvetica,Arial,sans-serif";

export interface TextStyle extends Font {
  readonly colour?: string;
  readonly isItalic?: boolean;
  readonly anchor?: 'start' | 'middle';
  /** Room kept free on the left. */
  readonly dx?: number;
}

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export class Placeholders {
  readonly #texts: { readonly text: string; readonly style: TextStyle }[] = [];

  /** The word that stands for a line, as wide as the line will be. */
  of(text: string, style: TextStyle): string {
    const id = `Z${(this.#texts.push({ text, style }) - 1).toString(36)}`;
    const letters = Math.ceil((textWidth(text, style) + (style.dx ?? 0)) / (0.6 * style.size));
    return id.padEnd(letters + 1, '_');
  }

  /** Puts the real texts into DOT source, as labels. */
  restore(dot: string): string {
    return dot.replace(/label="Z([0-9a-z]+)_*"/g, (_, id: string) => {
      const { text, style } = this.#texts[Number.parseInt(id, 36)]!;
      return `label="${text.replace(/[\\"]/g, '\\$&')}" fontcolor="${style.colour ?? '#111111'}"`;
    });
  }

  /** Puts the real texts into an SVG of Graphviz. */
  fill(svg: string): string {
    return svg.replace(/<text ([^>]*)>Z([0-9a-z]+)_*<\/text>/g, (_, attributes: string, id: string) => {
      const { text, style } = this.#texts[Number.parseInt(id, 36)]!;
      const x = Number(/ x="([^"]*)"/.exec(` ${attributes}`)![1]);
      const y = Number(/ y="([^"]*)"/.exec(` ${attributes}`)![1]);
      // Graphviz's own left alignment gives the left edge; a pinned text is placed by its middle.
      const isLeft = attributes.includes('text-anchor="start"');
      const start = isLeft || style.anchor === 'start';
      const more = [
        style.isBold ? ' font-weight="700"' : '',
        style.isItalic ? ' font-style="italic"' : '',
        ` fill="${style.colour ?? '#111111'}"`,
      ].join('');
      const left = start && !isLeft ? x - textWidth(text, style) / 2 : x + (style.dx ?? 0);
      return `<text x="${round(left)}" y="${round(y)}" text-anchor="${start ? 'start' : 'middle'}" font-size="${style.size}"${more}>${escaped(text)}</text>`;
    });
  }
}

const round = (n: number) => String(Math.round(n * 100) / 100);
