// What a Keycloak realm export says of the realm and of one of its clients.

import { CliError, EXIT, unknown } from '../../errors.js';
import { type Findings, leaveOthers, Notebook, shown } from './finding.js';
import type { KeycloakClient, KeycloakRealm } from './documents.js';

/** Clients that every realm has for itself. */
const builtIn = [
  'account',
  'account-console',
  'admin-cli',
  'broker',
  'realm-management',
  'security-admin-console',
];
const minutes = 60;
const hours = 60 * minutes;

/** The client that is meant: the one named, or the only one of the realm's own making. */
export function clientOf(realm: KeycloakRealm, wanted: string | undefined): KeycloakClient {
  const own = realm.clients.filter((c) => !builtIn.includes(c.clientId) && c.bearerOnly !== true);
  const names = own.map((c) => c.clientId);
  if (wanted !== undefined) {
    const found = realm.clients.find((c) => c.clientId === wanted);
    if (found === undefined) throw unknown('client', wanted, names, EXIT.usage);
    return found;
  }
  if (own.length === 1) return own[0]!;
  throw new CliError(EXIT.usage, `the realm \`${realm.realm}\` has ${own.length} clients of its own`, {
    why: 'a profile is about one client',
    fix: 'name it with --client',
    available: names,
  });
}

export function fromKeycloak(realm: KeycloakRealm, wanted: string | undefined): Findings {
  const notes = new Notebook();
  const client = clientOf(realm, wanted);
  ofRealm(notes, realm);
  ofClient(notes, client);
  return notes;
}

function ofRealm(notes: Notebook, realm: KeycloakRealm): void {
  const { revokeRefreshToken, refreshTokenMaxReuse, accessTokenLifespan, accessCodeLifespan } = realm;
  if (revokeRefreshToken !== undefined)
    notes.set(
      ['refresh.rotated'],
      revokeRefreshToken && (refreshTokenMaxReuse ?? 0) === 0,
      `revokeRefreshToken ${revokeRefreshToken}, refreshTokenMaxReuse ${shown(refreshTokenMaxReuse)}`,
    );
  if (accessTokenLifespan !== undefined)
    notes.set(
      ['token.short-lived'],
      accessTokenLifespan <= 24 * hours,
      `accessTokenLifespan ${accessTokenLifespan} s (a day at most counts as short)`,
    );
  if (accessCodeLifespan !== undefined)
    notes.set(
      ['code.short-lived'],
      accessCodeLifespan <= 10 * minutes,
      `accessCodeLifespan ${accessCodeLifespan} s (RFC 6749 4.1.2: ten minutes at most)`,
    );
  const headers = realm.browserSecurityHeaders;
  if (headers !== undefined) {
    const [frame, policy] = [headers.xFrameOptions ?? '', headers.contentSecurityPolicy ?? ''];
    notes.set(
      ['frames.refused'],
      /^(deny|sameorigin)$/i.test(frame) || /frame-ancestors\s+'(self|none)'/i.test(policy),
      `browserSecurityHeaders: xFrameOptions ${shown(frame)}, contentSecurityPolicy ${shown(policy)}`,
    );
    if (headers.referrerPolicy !== undefined)
      notes.set(
        ['referrer.hidden-as'],
        /^(no-referrer|same-origin|origin|strict-origin|origin-when-cross-origin|strict-origin-when-cross-origin)$/i.test(
          headers.referrerPolicy,
        ),
        `browserSecurityHeaders.referrerPolicy ${shown(headers.referrerPolicy)}`,
      );
  }
  leaveOthers(
    notes,
    realm,
    [
      ...['revokeRefreshToken', 'refreshTokenMaxReuse', 'accessTokenLifespan', 'accessCodeLifespan'],
      ...['browserSecurityHeaders', 'clients', 'realm'],
    ],
    {
      sslRequired: 'whether TLS is demanded at the server; of the other ends of its channels it says nothing',
      bruteForceProtected: 'how alice logs in is not modelled',
      ssoSessionMaxLifespan: 'bounds refresh tokens, unless the client asks for offline access',
      ssoSessionIdleTimeout: 'bounds refresh tokens, unless the client asks for offline access',
    },
  );
}

