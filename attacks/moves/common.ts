// What every attacker's move uses: which values exist that it could choose from, and under what knowledge.

import type { AuthorizationRequest } from '../../model/exchanges/messages.js';
import { sessionSlots, valueView, grantSlotsOf } from '../../model/instances.js';
import type { ClientContext } from '../../model/entities/client.js';
import { type ClientSlot, challenge, code, type Order, state, type Term } from '../../model/names.js';
import type { Local } from '../../model/entities/entity.js';
import type { Component, Move, Run, View } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';

export type Look = Pick<Run, 'read' | 'peek' | 'scenario'>;
export type Needs = readonly (readonly Term[])[];

export interface AttackerMove extends Move {
  readonly actor: 'attacker';
  readonly capabilities: readonly CapabilityId[];
}

export const attackerMove = (
  action: string,
  choice: Readonly<Record<string, unknown>>,
  how: {
    message: string;
    to: string;
    needs?: Needs;
    capabilities?: readonly CapabilityId[];
  },
  run: (run: Run) => boolean,
): AttackerMove => ({
  actor: 'attacker',
  action,
  choice,
  message: how.message,
  to: how.to,
  needs: how.needs ?? [],
  capabilities: how.capabilities ?? [],
  run,
});

export const issuedGrants = (world: Look): readonly Component[] =>
  grantSlotsOf(world).filter((g) => world.peek(g, valueView) === 'issued');
export const startedSessions = (world: Look): readonly ClientSlot[] =>
  sessionSlots(world).filter((s) => world.peek(s, valueView) !== 'absent');

/** Codes that exist, each with the knowledge that sending it takes. */
export const codes = (world: Look): readonly { code: Term; needs: Needs }[] =>
  issuedGrants(world).map((g) => ({ code: code(g), needs: [[code(g)]] }));
/** States that exist, and none at all. */
export const states = (world: Look): readonly { state: Term | 'none'; needs: Needs }[] => [
  { state: 'none', needs: [] },
  ...startedSessions(world).map((s) => ({ state: state(s), needs: [[state(s)]] })),
];
/** Challenges the attacker could put into a request: none, its own, or a session's that it saw or can hash. */
export const challenges = (
  world: Look,
): readonly { challenge: Term | 'none' | 'challenge:own'; needs: Needs }[] => [
  { challenge: 'none', needs: [] },
  { challenge: 'challenge:own', needs: [] },
  ...startedSessions(world).map((s) => ({ challenge: challenge(s), needs: [[challenge(s)]] })),
];

const requestView: View<string> = {
  name: 'request',
  of: (local: Local) => {
    const c = local.context as unknown as ClientContext;
    return local.value === 'absent' ? '' : `${c.server}/${c.order}/${c.resourceServer}`;
  },
};

/** The request that a session made, as its client composes it. */
export function requestOfSession(world: Look, s: ClientSlot): AuthorizationRequest | null {
  const view = world.peek(s, requestView);
  if (view === '') return null;
  const [server, order, audience] = view.split('/') as ['bank' | 'evil', Order, 'bank' | 'evil'];
  if (server !== 'bank') return null;
  return {
    to: 'bank',
    client: 'client',
    redirect: `cb.${server}`,
    state: state(s),
    challenge: challenge(s),
    order,
    audience,
    mode: 'registered',
    key: 'client',
    maker: s,
    relayed: false,
  };
}
