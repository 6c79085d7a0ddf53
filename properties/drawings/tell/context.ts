// What the tellers of a step share: names, the setting, and the rows written so far.

import type { SwitchId } from '../../../model/switches.js';
import type { Term } from '../../../model/names.js';
import type { Happening } from '../../../attacks/search/perform.js';
import type { ToldStep } from '../../../attacks/search/retell.js';
import type { CapabilityId } from '../../../attacks/capabilities/capabilities.js';
import { type Lang, messageName, pick } from '../i18n.js';
import type { ArrowKind, NoteKind, PartyId, Row } from '../diagram.js';
import type { NameTerm } from '../terms.js';
import { type Word, words } from '../words/drawing.js';
import { isSeen } from './seen.js';

export interface Teller {
  readonly lang: Lang;
  readonly name: NameTerm;
  readonly isOn: (id: SwitchId) => boolean;
  readonly has: (id: CapabilityId) => boolean;
  readonly word: (id: Word) => string;
  /** `(8) token request`: the message's number in the flow, which is the same in every drawing. */
  readonly message: (id: string) => string;
}

export const tellerWords = (lang: Lang): Pick<Teller, 'word' | 'message' | 'lang'> => ({
  lang,
  word: (id) => pick(words[id], lang),
  message: (id) => (/^m\d+$/.test(id) ? `(${id.slice(1)}) ${messageName(id, lang)}` : messageName(id, lang)),
});

/** One step while it is told. */
export class StepRows {
  readonly rows: Row[] = [];

  constructor(
    readonly step: ToldStep,
    readonly teller: Teller,
  ) {}

  get isAttackers(): boolean {
    return this.step.move.actor === 'attacker';
  }

  /** An arrow; its kind is the attacker's where an attacker takes part, or acts through the sender. */
  arrow(
    from: PartyId,
    to: PartyId,
    title: string,
    details: readonly string[] = [],
    more: { readonly isReply?: boolean; readonly kind?: ArrowKind } = {},
  ): void {
    const isReply = more.isReply ?? false;
    const leak = more.kind === 'leak' && !title.startsWith(this.teller.word('leak'));
    const byAttacker = isAttackerParty(from) || isAttackerParty(to) || (this.isAttackers && !isReply);
    this.rows.push({
      type: 'arrow',
      step: this.step.n,
      from,
      to,
      kind: more.kind ?? (byAttacker ? 'attacker' : 'honest'),
      isReply,
      title: leak ? `${this.teller.word('leak')} ${title}` : title,
      details,
    });
  }

  /** One more line under the last arrow. */
  addDetail(line: string): void {
    const i = this.rows.findLastIndex((r) => r.type === 'arrow');
    const row = this.rows[i];
    if (row?.type === 'arrow') this.rows[i] = { ...row, details: [...row.details, line] };
  }

  note(at: PartyId, kind: NoteKind, title: string, details: readonly string[] = []): void {
    this.rows.push({ type: 'note', step: this.step.n, at, kind, title, details });
  }

  /** Marks the last arrow as refused by its receiver, and says by which check. */
  refuse(at: PartyId, lines: readonly string[]): void {
    const i = this.rows.findLastIndex((r) => r.type === 'arrow' && r.to === at);
    const row = this.rows[i];
    if (row?.type === 'arrow') this.rows[i] = { ...row, kind: 'refused' };
    this.note(at, 'refused', this.teller.word('refused'), lines);
  }

  #reply: { from: PartyId; to: PartyId; title: string; details: readonly string[] } | null = null;

  /** An answer that is drawn only after what the check before it has to say. */
  pendingReply(from: PartyId, to: PartyId, title: string, details: readonly string[]): void {
    this.#reply = { from, to, title, details };
  }

  /** Draws the answer that waits, if one does. */
  flush(): void {
    const reply = this.#reply;
    this.#reply = null;
    if (reply !== null) this.arrow(reply.from, reply.to, reply.title, reply.details, { isReply: true });
  }

  /** What is told of checks stands under the arrow that they concern, before any answer to it, after what is there. */
  noteBeforeReply(at: PartyId, kind: NoteKind, title: string, details: readonly string[]): void {
    const note: Row = { type: 'note', step: this.step.n, at, kind, title, details };
    const i = this.rows.findLastIndex((r) => r.type === 'arrow' && r.to === at && !r.isReply);
    if (i === -1) {
      this.rows.push(note);
      return;
    }
    const notes = this.rows.slice(i + 1).findIndex((r) => r.type !== 'note' || r.at !== at);
    this.rows.splice(notes === -1 ? this.rows.length : i + 1 + notes, 0, note);
  }

  /** Marks the last arrow to the attacker as a leak if it carries these secrets. */
  markLeak(terms: readonly Term[]): boolean {
    const i = this.rows.findLastIndex(
      (r) =>
        r.type === 'arrow' &&
        isAttackerParty(r.to) &&
        terms.length > 0 &&
        terms.every((t) => r.details.some((d) => d.includes(this.teller.name(t)))),
    );
    const row = this.rows[i];
    if (row?.type !== 'arrow') return false;
    const leak = `${this.teller.word('leak')} `;
    this.rows[i] = { ...row, kind: 'leak', title: row.title.startsWith(leak) ? row.title : leak + row.title };
    return true;
  }

  /** A step that cannot be made though no check at a machine refuses it: what begins it comes to nothing. */
  ruleOut(): void {
    const i = this.rows.findIndex((r) => r.type === 'arrow');
    const row = this.rows[i];
    if (row?.type === 'arrow' && !this.rows.some((r) => r.type === 'note' && r.kind === 'refused'))
      this.rows[i] = { ...row, kind: 'refused' };
  }

  putFirst(from: PartyId, to: PartyId, title: string): void {
    const rest = this.rows.splice(0);
    this.arrow(from, to, title);
    this.rows.push(...rest);
  }

  hasArrow(test: (title: string) => boolean): boolean {
    return this.rows.some((r) => r.type === 'arrow' && test(r.title));
  }

  /** Whether what comes after a happening in this step holds one such. */
  followedBy(i: number, test: (h: Happening) => boolean): boolean {
    return this.step.happenings.slice(i + 1).some(test);
  }

  terms(terms: readonly (Term | 'none')[]): string {
    return terms
      .filter((t) => t !== 'none' && isSeen(t, this.teller.isOn))
      .map(this.teller.name)
      .join(', ');
  }
}

export const isAttackerParty = (id: PartyId): boolean => id === 'attacker' || id === 'attackerServer';

/** Which lifeline an address of a transmission is. */
export const partyOf = (address: string): PartyId => {
  if (address.startsWith('evil.') || address.startsWith('impostor.')) return 'attackerServer';
  const known: Readonly<Record<string, PartyId>> = {
    alice: 'resourceOwner',
    userAgent: 'userAgent',
    client: 'client',
    authorizationServer: 'authorizationServer',
    resourceServer: 'resourceServer',
    attacker: 'attacker',
  };
  return known[address] ?? 'attacker';
};
/** The lifeline of a person's user agent; the attacker's own is the attacker. */
export const agentParty = (agent: unknown): PartyId => (agent === 'attacker' ? 'attacker' : 'userAgent');
