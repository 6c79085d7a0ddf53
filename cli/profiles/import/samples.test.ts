// What small documents say, one fault or feature each; they are in samples/, in the shapes that products give them.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Scenario } from '../../../model/scenario.js';
import { type SwitchId, switchIds } from '../../../model/switches.js';
import { CliError } from '../../errors.js';
import { loadProfile } from '../../profile.js';
import { importAll, importFrom, profileText, readSource, type Wanted } from './index.js';
import { type Freedom, freedomOf } from './redirects.js';

const samples = fileURLToPath(new URL('samples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sekisho-samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const used = new Set<string>();
function sample(name: string) {
  used.add(`${name}.json`);
  return readSource(join(samples, `${name}.json`));
}
const imported = (names: string, wanted?: Wanted) => importFrom(names.split(' + ').map(sample), wanted);

interface Says {
  readonly on?: readonly SwitchId[];
  readonly off?: readonly SwitchId[];
  /** Neither on nor off, whether anything is said of them or not. */
  readonly open?: readonly SwitchId[];
  readonly scenario?: Partial<Scenario>;
}
const pkce: readonly SwitchId[] = ['pkce.required', 'pkce.sent', 'pkce.verified', 'pkce.s256'];

const says: readonly (readonly [names: string, Says])[] = [
  // Frames and referrers.
  ['frames-partner', { open: ['frames.refused'], on: ['referrer.hidden-as'] }],
  ['frames-anybody', { off: ['frames.refused'] }],
  ['frames-none', { on: ['frames.refused'] }],
  ['frames-switched-off', { off: ['frames.refused', 'referrer.hidden-as'] }],
  ['headers-partly', { open: ['frames.refused', 'referrer.hidden-as'] }],
  // A client's own setting wins.
  ['own-lifetime-long', { off: ['token.short-lived'] }],
  ['own-lifetime-short', { on: ['token.short-lived'] }],
  ['own-lifetime-session', { open: ['token.short-lived'] }],
  ['own-lifetime-session-told', { off: ['token.short-lived'] }],
  ['own-lifetime-filled-in', { open: ['token.short-lived'] }],
  ['server-issuer-sent + issuer-left-out', { off: ['issuer.sent'] }],
  ['issuer-left-out + server-issuer-sent', { off: ['issuer.sent'] }],
  ['server-minimal + bound-by-mtls', { on: ['token.bound', 'refresh.bound'] }],
  ['server-minimal + registered-signed-response', { on: ['response.signed'] }],
  ['server-public-only + method-left-out', { off: ['client.authenticated'] }],
  ['server-refresh + grants-named', { on: ['refresh.none'], scenario: { refresh: false } }],
  // Redirect URIs.
  ['path-free', { on: ['redirect.same-origin'], off: ['redirect.exact'] }],
  ['host-free', { off: ['redirect.exact', 'redirect.same-origin'] }],
  ['host-end-free', { off: ['redirect.exact', 'redirect.same-origin'] }],
  ['anything', { off: ['redirect.exact', 'redirect.same-origin'], open: ['tls.front'] }],
  ['path-of-server', { on: ['redirect.same-origin'], off: ['redirect.exact'], open: ['tls.front'] }],
  ['path-of-root', { on: ['redirect.same-origin'], off: ['redirect.exact', 'tls.front'] }],
  ['filled-in-root', { on: ['redirect.same-origin'], off: ['redirect.exact'], open: ['tls.front'] }],
  ['registered-wildcard', { off: ['redirect.exact', 'redirect.same-origin'] }],
  ['web-client', { open: ['redirect.exact', 'tls.front', 'tls.back', 'refresh.none'] }],
  // TLS.
  ['http-redirect', { off: ['tls.front', 'server.authenticated-front'], on: ['redirect.exact'] }],
  ['registered-http', { off: ['tls.front', 'server.authenticated-front'] }],
  ['registered-http + server-minimal', { off: ['tls.front'], on: ['tls.back'] }],
  ['loopback-redirect', { on: ['tls.front', 'tls.back'], off: ['redirect.exact'] }],
  ['tls-demanded', { on: ['tls.front', 'tls.back'] }],
  ['tls-external', { open: ['tls.front', 'tls.back'] }],
  ['tls-external + server-minimal', { on: ['tls.front', 'tls.back'], open: ['server.authenticated-front'] }],
  ['server-minimal + web-client', { on: ['tls.front', 'tls.back'] }],
  [
    'server-http + web-client',
    { off: ['tls.front', 'tls.back', 'server.authenticated-front', 'server.authenticated-back'] },
  ],
  ['server-minimal + without-scheme', { open: ['tls.front'] }],
  // Kinds of client.
  ['app-scheme', { scenario: { client: 'native-app', refresh: true }, off: ['client.authenticated'] }],
  ['native-by-scheme', { scenario: { client: 'native-app' }, open: ['client.authenticated'] }],
  ['without-scheme', { scenario: { refresh: true } }],
  ['extension-scheme', { scenario: {} }],
  ['unknown-type', { scenario: {} }],
  ['unknown-method', { open: ['client.authenticated'] }],
  ['method-left-out', { on: ['client.authenticated'] }],
  // What a server can do says nothing of this client.
  ['server-minimal', { open: ['client.authenticated', 'refresh.none', 'tls.front'], off: pkce.slice(0, 1) }],
  ['server-openid', { open: ['client.authenticated', 'refresh.none', ...pkce] }],
  ['server-methods', { open: ['client.authenticated', 'refresh.none'], on: ['pkce.verified'], scenario: {} }],
  ['server-refresh', { open: ['refresh.none'], scenario: { refresh: true } }],
  ['server-public-only', { off: ['client.authenticated'] }],
  // Refresh tokens, and tokens bound to a key.
  ['grants-named', { on: ['refresh.none'], scenario: { refresh: false } }],
  ['offline-asked', { open: ['refresh.none'], scenario: {} }],
  ['grants-named + offline-asked', { open: ['refresh.none'] }],
  ['rotation', { on: ['refresh.rotated'], off: ['client.authenticated'] }],
  ['rotation-reused', { off: ['refresh.rotated'] }],
  ['bound-by-mtls', { on: ['token.bound', 'refresh.bound'] }],
  ['bound-by-dpop-public', { on: ['token.bound', 'refresh.bound'] }],
  ['registered-dpop-public', { on: ['token.bound', 'refresh.bound'] }],
  ['attribute-types', { on: ['token.bound', 'refresh.none'], open: ['pkce.required', 'refresh.bound'] }],
  // Signed responses.
  ['server-jwt-only', { on: ['response.signed', 'issuer.sent'], open: ['response.in-body'] }],
  ['server-jwt-besides', { open: ['response.signed'], off: ['response.in-body'] }],
  ['server-signing-algs', { open: ['response.signed'] }],
  ['registered-signed-response', { on: ['response.signed', 'issuer.sent', 'client.authenticated'] }],
  ['signed-without-issuer', { on: ['response.signed', 'issuer.sent'] }],
  ['signed-response-client', { on: ['response.signed'] }],
  // Consent.
  ['consent-off', { off: ['consent.asked'] }],
  ['consent-on', { open: ['consent.asked'] }],
  // Client policies.
  ['policy-for-all', { on: pkce, open: ['request.signed', 'token.bound', 'refresh.bound'] }],
  ['policy-for-some', { open: ['pkce.required'], off: ['request.signed', 'token.bound'] }],
  ['policy-negated', { open: ['pkce.required'] }],
  ['policy-without-conditions', { open: ['pkce.required'] }],
  ['policy-off', { off: ['pkce.required', 'token.bound'] }],
  ['policy-of-global-profile', { open: ['pkce.required', 'request.signed', 'token.bound'] }],
  ['policy-of-own-executor', { open: ['pkce.required', 'request.signed', 'token.bound'] }],
  ['policy-public-refused', { open: ['client.authenticated'], off: ['pkce.required'] }],
  ['policy-rotation-suppressed', { open: ['refresh.rotated'] }],
  ['policy-in-attributes', { on: pkce }],
  ['policy-unreadable', { open: ['pkce.required', 'token.bound'] }],
  // Forms of a document.
  [
    'nulls',
    { on: ['token.short-lived'], off: ['pkce.required'], open: ['redirect.exact', 'frames.refused'] },
  ],
  ['client-export', { on: pkce, open: ['token.bound', 'request.signed'] }],
  ['realm-without-clients + client-export', { on: pkce, off: ['token.bound', 'request.signed'] }],
  ['realm-list', { on: ['redirect.exact', 'client.authenticated'] }],
];

describe('what a document says', () => {
  test.each(says)('%s', (names, { on = [], off = [], open = [], scenario }) => {
    const result = imported(names);
    const is = (id: SwitchId) => result.switches.get(id)?.is ?? 'open';
    for (const id of on) expect([id, is(id)]).toEqual([id, true]);
    for (const id of off) expect([id, is(id)]).toEqual([id, false]);
    for (const id of open) expect([id, is(id)]).toEqual([id, 'open']);
    if (scenario !== undefined) expect(result.scenario).toEqual(scenario);

    const path = join(folder, 'profile.yaml');
    writeFileSync(path, profileText(result, 'made'));
    const profile = loadProfile(path);
    for (const id of result.undecided.keys()) {
      expect(profile.unknown.has(id)).toBe(true);
      expect(profile.notes.get(id)).toBe(result.undecided.get(id));
      expect(result.switches.has(id)).toBe(false);
    }
  });

  test('what is left open says which policy may decide it', () => {
    const why = imported('policy-for-some').undecided.get('pkce.required');
    expect(why).toContain('client policy "everyone", profile "strict": pkce-enforcer');
    expect(imported('tls-demanded').switches.get('tls.back')!.from).toContain('RFC 6750 5.3');
  });
});

/** What deployment fills in. */
const filled = '$' + '{LEDGER}';
test.each<[Freedom, string[]]>([
  ['nothing', ['https://ledger.example/cb', 'example.app:/cb', '+', '/cb']],
  [
    'path',
    [
      ...['https://ledger.example/*', 'https://ledger.example/cb*', 'https://ledger.example?x=*', '/*'],
      ...[
        'HTTP://localhost:8080/*',
        'example.app:/*',
        `${filled}/*`,
        '$(env:LEDGER)/cb/*',
        'https://[::1]/*',
      ],
    ],
  ],
  [
    'origin',
    [
      ...[
        '*',
        'https://*',
        'https://*.ledger.example/cb',
        'https://ledger.example*',
        'https://ledger.example:*',
      ],
      ...['http*://ledger.example/cb', 'https:*', 'ledger.example/*', 'ledger.example:8443/*', `${filled}*`],
      // What is before the @ is a user, and what is after it the host; a browser takes \\ for a slash.
      ...['https://ledger.example@*/cb', 'https://*\\ledger.example/'],
    ],
  ],
])('patterns that leave free: %s', (freedom, patterns) => {
  for (const pattern of patterns) expect([pattern, freedomOf(pattern)]).toEqual([pattern, freedom]);
});

const refused: readonly (readonly [names: string, exitCode: number, what: string, details: RegExp])[] = [
  ['saml-client', 65, 'no client with an authorization code flow', /sp: protocol "saml"/],
  ['flow-off', 65, 'no client with', /batch: standardFlowEnabled false/],
  ['bearer-only', 65, 'no client with', /api: bearerOnly true/],
  ['disabled-client', 65, 'no client with', /old: enabled false/],
  ['direct-grants-only', 65, 'no client with', /old: directGrantsOnly true/],
  ['workload-issuer', 65, 'no authorization code flow', /response_types_supported \["id_token"\]/],
  ['urn-endpoint', 65, 'no authorization code flow', /authorization_endpoint "urn:/],
  ['no-authorization-endpoint', 65, 'no authorization code flow', /authorization_endpoint absent/],
  ['no-code-grant', 65, 'no authorization code flow', /grant_types_supported/],
  ['implicit-only', 65, 'no authorization code flow', /grant_types \["implicit"\]/],
  ['token-response-only', 65, 'no authorization code flow', /response_types \["id_token"\]/],
  ['service-client', 65, 'no authorization code flow', /grant_types \["client_credentials"\]/],
  ['no-redirect', 65, 'no authorization code flow', /redirect_uris \[\]/],
  ['workload-issuer + web-client', 65, 'workload-issuer.json', /response_types_supported/],
  ['server-minimal + service-client', 65, 'service-client.json', /grant_types/],
  ['legacy-realm', 65, 'legacy format', /applications.*export the realm/s],
  ['adapter', 65, 'Keycloak adapter file (keycloak.json)', /credentials.*export the realm/s],
  ['realm-without-clients', 65, '`bank` without its clients', /clients absent.*Include clients/s],
  ['realms-list', 64, '2 realms', /--realm.*bank,shop/s],
  ['client-list', 64, '2 clients of its own', /--client.*--all-clients.*ledger,second/s],
  [
    'server-minimal + other-server',
    65,
    'of 2 servers',
    /issuer https:\/\/as.example, https:\/\/other.example/,
  ],
  ['client-one + client-two', 65, 'of 2 clients', /client_id one, two/],
  ['realm-list + client-export', 65, '`ledger` is there twice', /realm-list.json.*client-export.json/s],
];
function refusal(run: () => unknown): CliError {
  try {
    run();
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('what is refused, with the reason', () => {
  test.each(refused)('%s', (names, exitCode, what, details) => {
    const error = refusal(() => imported(names));
    expect(error.exitCode).toBe(exitCode);
    expect(error.what).toContain(what);
    expect(`${error.why}\n${error.fix}\n${error.available}`).toMatch(details);
  });

  test('which realm, which client', () => {
    expect(imported('realms-list', { realm: 'shop' }).switches.size).toBeGreaterThan(5);
    expect(refusal(() => imported('realms-list', { realm: 'shpo' })).what).toContain('did you mean `shop`?');
    const second = imported('client-list', { client: 'second' });
    expect(second.switches.get('redirect.exact')!.from).toContain('client second: ');
    const sp = refusal(() => imported('many-clients', { client: 'sp' }));
    expect(sp.why).toContain('client sp: protocol "saml"');
    for (const wanted of [{ client: 'x' }, { realm: 'x' }])
      expect(refusal(() => imported('web-client', wanted))).toMatchObject({ exitCode: 64 });
  });
});

describe('JSON as others write it', () => {
  const write = (content: string | Buffer) => {
    const path = join(folder, 'document.json');
    writeFileSync(path, content);
    return path;
  };
  const text = readFileSync(join(samples, 'web-client.json'), 'utf8');

  test.each([
    ['a byte order mark', `\ufeff${text}`],
    ['UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('%s is read', (_, content) => {
    expect(importFrom([readSource(write(content))]).switches.get('client.authenticated')!.is).toBe(true);
  });

  test('a null in a list is not there', () => {
    const content = '{"redirect_uris": [null, "https://x.example"], "token_endpoint_auth_method": "none"}';
    expect(importFrom([readSource(write(content))]).switches.get('client.authenticated')!.is).toBe(false);
  });

  test.each([
    ['{"redirect_uris": ["https://x.example"],\n "scope": "a", "scope": "b"}', '2:16', 'scope', '2:2'],
    // Told by what they mean, not by how they are written; also far inside.
    ['{"realm": "r", "clients": [{"a": {"k": [1], "\\u006b": 2}}]}', '1:45', 'k', '1:35'],
    // A null is a setting too.
    ['{"x": {}, "x": null}', '1:11', 'x', '1:2'],
  ])('a key given twice is refused, with its place: %s', (content, place, key, before) => {
    const error = refusal(() => readSource(write(content)));
    expect(error.exitCode).toBe(65);
    expect(error.what).toMatch(new RegExp(`:${place}: the key .${key}. is given twice`));
    expect(error.why).toContain(before);
  });

  test('a key in two objects, or a text that looks like one, is none', () => {
    const content =
      '{"redirect_uris": ["https://x.example/\\"a\\":"], "a": {"b": 1}, "c": {"b": "a", "a": ["a", "a"]}}';
    expect(readSource(write(content)).kind).toBe('client');
  });

  test.each([
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d])],
    ['nested without end', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['null', 'null'],
  ])('%s', (_, content) => {
    expect(refusal(() => readSource(write(content)))).toMatchObject({ exitCode: 65 });
  });
});

describe('all clients of a realm', () => {
  test('each with a flow is imported, the others are told with the field', () => {
    const { realm, clients, leftOut } = importAll([sample('many-clients'), sample('server-minimal')]);
    expect(realm).toBe('bank');
    expect(clients.map(({ id }) => id)).toEqual([
      ...['account', 'ledger', 'Ledger', 'https://sp.example/metadata', '../up'],
    ]);
    expect(clients.filter(({ isBuiltIn }) => isBuiltIn).map(({ id }) => id)).toEqual(['account']);
    expect(leftOut.map(({ id, reason }) => [id, reason.field])).toEqual([
      ['realm-management', 'bearerOnly'],
      ['sp', 'protocol'],
      ['batch', 'standardFlowEnabled'],
    ]);
    const of = (id: string) => clients.find((c) => c.id === id)!.imported.switches;
    expect(of('ledger').get('client.authenticated')!.is).toBe(true);
    expect(of('Ledger').get('client.authenticated')!.is).toBe(false);
    for (const id of ['ledger', 'Ledger']) expect(of(id).get('tls.back')!.is).toBe(true);
  });

  test.each([
    [['web-client'], 64],
    [['many-clients', 'web-client'], 64],
    [['realms-list'], 64],
    [['many-clients', 'server-minimal', 'other-server'], 65],
    [['saml-client'], 65],
    [['realm-without-clients'], 65],
    [['many-clients', 'workload-issuer'], 65],
  ])('%s: refused', (names, exitCode) => {
    expect(refusal(() => importAll(names.map(sample)))).toMatchObject({ exitCode });
  });
});

test('every sample is in a table above, and every switch there exists', () => {
  expect([...used].sort()).toEqual(readdirSync(samples).sort());
  for (const [, { on = [], off = [], open = [] }] of says)
    for (const id of [...on, ...off, ...open]) expect(switchIds).toContain(id);
});
