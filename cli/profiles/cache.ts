// Remembers what searches found, in files named by what the result depends on. The cache is a convenience: whatever
// is wrong with it is said on stderr, and the search is made again.

import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { GoalId } from '../../attacks/goals.js';
import type { Budget, PathsResult } from '../../attacks/paths.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { CliError } from '../errors.js';
import { writeOutput } from '../files.js';
import { notice } from '../output.js';
import { type Interruption, findEach } from '../run.js';
import { resultKey } from '../../properties/results/digest.js';
import { fileOf, slugOf } from '../../properties/results/fileOf.js';
import { read, write } from '../../properties/results/resultFile.js';
import { shipped, shippedFolder } from '../../properties/results/shippedResults.js';

/** The user's folder for what can be made again (XDG Base Directory Specification). */
export const defaultCache = (): string =>
  join(
    process.env.XDG_CACHE_HOME?.startsWith('/') ? process.env.XDG_CACHE_HOME : join(homedir(), '.cache'),
    'sekisho',
  );

const say = (line: string) => process.stderr.write(`cache: ${line}\n`);

function remembered(
  folder: string,
  search: BoundedSearch,
  wanted: readonly GoalId[],
  key: string,
): PathsResult | null {
  const name = fileOf(search, key);
  const path = join(folder, name);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT') say(`cannot read ${path} (${code}); searching anew`);
    else if (siblings(folder, search).length > 0)
      say(`what is there of "${search.name}" is stale: made of another model or question; searching anew`);
    return null;
  }
  const known = read(key, text, { search, wanted });
  if ('result' in known) return known.result;
  say(`${path} is ${known.fault}: ${known.why}; searching anew`);
  return null;
}

const ships = new Map<string, PathsResult | null>();
/**
 * What ships of a search, read once; null: nothing that is of this model, or what does is damaged, which is said.
 * @param only goals whose paths are needed; of the others there may be none
 */
export function shippedOne(
  search: BoundedSearch,
  wanted: readonly GoalId[],
  only = wanted,
  key = resultKey(search, wanted),
): PathsResult | null {
  const question = JSON.stringify([key, only]);
  let known = ships.get(question);
  if (known === undefined) {
    const found = shipped(search, wanted, key, shippedFolder, only);
    if (found !== null && 'fault' in found)
      say(`what is shipped of "${search.name}" is ${found.fault}: ${found.why}; it is not used`);
    ships.set(question, (known = found !== null && 'result' in found ? found.result : null));
  }
  return known;
}

function siblings(folder: string, search: BoundedSearch): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.startsWith(`${slugOf(search)}.`));
  } catch {
    return [];
  }
}

/**
 * The result of each search, from the cache or by searching; those that Ctrl-C kept from starting are missing.
 * @param folder null: neither read nor written
 * @param only goals whose paths are needed; of the others some may be missing
 */
export async function resultsOf(
  searches: readonly BoundedSearch[],
  wanted: readonly GoalId[],
  folder: string | null,
  budget: Budget = {},
  only = wanted,
): Promise<Interruption & { readonly results: readonly (PathsResult | undefined)[] }> {
  const keys = searches.map((s) => resultKey(s, wanted));
  // `--no-cache` trusts nothing that was found before.
  const results: (PathsResult | undefined)[] = searches.map((s, i) =>
    folder === null
      ? undefined
      : (shippedOne(s, wanted, only, keys[i]!) ?? remembered(folder, s, wanted, keys[i]!) ?? undefined),
  );
  const missing = [...searches.keys()].filter((i) => results[i] === undefined);
  if (missing.length === 0) return { results, interrupted: false };
  notice(
    `searching ${missing.length} of ${searches.length} worlds; this takes some minutes${folder === null ? '' : `, once (kept in ${folder})`}`,
  );
  const found = await findEach(
    missing.map((i) => searches[i]!),
    wanted,
    budget,
    (at, result, interrupted) => {
      const i = missing[at]!;
      // What an interrupt cut short is reported now, but not kept.
      const isWhole = !interrupted || result.scenarios.every(({ complete }) => complete);
      if (folder === null || !isWhole || result.failures.length > 0) return;
      try {
        writeOutput(join(folder, fileOf(searches[i]!, keys[i]!)), write(keys[i]!, result));
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        say(`cannot write to ${folder} (${error.why}); the result is not kept`);
      }
    },
  );
  for (const [at, i] of missing.entries()) results[i] = found.results[at];
  return { results, interrupted: found.interrupted };
}
