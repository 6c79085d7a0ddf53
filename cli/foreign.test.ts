// Files that come from outside: what is wrong with them is told, with the right exit code, and nothing is written.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { checkCertificate } from './check-cert.js';
import { register as registerCases } from './commands/cases.js';
import { register as registerCertify } from './commands/certify.js';
import { register as registerExport } from './commands/export.js';
import { register as registerExportTrail } from './commands/export-trail.js';
import { register as registerImportTrail } from './commands/import-trail.js';
import { register as registerCompareSpin } from './commands/compare-spin.js';
import { register as registerLiterature } from './commands/literature.js';
import { register as registerSearch } from './commands/search.js';
import { CliError } from './errors.js';
import { shippedProfiles } from '../properties/profiles/shipped/index.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-test-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs a command; its exit code if it fails, and what it says. */
async function sekisho(...args: string[]): Promise<{ exitCode: number; said: string }> {
  process.exitCode = undefined;
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = new Command().exitOverride();
  for (const register of [
    registerCases,
    registerCertify,
    registerExport,
    registerExportTrail,
    registerImportTrail,
    registerCompareSpin,
    registerLiterature,
    registerSearch,
  ])
    register(program);
  try {
    await program.parseAsync(['node', 'sekisho', ...args]);
    return { exitCode: Number(process.exitCode ?? 0), said: write.mock.calls.map(([text]) => text).join('') };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { exitCode: error.exitCode, said: `${error.what}: ${error.why ?? ''}` };
  }
}
const attacker = ['--profile', 'paper-all', '--goal', 'read.direct', '--capability', 'stolen.access'];
const world = ['--sessions', '1', '--grants', '1', '--ticks', '0'];

await sekisho('search', ...attacker, ...world, '--out', at('t.json'));
await sekisho('export', '--to', 'tla', ...attacker, ...world, '-o', at('M.tla'));
await sekisho('export', '--to', 'promela', ...attacker, ...world, '-o', at('m.pml'));
await sekisho('export-trail', at('t.json'), '-o', at('t.itf.json'));
const moves = (
  JSON.parse(readFileSync(at('t.json'), 'utf8')).steps as { actor: string; action: string; choice: object }[]
).map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
const numbers = moves.map(
  (move) =>
    /MOVE (\d+) is/.exec(
      readFileSync(at('m.pml'), 'utf8')
        .split('\n')
        .find((l) => l.endsWith(`is ${move} */`))!,
    )![1]!,
);
const printed = (ns: readonly string[]) => {
  writeFileSync(at('printed.txt'), ns.map((n) => `      MOVE ${n}\n`).join(''));
  return at('printed.txt');
};

describe('trails', () => {
  test('what SPIN printed is replayed and can be written', async () => {
    const { exitCode, said } = await sekisho(
      'import-trail',
      at('m.pml'),
      printed(numbers),
      '--out',
      at('back.json'),
    );
    expect({ exitCode, said }).toMatchObject({ exitCode: 0 });
    expect(said).toContain('replayed: read.direct is reached in 6 steps');
    const steps = (file: string) => JSON.parse(readFileSync(at(file), 'utf8')).steps;
    expect(steps('back.json')).toEqual(steps('t.json'));
  });

  test('an ITF trace is replayed', async () => {
    expect(await sekisho('import-trail', at('M.tla'), at('t.itf.json'))).toMatchObject({ exitCode: 0 });
  });

  test('a trail of another model does not replay: 22', async () => {
    const other = await sekisho(
      'import-trail',
      at('m.pml'),
      printed([...numbers].reverse()),
      '--out',
      at('no.json'),
    );
    expect(other).toMatchObject({ exitCode: 22 });
    expect(other.said).toContain('step 1 of 6');
    expect(existsSync(at('no.json'))).toBe(false);
    expect(await sekisho('import-trail', at('m.pml'), printed(numbers.slice(0, 5)))).toMatchObject({
      exitCode: 22,
    });
  });

  test('a state that is not what happens: 22', async () => {
    const itf = JSON.parse(readFileSync(at('t.itf.json'), 'utf8'));
    itf.states[3].g0 = 'G0_absent_0';
    writeFileSync(at('state.itf.json'), JSON.stringify(itf));
    expect(await sekisho('import-trail', at('M.tla'), at('state.itf.json'))).toMatchObject({ exitCode: 22 });
  });

  test('a missing variable, a file that is none: 65; no file: 66', async () => {
    const itf = JSON.parse(readFileSync(at('t.itf.json'), 'utf8'));
    delete itf.states[2].known;
    writeFileSync(at('missing.itf.json'), JSON.stringify(itf));
    const missing = await sekisho('import-trail', at('M.tla'), at('missing.itf.json'));
    expect(missing).toMatchObject({ exitCode: 65 });
    expect(missing.said).toContain('state 2 has no value for `known`');
    writeFileSync(at('cut.json'), '{"vars": [');
    expect(await sekisho('import-trail', at('M.tla'), at('cut.json'))).toMatchObject({ exitCode: 65 });
    expect(await sekisho('import-trail', at('m.pml'), printed(['9999']))).toMatchObject({ exitCode: 65 });
    expect(await sekisho('import-trail', at('m.pml'), printed([]))).toMatchObject({ exitCode: 65 });
    expect(await sekisho('import-trail', at('t.json'), printed(numbers))).toMatchObject({ exitCode: 65 });
    expect(await sekisho('import-trail', at('m.pml'), at('none'))).toMatchObject({ exitCode: 66 });
  });
});

