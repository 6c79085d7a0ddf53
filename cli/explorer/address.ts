// The state of the page as the fragment of its address, short enough to be sent, and back. A fragment that another model
// wrote would mean something else here, so it names the tables that its numbers count in.

import { capabilities } from '../../attacks/capabilities/capabilities.js';
import type { Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { type Lang, langs } from '../i18n.js';
import { targets, idOf } from '../profiles/judge.js';
import { bitsIn, digits } from './bits.js';
import type { Book } from './book.js';
import { anyAttacker, type Configuration } from './configuration.js';

export const views = ['attack', 'twin', 'why', 'coverage', 'lattice'] as const;
export type View = (typeof views)[number];
export const modes = ['explore', 'quiz'] as const;
export type Mode = (typeof modes)[number];

export interface PageState {
  readonly mode: Mode;
  readonly a: Configuration;
  /** The second configuration, if two are compared. */
  readonly b: Configuration | null;
  /** The goal or threat that is looked at, in which of the two, and how. */
  readonly target: string | null;
  readonly side: 'a' | 'b';
  /** The open path whose attack is shown; null: the first that runs. */
  readonly path: string | null;
  readonly view: View;
  /** Frame of the attack, from 1. */
  readonly frame: number;
  /** Seed of the quiz, 1 to 999999. */
  readonly seed: number;
  /** Only the goal or threat is shown, large: for a class. */
  readonly stage: boolean;
  readonly lang: Lang;
}

/** Of the tables that numbers count in: 32-bit FNV-1a, in base 36. */
const tables: string = (() => {
  let hash = 0x811c9dc5;
  for (const c of [...switchIds, ...capabilities.map(({ id }) => id)].join('\n'))
    hash = Math.imul(hash ^ c.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
})();

/** Each setting of a kind of world as one letter; `-` where it is left open. */
const letters = [
  ['client', ['server-app', 'server-app+access-app', 'native-app']],
  ['orders', ['granted', 'scope-only']],
  ['jointAccounts', [true, false]],
  ['refresh', [true, false]],
] as const satisfies readonly (readonly [keyof Scenario, readonly unknown[]])[];

const worldText = (stated: Partial<Scenario>): string =>
  letters
    .map(([key, values]) => {
      const at = (values as readonly unknown[]).indexOf(stated[key]);
      return at === -1 ? '-' : 'abc'[at]!;
    })
    .join('');

const write = (book: Book, { on, unknown, attacker, world }: Configuration): string =>
  [
    digits(on),
    digits(unknown),
    worldText(book.worlds[world]!.stated),
    ...(attacker === anyAttacker ? [] : [digits(attacker)]),
  ].join('.');

/** The fragment, without its `#`. */
export function addressOf(book: Book, s: PageState): string {
  const parts = [
    'v1',
    tables,
    `a=${write(book, s.a)}`,
    ...(s.b === null ? [] : [`b=${write(book, s.b)}`]),
    ...(s.mode === 'quiz' ? [`quiz=${s.seed}`] : []),
    ...(s.target === null ? [] : [`t=${s.target}`]),
    ...(s.side === 'b' ? ['in=b'] : []),
    ...(s.path === null ? [] : [`p=${s.path}`]),
    ...(s.view === 'attack' ? [] : [`v=${s.view}`]),
    ...(s.frame === 1 ? [] : [`s=${s.frame}`]),
    ...(s.stage ? ['stage=1'] : []),
    `l=${s.lang}`,
  ];
  return parts.join('&');
}

export type ReadAddress =
  | { readonly state: PageState }
  /**
   * `other-tables`: of another model. `other-worlds`: of a page that holds searches of another kind of world.
   * `unreadable`: not an address of such a page at all.
   */
  | { readonly fault: 'other-tables' | 'other-worlds' | 'unreadable' };

/** What a fragment says; null: nothing, it is empty. Never throws, whatever it holds. */
export function stateAt(fragment: string, book: Book, initial: PageState): ReadAddress | null {
  if (fragment === '') return null;
  const [version, written, ...rest] = fragment.split('&');
  if (version !== 'v1') return { fault: 'unreadable' };
  if (written !== tables) return { fault: 'other-tables' };
  const fields = new Map(
    rest.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const a = read(fields.get('a') ?? '', book);
  const b = fields.has('b') ? read(fields.get('b')!, book) : null;
  if (typeof a === 'string') return { fault: a };
  if (typeof b === 'string') return { fault: b };
  const target = fields.get('t') ?? null;
  const lang = langs.find((l) => l === fields.get('l')) ?? initial.lang;
  return {
    state: {
      mode: fields.has('quiz') ? 'quiz' : 'explore',
      a,
      b,
      target: target !== null && targets.some((t) => idOf(t) === target) ? target : null,
      side: fields.get('in') === 'b' && b !== null ? 'b' : 'a',
      path: pathIn(fields.get('p')),
      view: views.find((v) => v === fields.get('v')) ?? 'attack',
      frame: wholeIn(fields.get('s'), 1, 9999) ?? 1,
      seed: wholeIn(fields.get('quiz'), 1, 999_999) ?? initial.seed,
      stage: fields.get('stage') === '1',
      lang,
    },
  };
}

/** A path's id, if it looks like one; whether there is such a path here is for those to know who show it. */
const pathIn = (text: string | undefined): string | null =>
  text !== undefined && /^[a-z.-]{1,40}\/[0-9a-z]{1,10}$/.test(text) ? text : null;

function wholeIn(text: string | undefined, least: number, most: number): number | null {
  if (text === undefined || !/^\d{1,6}$/.test(text)) return null;
  const n = Number(text);
  return n < least || n > most ? null : n;
}

function read(text: string, book: Book): Configuration | 'unreadable' | 'other-worlds' {
  const [onText = '', unknownText = '', stated = '', attackerText] = text.split('.');
  const [on, unknown] = [bitsIn(onText), bitsIn(unknownText)];
  const attacker = attackerText === undefined ? anyAttacker : bitsIn(attackerText);
  if (on === null || unknown === null || attacker === null || !/^[abc-]{4}$/.test(stated))
    return 'unreadable';
  const all = (1n << BigInt(switchIds.length)) - 1n;
  const isOutside = ((on | unknown) & ~all) !== 0n || (attacker & ~anyAttacker) !== 0n;
  if (isOutside || (on & unknown) !== 0n) return 'unreadable';
  const world = book.worlds.findIndex((w) => worldText(w.stated) === stated);
  return world === -1 ? 'other-worlds' : { on, unknown, attacker, world };
}
