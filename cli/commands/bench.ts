import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { findPaths } from '../../attacks/paths.js';
import { naive } from '../../attacks/search/naive.js';
import { openSearches } from '../../attacks/worlds.js';
import { measures } from '../../model/measures.js';
import { profiles } from '../../model/profiles.js';
import { defaultScenario, describeScenario } from '../../model/scenario.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import type { SwitchId } from '../../model/switches.js';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { drawingFigures } from '../draw/bench.js';
import { type DecidingFigures, decidingFigures } from '../explorer/bench.js';
import { bookOf } from '../explorer/bind.js';
import { makeFolder } from '../files.js';
import { type Climbed, climb, rungs, rungText } from '../ladder.js';
import { json, print, progress } from '../output.js';
import { defaultCache } from '../profiles/cache.js';
import { endGoals, statsOf, version, wholeNumber } from '../run.js';

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
};

interface Options {
  readonly out: string;
  readonly naiveStates: number;
  readonly ladder?: boolean;
  readonly budget: number;
  readonly json?: boolean;
}

const machine = () => ({
  version,
  commit: commit(),
  node: process.version,
  cpu: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
});

/** Null: Ctrl-C came before the searches that the page stands on were through. */
async function explorer(): Promise<DecidingFigures | null> {
  const book = await bookOf([], defaultCache());
  return book && decidingFigures(book);
}

function explorerText({ toggles, decide, page }: DecidingFigures): string {
  const inPage =
    page === null
      ? 'no browser to click in'
      : `from a click to the next frame ${page.medianMilliseconds} ms, at worst ${page.worstMilliseconds} ms`;
  return `every verdict anew, ${toggles} toggles: ${decide.medianMilliseconds} ms, at worst ${decide.worstMilliseconds} ms; ${inPage}`;
}

function append(file: string, figures: object): void {
  makeFolder(dirname(file));
  appendFileSync(file, `${JSON.stringify(figures)}\n`);
}

async function climbAll({ out, budget, json: asJson }: Options): Promise<void> {
  const climbed: Climbed[] = [];
  for (const rung of rungs) {
    progress(`at most ${rung.maxCapabilities} capabilities; ${describeScenario(rung.scenario)}`);
    const reached = await climb(rung, budget);
    climbed.push(reached);
    if (!asJson) print(rungText(reached));
  }
  const figures = { ...machine(), budget, ladder: climbed };
  append(out, figures);
  if (asJson) json(figures);
  else print(`appended to ${out}`);
}

export function register(program: Command): void {
  program
    .command('bench')
    .description('the search of all configurations against the plain one, in one run')
    .option('--out <file>', 'append the figures to this file', 'docs/results/bench.jsonl')
    .option(
      '--naive-states <n>',
      'give up the plain search after so many states',
      wholeNumber('--naive-states', 100, 10_000_000),
      200_000,
    )
    .option('--ladder', 'instead: how far a search of every attacker gets at growing bounds')
    .option(
      '--budget <seconds>',
      'with --ladder: stop each search after so many seconds',
      wholeNumber('--budget', 1, 86_400),
      60,
    )
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      if (options.ladder) {
        await climbAll(options);
        return;
      }
      // The plain attacker has both capabilities at once, so the search of all configurations may have them as well.
      const search: BoundedSearch = {
        name: 'logs afterwards',
        scenario: { ...defaultScenario, grants: 1, ticks: 1 },
        maxCapabilities: null,
        allowed: ['logs.after', 'wiretap.back'],
        threats: false,
      };
      const searched = statsOf(await findPaths({ searches: [search], goals: endGoals }));
      const all = statsOf(
        await findPaths({
          searches: openSearches({ client: 'server-app', orders: 'granted', refresh: false }),
          goals: endGoals,
        }),
      );
      const started = performance.now();
      const plain = naive(
        {
          scenario: search.scenario,
          on: profiles.find((p) => p.name === 'rfc6749-bare')!.on as ReadonlySet<SwitchId>,
          capabilities: new Set(search.allowed as readonly CapabilityId[]),
        },
        options.naiveStates,
      );
      const naiveSeconds = (performance.now() - started) / 1000;
      const drawing = await drawingFigures();
      const deciding = await explorer();
      const sets = 2 ** measures.length;
      const figures = {
        ...machine(),
        search: {
          name: search.name,
          seconds: searched.seconds,
          states: searched.cores,
          images: searched.images,
        },
        allSearches: {
          seconds: all.seconds,
          states: all.cores,
          images: all.images,
          imagesPerSecond: all.imagesPerSecond,
          peakMiB: all.peakMiB,
        },
        naive: {
          seconds: Number(naiveSeconds.toFixed(2)),
          states: plain.states,
          transitions: plain.transitions,
          complete: plain.complete,
        },
        drawing,
        ...(deciding !== null && { explorer: deciding }),
        enumeration: {
          measureSets: sets,
          seconds: Math.round(naiveSeconds * sets),
          ratio: Math.round((naiveSeconds * sets) / Math.max(searched.seconds, 0.01)),
        },
      };
      append(options.out, figures);
      if (options.json) json(figures);
      else {
        print(
          `this search, ${search.name}: ${figures.search.seconds} s, ${figures.search.states} states (every configuration)`,
        );
        print(
          `plain, same bounds, rfc6749-bare: ${figures.naive.seconds} s, ${figures.naive.states} states (one configuration, ${plain.complete ? 'exhausted' : 'NOT exhausted: the true time is longer'})`,
        );
        print(
          `all ${sets} sets of measures at the plain rate: ${figures.enumeration.seconds} s, ${figures.enumeration.ratio} times this search`,
        );
        print(
          `the searches of every configuration for a web client: ${all.seconds} s, ${all.imagesPerSecond} images/s, ${all.peakMiB} MiB`,
        );
        print(
          `drawing a run of ${drawing.steps} steps as SVG: ${drawing.milliseconds} ms, ${drawing.firstMilliseconds} ms the first time`,
        );
        if (deciding !== null) print(explorerText(deciding));
        print(`appended to ${options.out}`);
      }
    });
}
