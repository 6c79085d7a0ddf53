import type { Command } from 'commander';
import { breakingSets, candidatesOf, switchCandidates } from '../../attacks/breaking.js';
import { threats } from '../../attacks/catalogue/paper.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';
import { switches } from '../../model/switches.js';
import { CliError, EXIT, unknown } from '../errors.js';
import type { Lang } from '../i18n.js';
import { openResults } from '../openResults.js';
import { json, print } from '../output.js';
import { loadProfile, settled } from '../profile.js';
import { langOption } from '../profiles/common.js';
import { boundsOf, boundsText, endGoals, goalNamed, version } from '../run.js';
import { openSearches } from '../../attacks/worlds.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'breaks')
    .option('--goal <goal>', 'break every path to this goal')
    .option('--threat <threat>', 'break every path that bears this name')
    .option('--profile <profile>', 'what is on already', 'rfc6749-bare')
    .option('--switches', 'single switches instead of measures')
    .addOption(langOption())
    .option('--json', 'print JSON')
    .action(
      async (options: {
        goal?: string;
        threat?: string;
        profile: string;
        switches?: boolean;
        json?: boolean;
        lang: Lang;
      }) => {
        const { lang } = options;
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
          print(told.open[lang](paths.length));
          print(told.bounds[lang]);
          print(boundsText(result, lang));
        } else {
          print(told.sets[lang](paths.length, profile.name));
          for (const set of sets)
            print(
              `  ${set.map((id) => (assumed.has(id) ? `${id}${told.assumed[lang]}` : id)).join(' + ') || told.nothing[lang]}`,
            );
          if (sets.length === 0) print(`  ${told.none[lang]}`);
          print(told.bounds[lang]);
          print(boundsText(result, lang));
        }
        process.exitCode = result.interrupted ? EXIT.interrupted : isDecided ? EXIT.ok : EXIT.inconclusive;
      },
    );
}

const told = {
  open: {
    en: (paths: number) =>
      `${paths} paths so far; a search was NOT exhausted, so which sets break all of them is not known.`,
    ja: (paths: number) =>
      `これまでに見つかった経路は${paths}件。探索が未完了のため、すべてを断つ組合せについては何も言えない。`,
  },
  sets: {
    en: (paths: number, profile: string) =>
      `${paths} paths; sets that leave none of them when added to ${profile}, all else unchanged:`,
    ja: (paths: number, profile: string) =>
      `経路は${paths}件。${profile} に加えると（ほかはそのままで）すべての経路を断つ組合せ:`,
  },
  assumed: { en: ' (assumed)', ja: '（仮定）' },
  nothing: { en: '(nothing needed)', ja: '（追加不要）' },
  none: { en: 'none found within the size tried', ja: '調べた大きさの範囲では見つからない' },
  bounds: { en: 'Bounds:', ja: '範囲:' },
} as const;
