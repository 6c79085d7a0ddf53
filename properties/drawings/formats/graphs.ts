// Graphs in the text formats: plain sentences, Mermaid, PlantUML.

import type { GraphDiagram, GraphLine, GraphNode } from '../graph.js';
import { mermaidText } from './mermaid.js';
import { plantumlText } from './plantuml.js';

const join = (lines: readonly GraphLine[], by: string): string => lines.map((l) => l.text).join(by);
const nameOf = (n: GraphNode): string => join(n.lines, ' ');

export function graphText(d: GraphDiagram): string {
  const byId = new Map(d.nodes.map((n) => [n.id, n]));
  const own = d.nodes.filter((n) => n.kind !== 'initial');
  const isEn = d.lang === 'en';
  const lines = own.flatMap((n, i) => [
    `${i + 1}. ${nameOf(n)}`,
    ...(n.body ?? []).map((l) => `   ${l.role === 'title' ? '' : '  '}${l.text}`),
    ...d.edges
      .filter((e) => e.from === n.id)
      .map((e) => {
        const to = nameOf(byId.get(e.to)!);
        const label = join(e.lines, ' ');
        return isEn
          ? `   - to ${to}${label === '' ? '' : `: ${label}`}`
          : `   - ${to}へ${label === '' ? '' : `：${label}`}`;
      }),
  ]);
  return `${[d.title, ...d.subtitle, '', ...lines, '', ...d.legend].join('\n')}\n`;
}

export function graphMermaid(d: GraphDiagram): string {
  const ids = new Map(d.nodes.map((n, i) => [n.id, `n${i}`]));
  const quote = (...lines: readonly string[]) => `"${mermaidText(...lines).replace(/"/g, '#quot;')}"`;
  const shapes: Readonly<Record<string, readonly [string, string]>> = {
    initial: ['((', '))'],
    final: ['[[', ']]'],
    goal: ['{{', '}}'],
    defence: ['(', ')'],
    broken: ['[[', ']]'],
  };
  const nodes = d.nodes.map((n) => {
    const [open, close] = shapes[n.kind] ?? ['[', ']'];
    const lines = [...n.lines, ...(n.body ?? [])].map((l) => l.text);
    return `${ids.get(n.id)}${open}${quote(...(lines.length === 0 ? ['●'] : lines))}${close}`;
  });
  const edges = d.edges.map((e) => {
    const label = e.lines.length === 0 ? '' : `|${quote(...e.lines.map((l) => l.text))}|`;
    return `${ids.get(e.from)} ${e.isDashed ? '-.-x' : '-->'}${label} ${ids.get(e.to)}`;
  });
  const direction = d.direction;
  return `---\ntitle: ${JSON.stringify(d.title)}\n---\nflowchart ${direction}\n${[...nodes, ...edges].map((l) => `  ${l}`).join('\n')}\n`;
}

export function graphPlantuml(d: GraphDiagram): string {
  const ids = new Map(d.nodes.map((n, i) => [n.id, `n${i}`]));
  const quote = (...lines: readonly string[]) => `"${plantumlText(...lines).replace(/"/g, "''")}"`;
  const nodes = d.nodes.map((n) =>
    n.kind === 'initial'
      ? `circle " " as ${ids.get(n.id)}`
      : `rectangle ${quote(...[...n.lines, ...(n.body ?? [])].map((l) => l.text))} as ${ids.get(n.id)}`,
  );
  const edges = d.edges.map((e) => {
    const label = e.lines.length === 0 ? '' : ` : ${plantumlText(...e.lines.map((l) => l.text))}`;
    return `${ids.get(e.from)} ${e.isDashed ? '..>' : '-->'} ${ids.get(e.to)}${label}`;
  });
  const direction = d.direction === 'LR' ? 'left to right direction\n' : '';
  return `@startuml\ntitle ${plantumlText(d.title)}\n${direction}${[...nodes, ...edges].join('\n')}\n@enduml\n`;
}
