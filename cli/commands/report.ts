import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.js';
import { bookOf } from '../explorer/bind.js';
import { explorerHtml } from '../explorer/html.js';
import { checkWritable, writeOutput } from '../files.js';
import type { Lang } from '../i18n.js';
import {
  addCacheOptions,
  type CacheOptions,
  folderOf,
  langOption,
  profilesNamed,
} from '../profiles/common.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';
import { json } from '../output.js';
import { version } from '../run.js';
import { begin } from './names.js';

interface Options extends CacheOptions {
  readonly out: string;
  readonly lang: Lang;
  readonly json?: boolean;
}

export function register(program: Command): void {
  addCacheOptions(
    begin(program, 'report')
      .argument('[profiles...]', 'profiles to put first, beside the shipped ones: YAML files, or names')
      .requiredOption('-o, --out <file>', 'where to write it')
      .addOption(langOption())
      .option('--json', 'report the file as JSON'),
  ).action(async (names: string[], options: Options) => {
    checkWritable(options.out);
    const profiles = await profilesNamed(names, { writes: options.out });
    for (const profile of profiles) refuseShippedName(profile);
    const book = await bookOf(profiles, folderOf(options));
    if (book === null)
      throw new CliError(EXIT.interrupted, 'interrupted: no page is written', {
        why: 'a page is of searches that were exhausted',
        fix: 'run it again: searches that were through are kept',
      });
    const page = explorerHtml(book, options.lang);
    writeOutput(options.out, page);
    const paths = book.searches.reduce((n, s) => n + s.paths.length, 0);
    const [bytes, searches, presets] = [Buffer.byteLength(page), book.searches.length, book.presets.length];
    if (options.json) json({ version, out: options.out, bytes, searches, paths, presets });
    else process.stderr.write(`${options.out}: ${told[options.lang](bytes, searches, paths, presets)}\n`);
  });
}

/** A page holds the shipped profiles too: another profile may not stand under the name of one. */
function refuseShippedName(profile: StatedProfile): void {
  const shipped = shippedProfile(profile.name);
  if (shipped !== null && shipped !== profile)
    throw new CliError(EXIT.usage, `a profile is named \`${profile.name}\`, as a shipped one is`, {
      why: 'the page holds the shipped profiles too, and tells profiles apart by their names',
      fix: 'give it another `name`',
    });
}

const told = {
  en: (bytes: number, searches: number, paths: number, presets: number) =>
    `${Math.round(bytes / 1024)} KiB; ${searches} searches, ${paths} paths, ${presets} presets`,
  ja: (bytes: number, searches: number, paths: number, presets: number) =>
    `${Math.round(bytes / 1024)} KiB、探索 ${searches} 件、経路 ${paths} 件、構成例 ${presets} 件`,
};
