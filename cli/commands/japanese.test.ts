// With `--lang ja` no command leaves an English sentence behind.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { threats } from '../../attacks/catalogue/paper.js';
import { goals } from '../../attacks/goals.js';
import { measures } from '../../model/measures.js';
import { switches, switchIds } from '../../model/switches.js';
import { type CommandName, commandNames } from './names.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-ja-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => void vi.stubEnv('COLUMNS', '400'));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs a command in Japanese; what it says on both streams. */
async function sekisho(name: CommandName, ...args: readonly string[]): Promise<string> {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const program = new Command().exitOverride();
  const { register } = (await import(`./${name}.ts`)) as { register: (program: Command) => void };
  register(program);
  await program.parseAsync(['node', 'sekisho', name, ...args, '--lang', 'ja']);
  vi.restoreAllMocks();
  return said.join('');
}

const names = new Set<string>(
  [...capabilities, ...goals, ...threats, ...measures].map(({ id }): string => id).concat(switchIds),
);
/** Where a rule stands, in the words of its document. */
const sources = [...switches, ...capabilities, ...measures].map(({ source }) => source);
/** What is no sentence: code, quoted names, identifiers, options, sources, addresses, choices of moves, sizes. */
const without = (line: string): string =>
  sources
    .reduce((rest, source) => rest.replace(source, ' ; '), line)
    .replace(/`[^`]*`|"[^"]*"|\[[^\]]*\]|\{[^}]*\}|<[^>]*>/g, ' ; ')
    .replace(/\b(RFC|OWASP|OAuth|OpenID|FAPI|NIST|ISO|PAR|JAR|draft)\b[\w .,:§/()-]*/g, ' ; ')
    .replace(/[\w-]+(?:[./:=_+@-][\w-]+)+/g, ' ; ')
    .replace(/(^|\s)--?[\w-]+/g, ' ; ')
    .split(/\s+/)
    .map((word) => (names.has(word.replace(/[,;]$/, '')) ? ';' : word))
    .join(' ');
/** Three or more English words in a row. */
const english = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => /(?:^|[^A-Za-z])[A-Za-z][a-z']+(?: [a-z][a-z']*,?){2}/.test(without(line)));

const small = ['--sessions', '1', '--grants', '1', '--ticks', '0'];
const asked = ['--profile', 'rfc6749-bare', '--goal', 'read.direct'];
const tapped = [...asked, '--capability', 'wiretap.back'];
const stolen = ['--profile', 'paper-all', '--goal', 'read.direct', '--capability', 'stolen.access'];
const sound = ['--profile', 'paper-all', '--goal', 'read.direct', '--capability', 'wiretap.back'];

writeFileSync(at('mine.yaml'), 'extends: rfc6749\nattacker: [lure]\nnotes: { tls.front: 自社の設定 }\n');
writeFileSync(at('stuck.yaml'), 'extends: rfc6749-bare\nswitches: { pkce.required: true }\n');
writeFileSync(
  at('plan.yaml'),
  'name: 小さな計画\nsweep:\n  - question: who\n    profiles: [paper-all]\n    scenarios: [{ sessions: 1, grants: 1, ticks: 0 }]\n    goals: [sync]\n    maxCapabilities: 1\n    budget: { states: 2000 }\n',
);
writeFileSync(at('none.ndjson'), '');
await sekisho('search', ...stolen, ...small, '--out', at('t.json'));
await sekisho('certify', ...sound, ...small, '-o', at('c.json'));
await sekisho('export', '--to', 'tla', ...stolen, ...small, '-o', at('m.tla'));
await sekisho('export-trail', at('t.json'), '-o', at('t.itf.json'));

/** Each command on small inputs; those that nothing small can be asked of say why. */
const runs: Readonly<Record<CommandName, readonly (readonly string[])[] | string>> = {
  table: [[]],
  paths: [['--goal', 'sync', '--limit', '2']],
  breaks: [['--goal', 'sync']],
  compare: [
    ['rfc6749-bare', 'paper-server-app'],
    ['rfc6749', '--format', 'md'],
  ],
  explain: [
    ['--profile', 'paper-server-app', '--threat', 'T1'],
    ['--profile', 'rfc6749', '--goal', 'read.lasting'],
    ['--profile', 'rfc6749-bare', '--goal', 'sync'],
  ],
  harden: [['--profile', 'mixed-pkce', '--goal', 'sync', '--check', '0']],
  import:
    'its notes quote documents and standards, and stand in the profile file, which has one language; the rest is tested in import.test.ts',
  lock: [['rfc6749-bare', '-o', at('lock.json')]],
  report: 'a page; its words are tested in a browser',
  derive: [['--missing']],
  search: [
    [...tapped, ...small],
    [...asked, ...small, '--max-capabilities', '1'],
    [...sound, ...small],
    ['--profile', at('stuck.yaml'), '--goal', 'session', ...small],
    [...asked, '--max-states', '5'],
  ],
  replay: [[at('t.json')]],
  draw: [
    ['attack', 'T6', '-o', at('t6.txt')],
    ['machine', 'client', '-o', at('client.txt')],
    ['lattice', 'sync', '-o', at('sync.txt')],
    ['flow', '-o', at('flow.txt')],
  ],
  fuzz: [[...tapped, '--runs', '20', '--seed', '1']],
  bench: 'it measures this machine for minutes',
  export: [['--to', 'promela', ...stolen, ...small, '-o', at('m.pml')]],
  'export-trail': [[at('t.json'), '-o', at('t.itf.json')]],
  'import-trail': [[at('m.tla'), at('t.itf.json')]],
  'compare-spin': 'it wants SPIN, and runs it for minutes',
  certify: [
    [...sound, ...small, '-o', at('c.json')],
    [...stolen, ...small, '-o', at('none.json')],
  ],
  'check-cert': [[at('c.json')]],
  literature:
    'it searches for minutes; its words stand beside the English ones, and their types ask for both',
  cases: 'it searches for minutes; its words stand beside the English ones, and their types ask for both',
  list: [['switches'], ['measures'], ['goals'], ['capabilities'], ['attackers'], ['profiles'], ['threats']],
  validate: [['rfc6749', at('mine.yaml'), at('stuck.yaml')]],
  schema: [[]],
  ask: [['rfc6749', '--quick', '--goal', 'session']],
  step: 'it reads moves from standard input; its words are tested in cli/step',
  sweep: [[at('plan.yaml'), '--out', at('swept.ndjson')]],
  merge: [[at('plan.yaml'), at('none.ndjson'), '-o', at('merged.ndjson')]],
  worker: 'it wants a Redis, and waits there for cells',
  probe: 'it wants servers; its words are tested in cli/lab',
  confirm: 'it wants servers; its words are tested in cli/lab',
  conform: 'it wants servers; its words are tested in cli/lab',
};
const written: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  draw: ['t6.txt', 'client.txt', 'sync.txt', 'flow.txt'],
};

test.each(commandNames.filter((name) => typeof runs[name] !== 'string'))('%s', async (name) => {
  for (const args of runs[name] as readonly (readonly string[])[])
    expect(english(await sekisho(name, ...args)), args.join(' ')).toEqual([]);
  for (const file of written[name] ?? []) expect(english(readFileSync(at(file), 'utf8')), file).toEqual([]);
});

test('an English sentence is noticed, and an identifier is not taken for one', () => {
  expect(english('範囲: look further with more')).toHaveLength(1);
  expect(english('Bounds: every attacker with any of 26 capabilities')).toHaveLength(1);
  expect(
    english('検査: `sekisho check-cert c.json`、RFC 6749 10.3、redirect.exact tls.back hold lure'),
  ).toEqual([]);
});
