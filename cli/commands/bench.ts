import { join } from 'node:path';
import type { Command } from 'commander';
import { common, searchSideBySide } from '../../properties/bench/sides.js';
import { append, machine, readRungs } from '../bench/figures.js';
import { climbAll, ladder, ladderTable, rungsNamed } from '../bench/ladder.js';
import { pageOf } from '../bench/page.js';
import { plotOf } from '../bench/plot.js';
import { sidesText } from '../bench/sidesText.js';
import { drawingFigures } from '../draw/bench.js';
import { CliError, EXIT } from '../errors.js';
import { type DecidingFigures, decidingFigures } from '../explorer/bench.js';
import { bookOf } from '../explorer/bind.js';
import { makeFolder, writeAll } from '../files.js';
import type { Lang } from '../i18n.js';
import { langNamed } from '../lang.js';
import { json, print, progress } from '../output.js';
import { defaultCache } from '../profiles/cache.js';
import { collect, endGoals, untilInterrupted, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options {
  readonly out: string;
  readonly naiveStates: number;
  readonly ladder?: boolean;
  readonly only?: readonly string[];
  readonly budget: number;
  readonly maxStates: number;
  readonly write?: string;
  readonly json?: boolean;
  readonly lang: string;
}

/** Null: Ctrl-C came before the searches that the page stands on were through. */
async function explorer(): Promise<DecidingFigures | null> {
  const book = await bookOf([], defaultCache());
  return book && decidingFigures(book);
}

/** One world searched by three, then how fast drawings and the page are. */
async function measure({ out, budget, naiveStates, json: asJson }: Options, lang: Lang): Promise<void> {
  const ending = new AbortController();
  const { result: sides, interrupted: isCut } = await untilInterrupted(
    (shouldStop) =>
      searchSideBySide(
        { ...common, goals: endGoals },
        {
          maxSeconds: budget,
          maxPlainStates: naiveStates,
          onStage: (stage) => progress(told.stage[stage][lang]),
          shouldStop,
          signal: ending.signal,
        },
      ),
    () => ending.abort(),
  );
  if (!asJson) print(sidesText(common, sides, lang));
  const drawing = isCut ? null : await drawingFigures();
  if (!asJson && drawing !== null)
    print(told.drawing[lang](drawing.steps, drawing.milliseconds, drawing.firstMilliseconds));
  const deciding = isCut ? null : await explorer();
  if (!asJson && deciding !== null) print(told.deciding[lang](deciding));
  const interrupted = deciding === null;
  const { scenario, profile, capabilities } = common;
  const figures = {
    ...machine(),
    bounds: { scenario, profile: profile.name, capabilities },
    sides,
    ...(drawing !== null && { drawing }),
    ...(deciding !== null && { explorer: deciding }),
    interrupted,
  };
  append(out, figures);
  if (asJson) json(figures);
  else print(told.appended[lang](out));
  process.exitCode = interrupted ? EXIT.interrupted : sides.agree ? EXIT.ok : EXIT.crash;
}

async function climbLadder(options: Options, lang: Lang): Promise<void> {
  const { out, budget, maxStates, only, json: asJson } = options;
  const rungs = rungsNamed(only);
  const on = machine();
  const limits = { seconds: budget, states: maxStates };
  const { climbed, interrupted } = await climbAll(rungs, limits, { on, file: out, lang });
  if (asJson) json({ ...on, limits, interrupted, ladder: climbed });
  else {
    print(ladderTable(climbed, lang));
    print(told.appended[lang](out));
  }
  if (interrupted) process.exitCode = EXIT.interrupted;
}

/** The page and its plot, made of all the figures kept. */
function write(folder: string, file: string, lang: Lang, asJson: boolean): void {
  const recorded = readRungs(file);
  const rungs = ladder.flatMap(({ search }) => recorded.get(search.name) ?? []);
  if (rungs.length === 0)
    throw new CliError(EXIT.badFile, `\`${file}\` holds no rung of the ladder`, {
      fix: 'measure first: `sekisho bench --ladder`',
    });
  makeFolder(folder);
  const files = new Map([
    [join(folder, 'engine.md'), pageOf(rungs, ladder.length)],
    [join(folder, 'engine.svg'), plotOf(rungs)],
  ]);
  writeAll(files);
  if (!asJson) print(told.wrote[lang]([...files.keys()]));
}

/** Options that mean nothing without `--ladder`. */
const ofTheLadder = ['only', 'maxStates'] as const;

export function register(program: Command): void {
  const command = begin(program, 'bench')
    .option('--out <file>', 'append the figures to this file, one line each time', 'docs/results/bench.jsonl')
    .option(
      '--naive-states <n>',
      'give up the plain search after so many states',
      wholeNumber('--naive-states', 100, 10_000_000),
      200_000,
    )
    .option('--ladder', 'instead: how far a search of every attacker gets in growing worlds')
    .option('--only <text>', 'with --ladder: only rungs whose name holds this text (repeatable)', collect)
    .option(
      '--budget <seconds>',
      'stop each search after so many seconds',
      wholeNumber('--budget', 1, 86_400),
      120,
    )
    .option(
      '--max-states <n>',
      'with --ladder: stop each search after so many states of the world',
      wholeNumber('--max-states', 1, 100_000_000),
      20_000_000,
    )
    .option(
      '--write <folder>',
      'write engine.md and engine.svg there, made of all rungs kept in --out; without --ladder nothing is measured',
    )
    .option('--lang <lang>', 'language of the messages', 'en')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const lang = langNamed(options.lang);
      const alone = ofTheLadder.find((name) => command.getOptionValueSource(name) === 'cli');
      if (alone !== undefined && !options.ladder)
        throw new CliError(
          EXIT.usage,
          `${alone === 'only' ? '--only' : '--max-states'} says nothing without --ladder`,
          {
            fix: 'add --ladder, or leave it out',
          },
        );
      if (options.ladder) await climbLadder(options, lang);
      else if (options.write === undefined) await measure(options, lang);
      if (options.write !== undefined) write(options.write, options.out, lang, options.json ?? false);
    });
}

