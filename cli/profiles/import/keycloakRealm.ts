// What a Keycloak realm export says of the realm, for all of its clients.

import type { KeycloakRealm } from './documents.js';
import { type Findings, leaveOthers, Notebook, shown } from './finding.js';
import { framesRefused, referrerHidden } from './headers.js';
import { accessTokenLife, minutes } from './lifetimes.js';

const loginFields = [
  ...['bruteForceProtected', 'registrationAllowed', 'loginWithEmailAllowed', 'resetPasswordAllowed'],
  ...['rememberMe', 'verifyEmail', 'otpPolicyType', 'passwordPolicy', 'accessCodeLifespanLogin'],
  ...['accessCodeLifespanUserAction', 'browserFlow', 'authenticationFlows', 'requiredActions'],
];

/** What the realm says where its client says nothing. */
export function fromRealm(realm: KeycloakRealm): Findings {
  const notes = new Notebook('realm');
  const { revokeRefreshToken, refreshTokenMaxReuse, accessTokenLifespan, accessCodeLifespan } = realm;
  if (revokeRefreshToken !== undefined)
    notes.set(
      ['refresh.rotated'],
      revokeRefreshToken && (refreshTokenMaxReuse ?? 0) === 0,
      `revokeRefreshToken ${revokeRefreshToken}, refreshTokenMaxReuse ${shown(refreshTokenMaxReuse)}`,
    );
  if (accessTokenLifespan !== undefined)
    accessTokenLife(notes, `accessTokenLifespan ${accessTokenLifespan}`, accessTokenLifespan, realm);
  if (accessCodeLifespan !== undefined)
    notes.set(
      ['code.short-lived'],
      accessCodeLifespan <= 10 * minutes,
      `accessCodeLifespan ${accessCodeLifespan} s (RFC 6749 4.1.2: ten minutes at most)`,
    );
  const ssl = realm.sslRequired?.toLowerCase();
  if (ssl === 'all')
    for (const end of ['authorization endpoint', 'token endpoint'] as const)
      notes.end(end, true, `sslRequired ${shown(realm.sslRequired)}`);
  else if (ssl !== undefined)
    notes.leave(
      'sslRequired',
      `${shown(realm.sslRequired)}: from some addresses requests without TLS are answered; that they are made is not said`,
    );
  const headers = realm.browserSecurityHeaders;
  if (headers !== undefined) {
    const { xFrameOptions: frame, contentSecurityPolicy: policy, referrerPolicy: referrer } = headers;
    notes.set(
      ['frames.refused'],
      framesRefused(headers),
      `browserSecurityHeaders: xFrameOptions ${shown(frame)}, contentSecurityPolicy ${shown(policy)}`,
    );
    notes.set(
      ['referrer.hidden-as'],
      referrerHidden(headers),
      `browserSecurityHeaders.referrerPolicy ${shown(referrer)}`,
    );
  }
  leaveOthers(
    notes,
    realm,
    [
      ...['revokeRefreshToken', 'refreshTokenMaxReuse', 'accessTokenLifespan', 'accessCodeLifespan'],
      ...['browserSecurityHeaders', 'clients', 'realm', 'sslRequired', 'clientPolicies', 'clientProfiles'],
    ],
    {
      applications: 'clients in the legacy format; the others are read',
      oauthClients: 'clients in the legacy format; the others are read',
      ...Object.fromEntries(loginFields.map((field) => [field, 'how alice logs in is not modelled'])),
      oauth2DeviceCodeLifespan: 'the device flow (RFC 8628) is not modelled',
      accessTokenLifespanForImplicitFlow: 'the implicit flow is not modelled',
      offlineSessionIdleTimeout: 'bounds refresh tokens of offline access',
      offlineSessionMaxLifespan: 'bounds refresh tokens of offline access',
      defaultSignatureAlgorithm: 'algorithms are not modelled',
      enabled: 'that the realm is in use at all',
      ssoSessionMaxLifespan: 'bounds refresh tokens, unless the client asks for offline access',
      ssoSessionIdleTimeout: 'bounds refresh tokens, unless the client asks for offline access',
    },
  );
  return notes;
}
