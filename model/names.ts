// The principals, slots and symbolic terms of the world.
//
// Terms are symbolic in the sense of Dolev and Yao: a name is equal to itself only, and nothing can be computed
// from it but a challenge from its verifier and, where it is sent in the clear, the verifier from its challenge. Slots are the bounds: two client sessions, and as
// many authorizations at the bank's server as the scenario has.

export type ClientSlot = 's0' | 's1';
export type GrantSlot = 'g0' | 'g1' | 'g2';
/** Whose browser, device or account: alice is the victim, the attacker is also the customer mallory. */
export type Person = 'alice' | 'attacker';
export type Server = 'bank' | 'evil';
/** What a request asks the bank to do: nothing but read, alice's transfer, or one the attacker wants. */
export type Order = 'none' | 'alice' | 'attacker';
/** The honest client, or one that the attacker registered at the honest authorization server. */
export type ClientName = 'client' | 'evil-client';
/**
 * Redirect URIs. `cb.bank` and `cb.evil` are the client's own, one per authorization server under
 * `redirect.distinct` and the same URI otherwise; `site` is another path of the client's site;
 * `evil` belongs to the attacker.
 */
export type RedirectUri = 'cb.bank' | 'cb.evil' | 'site' | 'evil';

export const clientSlots: readonly ClientSlot[] = ['s0', 's1'];
export const grantSlots: readonly GrantSlot[] = ['g0', 'g1', 'g2'];

/** Secrets that can be stolen; `kind:owner[:generation]`. */
export type Term = string;
export type TermKind = 'code' | 'access' | 'refresh' | 'state' | 'challenge' | 'verifier' | 'secret';
export const termKinds: readonly TermKind[] = [
  'code',
  'access',
  'refresh',
  'state',
  'challenge',
  'verifier',
  'secret',
];

export const code = (g: string): Term => `code:${g}`;
export const access = (g: string, generation: number): Term => `access:${g}:${generation}`;
export const refresh = (g: string, generation: number): Term => `refresh:${g}:${generation}`;
export const state = (s: string): Term => `state:${s}`;
export const challenge = (s: string): Term => `challenge:${s}`;
export const verifier = (s: string): Term => `verifier:${s}`;
export const clientSecret: Term = 'secret:client';

export const kindOf = (term: Term): TermKind => term.slice(0, term.indexOf(':')) as TermKind;
/** The slot a term belongs to: `code:g0` to `g0`. */
export function slotOf(term: Term): string {
  let slot = slots.get(term);
  if (slot === undefined) slots.set(term, (slot = term.split(':')[1]!));
  return slot;
}
/** Remembered: searches ask for few terms, millions of times. */
const slots = new Map<Term, string>();
/** The numbers of tokens: 0 as first issued, 1 as first refreshed, 2 any further one. */
export const tokenNumbers = [0, 1, 2] as const;
/** The number of a token. */
export const generationOf = (term: Term): number => Number(term.split(':')[2] ?? 0);
