import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { EXIT } from '../errors.js';
import type { Lang } from '../i18n.js';
import { json, print } from '../output.js';
import { langOption } from '../profiles/common.js';
import { version, wholeNumber } from '../run.js';
import { work } from '../sweeps/queue/worker.js';
import { told } from '../sweeps/queue/words.js';
import { versions } from '../sweeps/versions.js';
import { begin } from './names.js';

interface Options {
  readonly queue: string;
  readonly jobs: number;
  readonly lease: number;
  readonly idle?: number;
  readonly cache?: string;
  readonly lang: Lang;
  readonly json?: boolean;
}

export function register(program: Command): void {
  begin(program, 'worker')
    .requiredOption('--queue <url>', 'the Redis that holds the cells')
    .option('--jobs <n>', 'cells at a time', wholeNumber('--jobs', 1, 1024), availableParallelism())
    .option(
      '--lease <seconds>',
      'when a worker has not said for so long that it is alive, its cells are others’',
      wholeNumber('--lease', 1, 3600),
      30,
    )
    .option('--idle <seconds>', 'end after so long without a cell', wholeNumber('--idle', 1, 86_400))
    .option('--cache <dir>', 'where what the searches found is kept (default: the user cache folder)')
    .addOption(langOption())
    .option('--json', 'print what was done as JSON')
    .action(async ({ queue, jobs, lease, idle, cache, lang, json: asJson }: Options) => {
      const done = await work({ url: queue, jobs, lease, idle: idle ?? null, cache: cache ?? null, lang });
      if (asJson) json({ version, ...versions(), ...done });
      else print(told.done[lang](done.answered, done.failed));
      // Whoever answered nothing, and left what waits to others, has done nothing of what was wanted.
      process.exitCode = done.interrupted
        ? EXIT.interrupted
        : done.answered === 0 && done.left > 0
          ? EXIT.badFile
          : EXIT.ok;
    });
}
