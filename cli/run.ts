// What the searching commands share: the searches to run, progress, interruption, and how results are told.

import { capabilities } from '../attacks/capabilities/capabilities.js';
import type { GoalId } from '../attacks/goals.js';
import { type Budget, type PathsResult, unite } from '../attacks/paths.js';
import type { BoundedSearch } from '../attacks/searches.js';
import { openSearches } from '../attacks/worlds.js';
import { switchIds } from '../model/switches.js';
import { CliError, EXIT, unknown } from './errors.js';
import { progress } from './output.js';
import { builtIn, fullScenarioText } from '../properties/drawings/scenarioText.js';
import { type Lang, pick } from './i18n.js';
import { searchEach } from './searching.js';

export { capabilitiesNamed, endGoals, goalNamed } from '../properties/input/named.js';
export { version } from '../properties/traces/outputVersion.js';

/** A whole number within bounds, or a usage error. */
export const wholeNumber =
  (name: string, least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new CliError(EXIT.usage, `${name} cannot be \`${text}\``, {
        fix: `give a whole number from ${least} to ${most}`,
      });
    return value;
  };
/** Collects a repeatable option. */
export const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value];

/** A budget of seconds as an option gives it. */
export const budgetOf = (seconds: number | undefined): Budget =>
  seconds === undefined ? {} : { maxSeconds: seconds };

export interface Interruption {
  readonly interrupted: boolean;
}
/** Runs searches with a progress line; Ctrl-C stops them and what is known so far is still told. */
export async function findWithProgress(
  searches: readonly BoundedSearch[],
  wanted: readonly GoalId[],
  budget: Budget = {},
): Promise<PathsResult & Interruption> {
  const { results, interrupted } = await findEach(searches, wanted, budget);
  return { ...unite(results.filter((r) => r !== undefined)), interrupted };
}

/** The same, with the result of each search by itself; those not begun before Ctrl-C are missing. */
export async function findEach(
  searches: readonly BoundedSearch[],
  wanted: readonly GoalId[],
  budget: Budget = {},
  onResult?: (index: number, result: PathsResult, interrupted: boolean) => void,
): Promise<Interruption & { readonly results: readonly (PathsResult | undefined)[] }> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const { result: results, interrupted } = await untilInterrupted(
    () =>
      searchEach(searches, wanted, budget, stop, (i, result) =>
        onResult?.(i, result, Atomics.load(stop, 0) !== 0),
      ),
    () => Atomics.store(stop, 0, 1),
  );
  progress('');
  for (const { failure, path } of results.flatMap((r) => r?.failures ?? []))
    throw new CliError(
      EXIT.replayFailed,
      `a path the search proposed does not replay: step ${failure.failedAt}, ${failure.move}`,
      {
        why: `${failure.why}; an attack that does not replay is not reported`,
        fix: 'this is a fault of the search: please report it with these moves',
        available: path.moves,
      },
    );
  return { results, interrupted };
}

/** Runs work that asks now and then whether to stop. Ctrl-C stops it, and what is known by then is its result. */
export async function untilInterrupted<T>(
  work: (shouldStop: () => boolean, signal: AbortSignal) => Promise<T>,
  onInterrupt: () => void = () => {},
): Promise<Interruption & { readonly result: T }> {
  let interrupted = false;
  const aborting = new AbortController();
  const stop = () => {
    interrupted = true;
    aborting.abort();
    onInterrupt();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    const result = await work(() => interrupted, aborting.signal);
    return { result, interrupted };
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

export const chosenSearches = (name: string | undefined): readonly BoundedSearch[] => {
  const all = openSearches();
  if (name === undefined) return all;
  const found = all.filter((s) => s.name === name);
  if (found.length === 0)
    throw unknown(
      'search',
      name,
      all.map((s) => s.name),
      EXIT.usage,
    );
  return found;
};

/** The bounds that results hold within, as data. */
export const boundsOf = (result: PathsResult & Interruption) =>
  result.scenarios.map((s) => ({
    name: s.name,
    scenario: s.scenario,
    maxCapabilities: s.maxCapabilities ?? 'any number',
    capabilities: s.allowed ?? 'any',
    settled: s.settled,
    threats: s.threats,
    complete: s.complete,
  }));
export function statsOf(result: PathsResult) {
  const sum = (of: (s: PathsResult['scenarios'][number]['stats']) => number) =>
    result.scenarios.reduce((n, s) => n + of(s.stats), 0);
  const seconds = sum((s) => s.seconds);
  const images = sum((s) => s.images);
  return {
    cores: sum((s) => s.states),
    expansions: sum((s) => s.expansions),
    images,
    seconds: Number(seconds.toFixed(2)),
    imagesPerSecond: Math.round(images / Math.max(seconds, 0.001)),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    searches: result.scenarios.map((s) => ({ name: s.name, ...s.stats })),
  };
}
/** How many sets of countermeasures one answer covers. */
export const configurations = `2^${switchIds.length}`;

/** The bounds for people: one line for each search, and where the rest is explained. */
export const boundsText = (result: PathsResult, lang: Lang, withTimes = true): string =>
  [
    ...result.scenarios.map((s) => {
      const seconds = `${s.stats.seconds.toFixed(1)} ${lang === 'en' ? 's' : '秒'}`;
      const parts = [
        fullScenarioText(s.scenario, lang),
        attackersText(s, lang),
        configurationsText(s, lang),
        `${s.stats.states} ${lang === 'en' ? 'states' : '状態'}${withTimes ? `${lang === 'en' ? ', ' : '、'}${seconds}` : ''}`,
        pick(s.complete ? words.exhausted : words.notExhausted, lang),
      ];
      return `  ${s.name}: ${parts.join(lang === 'en' ? '; ' : '；')}`;
    }),
    `  ${pick(builtIn, lang)}`,
  ].join('\n');

const words = {
  exhausted: { en: 'exhausted', ja: '完全に探索済み' },
  notExhausted: { en: 'NOT exhausted', ja: '探索は未完了' },
} as const;

/** The attackers of a search in words. */
const attackersText = (
  { maxCapabilities, allowed }: PathsResult['scenarios'][number],
  lang: Lang,
): string => {
  const among = `${allowed?.length ?? capabilities.length}`;
  const isAll = allowed === null || allowed.length === capabilities.length;
  if (lang === 'ja') {
    const which = isAll ? '' : `（${allowed.join('、')}）`;
    return `能力${among}個${which}のうち${maxCapabilities === null ? 'いくつでも' : `同時に${maxCapabilities}個まで`}`;
  }
  const which = isAll ? '' : ` (${allowed.join(', ')})`;
  return maxCapabilities === null
    ? `every attacker with any of ${among} capabilities${which}`
    : `at most ${maxCapabilities} of ${among} capabilities${which}`;
};
/** The configurations of a search in words, and whether threats were told apart in them. */
const configurationsText = ({ settled, threats }: PathsResult['scenarios'][number], lang: Lang): string => {
  const all = switchIds.length;
  const open = all - (settled === null ? 0 : settled.on.length + settled.off.length);
  if (lang === 'ja') {
    const which = settled === null ? 'すべての構成' : `スイッチ${all}個のうち${open}個が未定`;
    return threats ? which : `${which}、目的のみ`;
  }
  const which = settled === null ? 'every configuration' : `${open} of ${all} switches open`;
  return threats ? which : `${which}, goals alone`;
};
