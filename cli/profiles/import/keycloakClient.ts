// What a Keycloak export says of one client: its own settings, under the client policies of its realm.

import type { KeycloakClient, KeycloakRealm } from './documents.js';
import { type Findings, leaveOthers, Notebook, shown } from './finding.js';
import { accessTokenLife } from './lifetimes.js';
import { privateKeyAuthenticators, privateKeyWhy } from './privateKey.js';
import { policiesOf, underPolicies } from './policies.js';
import { appUriOf, noteRedirects } from './redirects.js';

const description = 'an address or a description; no check follows from it';
const reasons: Readonly<Record<string, string>> = {
  'require.pushed.authorization.requests': 'pushed authorization requests (RFC 9126) are not modelled',
  'token.endpoint.auth.signing.alg': 'how an assertion is signed; assertions are not modelled',
  'tls.client.auth.subject.dn': 'which certificate the client has; what it is used for is said elsewhere',
  'x509.subjectdn': 'which certificate the client has; what it is used for is said elsewhere',
  'use.jwks.url': 'keys; how they are used is said elsewhere',
  'jwks.url': 'keys; how they are used is said elsewhere',
  'jwt.credential.certificate': 'keys; how they are used is said elsewhere',
  'request.object.encryption.alg': 'encryption of request objects is not modelled',
  'request.object.encryption.enc': 'encryption of request objects is not modelled',
  'request.uris': 'where request objects are; that one is demanded is not said',
  'authorization.encrypted.response.alg': 'encryption of responses is not modelled',
  'authorization.encrypted.response.enc': 'encryption of responses is not modelled',
  'id.token.encrypted.response.alg': 'ID tokens are not modelled',
  'id.token.encrypted.response.enc': 'ID tokens are not modelled',
  'id.token.as.detached.signature':
    'ID tokens beside the code (Hybrid Flow) are not modelled, nor that they sign the response',
  'user.info.response.signature.alg': 'the userinfo endpoint is not modelled',
  'acr.loa.map': 'how alice logs in is not modelled',
  'default.acr.values': 'how alice logs in is not modelled',
  'minimum.acr.value': 'how alice logs in is not modelled',
  'client.secret.creation.time': 'the secret itself is not looked at',
  'client.secret.rotated': 'the secret itself is not looked at',
  'client_credentials.use_refresh_token': 'the client credentials grant is not modelled',
  'display.on.consent.screen': 'what the consent page calls the client is not modelled',
  'consent.screen.text': 'what the consent page calls the client is not modelled',
  'standard.token.exchange.enabled': 'token exchange (RFC 8693) is not modelled',
  'access.token.signed.response.alg': 'how tokens are written down is not modelled',
  'client.session.idle.timeout': 'bounds refresh tokens, unless the client asks for offline access',
  'client.session.max.lifespan': 'bounds refresh tokens, unless the client asks for offline access',
  'frontchannel.logout.session.required': 'logout is not modelled',
  'backchannel.logout.url': 'logout is not modelled',
  'post.logout.redirect.uris': 'logout is not modelled',
  'backchannel.logout.session.required': 'logout is not modelled',
  'backchannel.logout.revoke.offline.tokens': 'logout is not modelled',
  'oauth2.device.authorization.grant.enabled': 'the device flow (RFC 8628) is not modelled',
  'oidc.ciba.grant.enabled': 'CIBA is not modelled',
  'id.token.signed.response.alg': 'ID tokens are not modelled',
};

/** A client's attributes, with what was asked for. One that is empty is not set. */
class Attributes {
  readonly read = new Set<string>();
  constructor(
    readonly all: Readonly<Record<string, string>>,
    readonly at: string,
  ) {}

