// What authorization server metadata says. "Supported" is not "required": where a server only can do something, the
// switch stays unknown until the client's metadata settles it.

import { type Findings, leaveOthers, Notebook, shown } from './finding.js';
import type { ServerMetadata } from './documents.js';
import { privateKeyMethods, privateKeyWhy } from './privateKey.js';

const address = 'an address or a description; no check follows from it';
const openid = 'ID tokens are not modelled';
const objects = 'request objects are accepted; that they are demanded is not said';
const logout = 'logout is not modelled';
const keys = 'which algorithms are supported; that a private key authenticates clients is not modelled';
const reasons: Readonly<Record<string, string>> = {
  require_pushed_authorization_requests: 'pushed authorization requests (RFC 9126) are not modelled',
  pushed_authorization_request_endpoint: 'pushed authorization requests (RFC 9126) are not modelled',
  token_endpoint_auth_signing_alg_values_supported: keys,
  authorization_encryption_alg_values_supported: 'encryption of responses is not modelled',
  authorization_encryption_enc_values_supported: 'encryption of responses is not modelled',
  require_request_uri_registration: objects,
  request_object_encryption_alg_values_supported: objects,
  request_object_encryption_enc_values_supported: objects,
  id_token_encryption_alg_values_supported: openid,
  id_token_encryption_enc_values_supported: openid,
  userinfo_signing_alg_values_supported: openid,
  acr_values_supported: 'how alice logs in is not modelled',
  claims_parameter_supported: openid,
  claim_types_supported: openid,
  authorization_details_types_supported: 'which orders exist (RFC 9396); that they are compared is not said',
  check_session_iframe: logout,
  frontchannel_logout_supported: logout,
  frontchannel_logout_session_supported: logout,
  backchannel_logout_supported: logout,
  backchannel_logout_session_supported: logout,
  introspection_endpoint_auth_methods_supported: 'token introspection (RFC 7662) is not modelled',
  revocation_endpoint_auth_methods_supported: 'how clients authenticate there is not modelled',
  mtls_endpoint_aliases: 'addresses for mutual TLS; that it is used is not said',
  introspection_endpoint: 'token introspection (RFC 7662) is not modelled',
  device_authorization_endpoint: 'the device flow (RFC 8628) is not modelled',
  backchannel_authentication_endpoint: 'CIBA is not modelled',
  end_session_endpoint: logout,
  revocation_endpoint: 'that tokens can be revoked does not say that the owner can do it',
  request_parameter_supported: objects,
  request_uri_parameter_supported: objects,
  request_object_signing_alg_values_supported: objects,
  id_token_signing_alg_values_supported: openid,
  subject_types_supported: openid,
  userinfo_endpoint: 'the userinfo endpoint is not modelled',
  jwks_uri: address,
  registration_endpoint: address,
  scopes_supported: address,
  claims_supported: address,
  service_documentation: address,
  ui_locales_supported: address,
};