describe('exports', () => {
  test('what cannot be asked for is a usage error, and nothing is written', async () => {
    const out = at('bad name.tla');
    expect(await sekisho('export', '--to', 'tla', ...attacker, '-o', out)).toMatchObject({ exitCode: 64 });
    const both = await sekisho('export', '--to', 'promela', '--lifted', ...attacker, '-o', out);
    expect(both).toMatchObject({ exitCode: 64 });
    const large = await sekisho('export', '--to', 'promela', ...attacker, '--max-states', '5', '-o', out);
    expect(large).toMatchObject({ exitCode: 20 });
    expect(existsSync(out)).toBe(false);
  });
});

describe('where nothing works, or nothing can be written', () => {
  test('a profile whose honest run cannot finish is not exported or certified: 21', async () => {
    writeFileSync(at('vacuous.yaml'), 'extends: rfc6749-bare\nswitches: { pkce.required: true }\n');
    const of = ['--profile', at('vacuous.yaml'), '--goal', 'transfer', '--capability', 'lure', ...world];
    for (const command of [['export', '--to', 'promela'], ['certify']])
      expect(await sekisho(...command, ...of, '-o', at('no.pml'))).toMatchObject({ exitCode: 21 });
    expect(existsSync(at('no.pml'))).toBe(false);
  });

  test('an output in no folder is refused: 66', async () => {
    const out = at('none/out');
    const commands = [
      ['certify', ...attacker, '-o', out],
      ['export', '--to', 'promela', ...attacker, '-o', out],
      ['export-trail', at('t.json'), '-o', out],
      ['import-trail', at('M.tla'), at('t.itf.json'), '--out', out],
      ['literature', '--out', out],
      ['cases', '--out', out],
      ['compare-spin', '--models', '0', '--out', out],
    ];
    for (const command of commands) {
      const { exitCode, said } = await sekisho(...command);
      expect({ exitCode, said }).toEqual({ exitCode: 66, said: `no folder \`${at('none')}\`: ` });
    }
  });

  test('a trace with a name that is none: 65', async () => {
    const trace = JSON.parse(readFileSync(at('t.json'), 'utf8'));
    for (const wrong of [{ goal: 'no' }, { capabilities: ['no'] }, { on: ['no'] }]) {
      writeFileSync(at('wrong.json'), JSON.stringify({ ...trace, ...wrong }));
      expect(await sekisho('export-trail', at('wrong.json'), '-o', at('no.itf.json'))).toMatchObject({
        exitCode: 65,
      });
    }
  });
});

test('a trace that says something else than what happens is not exported: 22', async () => {
  const trace = JSON.parse(readFileSync(at('t.json'), 'utf8'));
  trace.steps[3].learns = [...trace.steps[3].learns, 'access:g0'];
  writeFileSync(at('learns.json'), JSON.stringify(trace));
  const { exitCode, said } = await sekisho('export-trail', at('learns.json'), '-o', at('no.itf.json'));
  expect({ exitCode, said }).toMatchObject({ exitCode: 22, said: expect.stringContaining('step 4') });
  expect(existsSync(at('no.itf.json'))).toBe(false);
});

