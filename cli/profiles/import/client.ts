// What a client's registered metadata says.

import type { ClientMetadata } from './documents.js';
import { type Findings, leaveOthers, Notebook, shown } from './finding.js';
import { privateKeyMethods, privateKeyWhy } from './privateKey.js';
import { appUriOf, noteRedirects } from './redirects.js';

const address = 'an address or a description; no check follows from it';
const reasons: Readonly<Record<string, string>> = {
  client_id: address,
  client_secret: 'the secret itself is not looked at',
  client_name: address,
  client_uri: address,
  logo_uri: address,
  contacts: address,
  tos_uri: address,
  policy_uri: address,
  jwks: 'keys; how they are used is said elsewhere',
  jwks_uri: 'keys; how they are used is said elsewhere',
  scope: 'which scopes exist does not say that they are kept narrow',
  require_pushed_authorization_requests: 'pushed authorization requests (RFC 9126) are not modelled',
  request_object_signing_alg: 'how a request object is signed; that one is demanded is not said',
  id_token_signed_response_alg: 'ID tokens are not modelled',
  subject_type: 'ID tokens are not modelled',
  token_endpoint_auth_signing_alg: 'how an assertion is signed; assertions are not modelled',
  tls_client_auth_subject_dn: 'which certificate the client has; what it is used for is said elsewhere',
  tls_client_auth_san_dns: 'which certificate the client has; what it is used for is said elsewhere',
  tls_client_auth_san_uri: 'which certificate the client has; what it is used for is said elsewhere',
  use_mtls_endpoint_aliases: 'addresses for mutual TLS; what it is used for is said elsewhere',
  request_uris: 'where request objects are; that one is demanded is not said',
  request_object_encryption_alg: 'encryption of request objects is not modelled',
  request_object_encryption_enc: 'encryption of request objects is not modelled',
  authorization_encrypted_response_alg: 'encryption of responses is not modelled',
  authorization_encrypted_response_enc: 'encryption of responses is not modelled',
  authorization_details_types:
    'which orders the client may ask for (RFC 9396); that they are compared is not said',
  id_token_encrypted_response_alg: 'ID tokens are not modelled',
  id_token_encrypted_response_enc: 'ID tokens are not modelled',
  userinfo_signed_response_alg: 'the userinfo endpoint is not modelled',
  sector_identifier_uri: 'ID tokens are not modelled',
  default_max_age: 'how alice logs in is not modelled',
  require_auth_time: 'how alice logs in is not modelled',
  default_acr_values: 'how alice logs in is not modelled',
  initiate_login_uri: 'where others may start a flow; that the client checks who does is not said',
  post_logout_redirect_uris: 'logout is not modelled',
  backchannel_logout_uri: 'logout is not modelled',
  frontchannel_logout_uri: 'logout is not modelled',
  software_id: address,
  software_version: address,
  client_id_issued_at: address,
  client_secret_expires_at: 'the secret itself is not looked at',
  software_statement: 'software statements (RFC 7591 2.3) are not modelled',
};

export function fromClient(m: ClientMetadata): Findings {
  const notes = new Notebook('client');
  ofKind(notes, m);
  ofGrants(notes, m);
  if (m.require_signed_request_object === true)
    notes.set(['request.signed'], true, 'require_signed_request_object true (RFC 9101 10.5)');
  const { authorization_signed_response_alg: signed } = m;
  if (signed !== undefined && !/^(none)?$/i.test(signed))
    notes.set(
      ['response.signed', 'issuer.sent'],
      true,
      `authorization_signed_response_alg ${shown(signed)} (JARM 3: then the response will be signed; 2.1: with its issuer)`,
    );
  if (m.tls_client_certificate_bound_access_tokens === true)
    notes.set(['token.bound'], true, 'tls_client_certificate_bound_access_tokens true (RFC 8705 3.4)');
  if (m.dpop_bound_access_tokens === true) {
    notes.set(['token.bound'], true, 'dpop_bound_access_tokens true (RFC 9449 5.2)');
    if (m.token_endpoint_auth_method === 'none')
      notes.set(['refresh.bound'], true, 'dpop_bound_access_tokens true, of a public client (RFC 9449 5)');
  }
  // A standard client's URIs are compared by whatever its server does; a wildcard says that it is not exactly.
  noteRedirects(notes, m.redirect_uris ?? [], `redirect_uris ${shown(m.redirect_uris)}`, false);
  leaveOthers(notes, m, readHere, reasons);
  return notes;
}

/** RFC 7591 2, OpenID Connect Core 1.0 9, RFC 8705 2. */
const authenticating = [
  ...['client_secret_basic', 'client_secret_post', 'client_secret_jwt'],
  ...privateKeyMethods,
];

/** What kind of client it is, and whether it can be authenticated. */
function ofKind(notes: Notebook, m: ClientMetadata): void {
  const { application_type: type, token_endpoint_auth_method: method } = m;
  const app = appUriOf(m.redirect_uris ?? []);
  const isNative = type === undefined ? app !== undefined : type === 'native';
  if (type === 'native' || type === 'web')
    notes.world(
      { client: isNative ? 'native-app' : 'server-app' },
      `application_type ${shown(type)} (OpenID Connect Dynamic Client Registration 1.0, 2)`,
    );
  else if (type !== undefined)
    notes.leave(
      'application_type',
      `${shown(type)} is no type of OpenID Connect Dynamic Client Registration 1.0`,
    );
  else if (isNative)
    notes.world({ client: 'native-app' }, `redirect_uris ${shown(app)}: an app's own scheme (RFC 8252 7.1)`);

  if (method !== undefined && privateKeyMethods.includes(method))
    notes.leave(`token_endpoint_auth_method ${shown(method)}`, privateKeyWhy);
  if (method !== undefined && (method === 'none' || authenticating.includes(method)))
    notes.set(['client.authenticated'], method !== 'none', `token_endpoint_auth_method ${shown(method)}`);
  else if (method !== undefined)
    notes.set(
      ['client.authenticated'],
      'unknown',
      `token_endpoint_auth_method ${shown(method)}: not known to this importer`,
    );
  else if (isNative)
    notes.leave('token_endpoint_auth_method', 'absent; a native app can seldom keep a secret (RFC 8252 8.5)');
  else
    notes.set(
      ['client.authenticated'],
      true,
      'token_endpoint_auth_method absent (RFC 7591 2: if omitted, client_secret_basic)',
      'default',
    );
}

/** Whether it gets refresh tokens. A field left out does not say so: servers issue them unasked. */
function ofGrants(notes: Notebook, { grant_types: grants, scope }: ClientMetadata): void {
  if (grants === undefined) return;
  const isRefreshing = grants.includes('refresh_token');
  const says = `grant_types ${shown(grants)} (RFC 7591 2)`;
  if (!isRefreshing && (scope ?? '').split(' ').includes('offline_access')) {
    notes.set(['refresh.none'], 'unknown', `${says}; but scope ${shown(scope)}`);
    return;
  }
  notes.set(['refresh.none'], !isRefreshing, says);
  notes.world({ refresh: isRefreshing }, says);
}

const readHere = [
  ...['redirect_uris', 'token_endpoint_auth_method', 'grant_types', 'application_type', 'response_types'],
  ...['require_signed_request_object', 'tls_client_certificate_bound_access_tokens'],
  ...['authorization_signed_response_alg', 'dpop_bound_access_tokens'],
];
