// `sekisho import` as it is called: what it writes, what it prints, and that it writes nothing where it fails.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { register } from './commands/import.js';
import { CliError } from './errors.js';
import { fileNames } from './file-names.js';
import { loadProfile } from './profile.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-import-'));
const at = (name: string) => join(folder, name);
const sample = (name: string) =>
  fileURLToPath(new URL(`profiles/import/samples/${name}.json`, import.meta.url));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function sekisho(...args: string[]): { exitCode: number; said: string } {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const said = () => write.mock.calls.map(([text]) => text).join('');
  const program = new Command().exitOverride();
  register(program);
  try {
    program.parse(['node', 'sekisho', 'import', ...args]);
    return { exitCode: 0, said: said() };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { exitCode: error.exitCode, said: `${said()}${error.what}: ${error.why ?? ''}` };
  } finally {
    write.mockRestore();
  }
}

describe('one client', () => {
  test('what is left open is printed with its reason, in the language asked for', () => {
    const run = (...more: string[]) =>
      sekisho(sample('frames-partner'), '-o', at('one.yaml'), '--force', ...more);
    expect(run().said).toMatch(/frames\.refused: unknown \(.*browserSecurityHeaders/);
    expect(run('--lang', 'ja').said).toMatch(/frames\.refused: 未定 [\s\S]*項目が判明/);
    expect(loadProfile(at('one.yaml')).unknown.has('frames.refused')).toBe(true);
  });

  test('as JSON, what is left open stands apart from what is decided', () => {
    const { said } = sekisho(sample('policy-for-some'), '--json');
    const { switches, undecided } = JSON.parse(said);
    expect(switches['pkce.verified'].is).toBe(true);
    expect(undecided['pkce.required']).toContain('pkce-enforcer');
    expect(switches).not.toHaveProperty('pkce.required');
  });

  test('a realm of several is named', () => {
    expect(sekisho(sample('realms-list'))).toMatchObject({ exitCode: 64 });
    expect(sekisho(sample('realms-list'), '--realm', 'shop').said).toContain('client other');
  });

  test('what is refused leaves no file', () => {
    expect(sekisho(sample('saml-client'), '-o', at('none.yaml'))).toMatchObject({ exitCode: 65 });
    expect(existsSync(at('none.yaml'))).toBe(false);
  });
});

describe('--all-clients', () => {
  const all = (name: string, out: string, ...more: string[]) =>
    sekisho(sample(name), '--all-clients', '-o', at(out), ...more);

  test('a profile for each client that has a flow; the others are listed with the reason', () => {
    const { exitCode, said } = all('many-clients', 'deep/all');
    expect(exitCode).toBe(0);
    const files = [
      ...['Ledger-2.yaml', 'account.yaml', 'https-sp.example-metadata.yaml', 'ledger.yaml', 'up.yaml'],
    ];
    expect(readdirSync(at('deep/all')).sort()).toEqual(files.sort());
    expect(said).toContain('account (built in)');
    expect(said).toContain('left out: sp: protocol "saml": it does not use OpenID Connect or OAuth 2.0');
    expect(said).toContain(`5 profiles written to ${at('deep/all')}, 3 clients left out`);
    const names = files.map((file) => loadProfile(at(`deep/all/${file}`)).name);
    expect(names.sort()).toEqual(
      ['../up', 'Ledger', 'account', 'https://sp.example/metadata', 'ledger'].sort(),
    );
    expect(loadProfile(at('deep/all/ledger.yaml')).on.has('client.authenticated')).toBe(true);
    expect(loadProfile(at('deep/all/Ledger-2.yaml')).on.has('client.authenticated')).toBe(false);
  });

  test('the summary as JSON, with reasons in the language asked for', () => {
    const { said } = all('many-clients', 'json', '--json', '--lang', 'ja');
    const { realm, profiles, leftOut } = JSON.parse(said);
    expect(realm).toBe('bank');
    expect(profiles.find((p: { client: string }) => p.client === 'ledger')).toMatchObject({
      isBuiltIn: false,
      file: at('json/ledger.yaml'),
      scenario: { refresh: true },
    });
    for (const { on, off } of profiles) {
      expect(on).toContain('pkce.verified');
      expect(off).toContain('pkce.required');
    }
    expect(leftOut).toContainEqual({
      client: 'batch',
      field: 'standardFlowEnabled',
      value: false,
      why: '認可コードフローが無効',
    });
  });

  test('metadata of the server counts for each client', () => {
    sekisho(sample('many-clients'), sample('server-issuer-sent'), '--all-clients', '-o', at('with'));
    for (const file of readdirSync(at('with')))
      expect(loadProfile(at(`with/${file}`)).on.has('issuer.sent')).toBe(true);
  });

  test('a file that is there is not overwritten, and then none is written, without --force', () => {
    mkdirSync(at('there'));
    writeFileSync(at('there/up.yaml'), 'mine');
    expect(all('many-clients', 'there')).toMatchObject({ exitCode: 64 });
    expect(readdirSync(at('there'))).toEqual(['up.yaml']);
    expect(readFileSync(at('there/up.yaml'), 'utf8')).toBe('mine');
    expect(all('many-clients', 'there', '--force')).toMatchObject({ exitCode: 0 });
    expect(readdirSync(at('there')).length).toBe(5);
  });

  test.each([
    ['realms-list', 'no', [], 64],
    ['realms-list', 'no', ['--client', 'other'], 64],
    ['many-clients', 'no', ['--name', 'x'], 64],
    ['web-client', 'no', [], 64],
    ['flow-off', 'no', [], 65],
    ['adapter', 'no', [], 65],
    ['no-such-sample', 'no', [], 66],
  ])('%s: nothing is written, not even a folder', (name, out, more, exitCode) => {
    expect(all(name, out, ...more)).toMatchObject({ exitCode });
    expect(existsSync(at(out))).toBe(false);
  });

  test('without a folder, onto a file, into a folder that is not to be written to', () => {
    expect(sekisho(sample('many-clients'), '--all-clients')).toMatchObject({ exitCode: 64 });
    writeFileSync(at('file'), '');
    expect(all('many-clients', 'file')).toMatchObject({ exitCode: 66 });
    mkdirSync(at('closed'));
    chmodSync(at('closed'), 0o500);
    // The super-user may write there all the same.
    const may = process.getuid?.() === 0;
    expect(all('many-clients', 'closed').exitCode).toBe(may ? 0 : 66);
    expect(readdirSync(at('closed')).length).toBe(may ? 5 : 0);
    chmodSync(at('closed'), 0o700);
  });

  test('names that differ beyond what a name can hold stay apart', () => {
    const clients = ['a', 'b'].map((end) => ({ clientId: 'x'.repeat(90) + end, redirectUris: [] }));
    writeFileSync(at('long.json'), JSON.stringify({ realm: 'r', clients }));
    sekisho(at('long.json'), '--all-clients', '-o', at('long'));
    const names = readdirSync(at('long')).map((file) => loadProfile(at(`long/${file}`)).name);
    expect(new Set(names).size).toBe(2);
  });

  test('one of several realms', () => {
    expect(all('realms-list', 'shop', '--realm', 'shop')).toMatchObject({ exitCode: 0 });
    expect(readdirSync(at('shop'))).toEqual(['other.yaml']);
  });
});

test('names of files', () => {
  const texts = ['a', 'A', 'a-2', '', '..', 'x/../y', '口座アプリ', 'a\u0000b', 'c'.repeat(300)];
  const names = fileNames(texts, '.yaml');
  expect(names.slice(0, 8)).toEqual([
    ...[
      'a.yaml',
      'A-2.yaml',
      'a-2-2.yaml',
      'unnamed.yaml',
      'unnamed-2.yaml',
      'x-..-y.yaml',
      '口座アプリ.yaml',
    ],
    'a-b.yaml',
  ]);
  expect(names[8]!.length).toBeLessThan(100);
});