function ofClient(notes: Notebook, client: KeycloakClient): void {
  const at = `client ${client.clientId}:`;
  const attributes = client.attributes ?? {};
  if (client.publicClient !== undefined)
    notes.set(['client.authenticated'], !client.publicClient, `${at} publicClient ${client.publicClient}`);

  const pkce = attributes['pkce.code.challenge.method'] ?? '';
  const pkceSays = `${at} attributes["pkce.code.challenge.method"] ${shown(pkce)}`;
  notes.set(['pkce.required'], pkce !== '', pkceSays);
  notes.set(['pkce.verified'], true, `${pkceSays}; a challenge that was sent is verified (RFC 7636 4.6)`);
  if (pkce !== '') notes.set(['pkce.sent'], true, `${pkceSays}; no request is served without`);
  if (pkce !== '') notes.set(['pkce.s256'], pkce === 'S256', pkceSays);

  const uris = client.redirectUris;
  if (uris !== undefined && uris.length > 0)
    notes.set(
      ['redirect.exact'],
      !uris.some((uri) => uri.includes('*')),
      `${at} redirectUris ${shown(uris)}`,
    );

  const flag = (name: string) => attributes[name];
  const refresh = flag('use.refresh.tokens');
  const refreshSays = `${at} attributes["use.refresh.tokens"] ${shown(refresh)} (if absent, true)`;
  notes.set(['refresh.none'], refresh === 'false', refreshSays);
  notes.world({ refresh: refresh !== 'false' }, refreshSays);
  const excluded = flag('exclude.issuer.from.auth.response');
  if (excluded !== undefined && excluded !== '')
    notes.set(
      ['issuer.sent'],
      excluded !== 'true',
      `${at} attributes["exclude.issuer.from.auth.response"] ${shown(excluded)}`,
    );
  const bound = ['tls.client.certificate.bound.access.tokens', 'dpop.bound.access.tokens'];
  const binding = bound.find((name) => flag(name) === 'true');
  notes.set(
    ['token.bound'],
    binding !== undefined,
    `${at} ${bound.map((name) => `attributes["${name}"] ${shown(flag(name))}`).join(', ')}`,
  );
  const demanded = flag('request.object.required');
  const alg = flag('request.object.signature.alg');
  notes.set(
    ['request.signed'],
    demanded !== undefined && /^request/.test(demanded) && alg !== undefined && !/^(any|none|)$/i.test(alg),
    `${at} attributes["request.object.required"] ${shown(demanded)}, attributes["request.object.signature.alg"] ${shown(alg)}`,
  );
  const read = [
    ...['pkce.code.challenge.method', 'use.refresh.tokens', 'exclude.issuer.from.auth.response'],
    ...[...bound, 'request.object.required', 'request.object.signature.alg'],
  ];
  for (const name of Object.keys(attributes))
    if (!read.includes(name))
      notes.leave(
        `${at} attributes["${name}"]`,
        name === 'require.pushed.authorization.requests'
          ? 'pushed authorization requests (RFC 9126) are not modelled'
          : 'not known to this importer',
      );
  const rest = new Notebook();
  leaveOthers(rest, client, ['clientId', 'publicClient', 'redirectUris', 'attributes'], {
    implicitFlowEnabled: 'the implicit flow is not modelled',
    directAccessGrantsEnabled: 'the password grant is not modelled',
    serviceAccountsEnabled: 'the client credentials grant is not modelled',
    consentRequired: 'whether a consent page is shown; what it names is not said',
    fullScopeAllowed: 'roles; whether a token is kept to its scope is decided by the resource server',
    standardFlowEnabled: 'the authorization code flow is what is modelled',
  });
  for (const { field, why } of rest.left) notes.leave(`${at} ${field}`, why);
}
