// A sequence drawing frame by frame, for those who step through it: what appears, and what holds after it.

import type { SequenceDiagram } from './diagram.js';
import { checkText, rowText } from './formats/text.js';
import { columnsOf, usualLimits } from './svg/columns.js';
import { blocksOf } from './svg/sequence.js';

export interface Frame {
  readonly step: number;
  readonly sentence: string;
  readonly told: readonly string[];
  readonly checks: readonly string[];
  readonly knows: readonly string[];
  readonly isNew: readonly string[];
}

/** One frame for each arrow, with what holds after its step. */
export function framesOf(d: SequenceDiagram): readonly Frame[] {
  const rows = blocksOf(d, columnsOf([d], usualLimits)).flatMap((b) => b.rows);
  const last = Math.max(0, ...rows.map((r) => r.frame));
  return Array.from({ length: last + 1 }, (_, frame) => {
    const shown = rows.filter((r) => r.frame === frame).map((r) => r.row);
    const n = shown[0]?.step ?? 0;
    const step = d.steps.find((s) => s.n === n);
    const isLast = !rows.some((r) => r.frame > frame && r.row.step === n);
    const before = d.steps.filter((s) => s.n < n).at(-1)?.knows ?? [];
    // What a step gives is known once the step is through.
    const knows = isLast ? (step?.knows ?? before) : before;
    return {
      step: n,
      sentence: step?.sentence ?? '',
      told: shown.map((row) => rowText(row, d.lang)),
      checks: isLast ? (step?.checks ?? []).map((c) => `${marks[c.result]} ${checkText(c, d.lang)}`) : [],
      knows,
      isNew: knows.filter((k) => !before.includes(k)),
    };
  });
}

const marks = { passed: '✓', refused: '×', notMade: '–' } as const;
