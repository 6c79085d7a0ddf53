// Profiles that commands write, and what profiles say of attackers and notes: what is written loads, and says what was
// meant.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CliError, EXIT } from '../errors.js';
import { register as registerCertify } from '../commands/certify.js';
import { register as registerExport } from '../commands/export.js';
import { register as registerFuzz } from '../commands/fuzz.js';
import { register as registerImport } from '../commands/import.js';
import { register as registerSearch } from '../commands/search.js';
import { register as registerValidate } from '../commands/validate.js';
import { checkLoads, loadProfile } from '../profile.js';
import { lockOf } from '../../properties/verdicts/lock.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { asName, isName } from '../../properties/profiles/schema.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-written-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
/** What a command prints, or the error that it ends with. */
async function run(...args: readonly string[]): Promise<{ said: string; error: CliError | null }> {
  const program = new Command();
  for (const register of [
    registerCertify,
    registerExport,
    registerFuzz,
    registerImport,
    registerSearch,
    registerValidate,
  ])
    register(program);
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await program.parseAsync(['node', 'sekisho', ...args]);
    return { said: write.mock.calls.map(([text]) => String(text)).join(''), error: null };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { said: '', error };
  } finally {
    process.exitCode = 0;
    write.mockRestore();
  }
}

describe('names', () => {
  test('any text can be made a name that a profile may have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        for (const name of [asName(text), asName(text, '-hardened')]) expect(isName(name)).toBe(true);
        if (isName(text)) expect(asName(text)).toBe(text);
      }),
    );
    expect(isName('__proto__')).toBe(false);
    expect(isName(asName('__proto__'))).toBe(true);
  });

  test('a file stem brings no control characters', () => {
    expect(loadProfile(put('a\u001b[31mb.yaml', 'measures: []\n')).name).toBe('a [31mb');
  });

  test('import refuses a name that would not load, and makes one of any file', async () => {
    const long = `${'x'.repeat(120)}.json`;
    const document = '{"issuer": "https://a", "authorization_endpoint": "https://a/b"}';
    const out = join(folder, 'out.yaml');
    const refused = await run('import', put('m.json', document), '--name', 'a\nb', '-o', out);
    expect(refused.error?.exitCode).toBe(EXIT.usage);
    await run('import', put(long, document), '-o', out);
    expect(loadProfile(out).name).toBe('x'.repeat(80));
  });

  test('no control character of a document is printed or written', async () => {
    const document = {
      issuer: 'https://a',
      authorization_endpoint: 'https://a/b',
      '\u001b[2Jodd': 1,
      code_challenge_methods_supported: ['\u009b31m', 'S256', '\u202e'],
    };
    const out = join(folder, 'out.yaml');
    const { said } = await run('import', put('m.json', JSON.stringify(document)), '-o', out);
    for (const text of [said, readFileSync(out, 'utf8')])
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(said).toContain('[2Jodd');
  });
});

describe('a written profile', () => {
  test('that would not load is refused, and why', () => {
    const check = () => checkLoads(join(folder, 'out.yaml'), 'extends: ./gone.yaml\n');
    expect(check).toThrow('would not load');
    put('gone.yaml', 'measures: []\n');
    expect(check).not.toThrow();
  });
});

describe('notes', () => {
  test.each([
    ['one.yaml', 'two.yaml'],
    ['two.yaml', 'one.yaml'],
  ])('of the bases %s and %s, the one whose setting holds has the note', (a, b) => {
    put('one.yaml', 'switches: {state.compared: true}\nnotes: {state.compared: seen}\n');
    put('two.yaml', 'switches: {state.compared: unknown}\nnotes: {state.compared: nobody knows}\n');
    const own = loadProfile(put('own.yaml', `extends: [./${a}, ./${b}]\n`));
    expect(own.on.has('state.compared')).toBe(true);
    expect(own.notes.get('state.compared')).toBe('seen');
  });
});

describe('locks', () => {
  test('the order of keys is no setting, a value is', () => {
    const bare = loadProfile('rfc6749-bare');
    const settings = (scenario: StatedProfile['scenario']) =>
      lockOf({
        grounds: [{ profile: { ...bare, scenario }, on: 0n, unknown: 0n } as never],
        rows: [],
        differences: [],
        ladder: [],
        shifts: [],
      }).profiles['rfc6749-bare']!.settings;
    const one = settings({ client: 'native-app', refresh: false });
    expect(settings({ refresh: false, client: 'native-app' })).toBe(one);
    expect(settings({ refresh: true, client: 'native-app' })).not.toBe(one);
  });
});

describe('the attacker of a profile', () => {
  test('is told by validate, and lifted by any', async () => {
    const weak = put('weak.yaml', 'attacker: [lure]\n');
    const lifted = put('lifted.yaml', 'extends: ./weak.yaml\nattacker: any\n');
    expect((await run('validate', weak)).said).toContain('attacker: at most lure');
    expect((await run('validate', lifted)).said).not.toContain('attacker');
    expect(loadProfile(put('same.yaml', 'extends: ./weak.yaml\n')).attacker).toEqual(new Set(['lure']));
    expect(loadProfile(lifted).attacker).toBeNull();
    expect((await run('validate', put('bad.yaml', 'attacker: all\n'))).said).toBe('');
  });

  test.each([
    ['search', '--goal', 'session'],
    ['fuzz', '--goal', 'session'],
    ['certify', '--goal', 'session', '-o', 'certificate.json'],
    ['export', '--to', 'promela', '--goal', 'session', '-o', 'model.pml'],
  ])('%s refuses what it cannot have', async (command, ...args) => {
    mkdirSync(join(folder, 'out'));
    const paths = args.map((a) => (/\.(json|pml)$/.test(a) ? join(folder, 'out', a) : a));
    const weak = put('weak.yaml', 'extends: rfc6749-bare\nattacker: [lure]\n');
    const { error } = await run(command, '--profile', weak, ...paths, '--capability', 'wiretap.back');
    expect(error?.exitCode).toBe(EXIT.usage);
    expect(error?.what).toContain('cannot have `wiretap.back`');
  });
});
