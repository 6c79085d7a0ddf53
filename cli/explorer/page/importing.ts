// Profiles from files that are dropped or chosen: read as the command line reads them, with the same errors.

import { CliError, EXIT } from '../../errors.js';
import { profileOf } from '../../../properties/profiles/profileText.js';
import { shippedNames } from '../../../properties/profiles/shipped/byName.js';
import type { Lang } from '../../i18n.js';
import { sizes } from '../../../properties/verdicts/worlds.js';
import type { Book, Preset } from '../book.js';
import { configurationOf } from '../configuration.js';
import { say } from './desk.js';
import { words } from './words.js';
import { worldText } from './worldText.js';

/** Larger than any profile; what is larger is not even read. */
const mostBytes = 1_000_000;

/** Reading a file can fail for reasons that are none of the page's: a folder was dropped, the file is gone. */
async function textOf(file: File, lang: Lang): Promise<string> {
  if (file.size > mostBytes)
    throw new CliError(EXIT.badFile, `${file.name}: ${file.size} B`, {
      why: lang === 'en' ? 'no profile is that large' : 'プロファイルとしては大きすぎる',
    });
  try {
    return await file.text();
  } catch (error) {
    throw new CliError(EXIT.missing, `${file.name}`, { why: (error as Error).message });
  }
}

/** A name that none of the page's own presets has: the command line would not take one for another either. */
function freeName(name: string, bound: Book): string {
  const isTaken = (candidate: string) => bound.presets.some((p) => p.name === candidate);
  if (!isTaken(name)) return name;
  for (let n = 2; ; n++) if (!isTaken(`${name} (${n})`)) return `${name} (${n})`;
}

/**
 * What a file says, as a preset, and what is to be said of it. `bound` is the book as it was written. Throws a `CliError`
 * that says what is wrong with the file and where.
 */
export async function importPreset(
  file: File,
  book: Book,
  bound: Book,
  lang: Lang,
): Promise<{ readonly preset: Preset; readonly note: string }> {
  const profile = profileOf(file.name, await textOf(file, lang), (name) => {
    throw new CliError(EXIT.badFile, `${file.name}: extends ${name}`, {
      why: say(words.extendsFile, { lang }),
      fix: `${say(words.makeReport, { lang })}: sekisho report ${file.name} -o report.html`,
      available: shippedNames,
    });
  });
  if (configurationOf(book, profile) === null) {
    const stated = Object.entries(profile.scenario).map(([key, value]) => `${key}: ${value}`);
    throw new CliError(EXIT.badFile, `${file.name}: ${stated.join(', ')}`, {
      why: say(words.noSuchWorld, { lang }),
      fix: `${say(words.makeReport, { lang })}: sekisho report ${file.name} -o report.html`,
      available: book.worlds.map((w) => worldText(w.stated, lang)),
    });
  }
  const hasSizes = sizes.some((key) => profile.scenario[key] !== undefined);
  return {
    preset: { ...profile, name: freeName(profile.name, bound), description: null },
    note: hasSizes ? say(words.sizesIgnored, { lang }) : '',
  };
}
