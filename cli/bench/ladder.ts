// The ladder: every rung measured, told and kept as it is reached.

import { openRungs, profileRung, type Rung } from '../../attacks/ladder.js';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import type { Climbed, Limits } from '../../properties/bench/climb.js';
import { CliError, EXIT } from '../errors.js';
import type { Lang } from '../i18n.js';
import { progress, table } from '../output.js';
import { questionOf } from '../profiles/grounds.js';
import { shippedProfiles } from '../../properties/profiles/shipped/index.js';
import { endGoals, untilInterrupted } from '../run.js';
import { climbAlone } from './climbing.js';
import { append, type Machine, type Recorded } from './figures.js';

/** Every rung: all configurations at once, then each shipped profile. */
export const ladder: readonly Rung[] = [
  ...openRungs,
  ...shippedProfiles.map((profile) => profileRung(questionOf(profile))),
];

/** The rungs whose name holds one of the texts. */
export function rungsNamed(texts: readonly string[] | undefined): readonly Rung[] {
  if (texts === undefined) return ladder;
  const found = ladder.filter(({ search }) => texts.some((text) => search.name.includes(text)));
  if (found.length === 0)
    throw new CliError(EXIT.usage, `no rung has \`${texts.join('` or `')}\` in its name`, {
      available: ladder.map(({ search }) => search.name),
    });
  return found;
}

/** Climbs them one after the other; each is appended to the file as soon as it is through. */
export async function climbAll(
  rungs: readonly Rung[],
  limits: Limits,
  { on, file, lang }: { readonly on: Machine; readonly file: string; readonly lang: Lang },
): Promise<{ readonly climbed: readonly Climbed[]; readonly interrupted: boolean }> {
  const climbed: Climbed[] = [];
  const ending = new AbortController();
  const { interrupted } = await untilInterrupted(
    async (shouldStop) => {
      for (const [i, rung] of rungs.entries()) {
        if (shouldStop()) return;
        const place = `${i + 1}/${rungs.length} ${rung.search.name}`;
        const reached = await climbAlone(rung, endGoals, limits, {
          onProgress: (h) =>
            progress(`${place}: ${told.height[lang](h.states, h.levels, h.waiting, h.seconds)}`),
          stop: ending.signal,
        });
        climbed.push(reached);
        append(file, { ...on, limits, rung: reached } satisfies Recorded);
        progress('');
        process.stderr.write(`${place}: ${endText(reached, lang)}, ${reached.seconds} s\n`);
      }
    },
    () => ending.abort(),
  );
  return { climbed, interrupted };
}

/** What a table says of a rung. */
export const columns = {
  en: ['world', 'k', 'cores', 'nodes', 'CPU s', 's', 'MiB', 'exhausted'],
  ja: ['世界', 'k', '状態数', 'ノード数', 'CPU秒', '秒', 'MiB', '探索の終わり'],
} as const;

export const numeral = (n: number): string => n.toLocaleString('en');

/** How a rung ended. */
export function endText({ ended, levels, waiting }: Recorded['rung'], lang: Lang): string {
  const how = told.ended[ended][lang];
  return ended === 'exhausted' ? how : `${how}; ${told.left[lang](levels, waiting)}`;
}

/** The rungs as a table for people. */
export const ladderTable = (climbed: readonly Climbed[], lang: Lang): string =>
  table(
    columns[lang],
    climbed.map((c) => [
      c.profile === null ? c.world : `${c.profile}: ${c.world}`,
      c.maxCapabilities ?? capabilities.length,
      numeral(c.states),
      numeral(c.peakNodes),
      c.cpuSeconds,
      c.seconds,
      c.peakMiB === null ? '' : numeral(c.peakMiB),
      endText(c, lang),
    ]),
  );

const told = {
  height: {
    en: (states: number, levels: number, waiting: number, seconds: number) =>
      `${states} states, every way of ${levels} steps, ${waiting} waiting, ${Math.round(seconds)} s`,
    ja: (states: number, levels: number, waiting: number, seconds: number) =>
      `${states} 状態、${levels} ステップまで完了、残り ${waiting} 状態、${Math.round(seconds)} 秒`,
  },
  ended: {
    exhausted: { en: 'exhausted', ja: '完全に探索済み' },
    seconds: { en: 'NOT exhausted: out of time', ja: '探索は未完了: 時間切れ' },
    states: { en: 'NOT exhausted: too many states', ja: '探索は未完了: 状態数の上限' },
    interrupted: { en: 'NOT exhausted: interrupted', ja: '探索は未完了: 中断' },
    died: { en: 'NOT exhausted: the process ended', ja: '探索は未完了: プロセスの異常終了' },
  },
  left: {
    en: (levels: number, waiting: number) => `every way of ${levels} steps, ${numeral(waiting)} cores wait`,
    ja: (levels: number, waiting: number) => `${levels} ステップまで完了、残り ${numeral(waiting)} 状態`,
  },
} as const;
