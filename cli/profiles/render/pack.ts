// Attackers in a narrow cell: as many as fit, the weakest first, and how many more there are.

import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import { type Lang, pick } from '../../i18n.js';
import { displayWidth } from '../../output.js';
import { anyone } from '../words.js';

/** An attacker's capabilities; `◐` before it: only in some settings of what is unknown. */
export const setText = (capabilities: readonly CapabilityId[], lang: Lang, depends = false): string =>
  `${depends ? '◐' : ''}${capabilities.join(' + ') || pick(anyone, lang)}`;

/** Lines of a text, broken after spaces and, in long ids, after full stops; null: it does not fit. */
function linesIn(text: string, width: number, most: number): readonly string[] | null {
  const lines = [''];
  for (const piece of text.split(/(?<=[ .、])/)) {
    const line = lines.at(-1)! + piece;
    if (displayWidth(line.trimEnd()) <= width) lines[lines.length - 1] = line;
    else lines.push(piece);
    if (lines.length > most || displayWidth(piece.trimEnd()) > width) return null;
  }
  return lines.map((line) => line.trimEnd());
}

/** So many attackers who are not named for lack of room, by how much each has at once. */
const counts: Record<Lang, (n: number, size: number) => string> = {
  en: (n, size) => {
    const [one, many] = [
      ['by nothing', 'by nothing'],
      ['alone', 'alone'],
      ['pair', 'pairs'],
      ['triple', 'triples'],
    ][size] ?? [`set of ${size}`, `sets of ${size}`];
    return `${n} ${n === 1 ? one : many}`;
  },
  ja: (n, size) => (size <= 1 ? `単独${n}通り` : `${size}能力${n}通り`),
};

/**
 * @param items texts of attackers, with the number of capabilities that each has at once
 * @param most lines in the cell
 * @returns lines with line feeds between them, none wider than `width` columns
 */
export function packed(
  items: readonly { readonly text: string; readonly size: number }[],
  width: number,
  most: number,
  lang: Lang,
): string {
  if (items.length === 0) return '';
  const more = (n: number) => (n === 0 ? '' : ` +${n}`);
  for (let shown = items.length; shown > 0; shown--) {
    const text = items
      .slice(0, shown)
      .map((item) => item.text)
      .join(lang === 'en' ? ', ' : '、');
    const lines = linesIn(text + more(items.length - shown), width, most);
    if (lines !== null) return lines.join('\n');
  }
  const size = items[0]!.size;
  const alike = items.filter((item) => item.size === size).length;
  const text = counts[lang](alike, size) + more(items.length - alike);
  return (linesIn(text, width, most) ?? [`${items.length}`]).join('\n');
}
