// Whom to ask about a switch.

import { type Party, type SwitchId, switches } from '../../model/switches.js';

export const whoms = ['bank', 'client', 'operators', 'owner'] as const;
export type Whom = (typeof whoms)[number];

const byParty: Readonly<Record<Party, Whom>> = {
  client: 'client',
  authorizationServer: 'bank',
  resourceServer: 'bank',
  userAgent: 'owner',
  resourceOwner: 'owner',
  allParties: 'operators',
};
/** Who applies a check is not always who knows of it. */
const others: Partial<Record<SwitchId, Whom>> = {
  'logs.no-codes': 'operators',
  'logs.no-tokens': 'operators',
  'client.monitored': 'operators',
  // The bank sends the header that the browser obeys.
  'frames.refused': 'bank',
  'server.authenticated-front': 'client',
  'owner.can-revoke': 'client',
  'owner.revokes-at-bank': 'bank',
};
export function whomToAsk(id: SwitchId): Whom {
  return others[id] ?? byParty[switches.find((s) => s.id === id)!.party];
}
