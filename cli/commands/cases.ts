import type { Command } from 'commander';
import { cases } from '../../properties/cases/index.js';
import { judgeCase } from '../../properties/cases/judged.js';
import { casesPage } from '../casesPage.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { json, print, progress } from '../output.js';
import { version } from '../run.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'cases')
    .option('--out <file>', 'write the page')
    .option('--lang <lang>', 'language', 'en')
    .option('--json', 'print JSON')
    .action((options: { out?: string; lang: string; json?: boolean }) => {
      const lang = langNamed(options.lang);
      if (options.out !== undefined) checkWritable(options.out);
      const judged = cases.map((of) => {
        progress(of.id);
        return judgeCase(of);
      });
      progress('');
      const page = casesPage(judged, lang);
      if (options.out !== undefined) writeAll(new Map([[options.out, page]]));
      if (options.json)
        json({
          version,
          cases: judged.map(({ of, variants }) => ({
            ...of,
            variants: variants.map(({ variant, verdict, attack }) => ({ ...variant, verdict, attack })),
          })),
        });
      else if (options.out === undefined) print(page);
    });
}
