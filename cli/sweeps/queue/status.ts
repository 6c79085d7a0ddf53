// How far sweeps are, whom they wait for, and what was given up.

import { json, print, table } from '../../output.js';
import { counted } from '../../../properties/drawings/counted.js';
import type { Lang } from '../../i18n.js';
import { version } from '../../run.js';
import { cellName } from '../../../properties/sweeps/cell.js';
import { versions } from '../versions.js';
import { connect, engine, prefix, queueName, type TaskQueue, waitingForOthers } from './engine.js';
import { type Estimate, estimate } from '../../../properties/sweeps/estimate.js';
import { records } from './record.js';
import { told } from './words.js';

/** Dead cells that are shown. */
const shown = 20;

export async function status(url: string, lang: Lang, asJson: boolean): Promise<void> {
  const { bullmq } = await engine();
  const of = versions();
  const { redis, close } = await connect(url, false);
  const queue: TaskQueue = new bullmq.Queue(queueName(of), { connection: redis, prefix });
  queue.on('error', () => {});
  try {
    const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed');
    const workers = (await queue.getWorkers()).length;
    const failed = await queue.getFailed();
    const dead = failed.flatMap((job) =>
      job === undefined
        ? []
        : [
            {
              cell: job.id!,
              name: cellName(job.data.cell),
              tries: job.attemptsMade,
              error: job.failedReason ?? '?',
            },
          ],
    );
    const others = await waitingForOthers(redis, of);
    const sweeps = (await records(redis, of)).map(({ written, ...r }) => ({
      ...r,
      left: r.cells - r.answered - r.dead,
      secondsAgo: Math.max(0, Math.round((Date.now() - written) / 1000)),
      estimate: estimate(r.timings, r.cells - r.answered - r.dead, counts.active ?? 0),
    }));
    if (asJson) {
      json({ version, ...of, counts, workers, sweeps, dead, others });
      return;
    }
    print(
      told.counts[lang](
        counts.waiting ?? 0,
        counts.active ?? 0,
        counts.delayed ?? 0,
        counts.completed ?? 0,
        counts.failed ?? 0,
        workers,
      ),
    );
    for (const s of sweeps) {
      print(told.sweep[lang](s.plan, s.answered, s.cells, s.dead, s.secondsAgo));
      if (s.left > 0) print(`  ${estimateText(s.estimate, s.timings, lang)}`);
    }
    if (dead.length > 0)
      print(
        table(
          told.deadColumns[lang],
          dead.slice(0, shown).map((d) => [d.cell.slice(0, 16), d.name, d.tries, d.error]),
        ),
      );
    if (dead.length > shown) print(told.more[lang](dead.length - shown));
    for (const { queue: name, cells } of others) print(told.refused[lang](cells, name, queueName(of)));
  } finally {
    await queue.close().catch(() => {});
    await close();
  }
}

/** Seconds as a person says them; never finer than is known. */
function time(seconds: number, lang: Lang): string {
  const units = [
    [86_400, { en: 'day', ja: '日' }],
    [3600, { en: 'hour', ja: '時間' }],
    [60, { en: 'minute', ja: '分' }],
    [1, { en: 'second', ja: '秒' }],
  ] as const;
  const [length, name] = units.find(([s]) => seconds >= 2 * s) ?? units.at(-1)!;
  const n = Math.round(seconds / length);
  return lang === 'en' ? counted(n, name.en) : `${n}${name.ja}`;
}

function estimateText(
  found: Estimate | null,
  { n, mean, longest }: { readonly n: number; readonly mean: number; readonly longest: number },
  lang: Lang,
): string {
  return found === null
    ? told.noEstimate[lang](n)
    : told.estimate[lang](
        time(found.least, lang),
        time(found.most, lang),
        n,
        mean.toFixed(1),
        longest.toFixed(1),
      );
}
