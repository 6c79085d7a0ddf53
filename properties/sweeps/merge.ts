// Results of any number of files as one: each cell of the plan once, in the plan's order, without what differs from run
// to run. So the same bytes come out, whoever answered which cell, in which order, how often.

import { canonical } from './canonical.js';
import type { SweepCell } from './cell.js';
import { type Line, readLines, writeLine } from './line.js';
import type { Versions } from './versions.js';

export interface Source {
  readonly name: string;
  readonly content: string;
}
interface Place {
  readonly file: string;
  readonly line: number;
}
export interface Merged {
  /** One for each cell of the plan that is answered, in the plan's order, without newlines. */
  readonly lines: readonly string[];
  readonly verdicts: ReadonlyMap<string, number>;
  /** Cells of the plan that no line answers. */
  readonly missing: readonly SweepCell[];
  /** Lines that say again what an earlier one said. */
  readonly doubled: number;
  /** Lines that are cut off, altered, or not of a sweep; whatever they said is not counted. */
  readonly damaged: readonly (Place & { readonly flaw: 'torn' | 'foreign' | 'altered' })[];
  /** Lines of another version of the model or of what answers. */
  readonly ofOthers: readonly (Place & Versions)[];
  /** Lines of this version whose cells the plan does not hold. */
  readonly beyond: readonly (Place & { readonly cell: string })[];
  /** Cells with two answers: a fault of the program or of a machine, and nothing can be said of them. */
  readonly contradicted: readonly { readonly cell: string; readonly places: readonly [Place, Place] }[];
}

export function merge(cells: readonly SweepCell[], files: readonly Source[], of: Versions): Merged {
  const wanted = new Set(cells.map(({ id }) => id));
  const found = new Map<string, { readonly line: Line; readonly result: string; readonly place: Place }>();
  let doubled = 0;
  const damaged: Merged['damaged'][number][] = [];
  const ofOthers: Merged['ofOthers'][number][] = [];
  const beyond: Merged['beyond'][number][] = [];
  const contradicted = new Map<string, Merged['contradicted'][number]>();
  for (const { name, content } of files)
    for (const read of readLines(content)) {
      const place = { file: name, line: read.at };
      if ('flaw' in read) {
        damaged.push({ ...place, flaw: read.flaw });
        continue;
      }
      const { line } = read;
      const { cell, model, program } = line;
      if (model !== of.model || program !== of.program) {
        ofOthers.push({ ...place, model, program });
        continue;
      }
      if (!wanted.has(cell)) {
        beyond.push({ ...place, cell });
        continue;
      }
      const result = canonical(line.result);
      const before = found.get(cell);
      if (before === undefined) found.set(cell, { line, result, place });
      else if (before.result === result) doubled++;
      else if (!contradicted.has(cell)) contradicted.set(cell, { cell, places: [before.place, place] });
    }
  const answered = cells.flatMap(({ id }) => (contradicted.has(id) ? [] : (found.get(id)?.line ?? [])));
  const verdicts = new Map<string, number>();
  for (const { result } of answered) verdicts.set(result.verdict, (verdicts.get(result.verdict) ?? 0) + 1);
  return {
    lines: answered.map((line) => writeLine({ ...line, aside: null })),
    verdicts,
    missing: cells.filter(({ id }) => !found.has(id)),
    doubled,
    damaged,
    ofOthers,
    beyond,
    contradicted: [...contradicted.values()],
  };
}
