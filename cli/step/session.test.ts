// Sessions as they are typed: what is said, what is refused, and what is written.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { register } from '../commands/step.js';
import { galleryFolder, traceFile } from '../draw/shipped.js';
import { threatIds } from '../../properties/drawings/subject.js';
import { CliError, EXIT } from '../errors.js';
import { replayTrace } from '../replayTrace.js';
import { commands, shortVerbs, verbs } from './words.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-step-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What `sekisho step` prints with these arguments. */
async function step(...args: string[]): Promise<string> {
  const said: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    const program = new Command().exitOverride();
    register(program);
    await program.parseAsync(['node', 'sekisho', 'step', ...args]);
  } finally {
    write.mockRestore();
  }
  return said.join('');
}
const refusal = (...args: string[]): Promise<CliError> =>
  step(...args).then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => (error instanceof CliError ? error : Promise.reject(error)),
  );
/** A trace that ships with the gallery and says that it is of this threat. */
const shipped = threatIds.filter((id) => existsSync(traceFile(galleryFolder, id)));

describe('what people see', () => {
  test.each(['en', 'ja'])('an attack walked through, in %s', async (lang) => {
    vi.stubEnv('COLUMNS', '100');
    const said = await step(
      'T9',
      '--lang',
      lang,
      '--do',
      'show 1; next; next; next; show 1; knows; beyond redeems; back; list decides; steps; goto 6; help',
    );
    await expect(said).toMatchFileSnapshot(`golden/T9.${lang}.txt`);
  });

  test('a defence refuses at the step at which it stands, and says whose check it is', async () => {
    const stopped = /authorization server refuses: .*\[client\.authenticated\b/s;
    const at = ['--do', 'goto 5; list redeems'];
    expect(await step('T6', '--profile', 'mixed-state', ...at)).toMatch(stopped);
    expect(await step('T6', ...at)).not.toMatch(stopped);
    const { exitCode, why } = await refusal('T6', '--profile', 'mixed-state', '--do', 'goto 6');
    expect(exitCode).toBe(EXIT.replayFailed);
    expect(why).toMatch(stopped);
  });

  test('every command is told of in the help, and no two short forms are alike', () => {
    const told = commands.map(({ usage }) => usage.split(' ')[0]!);
    expect(told).toEqual(expect.arrayContaining([...verbs]));
    for (const short of Object.keys(shortVerbs)) expect(verbs as readonly string[]).not.toContain(short);
  });
});

describe('traces', () => {
  test.each(shipped)('%s is opened, walked to its end, and saved as what it was', async (id) => {
    const file = join(folder, `${id}.json`);
    const { trace, attack } = replayTrace(traceFile(galleryFolder, id));
    await step(id, '--json', '--do', `goto ${trace.steps.length}; save ${file} ${attack.goal}`);
    const saved = replayTrace(file);
    expect(saved.attack).toEqual(attack);
    expect(saved.trace.profile).toBe(trace.profile);
  });

  test('what is walked from the beginning is saved, opened again, and replays', async () => {
    const file = join(folder, 'own.json');
    const [start, consent] = ['alice.starts {"slot":"s0","order":"alice"}', 'alice.decides {"tab":"u0"}'];
    const world = ['--capability', 'agent.read-response', '--sessions', '1', '--json'];
    const name = JSON.parse(await step('T9', '--json', '--do', 'goto 1')).ahead[0];
    const at = JSON.parse(await step(...world, '--do', `${start}; ${name}; ${consent}; save ${file}`));
    expect(at.steps).toHaveLength(3);
    expect(at.reached).toMatchObject({ 'secrecy.code': 3 });
    expect(replayTrace(file).attack.steps).toEqual(at.steps);
    const again = JSON.parse(await step('--json', '--do', `open ${file}; goto 3`));
    expect(again.steps).toEqual(at.steps);
    expect(again.moves).toEqual(at.moves);
  });
});

describe('what cannot be done', () => {
  test.each([
    ['jump', EXIT.usage, /no command `jump`/],
    ['0', EXIT.usage, /no move `0` here/],
    ['9999', EXIT.usage, /no move `9999` here/],
    ['show', EXIT.usage, /no move `` here/],
    ['goto 99', EXIT.usage, /no step `99`/],
    ['back', EXIT.usage, /this is the beginning/],
    ['goto 6; next', EXIT.usage, /nothing is ahead/],
    ['save', EXIT.usage, /needs to know where to/],
    ['save never.json', EXIT.usage, /no goal is reached yet/],
    ['save never.json session', EXIT.usage, /`session` is not reached yet/],
    ['save never.json nothing', EXIT.usage, /no goal `nothing`/],
    ['open nowhere.json', EXIT.missing, /no file `nowhere\.json`/],
    ['list unheardof', EXIT.usage, /no move from here fits/],
    ['client.redeems {"slot":"s0"}', EXIT.replayFailed, /step 1 cannot be made here/],
  ])('%s', async (line, exitCode, what) => {
    const error = await refusal('T9', '--json', '--do', line);
    expect(error).toMatchObject({ exitCode, what: expect.stringMatching(what) });
    expect(existsSync('never.json')).toBe(false);
  });

  test.each([
    [['T9', '--ticks', '1'], EXIT.usage],
    [['T9', '--capability', 'lure'], EXIT.usage],
    [['--capability', 'lure', '--attacker', 'any'], EXIT.usage],
    [['--profile', 'nobody'], EXIT.missing],
    [['--lang', 'fr'], EXIT.usage],
    [['nowhere.json'], EXIT.missing],
  ])('%j', async (args, exitCode) => {
    expect((await refusal(...args, '--do', 'quit')).exitCode).toBe(exitCode);
  });

  test('a trace that was changed by hand is not opened', async () => {
    const trace = JSON.parse(readFileSync(traceFile(galleryFolder, 'T9'), 'utf8'));
    trace.steps[0].learns = ['code:g0'];
    const file = join(folder, 'changed.json');
    writeFileSync(file, JSON.stringify(trace));
    expect((await refusal('--json', '--do', `open ${file}`)).exitCode).toBe(EXIT.replayFailed);
  });
});
