// Draws straight into SVG what the command line lets Graphviz draw: the same layout, without its program.

import type { ComponentChildren, VNode } from 'preact';
import { fontFamily, type TextStyle } from '../../../properties/drawings/svg/placeholders.js';
import type { SequenceDiagram } from '../../../properties/drawings/diagram.js';
import { headHeight, sequencePages, titleHeight } from '../../../properties/drawings/svg/sequence.js';
import type { BoxStyle, LineStyle, Sketch, Stroke } from '../../../properties/drawings/svg/sketch.js';

export interface Drawn {
  /** What it appears with: `frame f3`, or nothing. */
  readonly group: string;
  readonly shape: VNode;
}

const dashes = { solid: undefined, dashed: '6 4', dotted: '1.5 4' } as const;
const strokeOf = ({ colour = '#333333', width = 1, style = 'solid' }: Stroke) => ({
  stroke: width === 0 ? 'none' : colour,
  'stroke-width': width,
  'stroke-dasharray': dashes[style],
});

export class SvgSketch implements Sketch {
  readonly drawn: Drawn[] = [];
  group = '';
  /** What is above is not shown: room that a title would take. */
  top = 0;
  /** How much below that stays in sight while the rest scrolls: who the lifelines are. */
  heads = 0;

  constructor(
    readonly width: number,
    public height: number,
  ) {}

  #put(shape: VNode): void {
    this.drawn.push({ group: this.group, shape });
  }

  box(x: number, y: number, w: number, h: number, style: BoxStyle = {}): void {
    const look = { ...strokeOf(style), fill: style.fill ?? 'none' };
    if (style.shape === 'ellipse') {
      this.#put(<ellipse cx={x + w / 2} cy={y + h / 2} rx={w / 2} ry={h / 2} {...look} />);
      return;
    }
    const rounding = style.isRounded ? Math.min(8, h / 3) : 0;
    if (style.shape === 'note') {
      const fold = 8;
      const outline = `M${x} ${y}H${x + w - fold}L${x + w} ${y + fold}V${y + h}H${x}Z`;
      this.#put(<path d={`${outline}M${x + w - fold} ${y}V${y + fold}H${x + w}`} {...look} />);
    } else this.#put(<rect x={x} y={y} width={w} height={h} rx={rounding} {...look} />);
    if (style.isDouble)
      this.#put(
        <rect x={x - 3} y={y - 3} width={w + 6} height={h + 6} rx={rounding} {...look} fill="none" />,
      );
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    this.#put(
      <text
        x={x}
        y={y + style.size * 0.36}
        text-anchor={style.anchor ?? 'middle'}
        font-size={style.size}
        font-weight={style.isBold ? 700 : 400}
        font-style={style.isItalic ? 'italic' : 'normal'}
        fill={style.colour ?? '#111111'}
      >
        {text}
      </text>,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle = {}): void {
    const { head = 'none', width = 1 } = style;
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
    const size = 7 + width * 1.2;
    // The line ends within its head, so that its tip stays sharp.
    const back = head === 'none' ? 0 : size * 0.7;
    this.#put(<line x1={x1} y1={y1} x2={x2 - ux * back} y2={y2 - uy * back} {...strokeOf(style)} />);
    if (head === 'none') return;
    const corner = (side: number) =>
      `${x2 - ux * size - uy * side * size * 0.4} ${y2 - uy * size + ux * side * size * 0.4}`;
    const notch = head === 'vee' ? `L${x2 - ux * size * 0.6} ${y2 - uy * size * 0.6}` : '';
    this.#put(
      <path d={`M${x2} ${y2}L${corner(1)}${notch}L${corner(-1)}Z`} fill={style.colour ?? '#333333'} />,
    );
  }
}

/** What a drawing without a title of its own is drawn on: the page says the title. */
function untitled(width: number, height: number): SvgSketch {
  const sketch = new SvgSketch(width, height);
  sketch.top = titleHeight('', [], width) - 6;
  sketch.heads = headHeight + 8;
  return sketch;
}
const bare = { title: '', subtitle: [] } as const;

/** A run, drawn. */
export const drawnSequence = (d: SequenceDiagram): SvgSketch =>
  sequencePages({ ...d, ...bare }, null, untitled)[0]!.canvas;

interface SheetProps {
  readonly sketch: SvgSketch;
  readonly label: string;
  /** The last frame that is shown; null: all are. */
  readonly frame?: number | null;
  readonly children?: ComponentChildren;
}

const frameOf = (group: string): number | null => {
  const found = /\bf(\d+)\b/.exec(group);
  return found === null ? null : Number(found[1]);
};

/** What was drawn, as a picture. Frames to come are hidden on the screen, and there in print. */
export function Sheet({ sketch, label, frame = null }: SheetProps) {
  const style = { maxWidth: `${Math.round(sketch.width * 1.25)}px` };
  const { width, top, height } = sketch;
  return (
    <>
      <svg
        class="heads"
        viewBox={`0 ${top} ${width} ${sketch.heads}`}
        aria-hidden="true"
        font-family={fontFamily}
        style={style}
      >
        <rect y={top} width={width} height={sketch.heads} fill="#ffffff" />
        {sketch.drawn.map(({ group, shape }) => (group === '' ? shape : null))}
      </svg>
      <svg
        class="sheet"
        viewBox={`0 ${top + sketch.heads} ${width} ${height - top - sketch.heads}`}
        role="img"
        aria-label={label}
        font-family={fontFamily}
        style={style}
      >
        <rect class="paper" width={width} height={height} fill="#ffffff" />
        {sketch.drawn.map(({ group, shape }, i) => {
          const own = frameOf(group);
          const when =
            frame === null || own === null ? '' : own > frame ? 'to-come' : own === frame ? 'now' : 'past';
          return (
            <g key={i} class={when}>
              {shape}
            </g>
          );
        })}
      </svg>
    </>
  );
}
