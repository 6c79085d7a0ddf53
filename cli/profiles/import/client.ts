// What a client's registered metadata says.

import { type Findings, leaveOthers, Notebook, shown } from './finding.js';
import type { ClientMetadata } from './documents.js';

const address = 'an address or a description; no check follows from it';
const reasons: Readonly<Record<string, string>> = {
  client_id: address,
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
  authorization_signed_response_alg: 'how a signed response is signed; that one is demanded is not said',
  request_object_signing_alg: 'how a request object is signed; that one is demanded is not said',
  id_token_signed_response_alg: 'ID tokens are not modelled',
  subject_type: 'ID tokens are not modelled',
  software_statement: 'software statements (RFC 7591 2.3) are not modelled',
};

export function fromClient(m: ClientMetadata): Findings {
  const notes = new Notebook();
  const method = m.token_endpoint_auth_method ?? 'client_secret_basic';
  notes.set(
    ['client.authenticated'],
    method !== 'none',
    `token_endpoint_auth_method ${shown(m.token_endpoint_auth_method)} (RFC 7591 2: if omitted, client_secret_basic)`,
  );
  const grants = m.grant_types ?? ['authorization_code'];
  const grantsSay = `grant_types ${shown(m.grant_types)} (RFC 7591 2: if omitted, authorization_code)`;
  const isRefreshing = grants.includes('refresh_token');
  notes.set(['refresh.none'], !isRefreshing, grantsSay);
  notes.world({ refresh: isRefreshing }, grantsSay);
  if (m.application_type !== undefined)
    notes.world(
      { client: m.application_type === 'native' ? 'native-app' : 'server-app' },
      `application_type ${shown(m.application_type)} (OpenID Connect Dynamic Client Registration 1.0, 2)`,
    );
  if (m.require_signed_request_object === true)
    notes.set(['request.signed'], true, 'require_signed_request_object true (RFC 9101 10.5)');
  if (m.tls_client_certificate_bound_access_tokens === true)
    notes.set(['token.bound'], true, 'tls_client_certificate_bound_access_tokens true (RFC 8705 3.4)');
  if (m.dpop_bound_access_tokens === true)
    notes.set(['token.bound'], true, 'dpop_bound_access_tokens true (RFC 9449 5.2)');
  const open = m.redirect_uris.filter(
    (uri) => /^http:/i.test(uri) && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/i.test(uri),
  );
  if (open.length > 0) notes.set(['tls.front'], false, `redirect_uris ${shown(open)} is not https`);
  else notes.leave('redirect_uris', 'of the other ends of the front channel they say nothing');
  leaveOthers(
    notes,
    m,
    [
      ...['redirect_uris', 'token_endpoint_auth_method', 'grant_types', 'application_type', 'response_types'],
      ...[
        'require_signed_request_object',
        'tls_client_certificate_bound_access_tokens',
        'dpop_bound_access_tokens',
      ],
    ],
    reasons,
  );
  return notes;
}
