import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { profiles } from '../model/profiles.js';
import { shippedProfiles } from '../properties/profiles/shipped/index.js';
import { defaultScenario } from '../model/scenario.js';
import { CliError } from './errors.js';
import { componentsOf } from '../model/world.js';
import { loadProfile, scenarioFrom, settingFrom, settled } from './profile.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-profile-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function refusal(run: () => unknown): CliError {
  try {
    run();
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
const refused = (text: string): CliError => {
  const path = write('refused.yaml', text);
  return refusal(() => loadProfile(path));
};
const shippedNames = shippedProfiles.map((p) => p.name);

describe('profiles that load', () => {
  test.each(profiles)('the shipped $name', ({ name, on }) => {
    expect(loadProfile(name)).toMatchObject({ name, on, unknown: new Set(), scenario: {} });
  });

  test('a file without extends has the environment and what it names', () => {
    const { name, on } = loadProfile(
      write('small.yaml', 'measures: [CM12]\nswitches: {login.csrf-checked: false}\n'),
    );
    const expected = new Set([...profiles[0].on, 'code.single-use', 'code.short-lived']);
    expected.delete('login.csrf-checked');
    expect(name).toBe('small');
    expect(on).toEqual(expected);
  });

  test('a file overrides the switches and the scenario of those it extends', () => {
    write('base.yaml', 'extends: paper-all\nscenario: {grants: 3, ticks: 2}\n');
    const top = write(
      'top.yaml',
      'name: Mine\nextends: [base.yaml, paper-common]\nswitches: {pkce.sent: false}\nscenario: {ticks: 1}\n',
    );
    const { name, on, scenario } = loadProfile(top);
    expect(name).toBe('Mine');
    expect(on.has('pkce.sent')).toBe(false);
    expect(on.has('pkce.required')).toBe(true);
    expect(scenario).toEqual({ grants: 3, ticks: 1 });
  });

  test('one base may be reached twice', () => {
    write('root.yaml', 'measures: [CM4]\n');
    write('left.yaml', 'extends: root.yaml\n');
    write('right.yaml', 'extends: ./root.yaml\n');
    expect(
      loadProfile(write('both.yaml', 'extends: [left.yaml, right.yaml]\n')).on.has('secrets.strong-random'),
    ).toBe(true);
  });
});

describe('a switch by the name that it had before', () => {
  test('is read as what it became, and the notes say so', () => {
    const { on, unknown, notes } = loadProfile(
      write('former.yaml', 'switches: {logs.no-secrets: true}\nnotes: {redirect.exact: bank team}\n'),
    );
    for (const id of ['logs.no-codes', 'logs.no-tokens'] as const) {
      expect(on.has(id)).toBe(true);
      expect(notes.get(id)).toBe('set in former.yaml as logs.no-secrets');
    }
    expect(unknown.size).toBe(0);
    const open = loadProfile(
      write('open.yaml', 'switches: {logs.no-secrets: unknown}\nnotes: {logs.no-secrets: client team}\n'),
    );
    expect(open.unknown).toEqual(new Set(['logs.no-codes', 'logs.no-tokens']));
    expect(open.notes.get('logs.no-tokens')).toBe('client team');
  });

  test('is refused beside a switch that it became, and told where a measure turns that on', () => {
    const both = refused('switches:\n  logs.no-codes: false\n  logs.no-secrets: true\n');
    expect(both.exitCode).toBe(65);
    expect(both.what).toMatch(
      /refused\.yaml:3:3: switch `logs\.no-secrets` is named beside `logs\.no-codes`/,
    );
    expect(both.fix).toBe('remove `logs.no-secrets`');
    const measured = refused('measures: [CM6]\nswitches:\n  logs.no-secrets: false\n');
    expect(measured.what).toMatch(/:3:3: switch `logs\.no-/);
  });
});

describe('the attacker of a profile', () => {
  test('is anyone unless the file says otherwise; the last base that says so decides', () => {
    expect(loadProfile(write('anyone.yaml', 'measures: [CM4]\n')).attacker).toBeNull();
    write('weak.yaml', 'attacker: []\n');
    write('luring.yaml', 'attacker: [lure, host]\n');
    const heir = (text: string) => loadProfile(write('heir.yaml', text)).attacker;
    expect(heir('extends: [luring.yaml, weak.yaml, anyone.yaml]\n')).toEqual(new Set());
    expect(heir('extends: [weak.yaml, luring.yaml]\n')).toEqual(new Set(['lure', 'host']));
    expect(heir('extends: luring.yaml\nattacker: [guess]\n')).toEqual(new Set(['guess']));
  });

  test('a capability that is none is told with its place', () => {
    const error = refused('attacker:\n  - host\n  - lures\n');
    expect(error.what).toBe('no attacker or capability `lures`; did you mean `lure`?');
    expect(error.why).toContain('refused.yaml:3:5');
  });
});

describe('switches that are not known', () => {
  test('are neither on nor off, until a file that extends this one says so', () => {
    write(
      'open.yaml',
      'switches: {pkce.sent: unknown, login.csrf-checked: unknown}\nnotes: {pkce.sent: ask them}\n',
    );
    const open = loadProfile(join(folder, 'open.yaml'));
    expect(open.unknown).toEqual(new Set(['pkce.sent', 'login.csrf-checked']));
    expect(open.on.has('login.csrf-checked')).toBe(false);
    expect(open.notes.get('pkce.sent')).toBe('ask them');
    const closed = loadProfile(
      write('closed.yaml', 'extends: open.yaml\nmeasures: [CM15]\nswitches: {login.csrf-checked: false}\n'),
    );
    expect(closed.unknown).toEqual(new Set());
    expect(closed.on.has('pkce.sent')).toBe(true);
    expect(closed.notes.get('pkce.sent')).toBe('measure CM15');
  });

  test('one base that has a switch on decides it', () => {
    write('asks.yaml', 'switches: {pkce.sent: unknown, pkce.s256: unknown}\n');
    write('tells.yaml', 'switches: {pkce.sent: true}\n');
    const both = loadProfile(write('asked.yaml', 'extends: [asks.yaml, tells.yaml]\n'));
    expect(both.on.has('pkce.sent')).toBe(true);
    expect(both.unknown).toEqual(new Set(['pkce.s256']));
  });

  test('are refused where a measure turns them on, and by commands that decide one configuration', () => {
    expect(refused('measures: [CM15]\nswitches: {pkce.sent: unknown}\n').what).toContain('is set to unknown');
    const error = refusal(() => settled(loadProfile(write('some.yaml', 'switches: {pkce.sent: unknown}\n'))));
    expect(error).toMatchObject({ exitCode: 64, available: ['pkce.sent'] });
  });

  test('a note on a switch that is none is told with its place', () => {
    const error = refused('notes:\n  pkce.snt: who\n');
    expect(error.what).toBe('no switch `pkce.snt`; did you mean `pkce.sent`?');
    expect(error.why).toContain('refused.yaml:2:3');
  });
});

describe('files that are refused with 65', () => {
  test('an unknown switch', () => {
    const error = refused('switches:\n  pkce.requird: true\n');
    expect(error).toMatchObject({
      exitCode: 65,
      what: 'no switch `pkce.requird`; did you mean `pkce.required`?',
    });
    expect(error.why).toContain('refused.yaml:2:3');
  });

  test('__proto__ is an unknown switch like any other', () => {
    expect(refused('switches: {__proto__: true}\n')).toMatchObject({
      exitCode: 65,
      what: 'no switch `__proto__`',
    });
  });

  test('an unknown measure', () => {
    const error = refused('measures: [CM8, CM100]\n');
    expect(error).toMatchObject({ exitCode: 65, what: 'no measure `CM100`; did you mean `CM10`?' });
    expect(error.why).toContain('refused.yaml:1:17');
  });

  test.each([
    ['mesures: [CM8]\n', 'no key `mesures`; did you mean `measures`?'],
    ['scenario: {tick: 1}\n', 'no key `tick`; did you mean `ticks`?'],
  ])('an unknown key in %j', (text, what) => {
    expect(refused(text)).toMatchObject({ exitCode: 65, what });
  });

  test('YAML that does not parse, with its line and column', () => {
    const error = refused('name: a\nmeasures: [CM8\nswitches: {}\n');
    expect(error.exitCode).toBe(65);
    expect(error.what).toMatch(/refused\.yaml:[23]:\d+: not valid YAML$/);
    expect(error.why).not.toBe('');
  });

  test.each([
    ['a key twice', 'name: a\nname: b\n', 'refused.yaml:2:1'],
    ['an unknown tag', 'name: !thing a\n', 'refused.yaml:1:7'],
    ['two documents', 'name: a\n---\nname: b\n', 'refused.yaml:'],
  ])('%s', (_, text, place) => {
    const error = refused(text);
    expect(error.exitCode).toBe(65);
    expect(error.what).toContain(place);
  });

  test.each(['', '# nothing\n', '[CM8]\n', 'CM8\n', '42\n'])('no mapping: %j', (text) => {
    expect(refused(text)).toMatchObject({ exitCode: 65 });
  });

  test.each([
    'measures: CM8\n',
    'measures:\n',
    'extends: {a: b}\n',
    'name: ""\n',
    'name: "a\\e[31m"\n',
    'switches: {pkce.sent: 1}\n',
    'scenario: {sessions: 3}\n',
    'scenario: {refresh: "true"}\n',
  ])('a value of the wrong kind: %j', (text) => {
    const error = refused(text);
    expect(error.exitCode).toBe(65);
    expect(error.what).toMatch(/refused\.yaml:1:\d+: `.*` is wrong$/);
  });

  test('a wrong value lists the right ones; on and off are explained', () => {
    expect(refused('scenario: {client: native}\n').available).toEqual([
      'server-app',
      'server-app+access-app',
      'native-app',
    ]);
    expect(refused('switches: {pkce.sent: off}\n').fix).toContain('true or false');
  });

  test('a switch off that a measure of the same file turns on', () => {
    const error = refused('measures: [CM15]\nswitches: {pkce.sent: false}\n');
    expect(error.exitCode).toBe(65);
    expect(error.what).toContain('`pkce.sent`');
    expect(error.what).toContain('`CM15`');
  });

  test.each(['measures: [CM17]\n', 'extends: paper-all\n'])('a monitored native app: %j', (text) => {
    expect(refused(`${text}scenario: {client: native-app}\n`)).toMatchObject({ exitCode: 65 });
  });

  test('files that extend each other, or themselves', () => {
    mkdirSync(join(folder, 'sub'));
    const a = write('a.yaml', 'extends: sub/b.yaml\n');
    write('sub/b.yaml', 'extends: [paper-all, ../a.yaml]\n');
    expect(refusal(() => loadProfile(a))).toMatchObject({
      exitCode: 65,
      why: 'a.yaml extends b.yaml extends a.yaml',
    });
    expect(refused('extends: refused.yaml\n')).toMatchObject({ exitCode: 65 });
  });
});

describe('what is not there is refused with 66', () => {
  test('a missing file', () => {
    expect(refusal(() => loadProfile(join(folder, 'none.yaml')))).toMatchObject({
      exitCode: 66,
      available: shippedNames,
    });
  });

  test('a name like a shipped one', () => {
    const error = refusal(() => loadProfile('paper-al'));
    expect(error).toMatchObject({ exitCode: 66, available: shippedNames });
    expect(error.what).toContain('did you mean `paper-all`?');
  });

  test('a directory', () => {
    expect(refusal(() => loadProfile(folder))).toMatchObject({ exitCode: 66, why: 'it is a directory' });
  });

  test('a missing base, with the file that extends it', () => {
    const error = refused('extends: none.yaml\n');
    expect(error.exitCode).toBe(66);
    expect(error.why).toContain('refused.yaml');
  });
});

describe('scenarios', () => {
  test('options come before the profile, and that before the base', () => {
    expect(scenarioFrom({})).toEqual(defaultScenario);
    expect(scenarioFrom({ grants: '1' }, { grants: 3, roles: 'any' })).toEqual({
      ...defaultScenario,
      grants: 1,
      roles: 'any',
    });
    expect(scenarioFrom({ jointAccounts: false }).jointAccounts).toBe(false);
  });

  test('refresh tokens bring a second tick unless ticks are given', () => {
    expect(scenarioFrom({ refresh: true }).ticks).toBe(2);
    expect(scenarioFrom({ refresh: true, ticks: '1' }).ticks).toBe(1);
  });

  test('refresh tokens in a world where no time passes are refused', () => {
    expect(refusal(() => scenarioFrom({ refresh: true, ticks: '0' }))).toMatchObject({ exitCode: 64 });
    expect(refused('scenario: {refresh: true, ticks: 0}\n')).toMatchObject({ exitCode: 65 });
    expect(() => componentsOf({ ...defaultScenario, refresh: true, ticks: 0 })).toThrow(RangeError);
  });

  test('a monitored native app is refused in options as in a file', () => {
    const inFile = refused('extends: paper-all\nscenario: {client: native-app}\n');
    const inOptions = refusal(() => settingFrom('paper-all', { client: 'native-app' }, defaultScenario));
    expect(inOptions.exitCode).toBe(64);
    expect(inFile.what).toContain(inOptions.what);
    expect(inOptions).toMatchObject({ why: inFile.why, fix: inFile.fix });
    const unmonitored = write(
      'unmonitored.yaml',
      'extends: paper-all\nswitches: {client.monitored: false}\n',
    );
    const { scenario } = settingFrom(unmonitored, { client: 'native-app' }, defaultScenario);
    expect(scenario.client).toBe('native-app');
  });

  test.each([{ sessions: '3' }, { sessions: '' }, { ticks: '1e0' }, { client: 'native-ap' }])(
    '%j is refused with 64',
    (options) => {
      expect(refusal(() => scenarioFrom(options))).toMatchObject({ exitCode: 64 });
    },
  );
});
