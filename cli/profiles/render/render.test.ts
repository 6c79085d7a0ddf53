// Every format of one real comparison: whole, well formed, and none of them silent about what the others say.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoundedSearch } from '../../../attacks/searches.js';
import { defaultScenario } from '../../../model/scenario.js';
import { CliError } from '../../errors.js';
import { loadProfile } from '../../profile.js';
import { endGoals } from '../../run.js';
import { readTrace } from '../../trace.js';
import { type Comparison, compare } from '../../../properties/verdicts/compare.js';
import { unmetBy } from '../../../properties/verdicts/expect.js';
import { readExpected } from '../inputs.js';
import { exitCodeOf, type Gates, tripped } from '../../../properties/verdicts/gates.js';
import { groundsOf } from '../grounds.js';
import { idOf, targets } from '../../../properties/verdicts/judge.js';
import { driftOf, lockOf } from '../../../properties/verdicts/lock.js';
import { readLock } from '../lockFile.js';
import { writeTraces } from '../traces.js';
import { verdictText } from '../words.js';
import { formats } from './index.js';
import { gateLines, type Told } from './told.js';

const small: readonly BoundedSearch[] = [
  {
    name: 'small',
    scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 },
    maxCapabilities: 1,
    threats: true,
    allowed: ['lure'],
  },
];
const folder = mkdtempSync(join(tmpdir(), 'sekisho-render-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let comparison: Comparison;
let files: string[];
const quiet: Gates = { failOn: 'none', expected: [], unmet: [], drift: null, interrupted: false };
const told = (gates: Gates = quiet, lang: Told['lang'] = 'en'): Told => ({ comparison, gates, lang, files });

beforeAll(async () => {
  files = [
    'rfc6749-bare',
    write(
      'odd.yaml',
      'name: "<b>&\\"=1|2"\nswitches: {state.compared: true, state.unsolicited-refused: true, state.bound-to-agent: unknown}\n',
    ),
    write('stuck.yaml', 'name: stuck\nswitches: {issuer.checked: true, issuer.missing-refused: true}\n'),
    write('solo.yaml', 'name: solo\nextends: paper-all\nscenario: {jointAccounts: false}\n'),
  ];
  const { grounds } = await groundsOf(
    files.map((f) => loadProfile(f)),
    endGoals,
    null,
    { among: small },
  );
  comparison = await compare(grounds, targets);
}, 300_000);

const verdicts = () => comparison.rows.flatMap((r) => r.cells.map((c) => c.verdict));

describe('formats', () => {
  test('the comparison has every kind of verdict but an inconclusive one', () => {
    expect(new Set(verdicts())).toEqual(
      new Set(['attack', 'depends', 'no-attack-within-bounds', 'vacuous', 'not-applicable']),
    );
  });

  test.each(['text', 'md', 'html'] as const)(
    '%s has a word and a sign for each verdict, and the bounds',
    (f) => {
      for (const lang of ['en', 'ja'] as const) {
        const output = formats[f](told(quiet, lang));
        for (const verdict of new Set(verdicts())) {
          const [sign, ...words] = verdictText(verdict, lang).split(' ');
          expect(output.replace(/\s+/g, ' ')).toContain(sign);
          expect(output).toContain(words[0]);
        }
        expect(output).toContain(lang === 'en' ? 'server-app, granted orders' : 'サーバ型アプリ、認可');
      }
    },
  );

  test('HTML and Markdown hold a name as text', () => {
    expect(formats.html(told())).toContain('&lt;b&gt;&amp;&quot;=1|2');
    expect(formats.html(told())).not.toContain('<b>');
    expect(formats.md(told())).toContain('\\<b\\>\\&');
  });

  test('CSV has a line for each cell and guards against formulas', () => {
    const lines = formats.csv(told()).split('\r\n');
    expect(lines.length).toBe(1 + verdicts().length);
    expect(lines.filter((l) => l.includes('vacuous')).length).toBe(
      verdicts().filter((v) => v === 'vacuous').length,
    );
  });

  test('SARIF is valid against its schema, with a result for each cell', () => {
    const require = createRequire(import.meta.url);
    // Its draft of JSON Schema differs from what the validator knows in the name of `$id` only.
    const {
      $schema: _draft,
      id: _id,
      ...schema
    } = JSON.parse(
      readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    );
    const validate = new Ajv({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
      logger: false,
    }).compile(schema);
    const log = JSON.parse(formats.sarif(told()));
    expect(validate(log) ? [] : validate.errors).toEqual([]);
    expect(log.runs[0].results.length).toBe(verdicts().length);
    expect(log.runs[0].results.filter((r: { level: string }) => r.level === 'error').length).toBe(
      verdicts().filter((v) => v === 'attack').length,
    );
    log.runs[0].results[0].level = 'dreadful';
    expect(validate(log)).toBe(false);
  });

  test('brackets and braces of a name are literal in SARIF, and no formula in CSV', () => {
    const names = ['[x](1){0}', '＝1+1', '＠x', '-1'];
    const odd = {
      ...comparison,
      grounds: comparison.grounds.map((g, i) => ({ ...g, profile: { ...g.profile, name: names[i]! } })),
    };
    const log = JSON.parse(formats.sarif({ ...told(), comparison: odd }));
    expect(log.runs[0].results[0].message.text).toContain('\\[x\\](1){{0}}: ');
    const lines = formats.csv({ ...told(), comparison: odd }).split('\r\n');
    for (const name of names.slice(1)) {
      expect(lines.some((l) => l.includes(`,'${name},`))).toBe(true);
      expect(lines.some((l) => l.includes(`,${name},`))).toBe(false);
    }
  });

  test('JUnit counts its cases; vacuous ones are errors', () => {
    const xml = formats.junit(told());
    expect(xml.match(/<testcase /g)!.length).toBe(verdicts().length);
    expect(xml.match(/<error /g)!.length).toBe(verdicts().filter((v) => v === 'vacuous').length);
    expect(xml).not.toContain('<failure');
    // Balanced: every element that opens closes.
    const open: string[] = [];
    for (const [, end, name, attributes] of xml.matchAll(/<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*\s*\/?)>/g))
      if (end) expect(open.pop()).toBe(name);
      else if (!attributes!.endsWith('/')) open.push(name!);
    expect(open).toEqual([]);
  });

  test('JSON has each witness whole', () => {
    const data = JSON.parse(formats.json(told()));
    expect(data.rows.length).toBe(targets.length);
    for (const row of data.rows)
      for (const cell of row.cells)
        if (cell.verdict === 'attack') expect(cell.witness.steps.length).toBeGreaterThan(0);
  });

  test('each witness is written as a trace that can be read', () => {
    const written = writeTraces(comparison, join(folder, 'traces'));
    expect(written).toBe(verdicts().filter((v) => v === 'attack' || v === 'depends').length);
    expect(readTrace(join(folder, 'traces', 'rfc6749-bare--session.json')).goal).toBe('session');
  });
});

describe('gates', () => {
  test('a vacuous cell shows in the exit code, whatever was asked', () => {
    expect(exitCodeOf(comparison, quiet)).toBe(21);
    const expected = comparison.rows.map(({ target }) => ({
      profile: 'stuck',
      target: idOf(target),
      verdict: 'vacuous' as const,
      at: '',
    }));
    expect(unmetBy(comparison, expected)).toEqual([]);
    expect(exitCodeOf(comparison, { ...quiet, expected })).toBe(21);
  });

  test('an inconclusive cell shows in the exit code', () => {
    const row = comparison.rows[0]!;
    const cell = { ...row.cells[3]!, verdict: 'inconclusive' as const };
    const rows = [{ ...row, cells: [row.cells[0]!, row.cells[1]!, row.cells[0]!, cell] }];
    expect(exitCodeOf({ ...comparison, rows }, quiet)).toBe(20);
  });

  test('--fail-on attack trips on attacks and on what depends, but not on those expected', () => {
    const gates = { ...quiet, failOn: 'attack' as const };
    const all = tripped(comparison, gates);
    expect(all.length).toBe(verdicts().filter((v) => v === 'attack' || v === 'depends').length);
    expect(exitCodeOf(comparison, gates)).toBe(2);
    const expected = [{ profile: 'rfc6749-bare', target: 'session', verdict: 'attack' as const, at: '' }];
    const left = tripped(comparison, { ...gates, expected });
    expect(all.length - left.length).toBe(1);
    expect(left).not.toContainEqual({ profile: 'rfc6749-bare', target: 'session' });
  });

  test('--fail-on new-attack looks at what the first profile does not have', () => {
    expect(tripped(comparison, { ...quiet, failOn: 'new-attack' })).toEqual([]);
    const turned = {
      ...comparison,
      grounds: comparison.grounds.toReversed(),
      rows: comparison.rows.map((r) => ({ ...r, cells: r.cells.toReversed() })),
    };
    const trips = tripped(turned, { ...quiet, failOn: 'new-attack' });
    expect(trips).toContainEqual({
      profile: 'rfc6749-bare',
      target: 'session',
    });
  });

  test('--fail-on new-attack trips on just what a difference newly admits, what was only possible before too', () => {
    const cellOf = (verdict: 'attack' | 'depends') =>
      comparison.rows.flatMap((r) => r.cells).find((c) => c.verdict === verdict)!;
    const row = { ...comparison.rows[0]!, cells: [cellOf('depends'), cellOf('attack')] };
    const gates = { ...quiet, failOn: 'new-attack' as const };
    const two = { ...comparison, grounds: comparison.grounds.slice(0, 2), rows: [row] };
    expect(tripped(two, gates).map((c) => c.target)).toEqual([idOf(row.target)]);
    const back = { ...two, rows: [{ ...row, cells: row.cells.toReversed() }] };
    expect(tripped(back, gates)).toEqual([]);
  });

  test('CSV and JUnit tell a fault of its own cell only, whatever names begin or end with', () => {
    const names = ['bank', 'a bank', 'bank: T1', 'a bank: T1 bank'];
    const alike = {
      ...comparison,
      grounds: comparison.grounds.map((g, i) => ({ ...g, profile: { ...g.profile, name: names[i]! } })),
    };
    const expected = [
      { profile: 'bank', target: 'T1', verdict: 'vacuous' as const, at: 'e.yaml:1:1' },
      { profile: 'gone', target: 'T1', verdict: 'vacuous' as const, at: 'e.yaml:2:1' },
    ];
    const gates = { ...quiet, expected, unmet: unmetBy(alike, expected) };
    const all = { ...told(gates), comparison: alike };
    const csv = formats
      .csv(all)
      .split('\r\n')
      .filter((l) => l.includes('e.yaml:'));
    expect(csv.length).toBe(2);
    expect(csv[0]).toMatch(/^threat,T1,[^,]*,bank,.*e\.yaml:1:1/);
    expect(csv[1]).toMatch(/^gate,T1,,gone,.*e\.yaml:2:1/);
    const cases = formats.junit(all).match(/<testcase .*<failure/g)!;
    expect(cases.length).toBe(2);
    expect(cases[0]).toContain('classname="bank" name="T1 ');
    expect(cases[1]).toContain('classname="gates"');
  });

  test('gates speak Japanese where that is asked for', () => {
    const lock = structuredClone(lockOf(comparison));
    lock.model = 'other';
    lock.profiles['rfc6749-bare']!.verdicts.session = 'vacuous';
    const expected = [{ profile: 'gone', target: 'T1', verdict: 'attack' as const, at: 'e.yaml:2:1' }];
    const drift = driftOf(lock, lockOf(comparison));
    const gates = { ...quiet, expected, unmet: unmetBy(comparison, expected), drift };
    const lines = gateLines(told(gates, 'ja'));
    expect(lines.length).toBe(3);
    for (const line of lines) expect(line).toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });

  test('an expectation that is contradicted, or speaks of no cell, is told with its place in every format', () => {
    const path = write(
      'expect.yaml',
      'expect:\n  - {profile: rfc6749-bare, goal: session, verdict: vacuous}\n  - {profile: gone, threat: T1, verdict: attack}\n',
    );
    const { expected } = readExpected(path);
    const unmet = unmetBy(comparison, expected);
    expect(unmet.map((u) => u.actual)).toEqual(['attack', null]);
    const gates = { ...quiet, expected, unmet };
    expect(exitCodeOf(comparison, gates)).toBe(2);
    for (const format of ['text', 'md', 'html', 'sarif', 'junit', 'json'] as const)
      expect([format, formats[format](told(gates)).includes('expect.yaml:3:6')]).toEqual([format, true]);
  });

  test.each([
    [
      'expect:\n  - {profile: p, goal: sesion, verdict: attack}\n',
      'no goal `sesion`; did you mean `session`?',
    ],
    [
      'expect:\n  - {profile: p, goal: session, verdict: secure}\n',
      'expect.yaml:2:33: not a file of expected',
    ],
    ['expect:\n  - {profile: p, verdict: attack}\n', 'expect.yaml:2:5: not a file'],
    ['expect: [', 'not valid YAML'],
  ])('%j is refused', (text, what) => {
    const path = write('expect.yaml', text);
    const run = () => readExpected(path);
    expect(run).toThrow(CliError);
    expect(run).toThrow(what);
  });

  test('a lock holds until something moves, and then names the cells', () => {
    const lock = lockOf(comparison);
    const path = write('lock.json', JSON.stringify(lock));
    expect(driftOf(readLock(path), lock)).toBeNull();
    const moved = structuredClone(lock);
    moved.profiles['rfc6749-bare']!.verdicts.session = 'no-attack-within-bounds';
    moved.model = 'other';
    const drift = driftOf(moved, lock);
    expect(drift).toEqual({
      inputs: [{ what: 'model' }],
      cells: [{ profile: 'rfc6749-bare', target: 'session', was: 'no-attack-within-bounds', is: 'attack' }],
    });
    expect(exitCodeOf(comparison, { ...quiet, drift })).toBe(2);
    expect(formats.text(told({ ...quiet, drift }))).toContain(
      'lock: rfc6749-bare: session was no-attack-within-bounds, is attack',
    );
  });

  test('a lock has not moved where fewer goals are looked at; it has where a profile is left out', () => {
    const lock = lockOf(comparison);
    const rows = comparison.rows.slice(0, 1);
    expect(driftOf(lock, lockOf({ ...comparison, rows }))).toBeNull();
    const [one, ...others] = comparison.grounds;
    const fewer = {
      ...comparison,
      grounds: [one!],
      rows: comparison.rows.map((r) => ({ ...r, cells: [r.cells[0]!] })),
    };
    expect(driftOf(lock, lockOf(fewer))!.inputs).toEqual(
      others.map((g) => ({ what: 'not-compared', profile: g.profile.name })),
    );
  });

  test.each([
    ['{', 65],
    ['{"lock": 2}', 65],
  ])('a lock file that is %s is refused', (text, exitCode) => {
    const path = write('bad.json', text);
    expect(() => readLock(path)).toThrow(CliError);
    try {
      readLock(path);
    } catch (error) {
      expect((error as CliError).exitCode).toBe(exitCode);
    }
  });
});
