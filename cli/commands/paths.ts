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
import { conditionText } from '../pathText.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly json?: boolean;
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
      .option('--json', 'print JSON'),
  ).action(async (options: Options) => {
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
        print(`${g.id}: ${g.paths.length} paths`);
        if (g.paths.length === 0) continue;
        print(
          table(
            ['steps', 'capabilities', 'condition', 'threats'],
            g.paths
              .slice(0, options.limit)
              .map((p) => [
                p.steps,
                p.capabilities.join(' + ') || '(none)',
                conditionText(p),
                p.threats.join(' ') || 'unnamed',
              ]),
          ),
        );
        if (g.paths.length > options.limit)
          print(`  … and ${g.paths.length - options.limit} more (--limit, or --json for all)`);
        print(
          `  smallest sets of measures that leave no path${exhausted ? '' : ' OF THOSE FOUND SO FAR'}, from rfc6749-bare: ${
            g.breakingSets
              .map((s) => s.join('+'))
              .slice(0, 4)
              .join(', ') || 'none within 12 measures'
          }`,
        );
        print('');
      }
      const stats = statsOf(result);
      print(
        `${result.paths.length} paths${exhausted ? ` decide ${configurations} configurations within the bounds` : ' so far; a search was NOT exhausted, so that none is found decides nothing'}. ${stats.cores} states, ${stats.seconds} s, ${stats.peakMiB} MiB. Bounds:`,
      );
      print(boundsText(result));
      print('Look further with --max-capabilities, --sessions, --grants, --ticks or --refresh.');
    }
    process.exitCode = result.interrupted
      ? EXIT.interrupted
      : result.scenarios.every((s) => s.complete)
        ? EXIT.ok
        : EXIT.inconclusive;
  });
}
