import type { Command } from 'commander';
import { breakingSets, candidatesOf, switchCandidates } from '../../attacks/breaking.js';
import { threats } from '../../attacks/catalogue/paper.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';
import { switches } from '../../model/switches.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { openResults } from '../openResults.js';
import { json, print } from '../output.js';
import { loadProfile, settled } from '../profile.js';
import { boundsOf, boundsText, endGoals, goalNamed, version } from '../run.js';
import { openSearches } from '../../attacks/worlds.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'breaks')
    .option('--goal <goal>', 'break every path to this goal')
    .option('--threat <threat>', 'break every path that bears this name')
    .option('--profile <profile>', 'what is on already', 'rfc6749-bare')
    .option('--switches', 'single switches instead of measures')
    .option('--json', 'print JSON')
    .action(
      async (options: {
        goal?: string;
        threat?: string;
        profile: string;
        switches?: boolean;
        json?: boolean;
      }) => {
        if ((options.goal === undefined) === (options.threat === undefined))
          throw new CliError(EXIT.usage, 'give either --goal or --threat', {
            available: [...endGoals, ...threats.map(({ id }) => id)],
          });
        if (options.threat !== undefined && !threats.some(({ id }) => id === options.threat))
          throw unknown(
            'threat',
            options.threat,
            threats.map(({ id }) => id),
            EXIT.usage,
          );
        const goal = options.goal === undefined ? null : goalNamed(options.goal);
        const profile = settled(loadProfile(options.profile));
        const result = await openResults(openSearches(), goal === null ? endGoals : [goal]);
        const paths = result.paths.filter(
          (p) => goal !== null || (p.threats as readonly string[]).includes(options.threat!),
        );
        const isDecided =
          result.scenarios.length === openSearches().length && result.scenarios.every((x) => x.complete);
        const candidates = options.switches
          ? switchCandidates([...new Set(paths.flatMap((p) => p.absent))])
          : candidatesOf(measures);
        const vacuous = result.scenarios[0]?.vacuous ?? [];
        // What breaks the paths found so far need not break those that were not found yet.
        const sets = isDecided
          ? breakingSets(paths, bitsOf(profile.on), candidates, vacuous, {
              maxSize: options.switches ? 6 : 12,
              maxSets: 40,
            })
          : null;
        const assumed = new Set(switches.filter((s) => s.basis === 'assumed').map(({ id }) => id as string));
        if (options.json)
          json({
            version,
            of: goal ?? options.threat,
            profile: profile.name,
            bounds: boundsOf(result),
            paths: paths.length,
            breakingSets: sets,
          });
        else if (sets === null) {
          print(
            `${paths.length} paths so far; a search was NOT exhausted, so nothing is said of what breaks them all.`,
          );
          print('Bounds:');
          print(boundsText(result));
        } else {
          print(
            `${paths.length} paths; sets that, added to ${profile.name}, leave none (all else as there):`,
          );
          for (const set of sets)
            print(
              `  ${set.map((id) => (assumed.has(id) ? `${id} (assumed)` : id)).join(' + ') || '(nothing needed)'}`,
            );
          if (sets.length === 0) print('  none found within the size tried');
          print('Bounds:');
          print(boundsText(result));
        }
        process.exitCode = result.interrupted ? EXIT.interrupted : isDecided ? EXIT.ok : EXIT.inconclusive;
      },
    );
}
