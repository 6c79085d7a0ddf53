// A line of a sweep's results: one cell with its answer, and besides, apart from these, where and how long it took.

import { z } from 'zod';
import { sha256 } from '../results/digest.js';
import type { Answer } from './answer.js';
import { canonical } from './canonical.js';
import type { CellInput } from './cell.js';
import type { Versions } from './versions.js';

/** What differs from run to run, and is no part of the answer: merging drops it. */
export interface Aside {
  /** By the clock. */
  readonly seconds: number;
  /** Host and process. */
  readonly by: string;
}

export interface Line extends Versions {
  readonly cell: string;
  readonly input: CellInput;
  readonly result: Answer;
  readonly aside: Aside | null;
}

const sumOf = ({ cell, input, model, program, result }: Omit<Line, 'aside'>): string =>
  sha256(canonical({ cell, input, model, program, result }));

/** Without the newline. Of one answer always the same, once the aside is left out. */
export function writeLine(line: Line): string {
  const { cell, input, model, program, result, aside } = line;
  return canonical({ ...(aside && { aside }), cell, input, model, program, result, sum: sumOf(line) });
}

const text = z.string();
const shape = z.object({
  cell: text,
  input: z.looseObject({ question: text }),
  model: text,
  program: text,
  result: z.looseObject({ verdict: text }),
  sum: text,
  aside: z.object({ seconds: z.number().nonnegative(), by: text }).optional(),
});

export type ReadLine = { readonly line: Line } | { readonly flaw: 'torn' | 'foreign' | 'altered' };

/** What a line says, or why it is none: cut off, not of a sweep, or not as it was written. */
export function readLine(written: string): ReadLine {
  let data: unknown;
  try {
    data = JSON.parse(written);
  } catch {
    return { flaw: 'torn' };
  }
  const parsed = shape.safeParse(data);
  if (!parsed.success) return { flaw: 'foreign' };
  const { sum, aside = null, ...said } = parsed.data;
  const line = { ...said, aside } as unknown as Line;
  const { model, program, input } = line;
  if (sum !== sumOf(line) || line.cell !== sha256(canonical({ model, program, input })))
    return { flaw: 'altered' };
  return { line };
}

/** The lines of a file's text with their numbers; empty ones are passed over. */
export function* readLines(content: string): Generator<ReadLine & { readonly at: number }> {
  for (const [i, written] of content.split('\n').entries())
    if (written.trim() !== '') yield { ...readLine(written), at: i + 1 };
}

export interface Kept {
  readonly lines: readonly Line[];
  /** The numbers of lines that cannot be used. */
  readonly damaged: readonly number[];
}

/** What the text of a file of results holds. */
export function keptOf(content: string): Kept {
  const lines: Line[] = [];
  const damaged: number[] = [];
  for (const read of readLines(content))
    if ('line' in read) lines.push(read.line);
    else damaged.push(read.at);
  return { lines, damaged };
}