export function fromServer(m: ServerMetadata): Findings {
  const notes = new Notebook('server');
  const isOpenId = m.subject_types_supported !== undefined;

  const methods = m.code_challenge_methods_supported;
  const methodsSay = `code_challenge_methods_supported ${shown(methods)}`;
  if (methods === undefined && !isOpenId)
    notes.set(
      ['pkce.required', 'pkce.verified', 'pkce.no-downgrade'],
      false,
      `${methodsSay} (RFC 8414 2: no PKCE)`,
    );
  else if (methods !== undefined && methods.length > 0) {
    notes.set(['pkce.verified'], true, `${methodsSay} (RFC 7636 4.6)`);
    if (!methods.includes('S256')) notes.set(['pkce.s256'], false, `${methodsSay} (RFC 7636 4.2)`);
  }

  const modes = m.response_modes_supported ?? ['query', 'fragment'];
  const modesSay = `response_modes_supported ${shown(m.response_modes_supported)} (RFC 8414 2: if omitted, query and fragment)`;
  if (!modes.some((mode) => mode.startsWith('form_post'))) notes.set(['response.in-body'], false, modesSay);
  else if (modes.every((mode) => mode.startsWith('form_post')))
    notes.set(['response.in-body'], true, modesSay);
  const isJwt = (mode: string) => mode === 'jwt' || mode.endsWith('.jwt');
  const isHybrid = (m.response_types_supported ?? []).some(
    (t) => t.split(' ').includes('id_token') && t.includes('code'),
  );
  const algs = m.authorization_signing_alg_values_supported ?? [];
  const isAlwaysSigned = modes.length > 0 && modes.every(isJwt);
  if (isAlwaysSigned)
    notes.set(
      ['response.signed', 'issuer.sent'],
      true,
      `${modesSay}: signed ones only, with their issuer (JARM 2.1)`,
    );
  else if (!modes.some(isJwt) && !isHybrid && algs.length === 0)
    notes.set(['response.signed'], false, `${modesSay} and no response type \`code id_token\``);

  const { authorization_response_iss_parameter_supported: iss } = m;
  if (!isAlwaysSigned)
    notes.set(
      ['issuer.sent'],
      iss === true,
      `authorization_response_iss_parameter_supported ${shown(iss)} (RFC 9207 3: if omitted, false)`,
    );

  const grants = m.grant_types_supported;
  // Servers issue refresh tokens without listing the grant, so a list without it says nothing.
  if (grants?.includes('refresh_token'))
    notes.world({ refresh: true }, `grant_types_supported ${shown(grants)}`);
  else if (grants !== undefined)
    notes.leave('grant_types_supported', 'without refresh_token; that none is issued is not said');

  // That a server can authenticate clients does not say that it authenticates this one.
  const auth = m.token_endpoint_auth_methods_supported;
  if (auth !== undefined && auth.length > 0 && auth.every((method) => method === 'none'))
    notes.set(
      ['client.authenticated'],
      false,
      `token_endpoint_auth_methods_supported ${shown(auth)} (RFC 8414 2)`,
    );
  else if (auth !== undefined)
    notes.leave(
      'token_endpoint_auth_methods_supported',
      `clients can be authenticated; whether this one is its own metadata says${
        auth.every((method) => privateKeyMethods.includes(method)) ? `; ${privateKeyWhy}` : ''
      }`,
    );

  if (m.require_signed_request_object === true)
    notes.set(['request.signed'], true, 'require_signed_request_object true (RFC 9101 10.5)');

  const dpop = m.dpop_signing_alg_values_supported ?? [];
  if (m.tls_client_certificate_bound_access_tokens !== true && dpop.length === 0)
    notes.set(
      ['token.bound', 'refresh.bound'],
      false,
      'tls_client_certificate_bound_access_tokens and dpop_signing_alg_values_supported absent (RFC 8705 3.3, RFC 9449 5.1)',
    );
  if (dpop.length === 0)
    notes.set(['code.bound'], false, 'dpop_signing_alg_values_supported absent (RFC 9449 5.1, 10)');

  for (const [field, end, verified] of [
    ['authorization_endpoint', 'authorization endpoint', 'server.authenticated-front'],
    ['token_endpoint', 'token endpoint', 'server.authenticated-back'],
  ] as const) {
    const url = m[field];
    if (url === undefined) continue;
    const isOpen = /^http:/i.test(url);
    if (!isOpen && !/^https:/i.test(url)) continue;
    const says = `${field} ${shown(url)}`;
    notes.end(end, !isOpen, isOpen ? `${says} is not https` : says);
    if (isOpen) notes.set([verified], false, `${says} is not https`);
  }
  leaveOthers(notes, m, Object.keys(readHere), reasons);
  return notes;
}

const readHere: Readonly<Record<string, true>> = {
  issuer: true,
  authorization_endpoint: true,
  token_endpoint: true,
  response_types_supported: true,
  response_modes_supported: true,
  grant_types_supported: true,
  token_endpoint_auth_methods_supported: true,
  code_challenge_methods_supported: true,
  authorization_signing_alg_values_supported: true,
  authorization_response_iss_parameter_supported: true,
  require_signed_request_object: true,
  tls_client_certificate_bound_access_tokens: true,
  dpop_signing_alg_values_supported: true,
};
