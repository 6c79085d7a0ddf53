import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { switchIds } from '../../../model/switches.js';
import { CliError } from '../../errors.js';
import { checks } from './checks/index.js';
import { othersOf } from './checks/redirects.js';
import { type Exchange, exchangeText, shortened } from './evidence.js';
import { filled, formsOf, formToFill } from './forms.js';
import { placeOf } from './guard.js';
import { measure, tally } from './measure.js';
import { notTestable } from './notTestable.js';
import { targetSchema } from './target.js';
import { TooMany, Wire } from './wire.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-probe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

describe('the table of checks', () => {
  test('every switch has a check or a reason why there is none, and one of them only', () => {
    const rows = [...checks, ...notTestable].map((row) => row.switch);
    expect(rows.toSorted()).toEqual([...switchIds].toSorted());
  });
  test('docs/probe-target.schema.json is what `sekisho probe --schema` prints', () => {
    const file = new URL('../../../docs/probe-target.schema.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(targetSchema(), null, 2)}\n`);
  });
  test('redirect URIs that are tried lead elsewhere than the registered one', () => {
    const { sameOrigin, otherOrigin } = othersOf('https://client.example/cb');
    const origin = (uri: string) => new URL(uri).origin;
    expect(sameOrigin.every(({ uri }) => origin(uri) === 'https://client.example')).toBe(true);
    expect(otherOrigin.every(({ uri }) => origin(uri) !== 'https://client.example')).toBe(true);
    expect(
      [...sameOrigin, ...otherOrigin].some(({ uri }) => new URL(uri).href === 'https://client.example/cb'),
    ).toBe(false);
  });
});

describe('which hosts are spoken to', () => {
  const none = { hosts: new Set<string>(), addresses: new Map<string, string>() };
  test.each(['http://127.0.0.1/', 'http://127.9.9.9:1/', 'http://[::1]/', 'http://localhost/'])(
    '%s: this machine',
    async (url) => {
      expect((await placeOf(new URL(url), none)).foreign).toBe(false);
    },
  );
  test.each([
    'http://192.0.2.1/',
    'http://[2001:db8::1]/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://[::ffff:192.0.2.1]/',
  ])('%s: refused with 64', async (url) => {
    await expect(placeOf(new URL(url), none)).rejects.toMatchObject({ exitCode: 64 });
  });
  test('a name that a hosts file takes elsewhere is refused, and one that is allowed is foreign wherever it is', async () => {
    const addresses = new Map([
      ['bank.test', '192.0.2.1'],
      ['here.test', '127.0.0.1'],
    ]);
    await expect(
      placeOf(new URL('http://bank.test/'), { hosts: new Set(), addresses }),
    ).rejects.toBeInstanceOf(CliError);
    expect(
      (await placeOf(new URL('http://here.test/'), { hosts: new Set(['here.test']), addresses })).foreign,
    ).toBe(true);
  });
});

describe('the wire', () => {
  let server: http.Server;
  let port = 0;
  const arrivals: number[] = [];
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      arrivals.push(Date.now());
      if (request.url?.startsWith('/away')) response.writeHead(302, { location: 'http://192.0.2.1/' });
      if (!request.url?.startsWith('/silent')) response.end('ok');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const wire = (limits = {}, hosts: string[] = []) =>
    new Wire(
      { hosts: new Set(hosts), addresses: new Map([['slow.test', '127.0.0.1']]) },
      { requests: 10, pause: 200, patience: 500, ...limits },
      undefined,
      new AbortController().signal,
    );

  test('no more requests than the cap', async () => {
    const w = wire({ requests: 1 });
    await w.send({ method: 'GET', url: `http://127.0.0.1:${port}/` });
    await expect(w.send({ method: 'GET', url: `http://127.0.0.1:${port}/` })).rejects.toBeInstanceOf(TooMany);
  });
  test('a host that is allowed is asked with pauses between', async () => {
    const w = wire({}, ['slow.test']);
    const from = arrivals.length;
    for (let n = 0; n < 3; n++) await w.send({ method: 'GET', url: `http://slow.test:${port}/` });
    const [a, , c] = arrivals.slice(from);
    expect(c! - a!).toBeGreaterThanOrEqual(350);
  });
  test('an answer that does not come is no answer', async () => {
    expect((await wire().send({ method: 'GET', url: `http://127.0.0.1:${port}/silent` })).status).toBe(0);
  });
  test('an interruption ends what is under way', async () => {
    const ended = new AbortController();
    const w = new Wire(
      { hosts: new Set(), addresses: new Map() },
      { requests: 5, pause: 0, patience: 60_000 },
      undefined,
      ended.signal,
    );
    const asked = w.send({ method: 'GET', url: `http://127.0.0.1:${port}/silent` });
    setTimeout(() => ended.abort(new Error('interrupted')), 50);
    await expect(asked).rejects.toThrow('interrupted');
  });

  const target = (change: (text: string) => string = (text) => text): string => {
    const file = join(folder, 'target.yaml');
    const at = `http://127.0.0.1:${port}`;
    writeFileSync(
      file,
      change(`server: {authorize: '${at}/silent', token: '${at}/', resource: '${at}/'}
client: {id: app, redirect: 'http://127.0.0.1:${port}/cb', auth: none}
owner: {fields: {login: alice}}
`),
    );
    return file;
  };
  const run = (args: readonly string[]) => {
    const child = spawn(process.execPath, [main, 'probe', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (text) => (errors += text));
    return {
      child,
      done: new Promise<{ code: number | null; errors: string }>((ok) =>
        child.on('exit', (code) => ok({ code, errors })),
      ),
    };
  };

  test('a redirect that leaves this machine ends with 64', async () => {
    const { code, errors } = await run([target((text) => text.replace('/silent', '/away'))]).done;
    expect(errors).toContain('`192.0.2.1` is not on this machine');
    expect(code).toBe(64);
  });
  test('a host elsewhere, and one that is named once only, end with 64', async () => {
    const elsewhere = target((text) => text.replaceAll('127.0.0.1', '192.0.2.1'));
    expect((await run([elsewhere]).done).code).toBe(64);
    expect((await run([elsewhere, '--allow-host', '192.0.2.1']).done).code).toBe(64);
  });
  test('a target file that is wrong ends with 65 and names the place', async () => {
    const { code, errors } = await run([target((text) => text.replace('owner:', 'ovner:'))]).done;
    expect(code).toBe(65);
    expect(errors).toContain('target.yaml');
  });
  test.each(['SIGINT', 'SIGTERM'] as const)('%s: 130, and nothing is written', async (signal) => {
    const out = join(folder, `${signal}.yaml`);
    const from = arrivals.length;
    const { child, done } = run([target(), '-o', out]);
    while (arrivals.length === from) await new Promise((next) => setTimeout(next, 20));
    child.kill(signal);
    expect((await done).code).toBe(130);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.sekisho'))).toEqual([]);
  });
});

describe('evidence', () => {
  const exchange: Exchange = {
    at: '2026-01-01T00:00:00.000Z',
    method: 'POST',
    url: 'http://bank.test/token',
    body: 'grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&client_secret=s3cr3t-of-the-client&password=hunter22',
    sent: {},
    status: 200,
    headers: { location: 'http://client.test/cb?code=AAAABBBBCCCCDDDDEEEEFFFF&state=0123456789abcdef' },
    text: '{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer"}',
  };
  test('holds no secret whole', () => {
    const told = exchangeText(exchange);
    for (const secret of [
      'SplxlOBeZQQYbYS6WxSbIA',
      's3cr3t-of-the-client',
      'hunter22',
      'AAAABBBBCCCCDDDDEEEEFFFF',
      '0123456789abcdef',
      '2YotnFZFEjr1zCsicMWpAA',
    ])
      expect(told).not.toContain(secret);
    expect(told).toContain('grant_type=authorization_code');
    expect(exchangeText({ ...exchange, headers: {} })).not.toContain('2YotnFZFEjr1zCsicMWpAA');
  });
  test('a short secret is not shown at all', () => expect(shortened('hunter22')).toBe('…(8)'));
});

test('forms are filled in by the names of their fields, and hidden ones are kept', () => {
  const page =
    '<form action="/search"><input name=q></form>' +
    '<form method="post" action="/in?a=1&amp;b=2"><input type=hidden name=t value="x&amp;y"><input name=user>' +
    '<input type=password name=pw><input type=checkbox name=stay><button name=go value=no>No</button><button name=go value=yes>Yes</button></form>';
  const filling = {
    fields: new Map([
      ['user', 'alice'],
      ['pw', 'secret'],
    ]),
    press: ['Yes'],
  };
  const form = formToFill(formsOf(page, 'http://bank.test/login'), filling)!;
  expect(form.action.href).toBe('http://bank.test/in?a=1&b=2');
  expect(filled(form, filling).toString()).toBe('t=x%26y&user=alice&pw=secret&go=yes');
});

describe('against stacks whose settings are known', () => {
  test('no wrong true and no wrong false, and most of what can be tested is decided', async () => {
    const all = await measure(
      0,
      1,
      new AbortController().signal,
      () => {},
      (stack) => ['oidc-provider+openid-client', 'node-oauth+passport-oauth2'].includes(stack),
    );
    const wrong = all.flatMap(({ stack, switches }) =>
      (switches ?? [])
        .filter((s) => s.is !== 'unknown' && s.is !== s.truth)
        .map((s) => `${stack} ${s.switch} ${s.is}`),
    );
    expect(wrong).toEqual([]);
    const { settings, unknown, notProbed } = tally(all);
    expect(notProbed).toBe(0);
    expect(unknown / settings).toBeLessThan(0.6);
  });
  test('the profile is one that other commands take', () => {
    const out = join(folder, 'profile.yaml');
    execFileSync(process.execPath, [
      main,
      'probe',
      '--lab',
      'node-oauth+openid-client',
      '--on',
      'login.same-site,cookie.same-site',
      '-o',
      out,
      '--lang',
      'ja',
    ]);
    const told = JSON.parse(
      execFileSync(process.execPath, [main, 'validate', out, '--json'], { encoding: 'utf8' }),
    );
    expect(told[0]).toMatchObject({ ok: true, scenario: { refresh: true } });
  });
});
