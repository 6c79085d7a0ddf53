import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, refuseInput, writeOutput } from '../files.js';
import type { Lang } from '../i18n.js';
import { json, print } from '../output.js';
import { langOption } from '../profiles/common.js';
import { version } from '../run.js';
import { cellName } from '../../properties/sweeps/cell.js';
import { type Merged, merge, type Source } from '../../properties/sweeps/merge.js';
import { readPlan } from '../sweeps/readPlan.js';
import { versions } from '../sweeps/versions.js';
import { told } from '../sweeps/words.js';
import { begin } from './names.js';

interface Options {
  readonly out: string;
  readonly partial?: boolean;
  readonly lang: Lang;
  readonly json?: boolean;
}

/** Of long lists so many are shown. */
const shown = 10;

export function register(program: Command): void {
  begin(program, 'merge')
    .argument('<plan>', 'the plan of the sweep')
    .argument('<files...>', 'results of `sekisho sweep`: of shards, of queues, merged ones')
    .requiredOption('-o, --out <file>', 'where the whole goes')
    .option('--partial', 'write what there is, though cells are missing')
    .addOption(langOption())
    .option('--json', 'print what was found as JSON')
    .action((planFile: string, files: string[], options: Options) => {
      checkWritable(options.out);
      refuseInput(options.out, [planFile, ...files]);
      const of = versions();
      const plan = readPlan(planFile, of);
      const merged = merge(plan.cells, files.map(sourceOf), of);
      const isWritten =
        merged.contradicted.length === 0 && (merged.missing.length === 0 || options.partial === true);
      if (isWritten) writeOutput(options.out, merged.lines.map((line) => `${line}\n`).join(''));
      const about = { plan: plan.name, cells: plan.cells.length, out: options.out };
      if (options.json)
        json({
          version,
          ...of,
          ...about,
          written: isWritten,
          answered: merged.lines.length,
          verdicts: merged.verdicts,
          missing: merged.missing,
          doubled: merged.doubled,
          damaged: merged.damaged,
          ofOthers: merged.ofOthers,
          beyond: merged.beyond,
          contradicted: merged.contradicted,
        });
      else print(textOf(merged, about, isWritten, options.lang));
      process.exitCode = exitCodeOf(merged);
    });
}

function sourceOf(name: string): Source {
  try {
    return { name, content: readFileSync(name, 'utf8') };
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot read \`${name}\``, { why: (error as Error).message });
  }
}

/** Nothing hides a cell that is missing, inconclusive or vacuous. */
function exitCodeOf({ contradicted, missing, verdicts }: Merged): number {
  if (contradicted.length > 0) return EXIT.crash;
  if (missing.length > 0) return EXIT.inconclusive;
  return verdicts.has('vacuous') ? EXIT.vacuous : verdicts.has('inconclusive') ? EXIT.inconclusive : EXIT.ok;
}

function textOf(
  merged: Merged,
  { plan, cells, out }: { readonly plan: string; readonly cells: number; readonly out: string },
  isWritten: boolean,
  lang: Lang,
): string {
  const { lines, verdicts, missing, doubled, damaged, ofOthers, beyond, contradicted } = merged;
  const at = ({ file, line }: { readonly file: string; readonly line: number }) => `${file}:${line}`;
  const some = <T>(all: readonly T[], of: (one: T) => string) => [
    ...all.slice(0, shown).map(of),
    ...(all.length > shown ? [told.more[lang](all.length - shown)] : []),
  ];
  const others = new Set(
    ofOthers.map((o) => `model ${o.model.slice(0, 16)}, program ${o.program.slice(0, 16)}`),
  );
  return [
    `${plan}: ${told.merged[lang](lines.length, cells, isWritten ? told.wrote[lang](out) : told.notWritten[lang])}`,
    told.verdicts[lang](
      [...verdicts]
        .sort()
        .map(([v, n]) => `${v} ${n}`)
        .join(', '),
    ),
    ...(missing.length === 0
      ? []
      : [told.missing[lang](missing.length), ...some(missing, (c) => `  ${cellName(c)}`)]),
    ...(doubled === 0 ? [] : [told.doubled[lang](doubled)]),
    ...(damaged.length === 0
      ? []
      : [
          told.damaged[lang](
            damaged.length,
            some(damaged, (d) => `${at(d)} ${told.flaws[d.flaw][lang]}`).join(', '),
          ),
        ]),
    ...(ofOthers.length === 0 ? [] : [told.ofOthers[lang](ofOthers.length, [...others].join('; '))]),
    ...(beyond.length === 0 ? [] : [told.beyond[lang](beyond.length)]),
    ...contradicted.map(({ cell, places: [a, b] }) =>
      told.contradicted[lang](cell.slice(0, 16), at(a), at(b)),
    ),
  ].join('\n');
}
