// Profiles from files that are dropped or chosen: read as the command line reads them, with the same errors.

import { CliError, EXIT } from '../../errors.js';
import { type LoadedProfile, profileOf, shippedNames } from '../../profiles/profileText.js';
import type { Lang } from '../../i18n.js';
import type { Book } from '../book.js';
import { configurationOf } from '../configuration.js';
import { say } from './desk.js';
import { words } from './words.js';

/** Larger than any profile; what is larger is not even read. */
const mostBytes = 1_000_000;

/** What a file says. Throws a `CliError` that says what is wrong with it and where. */
export async function importProfile(file: File, book: Book, lang: Lang): Promise<LoadedProfile> {
  if (file.size > mostBytes)
    throw new CliError(EXIT.badFile, `${file.name}: ${file.size} B`, {
      why: lang === 'en' ? 'no profile is that large' : 'プロファイルとしては大きすぎる',
    });
  const profile = profileOf(file.name, await file.text(), (name) => {
    const loaded = book.presets.find((p) => p.name === name);
    if (loaded !== undefined) return loaded;
    throw new CliError(EXIT.badFile, `${file.name}: extends ${name}`, {
      why: say(words.extendsFile, { lang }),
      available: [...new Set([...shippedNames, ...book.presets.map((p) => p.name)])],
    });
  });
  if (configurationOf(book, profile) !== null) return profile;
  const stated = Object.entries(profile.scenario).map(([key, value]) => `${key}: ${value}`);
  throw new CliError(EXIT.badFile, `${file.name}: ${stated.join(', ')}`, {
    why: say(words.noSuchWorld, { lang }),
    fix: `${say(words.makeReport, { lang })}: sekisho report ${file.name} -o report.html`,
    available: book.worlds.map(
      ({ stated: own }) =>
        Object.entries(own)
          .map(([key, value]) => `${key}: ${value}`)
          .join(', ') || '(—)',
    ),
  });
}
