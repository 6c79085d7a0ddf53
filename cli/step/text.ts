// A walk and what is offered in it, for people.

import { goals, type GoalId } from '../../attacks/goals.js';
import type { ToldStep } from '../../attacks/search/retell.js';
import type { Beyond, Offer } from '../../properties/stepping/offers.js';
import { stateOf, type Walk } from '../../properties/stepping/walk.js';
import { entityOf } from '../../model/world.js';
import { actionNames } from '../../properties/drawings/words/actions.js';
import { checksOf, guardName } from '../../properties/drawings/tell/checks.js';
import { type Teller, tellerWords } from '../../properties/drawings/tell/context.js';
import { capabilityName } from '../../properties/drawings/tell/learnings.js';
import { isSeen } from '../../properties/drawings/tell/seen.js';
import { termNamer } from '../../properties/drawings/terms.js';
import { entityName, type Lang, pick } from '../i18n.js';
import { table } from '../output.js';
import { choiceParts } from '../pathText.js';
import { scenarioText } from '../../properties/drawings/scenarioText.js';
import { traceText } from '../stepsText.js';
import { commands, words } from './words.js';

const say = (id: keyof typeof words, lang: Lang): string => pick(words[id], lang);
const comma = (lang: Lang): string => (lang === 'en' ? ', ' : '、');
const colon = (lang: Lang): string => (lang === 'en' ? ': ' : '：');
const goalName = (id: GoalId, lang: Lang): string => pick(goals.find((g) => g.id === id)!.name, lang);

export const actionText = (actor: string, action: string, lang: Lang): string => {
  const name = actionNames[`${actor}.${action}`];
  return name === undefined ? `${actor} ${action}` : pick(name, lang);
};
const actorText = (actor: string, lang: Lang): string =>
  entityName(actor === 'alice' ? 'resourceOwner' : actor, lang);

const tellerOf = ({ setting }: Walk, state: Offer['state'], lang: Lang): Teller => ({
  ...tellerWords(lang),
  name: termNamer(state, lang),
  isOn: (id) => setting.on.has(id),
  has: (id) => setting.capabilities.has(id),
});

/** A check that turned something away: whose, which, and the switches that make it. */
export interface Refusal {
  readonly by: string;
  readonly check: string;
  readonly switches: readonly string[];
}
/** Who refuses in a move, in the order in which it happens. */
export function refusalsOf(walk: Walk, { happenings, state }: Offer, lang: Lang): readonly Refusal[] {
  const teller = tellerOf(walk, state, lang);
  return happenings.flatMap((h) => {
    if (h.kind !== 'event' || h.result.refusal === null) return [];
    const check = checksOf(h, teller).find(({ result }) => result === 'refused');
    const by = entityOf(h.component).id;
    return check === undefined
      ? [{ by, check: guardName(h.result.refusal, lang), switches: [] }]
      : [{ by, check: check.name, switches: check.switches }];
  });
}
function refusalText({ by, check, switches }: Refusal, lang: Lang): string {
  const names = switches.length > 0 ? ` [${switches.join(', ')}]` : '';
  return lang === 'en'
    ? `${entityName(by, lang)} ${say('refuses', lang)}: ${check}${names}`
    : `${entityName(by, lang)}${say('refuses', lang)}：${check}${names}`;
}

/** What would come of a move, in one line. */
export function outcomeText(walk: Walk, offer: Offer, lang: Lang): string {
  const name = termNamer(offer.state, lang);
  const refusals = refusalsOf(walk, offer, lang);
  // A check that refused has been named with its switches.
  const asked =
    refusals.length > 0
      ? []
      : offer.happenings.flatMap((h) => (h.kind === 'asked' && h.on ? [h.switch] : []));
  const learns = offer.learns.filter((term) => isSeen(term, (id) => walk.setting.on.has(id)));
  const ends = offer.goals.filter((id) => goals.find((g) => g.id === id)!.kind === 'end');
  const parts = [
    ...refusals.map((r) => refusalText(r, lang)),
    ...(offer.isRuledOut
      ? [`${say('ruledOut', lang)}${asked.length > 0 ? ` [${asked.join(', ')}]` : ''}`]
      : []),
    ...(learns.length > 0
      ? [`${say('learns', lang)}${colon(lang)}${learns.map(name).join(comma(lang))}`]
      : []),
    ...ends.map((id) => `${say('reaches', lang)}${colon(lang)}${goalName(id, lang)}`),
    ...(offer.goals.some((id) => id.startsWith('honest.')) ? [say('honest', lang)] : []),
  ];
  return parts.length === 0 ? say('goesOn', lang) : parts.join(lang === 'en' ? '; ' : '。');
}

