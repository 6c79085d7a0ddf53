// What the attacker gets to know, as arrows from where it was read, or as notes; and what stays secret from it.

import type { ToldStep } from '../../../attacks/search/retell.js';
import type { Happening, Learning } from '../../../attacks/search/perform.js';
import { kindOf, slotOf, type Term } from '../../../model/names.js';
import type { Transmission } from '../../../model/world.js';
import { capabilities } from '../../../attacks/capabilities/capabilities.js';
import { type Lang, pick } from '../i18n.js';
import { isAttackerParty, partyOf, type StepRows } from './context.js';

export const capabilityName = (id: string, lang: Lang): string => {
  const known = capabilities.find((c) => c.id === id);
  return known === undefined ? id : pick(known.name, lang);
};

interface Leak {
  readonly transmission: Transmission | null;
  readonly capability: string | null;
  readonly terms: Set<Term>;
  content: boolean;
}

/** Secrets that matter: not what is the attacker's own from the start, and not public challenges. */
export const isLeak = (term: Term, isAlices: (term: Term) => boolean): boolean =>
  kindOf(term) !== 'challenge' && slotOf(term) !== 'own' && (slotOf(term) === 'client' || isAlices(term));

/** One arrow or note for each message and capability by which something was learnt in this step. */
export function drawLeaks(
  rows: StepRows,
  upTo: number,
  from: number,
  isAlices: (term: Term) => boolean,
  seen: Set<Term>,
): void {
  const t = rows.teller;
  const leaks = new Map<string, Leak>();
  let transmission: Transmission | null = null;
  for (const [i, h] of rows.step.happenings.entries()) {
    if (h.kind === 'transmission') transmission = h.transmission;
    else if (h.kind === 'event') transmission = null;
    if (i < from || i > upTo || h.kind !== 'learning' || !succeeds(h, rows)) continue;
    const { capability, term } = h.learning;
    if (term !== null && (!rows.step.learnt.includes(term) || !isLeak(term, isAlices))) continue;
    const key = `${transmission?.message} ${capability}`;
    const leak = leaks.get(key) ?? { transmission, capability, terms: new Set<Term>(), content: false };
    if (term === null) leak.content = true;
    else if (!seen.has(term)) leak.terms.add(term);
    if (term !== null) seen.add(term);
    if (leak.terms.size > 0 || leak.content) leaks.set(key, leak);
  }
  for (const leak of leaks.values()) {
    const what = [rows.terms([...leak.terms]), leak.content ? t.word('content') : '']
      .filter((part) => part !== '')
      .join(', ');
    const how =
      leak.capability === null ? [] : [`${t.word('by')}: ${capabilityName(leak.capability, t.lang)}`];
    const sender = leak.transmission === null ? null : partyOf(leak.transmission.from);
    const receiver = leak.transmission === null ? null : partyOf(leak.transmission.to);
    // What was addressed to the attacker is told by its own arrow; what was overheard, or sent on to wherever somebody
    // says, is an arrow from where it was sent.
    if (
      leak.transmission === null ||
      sender === null ||
      isAttackerParty(sender) ||
      (isAttackerParty(receiver!) && leak.transmission.to !== 'elsewhere')
    ) {
      if (!rows.markLeak([...leak.terms])) rows.note('attacker', 'leak', `${t.word('leak')}: ${what}`, how);
    } else {
      const place = /^m\d+$/.test(leak.transmission.message)
        ? ` (${leak.transmission.message.slice(1)})`
        : '';
      rows.arrow(sender, 'attacker', `${t.word('leak')}${place}: ${what}`, how, { kind: 'leak' });
    }
  }
}

/** Whether a learning comes about: the attacker has the capability, and the switches are so. */
function succeeds({ learning }: Extract<Happening, { kind: 'learning' }>, rows: StepRows): boolean {
  const t = rows.teller;
  const { capability, on, off, goal, term }: Learning = learning;
  if (capability !== null && !t.has(capability)) return false;
  if (term === null && goal !== 'read.in-transit') return false;
  return on.every(t.isOn) && !off.some(t.isOn);
}

/** What a capability could have read, and which switches kept it from the attacker. */
export function drawKept(rows: StepRows, step: ToldStep, isAlices: (term: Term) => boolean): void {
  const t = rows.teller;
  const kept = step.unlearnt.filter(({ term }) => isLeak(term, isAlices));
  for (const because of new Set(kept.map((u) => u.because.join(', ')))) {
    const terms = kept.filter((u) => u.because.join(', ') === because).map((u) => u.term);
    rows.note('attacker', 'kept', `${t.word('blocked')}: ${rows.terms([...new Set(terms)])}`, [because]);
  }
}