  text(name: string): string | undefined {
    this.read.add(name);
    const value = Object.hasOwn(this.all, name) ? this.all[name]! : '';
    return value.trim() === '' ? undefined : value;
  }
  /** `unknown`: it is set, and neither to true nor to false. */
  flag(name: string): boolean | 'unknown' | undefined {
    const text = this.text(name)?.trim().toLowerCase();
    return text === undefined ? undefined : text === 'true' ? true : text === 'false' ? false : 'unknown';
  }
  shown(...names: readonly string[]): string {
    return `${this.at} ${names.map((name) => `attributes["${name}"] ${shown(this.text(name))}`).join(', ')}`;
  }
}

/** What the client says. `realm` is null where its export is given alone. */
export function fromKeycloakClient(client: KeycloakClient, realm: KeycloakRealm | null): Findings {
  const notes = new Notebook('client');
  const at = `client ${client.clientId}:`;
  const attributes = new Attributes(client.attributes ?? {}, at);
  if (client.publicClient !== undefined)
    notes.set(['client.authenticated'], !client.publicClient, `${at} publicClient ${client.publicClient}`);
  if (client.consentRequired === false) notes.set(['consent.asked'], false, `${at} consentRequired false`);
  else if (client.consentRequired === true)
    notes.set(
      ['consent.asked'],
      'unknown',
      `${at} consentRequired true; whether a consent given before is asked for again is not said`,
    );
  ofPkce(notes, attributes);
  ofRedirects(notes, client, at);
  ofTokens(notes, attributes, client, realm);
  ofMessages(notes, attributes);

  for (const name of Object.keys(attributes.all))
    if (!attributes.read.has(name))
      notes.leave(
        `${at} attributes["${name}"]`,
        Object.hasOwn(reasons, name) ? reasons[name]! : 'not known to this importer',
      );
  const rest = new Notebook('client');
  const read = ['clientId', 'publicClient', 'redirectUris', 'rootUrl', 'attributes', 'standardFlowEnabled'];
  leaveOthers(rest, client, [...read, 'protocol', 'enabled', 'bearerOnly', 'consentRequired'], {
    implicitFlowEnabled: 'the implicit flow is not modelled',
    directAccessGrantsEnabled: 'the password grant is not modelled',
    serviceAccountsEnabled: 'the client credentials grant is not modelled',
    secret: 'the secret itself is not looked at',
    clientAuthenticatorType: privateKeyAuthenticators.includes(String(client.clientAuthenticatorType))
      ? privateKeyWhy
      : 'how the client authenticates; that it does is said by publicClient',
    id: description,
    name: description,
    description,
    baseUrl: description,
    adminUrl: description,
    surrogateAuthRequired: 'not used by Keycloak any more',
    alwaysDisplayInConsole: description,
    webOrigins: 'from where scripts may call the server (CORS); script in the page is not modelled',
    frontchannelLogout: 'logout is not modelled',
    protocolMappers: 'what tokens contain; that it is checked is decided by the resource server',
    defaultClientScopes: 'which scopes exist does not say that they are kept narrow',
    optionalClientScopes: 'which scopes exist does not say that they are kept narrow',
    authorizationServicesEnabled: 'fine-grained permissions of Keycloak are not modelled',
    authenticationFlowBindingOverrides: 'how alice logs in is not modelled',
    notBefore: 'revokes what was issued before; that anybody sets it is not said',
    fullScopeAllowed: 'roles; whether a token is kept to its scope is decided by the resource server',
  });
  for (const { field, why } of rest.left) notes.leave(`${at} ${field}`, why);
  return underPolicies(notes, policiesOf(realm));
}

function ofPkce(notes: Notebook, attributes: Attributes): void {
  const name = 'pkce.code.challenge.method';
  const method = attributes.text(name);
  const says = attributes.shown(name);
  notes.set(['pkce.verified'], true, `${says}; a challenge that was sent is verified (RFC 7636 4.6)`);
  if (method === undefined) notes.set(['pkce.required'], false, says);
  else if (method === 'S256' || method === 'plain') {
    notes.set(['pkce.required'], true, says);
    notes.set(['pkce.sent'], true, `${says}; no request is served without`);
    notes.set(['pkce.s256'], method === 'S256', says);
  } else notes.set(['pkce.required'], 'unknown', `${says}: not a method of RFC 7636`);
}

