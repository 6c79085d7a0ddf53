import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.js';
import { bookOf } from '../explorer/bind.js';
import { explorerHtml } from '../explorer/html.js';
import { checkWritable, refuseInput, writeOutput } from '../files.js';
import type { Lang } from '../i18n.js';
import { addCacheOptions, type CacheOptions, folderOf, langOption } from '../profiles/common.js';
import { loadProfile } from '../profile.js';

interface Options extends CacheOptions {
  readonly out: string;
  readonly lang: Lang;
}

export function register(program: Command): void {
  addCacheOptions(
    program
      .command('report')
      .description('a page that decides every configuration as you click, in one file that needs no network')
      .argument('[profiles...]', 'profiles to put first, beside the shipped ones: YAML files, or names')
      .requiredOption('-o, --out <file>', 'where to write it')
      .addOption(langOption()),
  ).action(async (names: string[], options: Options) => {
    checkWritable(options.out);
    const read: string[] = [];
    const profiles = names.map((name) => loadProfile(name, read));
    refuseInput(options.out, read);
    const book = await bookOf(profiles, folderOf(options));
    if (book === null)
      throw new CliError(EXIT.interrupted, 'interrupted: no page is written', {
        why: 'a page is of searches that were exhausted',
        fix: 'run it again: searches that were through are kept',
      });
    const page = explorerHtml(book, options.lang);
    writeOutput(options.out, page);
    const paths = book.searches.reduce((n, s) => n + s.paths.length, 0);
    process.stderr.write(
      `${options.out}: ${Math.round(page.length / 1024)} KiB; ${book.searches.length} searches, ${paths} paths, ${book.presets.length} presets\n`,
    );
  });
}
