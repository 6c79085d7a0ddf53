import type { Command } from 'commander';
import { counted } from '../../properties/drawings/counted.js';
import { itfOf, itfStates } from '../../properties/export/itf.js';
import { modelOf } from '../../properties/export/model.js';
import { switchIds } from '../../model/switches.js';
import { checkWritable, writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { print } from '../output.js';
import { replayTrace } from '../replayTrace.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'export-trail')
    .argument('<trace>', 'a file that `sekisho search --out` wrote')
    .requiredOption('-o, --out <file>', 'where to write it')
    .option('--lang <lang>', 'language of the messages', 'en')
    .action((file: string, options: { out: string; lang: string }) => {
      const lang = langNamed(options.lang);
      checkWritable(options.out);
      const { trace, attack } = replayTrace(file);
      const { scenario, goal, capabilities } = attack;
      const setting = { scenario, on: new Set(attack.on), capabilities: new Set(capabilities) };
      const moves = trace.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
      const model = modelOf({
        scenario,
        profile: trace.profile,
        on: switchIds.filter((id) => setting.on.has(id)),
        capabilities,
        atMost: null,
        goals: [goal],
      });
      const document = itfOf(model, itfStates(model, moves, setting));
      writeAll(new Map([[options.out, `${JSON.stringify(document, null, 1)}\n`]]));
      print(told[lang](options.out, moves.length));
    });
}

const told = {
  en: (out: string, steps: number) => `wrote ${out}: ${counted(steps, 'step')}`,
  ja: (out: string, steps: number) => `${out} に書き出しました: ${steps} ステップ`,
};
