// A graph on a sheet: Graphviz lays it out by layers, with placeholders as wide as the real lines.

import type { GraphDiagram, GraphEdge, GraphLine, GraphNode, LineRole, NodeKind } from '../graph.js';
import { Canvas } from './canvas.js';
import { renderSvg } from './graphviz.js';
import { fonts } from './look.js';
import { textWidth, wrapTo } from './metrics.js';
import { Placeholders, type TextStyle } from './placeholders.js';
import { drawTitle, titleHeight } from './sequence.js';
import type { Sheet } from './sheets.js';

const size = 13;
const roles: Readonly<Record<LineRole, TextStyle>> = {
  title: { size, isBold: true, colour: '#1b2a41' },
  plain: { size, colour: '#333333' },
  guard: { size, colour: '#6b4a00' },
  switch: { size, isBold: true, colour: '#5b2a86' },
  action: { size, colour: '#0b5a3a' },
  refusal: { size, colour: '#9b1021' },
  small: { size: 12, colour: '#56606e' },
};
const inverse: Readonly<Record<LineRole, string>> = {
  title: '#ffffff',
  plain: '#ffffff',
  guard: '#ffffff',
  switch: '#ffffff',
  action: '#ffffff',
  refusal: '#ffffff',
  small: '#ffffff',
};

const nodeLooks: Readonly<Record<NodeKind, string>> = {
  state: 'shape=Mrecord style=filled fillcolor="#eef3fb" color="#24406b" penwidth=1.4',
  final: 'shape=box peripheries=2 style="filled,rounded" fillcolor="#f3f3f3" color="#333333" penwidth=1.2',
  initial:
    'shape=circle width=0.2 height=0.2 fixedsize=true style=filled fillcolor="#111111" color="#111111"',
  goal: 'shape=box peripheries=2 style=filled fillcolor="#111111" color="#111111" penwidth=2',
  attack: 'shape=box style=filled fillcolor="#fdeeee" color="#9b1021" penwidth=2.6',
  defence: 'shape=box style="filled,rounded,dashed" fillcolor="#e7f1ea" color="#14532d" penwidth=1.6',
  none: 'shape=box style="filled,dashed" fillcolor="#ffffff" color="#777777" penwidth=1.2',
  reached: 'shape=box style=filled fillcolor="#fdeeee" color="#9b1021" penwidth=1.6',
  broken: 'shape=box peripheries=2 style="filled,rounded" fillcolor="#e7f1ea" color="#14532d" penwidth=2',
};

const longest = 460;

/** A space that SVG does not collapse. */
const indent = '\u3000';

/** Lines that are too long become several. */
const split = (lines: readonly GraphLine[], width: number): readonly GraphLine[] =>
  lines.flatMap((line) =>
    wrapTo(line.text, width, roles[line.role]).map((text, i) => ({
      ...line,
      text: line.isIndented ? `${indent}${i === 0 ? '' : indent}${text}` : text,
    })),
  );

/** `real`: the texts themselves, for a DOT file; otherwise placeholders. */
function source(d: GraphDiagram, label: (text: string, style: TextStyle) => string, font: string): string {
  const ids = new Map(d.nodes.map((n, i) => [n.id, `n${i}`]));
  const styled = (line: GraphLine, kind: NodeKind | null): TextStyle =>
    kind === 'goal' ? { ...roles[line.role], colour: inverse[line.role] } : roles[line.role];
  const text = (lines: readonly GraphLine[], kind: NodeKind | null, end: string) =>
    lines.map((line) => `${label(line.text, styled(line, kind))}${end}`).join('');
  const nodeLabel = (n: GraphNode) => {
    const end = n.kind === 'attack' || n.kind === 'defence' ? '\\l' : '\\n';
    const head = text(split(n.lines, 300), n.kind, end).replace(/\\n$/, '');
    if (n.body === undefined) return n.kind === 'state' ? `{${head}}` : head;
    return `{${head}|${text(split(n.body, longest), n.kind, '\\l')}}`;
  };
  // Half a space keeps a label off its line.
  const edgeLabel = (e: GraphEdge) =>
    split(e.lines, 240)
      .map((line) => `${label(line.text, { ...roles[line.role], dx: 6 })}\\l`)
      .join('');
  return [
    'digraph {',
    `graph [rankdir=${d.direction} pad=0 margin=0 nodesep=0.35 ranksep=${d.direction === 'LR' ? 0.7 : 0.5} bgcolor="transparent"];`,
    `node [fontname="${font}" fontsize=${size} margin="0.16,0.08"];`,
    `edge [fontname="${font}" fontsize=${size} color="#444444" penwidth=1.3 arrowsize=0.8];`,
    ...d.nodes.map((n) => `${ids.get(n.id)} [${nodeLooks[n.kind]} label="${nodeLabel(n)}"];`),
    ...d.edges.map(
      (e) =>
        `${ids.get(e.from)} -> ${ids.get(e.to)} [label="${edgeLabel(e)}"${e.isDashed ? ' style=dashed dir=back arrowtail=tee' : ''}];`,
    ),
    '}',
    '',
  ].join('\n');
}

/** DOT with the real texts, for another Graphviz. */
export const graphDot = (d: GraphDiagram): string =>
  source(d, (text) => text.replace(/[\\"{}|<>]/g, '\\$&'), 'Noto Sans JP,Helvetica');

export async function graphSheet(d: GraphDiagram, description: string): Promise<Sheet> {
  const placeholders = new Placeholders();
  const svg = await renderSvg(
    source(d, (text, style) => placeholders.of(text, style), 'Courier'),
    'dot',
  );
  const [, w, h] = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg)!;
  const inner = /<g id="graph0"[^>]*>([\s\S]*)<\/g>\s*<\/svg>/.exec(svg)![1]!;
  const shift = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(svg)!;
  const body = placeholders
    .fill(inner.replace(/<title>[^<]*<\/title>\n?/g, '').replace(/<!--[\s\S]*?-->\n?/g, ''))
    .replace(/<g id="(node|edge)\d+" class="(?:node|edge)">/g, '<g>');
  const graphWidth = Number(w);
  const legend = d.legend.join('  ·  ');
  const width = Math.max(graphWidth + 40, 620, textWidth(legend, fonts.legend) + 40);
  const top = titleHeight(d.title, d.subtitle, width);
  const height = top + Number(h) + 44;
  const canvas = new Canvas(width, height);
  drawTitle(canvas, d.title, d.subtitle, width);
  canvas.text(width / 2, height - 16, legend, fonts.legend);
  const frame = await canvas.render();
  const x = (width - graphWidth) / 2 + Number(shift[1]);
  const placed = `<g transform="translate(${x.toFixed(2)} ${(top + Number(shift[2])).toFixed(2)})">\n${body.trim()}\n</g>`;
  return { title: d.title, description, width, height, body: `${placed}\n${frame}` };
}