const told = {
  stage: {
    engine: { en: 'this search, every configuration', ja: '本探索（全構成）' },
    plain: { en: 'plain search, one configuration', ja: '素朴な探索（1構成）' },
    spin: { en: 'SPIN, one configuration', ja: 'SPIN（1構成）' },
  },
  drawing: {
    en: (steps: number, ms: number, first: number) =>
      `drawing a run of ${steps} steps as SVG: ${ms} ms, ${first} ms the first time`,
    ja: (steps: number, ms: number, first: number) =>
      `${steps} ステップの実行を SVG に描画: ${ms} ms、初回 ${first} ms`,
  },
  deciding: {
    en: ({ toggles, decide, page }: DecidingFigures) =>
      `every verdict anew, ${toggles} toggles: ${decide.medianMilliseconds} ms, at worst ${decide.worstMilliseconds} ms; ` +
      (page === null
        ? 'no browser to click in'
        : `from a click to the next frame ${page.medianMilliseconds} ms, at worst ${page.worstMilliseconds} ms`),
    ja: ({ toggles, decide, page }: DecidingFigures) =>
      `全判定のやり直し（切替 ${toggles} 回）: ${decide.medianMilliseconds} ms、最悪 ${decide.worstMilliseconds} ms。` +
      (page === null
        ? 'ブラウザなし'
        : `クリックから次の描画まで ${page.medianMilliseconds} ms、最悪 ${page.worstMilliseconds} ms`),
  },
  appended: {
    en: (file: string) => `appended to ${file}`,
    ja: (file: string) => `${file} に追記しました`,
  },
  wrote: {
    en: (files: readonly string[]) => `wrote ${files.join(' and ')}`,
    ja: (files: readonly string[]) => `${files.join(' と ')} を書き出しました`,
  },
} as const;
