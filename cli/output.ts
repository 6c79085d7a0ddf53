// What the commands print with: tables that stay readable at 100 columns, one line of progress, and JSON.

import Table from 'cli-table3';
import pc from 'picocolors';

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
/** A wide character, with the marks that may not begin a line after it; a word; or the space between words. */
const pieces =
  /[「『（]*[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6][、。）」』ー]*|[^\s\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+|\s+/gu;

/** How a command prints, as its common options say. */
export interface Style {
  /** No progress. */
  readonly quiet?: boolean;
  readonly color?: boolean;
}
let style: Style = {};
export const setStyle = (given: Style): void => {
  style = given;
};

const useColour = (): boolean =>
  style.color !== false && process.stdout.isTTY === true && !process.env.NO_COLOR;

/** Columns to fill: what `COLUMNS` says, else those of the terminal, else 100; at least 60. */
export const lineWidth = (): number => {
  const wanted = Number(process.env.COLUMNS);
  if (Number.isInteger(wanted) && wanted > 0) return Math.max(60, wanted);
  return process.stdout.isTTY ? Math.max(60, process.stdout.columns ?? 100) : 100;
};

/** Columns that a text takes on the terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const c of text) width += wide.test(c) ? 2 : 1;
  return width;
}

/** Breaks a text into lines between words, or between any two wide characters; a word too long is cut. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (let piece of paragraph.match(pieces) ?? []) {
      if (displayWidth(line) + displayWidth(piece.trimEnd()) > width && line !== '') {
        lines.push(line.trimEnd());
        line = '';
        if (piece.trim() === '') continue;
      }
      while (displayWidth(piece) > width && [...piece].length > 1) {
        const cut = [...piece];
        let head = '';
        while (cut.length > 0 && (head === '' || displayWidth(head + cut[0]!) <= width)) head += cut.shift()!;
        lines.push(head);
        piece = cut.join('');
      }
      line += piece;
    }
    return [...lines, line.trimEnd()];
  });
}

const gap = '  ';
const longestWord = 32;

/** Natural widths, with the widest columns narrowed until the table fits. */
function fitWidths(cells: readonly (readonly string[])[], fixed: readonly (number | null)[]): number[] {
  const columns = cells[0]!.map((_, i) => cells.map((row) => row[i] ?? ''));
  const widths = columns.map((column, i) =>
    Math.max(1, fixed[i] ?? Math.max(...column.flatMap((cell) => cell.split('\n').map(displayWidth)))),
  );
  const least = columns.map((column, i) =>
    typeof fixed[i] === 'number'
      ? widths[i]!
      : Math.min(
          longestWord,
          Math.max(4, ...column.flatMap((cell) => (cell.match(pieces) ?? []).map(displayWidth))),
        ),
  );
  let over = widths.reduce((sum, w) => sum + w, 0) + gap.length * (widths.length - 1) - lineWidth();
  while (over > 0) {
    let widest = -1;
    for (const [i, w] of widths.entries())
      if (w > least[i]! && (widest < 0 || w > widths[widest]!)) widest = i;
    if (widest < 0) break;
    widths[widest]!--;
    over--;
  }
  return widths;
}

/** A table as text, without a final newline. `widths` fixes the columns for which it has a number. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  widths: readonly (number | null)[] = [],
): string {
  const cells = rows.map((row) => head.map((_, i) => String(row[i] ?? '')));
  const fitted = fitWidths([head, ...cells], widths);
  const wrapped = (row: readonly string[]) => row.map((cell, i) => wrap(cell, fitted[i]!).join('\n'));
  const { bold } = pc.createColors(useColour());
  const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' };
  const lines = { 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '' };
  const drawn = new Table({
    colWidths: fitted,
    chars: { ...none, ...lines, right: '', 'right-mid': '', middle: gap },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  drawn.push(
    wrapped(head).map((cell) => cell.split('\n').map(bold).join('\n')),
    fitted.map((w) => '-'.repeat(w)),
    ...cells.map(wrapped),
  );
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

let isProgressShown = false;

/** Rewrites one line of stderr, on a terminal only; an empty line takes it away. */
export function progress(line: string): void {
  if (style.quiet === true || process.stderr.isTTY !== true || (line === '' && !isProgressShown)) return;
  const room = (process.stderr.columns ?? 80) - 1;
  let shown = '';
  for (const c of line) {
    if (displayWidth(shown + c) > room) break;
    shown += c;
  }
  process.stderr.write(`\r\u001b[K${shown}`);
  isProgressShown = line !== '';
}

/** A line to stderr about work that takes long, unless the command is to be quiet. */
export function notice(line: string): void {
  if (style.quiet !== true) process.stderr.write(`${line}\n`);
}

/** Lines to stdout, with the line of progress out of the way. */
export function print(text: string): void {
  progress('');
  process.stdout.write(`${text}\n`);
}

/** A value to stdout; sets print as lists and maps as objects. */
export function json(value: unknown): void {
  const replacer = (_: string, v: unknown) =>
    v instanceof Set
      ? [...v]
      : v instanceof Map
        ? Object.fromEntries(v)
        : typeof v === 'bigint'
          ? String(v)
          : v;
  print(JSON.stringify(value, replacer, 2));
}
