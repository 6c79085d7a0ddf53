import type { Command } from 'commander';
import { writeOutput } from '../files.js';
import { EXIT } from '../errors.js';
import type { Lang } from '../i18n.js';
import { json, notice } from '../output.js';
import { addVerdictOptions, groundsFor, langOption, type VerdictOptions } from '../profiles/common.js';
import { compare } from '../../properties/verdicts/compare.js';
import { exitCodeOf } from '../../properties/verdicts/gates.js';
import { targets } from '../../properties/verdicts/judge.js';
import { lockOf } from '../../properties/verdicts/lock.js';
import { version } from '../run.js';
import { begin } from './names.js';

interface Options extends VerdictOptions {
  readonly out?: string;
  readonly lang: Lang;
  readonly json?: boolean;
}

export function register(program: Command): void {
  addVerdictOptions(
    begin(program, 'lock')
      .argument('<profiles...>', 'names of shipped profiles, or YAML files')
      .option('-o, --out <file>', 'write the lock to a file (default: standard output)')
      .addOption(langOption())
      .option('--json', 'with --out: report the file as JSON (without it, the lock is JSON itself)'),
  ).action(async (names: string[], options: Options) => {
    const { grounds, interrupted } = await groundsFor(names, options, { writes: options.out });
    const comparison = await compare(grounds, targets);
    const gates = { failOn: 'none', expected: [], unmet: [], drift: null, interrupted } as const;
    const lock = lockOf(comparison);
    const code = exitCodeOf(comparison, gates);
    // Half a comparison is no ground to stand on later.
    if (code === EXIT.interrupted) process.stderr.write(`${told.interrupted[options.lang]}\n`);
    else if (options.out === undefined) json(lock);
    else {
      writeOutput(options.out, `${JSON.stringify(lock, null, 2)}\n`);
      const cells = comparison.rows.length * comparison.grounds.length;
      if (options.json)
        json({ version, out: options.out, profiles: comparison.grounds.length, verdicts: cells });
      else notice(told.wrote[options.lang](options.out, cells));
    }
    process.exitCode = code;
  });
}

const told = {
  interrupted: {
    en: 'interrupted: no lock was written',
    ja: '中断したため、ロックは書き出さなかった',
  },
  wrote: {
    en: (out: string, verdicts: number) => `wrote ${out}: ${verdicts} verdicts`,
    ja: (out: string, verdicts: number) => `${out} に書き出しました: 判定 ${verdicts} 件`,
  },
} as const;