describe('certificates', () => {
  const certify = (profile: string, out: string, capability = 'wiretap.back') =>
    sekisho(
      'certify',
      '--profile',
      profile,
      '--goal',
      'read.direct',
      '--capability',
      capability,
      ...world,
      '-o',
      out,
    );
  const check = (file: string): number => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      checkCertificate(file, 'en');
      return 0;
    } catch (error) {
      return (error as CliError).exitCode;
    }
  };

  test('one that was made holds; with one digit changed it does not: 22 or 65', async () => {
    expect(await certify('paper-all', at('c.json'))).toMatchObject({ exitCode: 0 });
    expect(check(at('c.json'))).toBe(0);
    const text = readFileSync(at('c.json'), 'utf8');
    const codes = new Set<number>();
    for (const { index } of text.matchAll(/(?<=": "?)\d/g)) {
      const digit = text[index] === '7' ? '8' : '7';
      writeFileSync(at('changed.json'), text.slice(0, index) + digit + text.slice(index + 1));
      codes.add(check(at('changed.json')));
    }
    expect([...codes].sort()).toEqual([22, 65]);
    writeFileSync(at('changed.json'), text.slice(0, -20));
    expect(check(at('changed.json'))).toBe(65);
    expect(check(at('none.json'))).toBe(66);
  });

  const changed = (change: object): number => {
    const certificate = JSON.parse(readFileSync(at('c.json'), 'utf8'));
    writeFileSync(at('changed.json'), JSON.stringify({ ...certificate, ...change }));
    return check(at('changed.json'));
  };
  const sayingOf = (file: string): string => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    checkCertificate(file, 'en');
    return write.mock.calls.map(([text]) => text).join('');
  };

  test('the name of a shipped profile must be that of its switches: 22; another name is told as one', () => {
    expect(changed({ profile: 'rfc6749-bare' })).toBe(22);
    // Another of the shipped ones leaves switches unknown: no one configuration is it.
    const open = shippedProfiles.find(({ unknown }) => unknown.size > 0)!;
    expect(changed({ profile: open.name, on: [...open.on] })).toBe(22);
    expect(changed({ profile: 'ours\u001b[2J\u202e' })).toBe(0);
    expect(sayingOf(at('changed.json'))).toMatch(/named "ours \[2J "; no shipped profile/);
    expect(sayingOf(at('c.json'))).toContain('Bounds: paper-all;');
  });

  test('a scenario or configuration that makes no sense: 65; one where nothing works: 21', () => {
    const { scenario, on } = JSON.parse(readFileSync(at('c.json'), 'utf8'));
    expect(changed({ scenario: { ...scenario, refresh: true, ticks: 0 } })).toBe(65);
    expect(changed({ scenario: { ...scenario, client: 'native-app' } })).toBe(65);
    expect(changed({ reductions: ['all'] })).toBe(65);
    const vacuous = on.filter((id: string) => id !== 'pkce.sent');
    expect(changed({ profile: 'ours', on: vacuous })).toBe(21);
    expect(check(folder)).toBe(66);
  });

  test('none is made for a profile with the name of another, or a client that it contradicts', async () => {
    writeFileSync(at('false.yaml'), 'extends: rfc6749-bare\nname: paper-all\n');
    expect(await certify(at('false.yaml'), at('no.json'))).toMatchObject({ exitCode: 65 });
    const native = ['--profile', 'paper-all', '--goal', 'read.direct', '--client', 'native-app'];
    expect(await sekisho('certify', ...native, '-o', at('no.json'))).toMatchObject({ exitCode: 64 });
    expect(await sekisho('export', '--to', 'promela', ...native, '-o', at('no.json'))).toMatchObject({
      exitCode: 64,
    });
    expect(existsSync(at('no.json'))).toBe(false);
  });

  test('none is made where there is an attack', async () => {
    expect(await certify('paper-all', at('attack.json'), 'stolen.access')).toMatchObject({ exitCode: 2 });
    expect(existsSync(at('attack.json'))).toBe(false);
  });
});