function ofRedirects(notes: Notebook, { redirectUris, rootUrl }: KeycloakClient, at: string): void {
  const uris = (redirectUris ?? []).filter((uri) => uri !== '');
  const isRooted = rootUrl !== undefined && rootUrl !== '' && uris.some((uri) => uri.startsWith('/'));
  const says = `${at} redirectUris ${shown(uris)}${isRooted ? `, rootUrl ${shown(rootUrl)}` : ''}`;
  if (uris.length === 0)
    notes.leave(`${at} redirectUris`, 'none is registered, so no request would be served');
  const full = uris.map((uri) => (isRooted && uri.startsWith('/') ? rootUrl.replace(/\/$/, '') + uri : uri));
  noteRedirects(notes, full, says, true);
  const app = appUriOf(uris);
  if (app !== undefined)
    notes.world(
      { client: 'native-app' },
      `${at} redirectUris ${shown(app)}: an app's own scheme (RFC 8252 7.1)`,
    );
}

function ofTokens(
  notes: Notebook,
  attributes: Attributes,
  client: KeycloakClient,
  realm: KeycloakRealm | null,
): void {
  const refresh = attributes.flag('use.refresh.tokens');
  const refreshSays = `${attributes.shown('use.refresh.tokens')} (if absent, true)`;
  notes.set(['refresh.none'], refresh === 'unknown' ? refresh : refresh === false, refreshSays);
  notes.world({ refresh: refresh !== false }, refreshSays);

  const life = attributes.text('access.token.lifespan');
  if (life !== undefined)
    accessTokenLife(
      notes,
      attributes.shown('access.token.lifespan'),
      /^-?\d+$/.test(life.trim()) ? Number(life) : Number.NaN,
      realm,
    );

  const [mtls, dpop] = ['tls.client.certificate.bound.access.tokens', 'dpop.bound.access.tokens'];
  const [byMtls, byDpop] = [attributes.flag(mtls), attributes.flag(dpop)];
  const isBound = byMtls === true || byDpop === true;
  const isOpen = !isBound && (byMtls === 'unknown' || byDpop === 'unknown');
  notes.set(['token.bound'], isOpen ? 'unknown' : isBound, attributes.shown(mtls, dpop));
  if (byMtls === true)
    notes.set(['refresh.bound'], true, `${attributes.shown(mtls)}; refresh tokens are bound as well`);
  else if (byDpop === true && client.publicClient === true)
    notes.set(['refresh.bound'], true, `${attributes.shown(dpop)}; of a public client (RFC 9449 5)`);
}

function ofMessages(notes: Notebook, attributes: Attributes): void {
  const signed = attributes.text('authorization.signed.response.alg');
  const isSigned = signed !== undefined && !/^(any|none)$/i.test(signed);
  const excluded = attributes.flag('exclude.issuer.from.auth.response');
  if (isSigned)
    notes.set(
      ['response.signed', 'issuer.sent'],
      true,
      `${attributes.shown('authorization.signed.response.alg')} (JARM 3: then the response will be signed; 2.1: with its issuer)`,
    );
  else if (excluded !== undefined)
    notes.set(
      ['issuer.sent'],
      excluded === 'unknown' ? excluded : !excluded,
      attributes.shown('exclude.issuer.from.auth.response'),
    );
  const demanded = attributes.text('request.object.required');
  const alg = attributes.text('request.object.signature.alg');
  notes.set(
    ['request.signed'],
    demanded !== undefined && /^request/.test(demanded) && alg !== undefined && !/^(any|none)$/i.test(alg),
    attributes.shown('request.object.required', 'request.object.signature.alg'),
  );
}
