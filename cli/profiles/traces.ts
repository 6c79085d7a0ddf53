// The witness of each cell as a trace file that `sekisho replay` runs.

import { join } from 'node:path';
import { makeFolder, writeAll } from '../files.js';
import type { Comparison } from '../../properties/verdicts/compare.js';
import { sha256 } from '../../properties/results/digest.js';
import { idOf } from '../../properties/verdicts/judge.js';
import { traceOf } from '../../properties/traces/traceText.js';

/** Letters of any script stay. No longer than file systems take: a letter may be four bytes. */
const slug = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^\.+/, '')
    .replace(/(?<=^.{40}).*/su, '');

/** Some file systems do not tell capitals from small letters, nor forms of one letter. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase();

/** What files of profiles are named by: names that would be the same get a digest. */
export function fileStems(names: readonly string[]): readonly string[] {
  const slugs = names.map(slug);
  return slugs.map((s, i) =>
    s !== '' && slugs.every((t, j) => i === j || folded(s) !== folded(t))
      ? s
      : `${s}-${sha256(names[i]!).slice(0, 8)}`,
  );
}

/** Writes a file for each cell with a witness, named `<profile>--<goal or threat>.json`. Returns how many. */
export function writeTraces({ grounds, rows }: Comparison, folder: string): number {
  const stems = fileStems(grounds.map((g) => g.profile.name));
  const files = new Map(
    rows.flatMap(({ target, cells }) =>
      cells.flatMap(({ witness }, i) =>
        witness === null
          ? []
          : [
              [
                join(folder, `${stems[i]}--${idOf(target)}.json`),
                traceOf(witness, grounds[i]!.profile.name),
              ] as const,
            ],
      ),
    ),
  );
  makeFolder(folder);
  writeAll(files);
  return files.size;
}
