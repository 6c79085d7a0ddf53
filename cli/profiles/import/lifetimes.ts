// How long Keycloak's tokens live.

import type { KeycloakRealm } from './documents.js';
import type { Notebook } from './finding.js';

export const minutes = 60;
const hours = 60 * minutes;

/**
 * Notes whether access tokens are short-lived. `seconds` is NaN where the document has no number there; -1 means as
 * long as the session, which only the realm says.
 */
export function accessTokenLife(
  notes: Notebook,
  field: string,
  seconds: number,
  realm: KeycloakRealm | null,
): void {
  const session = realm?.ssoSessionMaxLifespan;
  if (Number.isNaN(seconds) || (seconds < 0 && session === undefined)) {
    notes.set(['token.short-lived'], 'unknown', `${field}: how long that is the documents do not say`);
    return;
  }
  notes.set(
    ['token.short-lived'],
    (seconds < 0 ? session! : seconds) <= 24 * hours,
    seconds < 0
      ? `${field}: as long as the session, ssoSessionMaxLifespan ${session} s (a day at most counts as short)`
      : `${field} s (a day at most counts as short)`,
  );
}
