import { type Command, Option } from 'commander';
import { weakestOf } from '../../attacks/attackers.js';
import { breakingSets, candidatesOf } from '../../attacks/breaking.js';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';
import { profiles } from '../../model/profiles.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { EXIT } from '../errors.js';
import type { Lang } from '../i18n.js';
import { openResults } from '../openResults.js';
import { json, print, table } from '../output.js';
import { addScenarioOptions, scenarioFrom, type ScenarioOptions } from '../profile.js';
import {
  boundsOf,
  boundsText,
  budgetOf,
  capabilitiesNamed,
  chosenSearches,
  collect,
  configurations,
  endGoals,
  findWithProgress,
  goalNamed,
  statsOf,
  version,
  wholeNumber,
} from '../run.js';
import { langOption } from '../profiles/common.js';
import { conditionText } from '../pathText.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly json?: boolean;
  readonly lang: Lang;
  readonly goal?: readonly string[];
  readonly search?: string;
  readonly capability?: readonly string[];
  readonly maxCapabilities?: number;
  readonly budget?: number;
  readonly limit: number;
  readonly reductions: boolean;
}

const isOwnBounds = (o: Options) =>
  o.maxCapabilities !== undefined ||
  o.capability !== undefined ||
  !o.reductions ||
  ['client', 'orders', 'refresh', 'sessions', 'roles', 'grants', 'ticks', 'jointAccounts'].some(
    (k) => (o as unknown as Record<string, unknown>)[k] !== undefined,
  );

/** The shipped searches, or one with the bounds given. */
export function searchesFor(options: Options): readonly BoundedSearch[] {
  if (!isOwnBounds(options)) return chosenSearches(options.search);
  return [
    {
      name: 'as asked',
      scenario: scenarioFrom(options),
      maxCapabilities: options.maxCapabilities ?? 2,
      threats: true,
      ...(!options.reductions && { unreduced: true as const }),
      ...(options.capability && { allowed: capabilitiesNamed(options.capability) }),
    },
  ];
}

export function register(program: Command): void {
  addScenarioOptions(
    begin(program, 'paths')
      .option('--goal <goal>', 'only this goal (repeatable)', collect)
      .option('--search <name>', 'only this one of the shipped searches')
      .option('--capability <capability>', 'attackers have no others than these (repeatable)', collect)
      .option(
        '--max-capabilities <n>',
        'at most so many at once',
        wholeNumber('--max-capabilities', 0, capabilities.length),
      )
      .option(
        '--budget <seconds>',
        'stop each search after so many seconds',
        wholeNumber('--budget', 1, 86_400),
      )
      .option(
        '--no-reductions',
        'leave nothing out: slower, more states, and the same paths (the way to check the reductions)',
      )
      .addOption(
        new Option('--limit <n>', 'paths shown for each goal')
          .default(12)
          .argParser(wholeNumber('--limit', 1, 100_000)),
      )
      .addOption(langOption())
      .option('--json', 'print JSON'),
  ).action(async (options: Options) => {
    const { lang } = options;
    const t = told[lang];
    const wanted = options.goal?.map(goalNamed) ?? endGoals;
    const result = await (isOwnBounds(options)
      ? findWithProgress(searchesFor(options), wanted, budgetOf(options.budget))
      : openResults(searchesFor(options), wanted, options.budget));
    const base = bitsOf(profiles.find((p) => p.name === 'rfc6749-bare')!.on as ReadonlySet<SwitchId>);
    const exhausted = result.scenarios.every((s) => s.complete) && !result.interrupted;
    const byGoal = wanted.map((id) => {
      const paths = result.paths.filter((p) => p.goal === id).toSorted((a, b) => a.steps - b.steps);
      const vacuous = result.scenarios[0]?.vacuous ?? [];
      const looking = result.scenarios.filter((s) => s.goals === null || s.goals.includes(id));
      return {
        id,
        complete: looking.length > 0 && looking.every((s) => s.complete) && !result.interrupted,
        attackers: weakestOf(paths),
        paths,
        breakingSets:
          paths.length === 0
            ? []
            : breakingSets(paths, base, candidatesOf(measures), vacuous, { maxSize: 12, maxSets: 10 }),
      };
    });
    if (options.json)
      json({
        version,
        bounds: boundsOf(result),
        interrupted: result.interrupted,
        switches: switchIds,
        capabilities: capabilities.map(({ id }) => id),
        configurations,
        goals: byGoal.map((g) => ({
          id: g.id,
          complete: g.complete,
          attackers: g.attackers,
          paths: g.paths.map((p) => ({
            id: p.id,
            capabilities: p.capabilities,
            absent: p.absent,
            present: p.present,
            steps: p.steps,
            threats: p.threats,
            provenance: p.provenance,
            moves: p.moves,
            scenario: p.scenario,
          })),
          breakingSets: g.breakingSets,
        })),
        stats: statsOf(result),
      });
    else {
      for (const g of byGoal) {
        print(t.paths(g.id, g.paths.length));
        if (g.paths.length === 0) continue;
        print(
          table(
            t.head,
            g.paths
              .slice(0, options.limit)
              .map((p) => [
                p.steps,
                p.capabilities.join(' + ') || t.noCapability,
                conditionText(p, lang),
                p.threats.join(' ') || t.unnamed,
              ]),
          ),
        );
        if (g.paths.length > options.limit) print(`  ${t.more(g.paths.length - options.limit)}`);
        const sets = g.breakingSets.map((s) => s.join('+')).slice(0, 4);
        print(`  ${t.sets(exhausted)}${sets.join(', ') || t.noSets}`);
        print('');
      }
      const stats = statsOf(result);
      print(t.end(result.paths.length, exhausted, stats));
      print(boundsText(result, lang));
      print(t.further);
    }
    process.exitCode = result.interrupted
      ? EXIT.interrupted
      : result.scenarios.every((s) => s.complete)
        ? EXIT.ok
        : EXIT.inconclusive;
  });
}

