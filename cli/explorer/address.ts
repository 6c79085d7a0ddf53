// The state of the page as the fragment of its address, short enough to be sent, and back. A fragment that another model
// wrote would mean something else here, so it names the tables that its numbers count in.

import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { type MeasureId, measures } from '../../model/measures.js';
import type { Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { type Lang, langs } from '../i18n.js';
import { idOf, targets } from '../../properties/verdicts/judge.js';
import { scenarioChoices } from '../../properties/profiles/choices.js';
import { bitsIn, digits } from './bits.js';
import type { Book } from './book.js';
import { anyAttacker, type Configuration, configurationOf } from './configuration.js';
import { shortDigest } from './shortDigest.js';

export const views = ['attack', 'twin', 'why', 'coverage', 'lattice', 'flow'] as const;
export type View = (typeof views)[number];
export const modes = ['explore', 'quiz'] as const;
export type Mode = (typeof modes)[number];

export const quizLengths = [5, 8, 12] as const;
export type QuizLength = (typeof quizLengths)[number];

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
  /**
   * What the attack is shown beside: a measure, the other configuration, or whatever stops it; null: the other one, if
   * there is one.
   */
  readonly defence: MeasureId | 'other' | 'auto' | null;
  /** Frame of the attack, from 1. */
  readonly frame: number;
  /** Seed of the quiz, 1 to 999999, and how many questions. */
  readonly seed: number;
  readonly questions: QuizLength;
  /** Where in the guided tour, from 1; null: not on it. */
  readonly station: number | null;
  /** Only the goal or threat is shown, large: for a class. */
  readonly stage: boolean;
  readonly lang: Lang;
}

/** Each setting of a kind of world, written as one letter. */
const settings = [
  'client',
  'orders',
  'jointAccounts',
  'refresh',
] as const satisfies readonly (keyof Scenario)[];

/** Of the tables that numbers and letters count in. */
const tables: string = shortDigest(
  JSON.stringify([
    switchIds,
    capabilities.map(({ id }) => id),
    settings.map((key) => [key, scenarioChoices[key]]),
  ]),
);

/** The settings of a kind of world; `-` where one is left open. */
const worldText = (stated: Partial<Scenario>): string =>
  settings
    .map((key) => {
      if (stated[key] === undefined) return '-';
      const at = (scenarioChoices[key] as readonly unknown[]).indexOf(stated[key]);
      return 'abcdefghijklmnopqrstuvwxyz'[at]!;
    })
    .join('');

const write = (book: Book, { on, unknown, attacker, world }: Configuration): string =>
  [
    digits(on),
    digits(unknown),
    worldText(book.worlds[world]!.stated),
    ...(attacker === anyAttacker ? [] : [digits(attacker)]),
  ].join('.');

const defences = ['auto', 'other', ...measures.map(({ id }) => id)] as const;

/** Where a page starts whose address says nothing. */
export const initialState = (book: Book, lang: Lang): PageState => ({
  mode: 'explore',
  a: configurationOf(book, book.presets[0]!)!,
  b: null,
  target: null,
  side: 'a',
  path: null,
  view: 'attack',
  defence: null,
  frame: 1,
  seed: 1,
  questions: 8,
  station: null,
  stage: false,
  lang,
});

/** By which a sheet of the quiz tells the page that it was drawn in: of what it is drawn from. */
export const bookMark = ({ model, presets }: Book): string =>
  shortDigest(
    JSON.stringify([
      model,
      presets.map((p) => [p.name, [...p.on], [...p.unknown], p.scenario, p.attacker && [...p.attacker]]),
    ]),
  ).slice(0, 4);

/** The fragment, without its `#`. */
export function addressOf(book: Book, s: PageState): string {
  const parts = [
    'v1',
    tables,
    `a=${write(book, s.a)}`,
    ...(s.b === null ? [] : [`b=${write(book, s.b)}`]),
    ...(s.mode === 'quiz' ? ['m=quiz'] : []),
    ...(s.mode === 'quiz' || s.seed !== 1 || s.questions !== 8
      ? [`quiz=${[s.seed, s.questions, bookMark(book)].join('.')}`]
      : []),
    ...(s.target === null ? [] : [`t=${s.target}`]),
    ...(s.side === 'b' ? ['in=b'] : []),
    ...(s.defence === null ? [] : [`d=${s.defence}`]),
    ...(s.path === null ? [] : [`p=${s.path}`]),
    ...(s.view === 'attack' ? [] : [`v=${s.view}`]),
    ...(s.frame === 1 ? [] : [`s=${s.frame}`]),
    ...(s.station === null ? [] : [`tour=${s.station}`]),
    ...(s.stage ? ['stage=1'] : []),
    `l=${s.lang}`,
  ];
  return parts.join('&');
}

export type ReadAddress =
  | {
      readonly state: PageState;
      /** It is of a quiz in another page: the same number is another sheet here. */
      readonly isOtherSheet: boolean;
    }
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
  const [seed, questions, mark] = (fields.get('quiz') ?? '').split('.');
  const lang = langs.find((l) => l === fields.get('l')) ?? initial.lang;
  return {
    isOtherSheet: fields.get('m') === 'quiz' && mark !== bookMark(book),
    state: {
      mode: modes.find((m) => m === fields.get('m')) ?? 'explore',
      a,
      b,
      target: target !== null && targets.some((t) => idOf(t) === target) ? target : null,
      side: fields.get('in') === 'b' && b !== null ? 'b' : 'a',
      path: pathIn(fields.get('p')),
      defence: defences.find((d) => d === fields.get('d')) ?? null,
      view: views.find((v) => v === fields.get('v')) ?? 'attack',
      frame: wholeIn(fields.get('s'), 1, 9999) ?? 1,
      seed: wholeIn(seed, 1, 999_999) ?? initial.seed,
      questions: quizLengths.find((n) => String(n) === questions) ?? initial.questions,
      station: wholeIn(fields.get('tour'), 1, 99),
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
  if (on === null || unknown === null || attacker === null || !/^[a-z-]{4}$/.test(stated))
    return 'unreadable';
  const all = (1n << BigInt(switchIds.length)) - 1n;
  const isOutside = ((on | unknown) & ~all) !== 0n || (attacker & ~anyAttacker) !== 0n;
  if (isOutside || (on & unknown) !== 0n) return 'unreadable';
  const world = book.worlds.findIndex((w) => worldText(w.stated) === stated);
  return world === -1 ? 'other-worlds' : { on, unknown, attacker, world };
}
