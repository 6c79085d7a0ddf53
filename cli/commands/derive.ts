import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { profileSearches, todaysSearches } from '../../attacks/worlds.js';
import { CliError, EXIT } from '../errors.js';
import { writeOutput } from '../files.js';
import { json, print } from '../output.js';
import { modelDigest, resultKey } from '../../properties/results/digest.js';
import { questionOf, searchKey } from '../profiles/grounds.js';
import { packed, shipped, shippedFile, shippedFolder } from '../../properties/results/shippedResults.js';
import { shippedProfiles } from '../../properties/profiles/shipped/index.js';
import { searchesFor } from '../../properties/verdicts/worlds.js';
import { collect, endGoals, findEach, version } from '../run.js';
import { begin } from './names.js';

interface Options {
  readonly check?: boolean;
  readonly only?: readonly string[];
  readonly missing?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

/** Every search that the shipped profiles and the table stand on. */
export function everySearch(): readonly BoundedSearch[] {
  const open = [{}, ...shippedProfiles.map(({ scenario }) => scenario)].flatMap((stated) =>
    searchesFor(stated),
  );
  const own = shippedProfiles.flatMap((profile) => profileSearches(questionOf(profile)));
  return [...new Map([...open, ...todaysSearches(), ...own].map((s) => [searchKey(s), s] as const)).values()];
}

/** What a search found, without how long it took or how much memory. */
const essence = ({ paths, scenarios }: PathsResult): string =>
  JSON.stringify([
    paths.map(({ id, threats, moves }) => [id, threats, moves]),
    scenarios.map(({ stats: _stats, vacuous: _vacuous, ...s }) => s),
  ]);

export function register(program: Command): void {
  begin(program, 'derive')
    .option('--check', 'write nothing: search again, and compare with what is shipped')
    .option('--missing', 'only searches whose results are not there yet')
    .option('--only <text>', 'only searches whose name holds this text (repeatable)', collect)
    .option('-o, --out <folder>', 'where the results are kept', shippedFolder)
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const all = everySearch();
      const searches = all.filter(
        (search) =>
          (options.only === undefined || options.only.some((text) => search.name.includes(text))) &&
          !(
            options.missing === true &&
            existsSync(shippedFile(search, resultKey(search, endGoals), options.out))
          ),
      );
      if (searches.length === 0 && options.missing === true) {
        print('nothing is missing');
        return;
      }
      if (searches.length === 0)
        throw new CliError(EXIT.usage, `no search has \`${options.only?.join('` or `')}\` in its name`, {
          available: all.map(({ name }) => name),
        });
      const keys = searches.map((s) => resultKey(s, endGoals));
      if (!options.check) mkdirSync(options.out, { recursive: true });
      const report: { name: string; says: string; paths: number; exhausted: boolean; seconds: number }[] = [];
      const { results, interrupted } = await findEach(searches, endGoals, {}, (i, result, isCut) => {
        const search = searches[i]!;
        const about = {
          name: search.name,
          paths: result.paths.length,
          exhausted: result.scenarios.length > 0 && result.scenarios.every(({ complete }) => complete),
          seconds: Math.round(result.scenarios.reduce((n, s) => n + s.stats.seconds, 0)),
        };
        const say = (says: string) => {
          report.push({ ...about, says });
          if (!options.json)
            print(
              `${search.name}: ${says}; ${about.paths} paths, ${about.exhausted ? 'exhausted' : 'NOT exhausted'}, ${about.seconds} s`,
            );
        };
        if (isCut) return;
        if (!options.check) {
          writeOutput(shippedFile(search, keys[i]!, options.out), packed(keys[i]!, result));
          say('written');
          return;
        }
        const kept = shipped(search, endGoals, keys[i]!, options.out);
        if (kept === null) say('not shipped, or shipped of another model');
        else if ('fault' in kept) say(`${kept.fault}: ${kept.why}`);
        else say(essence(kept.result) === essence(result) ? 'as shipped' : 'differs from what is shipped');
      });
      if (!options.check && options.only === undefined && !interrupted) {
        const wanted = new Set(all.map((s) => basename(shippedFile(s, resultKey(s, endGoals), options.out))));
        for (const file of readdirSync(options.out))
          if (file.endsWith('.json.gz') && !wanted.has(file)) rmSync(join(options.out, file));
      }
      if (options.json) json({ version, model: modelDigest(), interrupted, searches: report });
      const differs = options.check && report.some(({ says }) => says !== 'as shipped');
      process.exitCode =
        interrupted || results.some((r) => r === undefined)
          ? EXIT.interrupted
          : differs
            ? EXIT.attack
            : EXIT.ok;
    });
}