type Stats = ReturnType<typeof statsOf>;
const told = {
  en: {
    paths: (goal: string, n: number) => `${goal}: ${n} paths`,
    head: ['steps', 'capabilities', 'condition', 'threats'],
    noCapability: '(none)',
    unnamed: 'unnamed',
    more: (n: number) => `… and ${n} more (--limit, or --json for all)`,
    sets: (exhausted: boolean) =>
      `smallest sets of measures that leave no path${exhausted ? '' : ' OF THOSE FOUND SO FAR'}, from rfc6749-bare: `,
    noSets: 'none within 12 measures',
    end: (n: number, exhausted: boolean, { cores, seconds, peakMiB }: Stats) =>
      `${n} paths${exhausted ? ` decide ${configurations} configurations within the bounds` : ' so far; a search was NOT exhausted, so that none is found decides nothing'}. ${cores} states, ${seconds} s, ${peakMiB} MiB. Bounds:`,
    further: 'Look further with --max-capabilities, --sessions, --grants, --ticks or --refresh.',
  },
  ja: {
    paths: (goal: string, n: number) => `${goal}: 経路 ${n} 件`,
    head: ['手数', '能力', '条件', '脅威'],
    noCapability: '（なし）',
    unnamed: '名前なし',
    more: (n: number) => `… ほか ${n} 件（--limit で増やす。すべては --json）`,
    sets: (exhausted: boolean) =>
      `rfc6749-bare に加えると${exhausted ? '' : '、これまでに見つかった経路だけは'}すべて断つ最小の対策: `,
    noSets: '対策12個までには見つからない',
    end: (n: number, exhausted: boolean, { cores, seconds, peakMiB }: Stats) =>
      `${exhausted ? `経路 ${n} 件で、範囲内の構成 ${configurations} 通りがすべて決まる` : `これまでの経路は ${n} 件。探索が未完了のため、見つからないことは何も意味しない`}。${cores} 状態、${seconds} 秒、${peakMiB} MiB。範囲:`,
    further: '範囲を広げるには --max-capabilities、--sessions、--grants、--ticks、--refresh。',
  },
} as const;
