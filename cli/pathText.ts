// Moves and conditions of paths as one line of text.

import type { Path } from '../attacks/paths.js';
import { type Lang, pick } from './i18n.js';

/** A move's name for people: `client.redeems {"slot":"s0"}` to `client redeems slot=s0`. */
export function moveText(name: string): string {
  const at = name.indexOf(' ');
  const choice = JSON.parse(name.slice(at + 1)) as Record<string, unknown>;
  const details = Object.entries(choice).map(([k, v]) => `${k}=${String(v)}`);
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
