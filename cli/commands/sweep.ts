import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.js';
import { checkWritable } from '../files.js';
import type { Lang } from '../i18n.js';
import { json, notice, print } from '../output.js';
import { defaultCache } from '../profiles/cache.js';
import { langOption } from '../profiles/common.js';
import { wholeNumber } from '../run.js';
import { Appending } from '../sweeps/appending.js';
import { sweepHere, type Swept } from '../sweeps/here.js';
import { inShard, type Shard } from '../../properties/sweeps/plan.js';
import type { Resumed } from '../../properties/sweeps/resume.js';
import { readPlan, shardFrom } from '../sweeps/readPlan.js';
import { resumed } from '../sweeps/resuming.js';
import { versions } from '../sweeps/versions.js';
import { tellLeftOut, told } from '../sweeps/words.js';
import { version } from '../run.js';
import { begin } from './names.js';

interface Options {
  readonly out?: string;
  readonly shard?: Shard;
  readonly resume?: boolean;
  readonly queue?: string;
  readonly window: number;
  readonly attempts: number;
  readonly cache?: string;
  readonly lang: Lang;
  readonly json?: boolean;
}

export function register(program: Command): void {
  begin(program, 'sweep')
    .argument('<plan>', 'a YAML file, or the word status: how far the queue is')
    .option('-o, --out <file>', 'where the results go, a line a cell (default: standard output)')
    .option('--shard <i/n>', 'only the i-th of n parts of the plan', shardFrom)
    .option('--resume', 'go on with the file of --out: what it holds is not asked again')
    .option('--queue <url>', 'let workers answer (`sekisho worker`), by a Redis at this address')
    .option(
      '--window <n>',
      'with --queue: most cells in it at a time',
      wholeNumber('--window', 1, 100_000),
      200,
    )
    .option(
      '--attempts <n>',
      'with --queue: how often a cell is tried before it is given up as dead',
      wholeNumber('--attempts', 1, 100),
      3,
    )
    .option('--cache <dir>', 'where what the searches found is kept (default: the user cache folder)')
    .addOption(langOption())
    .option('--json', 'print what was done as JSON')
    .action(async (plan: string, options: Options) => {
      if (plan === 'status') {
        await (await import('../sweeps/queue/status.js')).status(
          queueOf(options),
          options.lang,
          options.json ?? false,
        );
        return;
      }
      await sweep(plan, options);
    });
}

function queueOf({ queue }: Options): string {
  if (queue === undefined)
    throw new CliError(EXIT.usage, '`sweep status` needs --queue', {
      fix: 'give --queue redis://127.0.0.1:6379',
    });
  return queue;
}

async function sweep(file: string, options: Options): Promise<void> {
  const { out, shard = { i: 1, n: 1 }, lang, queue } = options;
  if (out === undefined && (options.resume || queue !== undefined))
    throw new CliError(EXIT.usage, `${options.resume ? '--resume' : '--queue'} needs --out`, {
      why: options.resume ? 'it goes on with a file' : 'what workers found is kept until it is in a file',
      fix: 'name a file with --out',
    });
  const of = versions();
  const plan = readPlan(file, of);
  const asked = inShard(plan.cells, shard);
  const leftOut = tellLeftOut(plan.leftOut, lang);
  if (leftOut !== null) notice(leftOut);
  if (out !== undefined) checkWritable(out);
  const before: Resumed =
    out === undefined ? { ids: new Set(), seconds: [] } : resumed(out, asked, of, options.resume ?? false);
  const open = asked.filter(({ id }) => !before.ids.has(id));
  const sink = out === undefined ? null : new Appending(out);
  const add = (line: string) => (sink === null ? print(line) : sink.add(line));
  let swept: Swept;
  try {
    swept =
      queue === undefined
        ? await sweepHere(open, of, options.cache ?? defaultCache(), add)
        : await (await import('../sweeps/queue/coordinator.js')).sweepByQueue(open, of, {
            url: queue,
            plan: plan.name,
            window: options.window,
            attempts: options.attempts,
            before: before.seconds,
            kept: before.ids.size,
            lang,
            add,
          });
  } finally {
    sink?.close();
  }
  const { made, failed, interrupted } = swept;
  const summary = {
    plan: plan.name,
    cells: plan.cells.length,
    asked: asked.length,
    kept: before.ids.size,
    made,
    failed: failed.length,
    left: open.length - made - failed.length,
    out: out ?? null,
  };
  for (const { name, error } of failed) process.stderr.write(`${told.failed[lang](name, error)}\n`);
  if (interrupted) process.stderr.write(`${told.interrupted[lang]}\n`);
  // Standard output is for the lines, where they go there.
  if (out === undefined) notice(told.summary[lang](summary));
  else if (options.json)
    json({ version, ...of, ...summary, leftOut: plan.leftOut, dead: failed, interrupted });
  else print(told.summary[lang](summary));
  process.exitCode = interrupted ? EXIT.interrupted : failed.length > 0 ? EXIT.crash : EXIT.ok;
}
