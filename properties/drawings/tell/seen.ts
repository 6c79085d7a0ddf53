// Which secrets a configuration knows at all. The model lets an attacker put a challenge or a verifier of its own into any
// message; where nobody sends or looks at one, it is no part of the flow, and a drawing that shows it speaks of what is
// not there.

import type { SwitchId } from '../../../model/switches.js';
import { switchIds } from '../../../model/switches.js';
import { kindOf, slotOf, type Term } from '../../../model/names.js';

const ofPkce = switchIds.filter((id) => id.startsWith('pkce.'));
/** A server that asks for the client's authentication may waive it for whoever brings a verifier. */
const ofVerifiers: readonly SwitchId[] = [...ofPkce, 'client.authenticated'];

/** Whether a term is part of the flow under these switches. */
export function isSeen(term: Term, isOn: (id: SwitchId) => boolean): boolean {
  const kind = kindOf(term);
  if (kind !== 'challenge' && kind !== 'verifier') return true;
  // The client's own come about only where it sends them (RFC 7636 section 4.3).
  if (slotOf(term) !== 'own') return isOn('pkce.sent');
  return (kind === 'verifier' ? ofVerifiers : ofPkce).some(isOn);
}