/** Moves that are called the same and come to the same. */
export interface Alike {
  readonly first: Offer;
  readonly ways: number;
  readonly outcome: string;
}
export function alike(walk: Walk, offers: readonly Offer[], lang: Lang): readonly Alike[] {
  const groups = new Map<string, { first: Offer; ways: number; outcome: string }>();
  for (const first of offers) {
    const outcome = outcomeText(walk, first, lang);
    const key = `${first.move.actor}.${first.move.action} ${outcome}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first, ways: 1, outcome });
    else group.ways++;
  }
  return [...groups.values()];
}

/** Rows in columns, without a head. */
const aligned = (rows: readonly (readonly string[])[]): string =>
  table(
    rows[0]!.map(() => ''),
    rows,
  )
    .split('\n')
    .slice(2)
    .join('\n');

const head = (lang: Lang): readonly string[] => [
  say('number', lang),
  say('who', lang),
  say('what', lang),
  say('comes', lang),
];

/** The moves from here: those that are called the same and come to the same in one line. */
export function offersText(walk: Walk, offers: readonly Offer[], lang: Lang): string {
  if (offers.length === 0) return say('noMoves', lang);
  const groups = alike(walk, offers, lang);
  const isLast = ({ first }: Alike) => Number(first.isRuledOut);
  const rows = groups
    .toSorted((a, b) => isLast(a) - isLast(b))
    .map(({ first, ways, outcome }) => [
      first.n,
      actorText(first.move.actor, lang),
      `${actionText(first.move.actor, first.move.action, lang)}${ways === 1 ? '' : lang === 'en' ? ` (${ways} ${say('ways', lang)})` : `（${ways}${say('ways', lang)}）`}`,
      outcome,
    ]);
  return `${say('moves', lang)}${lang === 'en' ? ` (${offers.length})` : `（${offers.length}）`}${colon(lang).trimEnd()}\n${table(head(lang), rows)}`;
}

/** So many moves are listed one by one. */
const mostListed = 100;

/** Each of these moves with what is chosen in it. */
export function eachText(walk: Walk, offers: readonly Offer[], lang: Lang): string {
  const rows = offers
    .slice(0, mostListed)
    .map((offer) => [
      offer.n,
      actorText(offer.move.actor, lang),
      `${offer.move.action} ${choiceParts(offer.move.choice).join(', ')}`.trimEnd(),
      outcomeText(walk, offer, lang),
    ]);
  const more = offers.length - rows.length;
  return [
    table(head(lang), rows),
    ...(more > 0 ? [lang === 'en' ? `${more} ${say('more', lang)}` : `${say('more', lang)}${more}`] : []),
  ].join('\n');
}

/** Whether a word fits a move: in its name, in what it is called, or in what comes of it. */
export const fits = (walk: Walk, offer: Offer, word: string, lang: Lang): boolean =>
  [
    offer.id,
    actorText(offer.move.actor, lang),
    actionText(offer.move.actor, offer.move.action, lang),
    outcomeText(walk, offer, lang),
  ].some((text) => text.toLowerCase().includes(word.toLowerCase()));

/** A move in full: what happens, each check in order, and what the attacker learns or does not. */
export function shownText(walk: Walk, offer: Offer, told: ToldStep, lang: Lang): string {
  const teller = tellerOf(walk, offer.state, lang);
  const results = { refused: 'refused', passed: 'passed', notMade: 'notMade' } as const;
  const checks = offer.happenings.flatMap((h) =>
    h.kind === 'event'
      ? checksOf(h, teller).map((c) => [
          `  ${entityName(c.by, lang)}`,
          c.name,
          c.switches.length === 0 ? '' : `[${c.switches.join(', ')}]`,
          say(results[c.result], lang),
        ])
      : [],
  );
  const asked = offer.happenings.flatMap((h) => (h.kind === 'asked' ? [h] : []));
  return [
    `${actorText(offer.move.actor, lang)}${colon(lang)}${actionText(offer.move.actor, offer.move.action, lang)}`,
    `  ${offer.id}`,
    `${say('comes', lang)}${colon(lang)}${outcomeText(walk, offer, lang)}`,
    ...(checks.length === 0 ? [] : [`${say('checked', lang)}${colon(lang).trimEnd()}`, aligned(checks)]),
    ...(asked.length === 0
      ? []
      : [
          `${say('switches', lang)}${colon(lang)}${asked.map((h) => `${h.switch} (${say(h.on ? 'isOn' : 'isOff', lang)})`).join(', ')}`,
        ]),
    ...told.unlearnt.map(
      (u) =>
        `${say('kept', lang)}${colon(lang)}${teller.name(u.term)} (${say('by', lang)}${colon(lang)}${capabilityName(u.capability, lang)}) ${say('because', lang)}${colon(lang)}${u.because.join(', ')}`,
    ),
  ].join('\n');
}

/** Where a walk has got to: its last step, and how far on and ahead it is. */
export function placeText({ taken, ahead }: Walk, lang: Lang): string {
  const more =
    ahead.length === 0
      ? ''
      : lang === 'en'
        ? ` (${ahead.length} ${say('ahead', lang)}: next)`
        : `（${say('ahead', lang)}${ahead.length}手：next）`;
  const last = taken.at(-1);
  return last === undefined
    ? `${say('start', lang)}${more}`
    : `${traceText([last.step], lang)}${more === '' ? '' : `\n${more.trim()}`}`;
}

export function knowsText(walk: Walk, lang: Lang): string {
  const state = stateOf(walk);
  const name = termNamer(state, lang);
  const known = [...state.known]
    .filter((term) => isSeen(term, (id) => walk.setting.on.has(id)))
    .sort()
    .map((term) => `${name(term)} (${term})`);
  return `${say('knows', lang)}${colon(lang)}${known.length === 0 ? say('knowsNothing', lang) : known.join(comma(lang))}`;
}

/** What could be done with more: by moves of one name. */
export function beyondText(walk: Walk, beyond: readonly Beyond[], lang: Lang): string {
  const name = termNamer(stateOf(walk), lang);
  const rows = beyond.map((b) => [
    `${actionText(b.actor, b.action, lang)}${lang === 'en' ? ` (${b.moves} ${say('ways', lang)})` : `（${b.moves}${say('ways', lang)}）`}`,
    [
      ...(b.capabilities.length > 0
        ? [
            `${say('capability', lang)}${colon(lang)}${b.capabilities.map((set) => set.join(' + ')).join(say('or', lang))}`,
          ]
        : []),
      ...(b.terms.length > 0
        ? [`${say('knowledge', lang)}${colon(lang)}${b.terms.map(name).join(say('or', lang))}`]
        : []),
    ].join(lang === 'en' ? '; ' : '。'),
  ]);
  return rows.length === 0
    ? say('nothing', lang)
    : `${say('lacks', lang)}${colon(lang).trimEnd()}\n${table([say('what', lang), say('takes', lang)], rows)}`;
}

/** Under which configuration, by whom and in which world the walk is made. */
export function settingText({ setting }: Walk, profile: string, lang: Lang): string {
  const by = [...setting.capabilities].map((c) => capabilityName(c, lang)).join(' + ');
  return [
    `${say('profile', lang)}${colon(lang)}${profile}`,
    `${say('attacker', lang)}${colon(lang)}${by === '' ? say('ordinary', lang) : by}`,
    `${say('world', lang)}${colon(lang)}${scenarioText(setting.scenario, lang)}`,
  ].join('\n');
}

export const helpText = (lang: Lang): string =>
  aligned(commands.map(({ usage, does }) => [`  ${usage}`, pick(does, lang)]));
