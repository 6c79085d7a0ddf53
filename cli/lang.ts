// The --lang option, read.

import { EXIT, unknown } from './errors.js';
import { type Lang, langs } from './i18n.js';

/** The language of that name, or a usage error. */
export function langNamed(name: string): Lang {
  const found = langs.find((lang) => lang === name);
  if (found === undefined) throw unknown('language', name, langs, EXIT.usage);
  return found;
}
