import type { Command } from 'commander';
import { counted } from '../../properties/drawings/counted.js';
import { toItf } from '../../properties/library/exports.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { json, print } from '../output.js';
import { replayTrace } from '../replayTrace.js';
import { version } from '../run.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'export-trail')
    .argument('<trace>', 'a file that `sekisho search --out` wrote')
    .requiredOption('-o, --out <file>', 'where to write it')
    .option('--lang <lang>', 'language of the messages', 'en')
    .option('--json', 'report the file as JSON')
    .action((file: string, options: { out: string; lang: string; json?: boolean }) => {
      const lang = langNamed(options.lang);
      checkWritable(options.out);
      const { trace, attack } = replayTrace(file);
      const document = toItf(attack, trace.profile);
      writeAll(new Map([[options.out, `${JSON.stringify(document, null, 1)}\n`]]));
      const steps = attack.steps.length;
      if (options.json) json({ version, out: options.out, steps });
      else print(told[lang](options.out, steps));
    });
}

const told = {
  en: (out: string, steps: number) => `wrote ${out}: ${counted(steps, 'step')}`,
  ja: (out: string, steps: number) => `${out} に書き出しました: ${steps} ステップ`,
};
