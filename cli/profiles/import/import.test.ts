// Documents in the shape that public products give them by default: the fields and values of their formats, with
// names and addresses of our own.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { switchIds } from '../../../model/switches.js';
import { CliError } from '../../errors.js';
import { loadProfile } from '../../profile.js';
import { importFrom, profileText, readSource } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
function file(content: unknown): string {
  const path = join(folder, `document-${count++}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const imported = (...documents: unknown[]) => importFrom(documents.map((d) => readSource(file(d))));
const settings = (result: ReturnType<typeof imported>) =>
  Object.fromEntries([...result.switches].map(([id, { is }]) => [id, is]));
function refusal(run: () => unknown): CliError {
  try {
    run();
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const address = 'https://login.example/realms/bank';
/** Keycloak's OpenID Connect discovery document. */
const keycloakDiscovery = {
  issuer: address,
  authorization_endpoint: `${address}/protocol/openid-connect/auth`,
  token_endpoint: `${address}/protocol/openid-connect/token`,
  introspection_endpoint: `${address}/protocol/openid-connect/token/introspect`,
  subject_types_supported: ['public', 'pairwise'],
  response_types_supported: ['code', 'none', 'id_token', 'token', 'id_token token', 'code id_token'],
  response_modes_supported: [
    'query',
    'fragment',
    'form_post',
    'query.jwt',
    'fragment.jwt',
    'form_post.jwt',
    'jwt',
  ],
  grant_types_supported: [
    'authorization_code',
    'implicit',
    'refresh_token',
    'password',
    'client_credentials',
  ],
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic', 'tls_client_auth'],
  code_challenge_methods_supported: ['plain', 'S256'],
  tls_client_certificate_bound_access_tokens: true,
  require_pushed_authorization_requests: false,
  authorization_response_iss_parameter_supported: true,
};
/** Auth0's: it has a public client's `none`, and says nothing of `iss`. */
const auth0Discovery = {
  issuer: 'https://tenant.example/',
  authorization_endpoint: 'https://tenant.example/authorize',
  token_endpoint: 'https://tenant.example/oauth/token',
  subject_types_supported: ['public'],
  response_types_supported: ['code', 'token', 'id_token', 'code token', 'code id_token'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  token_endpoint_auth_methods_supported: [
    'client_secret_basic',
    'client_secret_post',
    'private_key_jwt',
    'none',
  ],
  code_challenge_methods_supported: ['S256', 'plain'],
};
/** Microsoft Entra ID's: OpenID Connect discovery that does not speak of PKCE at all. */
const entraDiscovery = {
  issuer: 'https://directory.example/tenant/v2.0',
  authorization_endpoint: 'https://directory.example/tenant/oauth2/v2.0/authorize',
  token_endpoint: 'https://directory.example/tenant/oauth2/v2.0/token',
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
  request_uri_parameter_supported: false,
};
/** A Keycloak realm's export, cut down to what is said of a realm and one client of its own. */
const realm = {
  id: 'bank',
  realm: 'bank',
  sslRequired: 'external',
  revokeRefreshToken: false,
  refreshTokenMaxReuse: 0,
  accessTokenLifespan: 300,
  accessCodeLifespan: 60,
  browserSecurityHeaders: {
    xFrameOptions: 'SAMEORIGIN',
    contentSecurityPolicy: "frame-src 'self'; frame-ancestors 'self'; object-src 'none';",
    referrerPolicy: 'no-referrer',
  },
  clients: [
    { clientId: 'account', publicClient: true, redirectUris: ['/realms/bank/account/*'] },
    { clientId: 'realm-management', bearerOnly: true },
    {
      clientId: 'ledger',
      publicClient: false,
      standardFlowEnabled: true,
      redirectUris: ['https://ledger.example/*'],
      attributes: { 'pkce.code.challenge.method': 'S256', 'require.pushed.authorization.requests': 'false' },
    },
  ],
};
const client = {
  redirect_uris: ['https://ledger.example/cb'],
  application_type: 'web',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
};

describe('what documents say', () => {
  test("Keycloak's discovery: supported is not required", () => {
    const result = imported(keycloakDiscovery);
    expect(settings(result)).toEqual({
      'issuer.sent': true,
      'pkce.verified': true,
      'tls.back': true,
      'code.bound': false,
    });
    expect(result.left.map((l) => l.field)).toContain('require_pushed_authorization_requests');
    expect(result.left.find((l) => l.field === 'introspection_endpoint')!.why).toContain('not modelled');
  });

  test("Auth0's discovery: without `iss`, and public clients are possible", () => {
    const said = settings(imported(auth0Discovery));
    expect(said).toMatchObject({ 'issuer.sent': false, 'token.bound': false });
    expect(said).not.toHaveProperty('refresh.none');
    expect(said).not.toHaveProperty('client.authenticated');
    expect(said).not.toHaveProperty('response.in-body');
  });

  test("Entra's discovery: OpenID Connect need not speak of PKCE, RFC 8414 does by silence", () => {
    expect(settings(imported(entraDiscovery))).not.toHaveProperty('pkce.verified');
    const { subject_types_supported: _, ...oauth } = entraDiscovery;
    expect(settings(imported(oauth))).toMatchObject({ 'pkce.verified': false, 'pkce.required': false });
  });

  test("a Keycloak realm: the realm's own client, by its fields", () => {
    const result = imported(realm);
    expect(settings(result)).toEqual({
      'refresh.rotated': false,
      'token.short-lived': true,
      'code.short-lived': true,
      'frames.refused': true,
      'referrer.hidden-as': true,
      'client.authenticated': true,
      'pkce.required': true,
      'pkce.verified': true,
      'pkce.sent': true,
      'pkce.s256': true,
      'redirect.exact': false,
      'redirect.same-origin': true,
      'refresh.none': false,
      'token.bound': false,
      'request.signed': false,
    });
    expect(result.switches.get('redirect.exact')!.from).toContain(
      'redirectUris ["https://ledger.example/*"]',
    );
    expect(result.scenario).toEqual({ refresh: true });
  });

  test('the client has the last word on what the server only can do', () => {
    for (const documents of [
      [auth0Discovery, client],
      [client, auth0Discovery],
      [keycloakDiscovery, client],
    ])
      expect(settings(imported(...documents))).toMatchObject({
        'client.authenticated': false,
        'refresh.none': true,
      });
    expect(imported(auth0Discovery, client).scenario).toEqual({ client: 'server-app', refresh: false });
  });

  test('documents that contradict each other are refused, with both fields', () => {
    const error = refusal(() =>
      imported(keycloakDiscovery, {
        ...auth0Discovery,
        authorization_response_iss_parameter_supported: false,
      }),
    );
    expect(error.exitCode).toBe(65);
    expect(error.what).toContain('issuer.sent');
    expect(error.why).toMatch(/parameter_supported true.*parameter_supported false/);
  });
});

describe('the profile that is written', () => {
  test('loads, with every switch, its source, and the rest unknown', () => {
    const result = imported(realm, keycloakDiscovery);
    const path = join(folder, 'made.yaml');
    writeFileSync(path, profileText(result, 'made'));
    const { on, unknown, notes, scenario } = loadProfile(path);
    expect(scenario).toEqual(result.scenario);
    for (const id of switchIds) {
      const said = result.switches.get(id);
      expect(notes.get(id)).toBeTruthy();
      if (said !== undefined) expect([id, on.has(id), unknown.has(id)]).toEqual([id, said.is, false]);
    }
    expect(unknown.has('redirector.none')).toBe(true);
    expect(on.has('login.csrf-checked')).toBe(true);
  });
});

describe('documents that are refused', () => {
  test.each([
    ['{"issuer": ', 65, 'is not JSON'],
    ['[]', 65, 'none of the documents'],
    ['{"hello": 1}', 65, 'none of the documents'],
    ['{"redirect_uris": "https://x.example"}', 65, 'is not client metadata'],
    ['{"realm": "x", "clients": [{"clientId": 7}]}', 65, 'is not a Keycloak realm export'],
  ])('%s', (text, exitCode, what) => {
    const error = refusal(() => imported(text));
    expect(error.exitCode).toBe(exitCode);
    expect(error.what).toContain(what);
  });

  test('a realm with two clients asks which, and one that it does not have is told', () => {
    const two = { ...realm, clients: [...realm.clients, { clientId: 'second' }] };
    const path = file(two);
    expect(refusal(() => importFrom([readSource(path)])).available).toEqual(['ledger', 'second']);
    expect(refusal(() => importFrom([readSource(path)], { client: 'legder' })).what).toContain(
      'did you mean `ledger`?',
    );
  });

  test('a missing file', () => {
    expect(refusal(() => readSource(join(folder, 'none.json')))).toMatchObject({ exitCode: 66 });
  });
});
