// Moves and conditions of paths as one line of text.

import type { Path } from '../attacks/paths.js';
import { type Lang, pick } from './i18n.js';

/** A choice for people, as `name=value` each; a list is joined, and an empty one says nothing. */
export const choiceParts = (choice: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(choice).flatMap(([k, v]) =>
    Array.isArray(v) ? (v.length === 0 ? [] : [`${k}=${v.join('+')}`]) : [`${k}=${String(v)}`],
  );

/** A move's name for people: `client.redeems {"slot":"s0"}` to `client redeems slot=s0`. */
export function moveText(name: string): string {
  const at = name.indexOf(' ');
  const choice = JSON.parse(name.slice(at + 1)) as Record<string, unknown>;
  const details = choiceParts(choice);
  return `${name.slice(0, at).replace('.', ' ')}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

export function conditionText(p: Pick<Path, 'absent' | 'present'>, lang: Lang = 'en'): string {
  const [no, with_] =
    lang === 'en'
      ? [(id: string) => `no ${id}`, (id: string) => `with ${id}`]
      : [(id: string) => `${id} なし`, (id: string) => `${id} あり`];
  return (
    [...p.absent.map(no), ...p.present.map(with_)].join(lang === 'en' ? ', ' : '、') ||
    pick({ en: 'under any configuration', ja: '構成を問わない' }, lang)
  );
}
