// What is typed into `sekisho step`, carried out. A session is a value: a line gives what is said and the session after it.

import { goals, type GoalId } from '../../attacks/goals.js';
import { beyondIn, lookAt, type Offer, offersOf } from '../../properties/stepping/offers.js';
import { attackOf, back, forward, make, reachedIn, type Walk } from '../../properties/stepping/walk.js';
import { CliError, EXIT, unknown } from '../errors.js';
import type { Lang } from '../i18n.js';
import { goalNamed } from '../run.js';
import { traceText } from '../stepsText.js';
import { traceFileText } from '../trace.js';
import {
  beyondText,
  eachText,
  fits,
  helpText,
  knowsText,
  offersText,
  outcomeText,
  placeText,
  settingText,
  shownText,
} from './text.js';
import { shortVerbs, type Verb, verbs, words } from './words.js';

/** A walk, and under what name its configuration goes. */
export interface Session {
  readonly walk: Walk;
  readonly profile: string;
  readonly lang: Lang;
}
export interface Answer {
  readonly session: Session;
  readonly said: string;
  readonly isOver?: boolean;
  /** A file to write. */
  readonly write?: { readonly file: string; readonly content: string };
}
/** How a trace or a threat is opened. Throws what is wrong with it. */
export type Open = (what: string) => Pick<Session, 'walk' | 'profile'>;

const offers = new WeakMap<Walk, readonly Offer[]>();
/** What is offered, worked out once for each point. */
export function offersAt(walk: Walk): readonly Offer[] {
  let known = offers.get(walk);
  if (known === undefined) offers.set(walk, (known = offersOf(walk)));
  return known;
}

/** What stands at a point: its last step and the moves from there. */
export const hereText = ({ walk, lang }: Session): string =>
  `${placeText(walk, lang)}\n${offersText(walk, offersAt(walk), lang)}`;
export const greeting = (session: Session): string =>
  `${settingText(session.walk, session.profile, session.lang)}\n${hereText(session)}`;

const usage = (what: string, fix: string, available: readonly string[] = []): CliError =>
  new CliError(EXIT.usage, what, { fix, ...(available.length > 0 && { available }) });

/**
 * Carries out one line. Nothing typed, or a line that begins with `#`: nothing happens. Throws 64 for what is not
 * understood, 22 for a move that cannot be made here, and what `open` throws.
 */
