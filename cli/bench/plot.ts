// The figures of the ladder as a plot: one row for each rung, cores and CPU seconds side by side, on logarithmic scales.
// A search that was not exhausted differs in its frame and its figure, not in colour only.

import { escaped, type TextStyle } from '../../properties/drawings/svg/placeholders.js';
import { fonts, ink, stripe } from '../../properties/drawings/svg/look.js';
import { textWidth } from '../../properties/drawings/svg/metrics.js';
import { svgFile } from '../../properties/drawings/svg/page.js';
import type { Recorded } from './figures.js';
import { endText, numeral } from './ladder.js';

type Rung = Recorded['rung'];

const look = {
  bar: '#24406b',
  grid: '#d5dae2',
  title: fonts.title,
  subtitle: fonts.subtitle,
  group: { ...fonts.head, size: 13 },
  label: { size: 12.5, colour: ink },
  figure: { size: 11.5, colour: '#333333' },
  tick: { size: 11.5, colour: fonts.subtitle.colour },
} as const;
const margin = 20;
const rowHeight = 19;
const panelWidth = 270;
/** Between the panels, and after the last: room for the figure of the longest bar. */
const gap = 104;

interface Panel {
  readonly title: string;
  readonly of: (rung: Rung) => number;
  /** Where the axis begins: a power of ten. */
  readonly least: number;
  readonly figure: (value: number) => string;
}
const panels: readonly Panel[] = [
  { title: 'cores', of: ({ states }) => states, least: 1, figure: numeral },
  { title: 'CPU seconds', of: ({ cpuSeconds }) => cpuSeconds, least: 0.1, figure: numeral },
];

const round = (n: number): string => String(Math.round(n * 100) / 100);
const middleOf = (y: number, { size }: TextStyle): number => y + size * 0.35;

const text = (x: number, y: number, words: string, style: TextStyle, anchor = 'start'): string =>
  `<text x="${round(x)}" y="${round(middleOf(y, style))}" text-anchor="${anchor}" font-size="${style.size}"${style.isBold ? ' font-weight="700"' : ''} fill="${style.colour}">${escaped(words)}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${look.grid}" stroke-width="1"/>`;

/** From the axis to a value; dashed and open to the right where the search was not through. */
function bar(x: number, y: number, width: number, isWhole: boolean): string {
  const h = 11;
  const top = y - h / 2;
  if (isWhole)
    return `<rect x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${h}" fill="${look.bar}"/>`;
  const end = x + width;
  return `<path d="M${round(end)},${round(top)}H${round(x)}V${round(top + h)}H${round(end)}" fill="none" stroke="${look.bar}" stroke-width="1.3" stroke-dasharray="4,2"/>`;
}

const nameOf = ({ profile, world, maxCapabilities }: Rung): string =>
  profile === null ? `${world}, k = ${maxCapabilities ?? 'any'}` : `${profile}, ${world}`;
const isExhausted = ({ ended }: Rung): boolean => ended === 'exhausted';
const figureOf = (panel: Panel, rung: Rung): string =>
  `${isExhausted(rung) ? '' : '≥ '}${panel.figure(panel.of(rung))}`;

/** An SVG file; its description holds all the figures. */
export function plotOf(recorded: readonly Recorded[]): string {
  const rungs = recorded.map(({ rung }) => rung);
  const groups = [
    { title: 'Every configuration at once', rungs: rungs.filter(({ profile }) => profile === null) },
    { title: 'One profile, every attacker', rungs: rungs.filter(({ profile }) => profile !== null) },
  ].filter((group) => group.rungs.length > 0);
  const labelWidth = Math.max(
    ...rungs.map((rung) => textWidth(nameOf(rung), look.label)),
    ...groups.map((group) => textWidth(group.title, look.group)),
  );
  const left = margin + labelWidth + 12;
  const width = left + panels.length * (panelWidth + gap);
  const items: string[] = [];
  const title = 'How far the search gets';
  items.push(text(margin, 30, title, look.title));
  items.push(
    text(
      margin,
      54,
      'Filled: exhausted. Dashed and open (≥): stopped before, so the true figure is larger. Logarithmic scales.',
      look.subtitle,
    ),
  );
  const top = 116;
  let y = top;
  const rows: { readonly rung: Rung; readonly y: number }[] = [];
  for (const group of groups) {
    items.push(text(margin, y + rowHeight / 2, group.title, look.group));
    y += rowHeight + 2;
    for (const rung of group.rungs) {
      if (rows.length % 2 === 0)
        items.push(
          `<rect x="${margin / 2}" y="${round(y)}" width="${round(width - margin)}" height="${rowHeight}" fill="${stripe}"/>`,
        );
      rows.push({ rung, y: y + rowHeight / 2 });
      y += rowHeight;
    }
    y += 10;
  }
  const bottom = y;
  for (const [i, panel] of panels.entries()) {
    const x0 = left + i * (panelWidth + gap);
    const most = Math.max(panel.least * 10, ...rungs.map(panel.of));
    const decades = Math.ceil(Math.log10(most / panel.least) - 1e-9);
    const at = (value: number): number =>
      (Math.log10(Math.max(value, panel.least) / panel.least) / decades) * panelWidth;
    items.push(text(x0, top - 32, panel.title, look.group));
    for (let d = 0; d <= decades; d++) {
      const x = x0 + (d / decades) * panelWidth;
      items.push(line(x, top - 4, x, bottom));
      items.push(text(x, top - 13, tickText(panel.least * 10 ** d), look.tick, 'middle'));
    }
    for (const { rung, y: middle } of rows) {
      const length = at(panel.of(rung));
      items.push(bar(x0, middle, length, isExhausted(rung)));
      items.push(text(x0 + length + 5, middle, figureOf(panel, rung), look.figure));
    }
  }
  for (const { rung, y: middle } of rows)
    items.push(text(left - 10, middle, nameOf(rung), look.label, 'end'));
  const description = rungs
    .map(
      (rung) =>
        `${nameOf(rung)}: ${panels.map((panel) => `${figureOf(panel, rung)} ${panel.title}`).join(', ')}; ${endText(rung, 'en')}.`,
    )
    .join('\n');
  const sheet = { title, description, width, height: bottom + margin, body: items.join('\n') };
  return svgFile(sheet, 'natural', 'en').svg;
}

/** Powers of ten that stay short. */
const tickText = (n: number): string =>
  n >= 1e6 ? `${numeral(n / 1e6)} M` : n >= 1e4 ? `${numeral(n / 1e3)} k` : numeral(Number(n.toPrecision(1)));
