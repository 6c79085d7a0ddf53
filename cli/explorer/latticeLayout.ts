// Where the points of a lattice stand: a row for each number of measures, the start on top, each row centred, and broken
// into lines where it is wider than there is room.

import type { Lattice, LatticePoint } from '../../properties/drawings/latticePoints.js';

export interface Box {
  readonly point: LatticePoint;
  readonly x: number;
  readonly y: number;
}
export interface Layout {
  readonly boxes: readonly Box[];
  readonly lines: readonly {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  }[];
  readonly width: number;
  readonly height: number;
}

export const boxWidth = 148;
export const boxHeight = 76;
const gap = { across: 12, line: 12, row: 38 };

export function layoutOf({ points, steps }: Lattice, width: number): Layout {
  const perLine = Math.max(1, Math.floor((width + gap.across) / (boxWidth + gap.across)));
  const boxes: Box[] = [];
  let y = 0;
  for (const size of new Set(points.map((p) => p.ids.length))) {
    const row = points.filter((p) => p.ids.length === size);
    for (let i = 0; i < row.length; i += perLine) {
      const line = row.slice(i, i + perLine);
      const left = (width - line.length * (boxWidth + gap.across) + gap.across) / 2;
      for (const [n, point] of line.entries())
        boxes.push({ point, x: left + n * (boxWidth + gap.across), y });
      y += boxHeight + gap.line;
    }
    y += gap.row - gap.line;
  }
  const at = new Map(boxes.map((b) => [b.point, b]));
  return {
    boxes,
    lines: steps.map(({ from, to }) => ({
      x1: at.get(from)!.x + boxWidth / 2,
      y1: at.get(from)!.y + boxHeight,
      x2: at.get(to)!.x + boxWidth / 2,
      y2: at.get(to)!.y,
    })),
    width,
    height: Math.max(0, y - gap.row),
  };
}
