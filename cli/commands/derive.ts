import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import type { PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { profileSearches, todaysSearches } from '../../attacks/worlds.js';
import { CliError, EXIT } from '../errors.js';
import { writeOutput } from '../files.js';
import { type Lang, pick, type Text } from '../i18n.js';
import { json, print } from '../output.js';
import { langOption } from '../profiles/common.js';
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
  readonly lang: Lang;
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
    .addOption(langOption())
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
        if (options.json) json({ version, model: modelDigest(), interrupted: false, searches: [] });
        else print(told[options.lang].nothing);
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
        const say = (says: Text) => {
          report.push({ ...about, says: says.en });
          if (!options.json) print(told[options.lang].line(about, pick(says, options.lang)));
        };
        if (isCut) return;
        if (!options.check) {
          writeOutput(shippedFile(search, keys[i]!, options.out), packed(keys[i]!, result));
          say(said.written);
          return;
        }
        const kept = shipped(search, endGoals, keys[i]!, options.out);
        if (kept === null) say(said.notShipped);
        else if ('fault' in kept) say(faultText(kept));
        else say(essence(kept.result) === essence(result) ? said.same : said.differs);
      });
      if (!options.check && options.only === undefined && !interrupted) {
        const wanted = new Set(all.map((s) => basename(shippedFile(s, resultKey(s, endGoals), options.out))));
        for (const file of readdirSync(options.out))
          if (file.endsWith('.json.gz') && !wanted.has(file)) rmSync(join(options.out, file));
      }
      if (options.json) json({ version, model: modelDigest(), interrupted, searches: report });
      const differs = options.check && report.some(({ says }) => says !== said.same.en);
      process.exitCode =
        interrupted || results.some((r) => r === undefined)
          ? EXIT.interrupted
          : differs
            ? EXIT.attack
            : EXIT.ok;
    });
}

const said = {
  written: { en: 'written', ja: '書き出した' },
  notShipped: {
    en: 'not shipped, or shipped of another model',
    ja: '同梱されていないか、別のモデルのものである',
  },
  same: { en: 'as shipped', ja: '同梱の結果と同じ' },
  differs: { en: 'differs from what is shipped', ja: '同梱の結果と異なる' },
} as const satisfies Record<string, Text>;
const faultText = ({ fault, why }: { readonly fault: 'damaged' | 'stale'; readonly why: string }): Text => ({
  en: `${fault}: ${why}`,
  ja: fault === 'stale' ? '同梱の結果が古い' : '同梱の結果が壊れている',
});

interface About {
  readonly name: string;
  readonly paths: number;
  readonly exhausted: boolean;
  readonly seconds: number;
}
const told = {
  en: {
    nothing: 'nothing is missing',
    line: ({ name, paths, exhausted, seconds }: About, says: string) =>
      `${name}: ${says}; ${paths} paths, ${exhausted ? 'exhausted' : 'NOT exhausted'}, ${seconds} s`,
  },
  ja: {
    nothing: '不足なし',
    line: ({ name, paths, exhausted, seconds }: About, says: string) =>
      `${name}: ${says}；経路 ${paths} 件、${exhausted ? '完全に探索済み' : '探索は未完了'}、${seconds} 秒`,
  },
} as const;
