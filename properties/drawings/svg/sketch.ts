// What a drawing is put on: boxes, lines and single lines of text at given places. The sheet's origin is at the top left,
// x to the right, y down, in points; what is put later lies over what was put before.

import type { TextStyle } from './placeholders.js';

export interface Stroke {
  readonly colour?: string;
  readonly width?: number;
  readonly style?: 'solid' | 'dashed' | 'dotted';
}
export interface BoxStyle extends Stroke {
  readonly fill?: string;
  readonly shape?: 'box' | 'note' | 'ellipse';
  readonly isRounded?: boolean;
  readonly isDouble?: boolean;
}
export interface LineStyle extends Stroke {
  readonly head?: 'none' | 'normal' | 'vee';
}

export interface Sketch {
  readonly width: number;
  height: number;
  /** Set on everything that is put from now on, for stylesheets and scripts. */
  group: string;
  box(x: number, y: number, w: number, h: number, style?: BoxStyle): void;
  /** One line of text, with its middle at the given height. */
  text(x: number, y: number, text: string, style: TextStyle): void;
  line(x1: number, y1: number, x2: number, y2: number, style?: LineStyle): void;
}