export function answer(session: Session, line: string, open: Open): Answer {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return { session, said: '' };
  if (/^\d+$/.test(text)) return makes(session, numbered(session, text).id);
  if (/^\w+\.\w+ \{/.test(text)) return makes(session, text);
  const [first = '', ...rest] = text.split(/\s+/);
  const verb = verbs.find((v) => v === first) ?? shortVerbs[first];
  if (verb === undefined) throw unknown('command', first, verbs, EXIT.usage, { fix: 'type `help`' });
  return carry(session, verb, rest, open);
}

function carry(session: Session, verb: Verb, rest: readonly string[], open: Open): Answer {
  const { walk, lang } = session;
  const word = rest.join(' ');
  const say = (said: string): Answer => ({ session, said });
  switch (verb) {
    case 'next':
      return goes(session, forward(walk), () =>
        walk.ahead.length === 0
          ? usage('nothing is ahead', 'open a trace, or choose a move by its number')
          : cannot(session, walk.ahead[0]!),
      );
    case 'back':
      return goes(session, back(walk), () => usage('this is the beginning', 'choose a move by its number'));
    case 'goto':
      return goesTo(session, word);
    case 'list': {
      const found = word === '' ? offersAt(walk) : offersAt(walk).filter((o) => fits(walk, o, word, lang));
      if (word !== '' && found.length === 0)
        throw usage(`no move from here fits \`${word}\``, 'type `list` for all of them, or `beyond`');
      return say(word === '' ? offersText(walk, found, lang) : eachText(walk, found, lang));
    }
    case 'show': {
      const offer = numbered(session, word);
      return say(shownText(walk, offer, lookAt(walk, offer.id)!, lang));
    }
    case 'beyond': {
      const all = beyondIn(walk).filter((b) =>
        beyondText(walk, [b], lang).toLowerCase().includes(word.toLowerCase()),
      );
      return say(beyondText(walk, all, lang));
    }
    case 'knows':
      return say(knowsText(walk, lang));
    case 'steps':
      return say(
        walk.taken.length === 0
          ? placeText(walk, lang)
          : traceText(
              walk.taken.map(({ step }) => step),
              lang,
            ),
      );
    case 'save':
      return saves(session, rest);
    case 'open': {
      if (word === '') throw usage('`open` needs to know what', 'name a trace file, or a threat such as T6');
      const opened = { ...session, ...open(word) };
      return { session: opened, said: greeting(opened) };
    }
    case 'help':
      return say(helpText(lang));
    case 'quit':
      return { session, said: '', isOver: true };
  }
}

function numbered({ walk }: Session, text: string): Offer {
  const all = offersAt(walk);
  const offer = /^\d+$/.test(text) ? all[Number(text) - 1] : undefined;
  if (offer === undefined)
    throw usage(
      `no move \`${text}\` here`,
      all.length === 0 ? 'nobody can do anything here: go back' : `give a number from 1 to ${all.length}`,
    );
  return offer;
}

const makes = (session: Session, id: string): Answer =>
  goes(session, make(session.walk, id), () => cannot(session, id));

function goes(session: Session, walk: Walk | null, otherwise: () => CliError): Answer {
  if (walk === null) throw otherwise();
  const next = { ...session, walk };
  return { session: next, said: hereText(next) };
}

/** Why a move cannot be made here. */
function cannot({ walk, lang }: Session, id: string): CliError {
  const offer = offersAt(walk).find((o) => o.id === id);
  return new CliError(EXIT.replayFailed, `step ${walk.taken.length + 1} cannot be made here: ${id}`, {
    why:
      offer !== undefined
        ? outcomeText(walk, offer, lang)
        : lookAt(walk, id) === null
          ? 'the world offers no such move here'
          : 'the attacker lacks a capability, or does not know what it takes',
    fix: 'type `list` for what can be done, `beyond` for what that would take',
  });
}

function goesTo(session: Session, text: string): Answer {
  const { walk } = session;
  const all = walk.taken.length + walk.ahead.length;
  if (!/^\d+$/.test(text) || Number(text) > all)
    throw usage(`no step \`${text}\``, `give a number from 0 to ${all}`);
  let at = walk;
  while (at.taken.length > Number(text)) at = back(at)!;
  while (at.taken.length < Number(text)) {
    const next = forward(at);
    if (next === null) throw cannot({ ...session, walk: at }, at.ahead[0]!);
    at = next;
  }
  const next = { ...session, walk: at };
  return { session: next, said: hereText(next) };
}

function saves(session: Session, [file, named]: readonly string[]): Answer {
  const { walk, profile, lang } = session;
  if (file === undefined)
    throw usage('`save` needs to know where to', 'name a file, such as `save trace.json`');
  const reached = reachedIn(walk);
  const goal = named === undefined ? endReached(reached) : goalNamed(named);
  if (goal === null || !reached.has(goal))
    throw new CliError(
      EXIT.usage,
      named === undefined ? 'no goal is reached yet' : `\`${named}\` is not reached yet`,
      {
        why: 'a trace ends with the step that reaches its goal',
        fix: 'go on until a goal is reached; nothing was written',
        ...(reached.size > 0 && { available: [...reached.keys()] }),
      },
    );
  const result = attackOf(walk, goal);
  if ('failure' in result) throw new Error(`a walk does not replay: ${result.failure.why}`);
  return {
    session,
    said: `${words.saved[lang]}: ${file} (${goal}, ${result.attack.steps.length})`,
    write: { file, content: traceFileText(result.attack, profile) },
  };
}

/** Of the goals reached, an end before what is on the way to one; of those the one reached last. */
function endReached(reached: ReadonlyMap<GoalId, number>): GoalId | null {
  const rank = (id: GoalId) => (goals.find((g) => g.id === id)!.kind === 'end' ? 1000 : 0) + reached.get(id)!;
  return [...reached.keys()].sort((a, b) => rank(b) - rank(a))[0] ?? null;
}
