// Secrets in words: whose they are is read from the state of the world, so that `code:g0` becomes "alice's code".

import type { ClientContext } from '../../model/entities/client.js';
import type { GrantContext } from '../../model/entities/authorizationServer.js';
import { generationOf, kindOf, slotOf, type Term, termKinds } from '../../model/names.js';
import type { Component } from '../../model/world.js';
import type { ConcreteState } from '../../attacks/search/concrete.js';
import { type Lang, pick } from './i18n.js';
import { kindNames, ownerNames, termWords } from './words/terms.js';

export type NameTerm = (term: Term) => string;

const ownerOf = (slot: string, state: ConcreteState): 'alice' | 'attacker' | null => {
  const context = state.locals.get(slot as Component)?.context;
  if (context === undefined) return null;
  const owner = slot.startsWith('g')
    ? (context as unknown as GrantContext).owner
    : (context as unknown as ClientContext).agent;
  return owner === 'none' ? null : owner;
};

/** Two slots of one owner are told apart by number. */
const ordinalOf = (slot: string, state: ConcreteState): number | null => {
  const same = [...state.locals.keys()].filter(
    (c) => c[0] === slot[0] && ownerOf(c, state) === ownerOf(slot, state),
  );
  return same.length > 1 ? same.indexOf(slot as Component) + 1 : null;
};

/** Names terms as they stand at the end of a run: who owns a slot is settled by then, and never changes back. */
export const termNamer = (state: ConcreteState, lang: Lang): NameTerm => {
  return (term) => {
    if (term === 'code:junk') return pick(termWords.junk, lang);
    if (term === 'access:evil') return pick(termWords.evilToken, lang);
    if (!(termKinds as readonly string[]).includes(kindOf(term))) return term;
    const kind = pick(kindNames[kindOf(term)], lang);
    const slot = slotOf(term);
    if (slot === 'client') return kind;
    const owner = slot === 'own' ? 'attacker' : ownerOf(slot, state);
    const ordinal = slot === 'own' ? null : ordinalOf(slot, state);
    const number = generationOf(term);
    const renewed = number === 0 ? '' : pick(number === 1 ? termWords.renewed : termWords.further, lang);
    const space = lang === 'en' ? ' ' : '';
    const parts = [owner === null ? '' : pick(ownerNames[owner], lang), renewed, kind].filter(
      (p) => p !== '',
    );
    return `${parts.join(space)}${ordinal === null ? '' : ` ${ordinal}`}`;
  };
};
