// What dies, stalls or fills up loses nothing, counts nothing twice and spoils nothing: with real processes, and a real
// Redis. All cells are tiny.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { kept } from '../../explorer/testing/program.js';
import { makeFolder } from '../../files.js';
import {
  builtProgram,
  childrenOf,
  linesIn,
  pause,
  redisMissing,
  type Running,
  start,
  until,
} from '../testing/program.js';
import { RealRedis } from '../testing/redis.js';

const missing = redisMissing();
if (missing !== null && process.env.SEKISHO_REQUIRE_REDIS === '1') throw new Error(missing);
if (missing !== null) process.stderr.write(`no sweep by a queue is tried: ${missing}\n`);

makeFolder(kept);
const folder = mkdtempSync(join(kept, 'faults-'));
const at = (name: string) => join(folder, name);
const plan = at('plan.yaml');
const few = at('few.yaml');
/** The results of one process, merged. */
let whole: string;
let program: string;
const running: Running[] = [];
const run = (...args: readonly string[]): Running => {
  const started = start(program, args, { XDG_CACHE_HOME: folder });
  running.push(started);
  return started;
};

beforeAll(async () => {
  program = builtProgram();
  const block = (profiles: string, goals: string) =>
    `  - { question: who, profiles: [${profiles}], scenarios: [{ sessions: 1, grants: 1, ticks: 0 }], goals: [${goals}], maxCapabilities: 1 }\n`;
  const goals = 'read.direct, read.via-client, session, transfer, sync';
  writeFileSync(plan, `name: tiny\nsweep:\n${block('paper-all, paper-server-app, paper-native-app', goals)}`);
  writeFileSync(few, `name: few\nsweep:\n${block('paper-all', 'read.direct')}`);
  const swept = await run('sweep', plan, '-o', at('one.ndjson')).ended;
  expect(swept.err).toBe('');
  expect(swept.code).toBe(0);
  whole = await mergedFrom('one.ndjson');
});
afterEach(async () => {
  for (const { process: child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

let merges = 0;
async function mergedFrom(...files: readonly string[]): Promise<string> {
  const out = at(`merged-${merges++}.ndjson`);
  const { code, out: said, err } = await run('merge', plan, ...files.map(at), '-o', out).ended;
  expect(`${said}${err}`).not.toMatch(/missing|contradict/);
  expect(code).toBe(0);
  return readFileSync(out, 'utf8');
}

describe('one process', () => {
  test('killed while it sweeps, with the last line cut off, it goes on where it was', async () => {
    const out = at('killed.ndjson');
    const first = run('sweep', plan, '-o', out);
    await until('some lines', () => linesIn(out) >= 3);
    first.process.kill('SIGKILL');
    await first.ended;
    const text = readFileSync(out, 'utf8');
    writeFileSync(out, text.slice(0, -40));
    const second = await run('sweep', plan, '-o', out, '--resume').ended;
    expect(second).toMatchObject({ code: 0 });
    expect(second.err).toContain('damaged');
    expect(await mergedFrom('killed.ndjson')).toBe(whole);
  });

  test('a merge that is killed at any moment leaves the whole or nothing', async () => {
    const out = at('cut.ndjson');
    for (let ms = 100; ms <= 700; ms += 150) {
      const { process: child, ended } = run('merge', plan, at('one.ndjson'), '-o', out);
      await pause(ms);
      child.kill('SIGKILL');
      await ended;
      if (linesIn(out) > 0) expect(readFileSync(out, 'utf8')).toBe(whole);
      rmSync(out, { force: true });
    }
  });

  test('a full device is said, and there is no crash', async () => {
    const swept = await run('sweep', few, '-o', '/dev/full').ended;
    expect(swept.code).toBe(74);
    expect(swept.err).toContain('--resume');
    const merged = await run('merge', plan, at('one.ndjson'), '-o', '/dev/full').ended;
    expect(merged.code).toBe(74);
  });
});

describe.skipIf(missing !== null)('the queue', () => {
  let redis: RealRedis;
  beforeAll(async () => {
    redis = await RealRedis.start(folder);
  });
  afterAll(() => redis.kill());
  const worker = (...args: readonly string[]) =>
    run('worker', '--queue', redis.url, '--jobs', '1', '--lease', '1', ...args);
  const sweep = (file: string, out: string, ...args: readonly string[]) =>
    run('sweep', file, '--queue', redis.url, '-o', out, ...args);

  test('workers, Redis and whoever sweeps are killed: the result is the same', async () => {
    const out = at('storm.ndjson');
    const first = sweep(plan, out, '--window', '6');
    const doomed = worker();
    worker();
    await until('some answers', () => linesIn(out) >= 2);
    const orphans = childrenOf(doomed.process.pid!);
    expect(orphans.length).toBeGreaterThan(0);
    doomed.process.kill('SIGKILL');
    await until('more answers', () => linesIn(out) >= 5);
    await redis.kill();
    await pause(500);
    await redis.start();
    await until('answers after Redis is back', () => linesIn(out) >= 8);
    first.process.kill('SIGKILL');
    await first.ended;
    const second = await sweep(plan, out, '--resume').ended;
    expect(second).toMatchObject({ code: 0 });
    expect(linesIn(out)).toBe(15);
    expect(await mergedFrom('storm.ndjson')).toBe(whole);
    // Beside the results of one process every cell is there twice, and counts once.
    expect(await mergedFrom('storm.ndjson', 'one.ndjson')).toBe(whole);
    // Whom nobody waits for any more is gone.
    await until('orphans end', () => orphans.every((pid) => childrenOf(pid).length === 0 && !isAlive(pid)));
  });

  test('two workers on one cell: it counts once', async () => {
    const out = at('twice.ndjson');
    const swept = sweep(plan, out);
    const stopped = worker();
    await until('it is at work', () => linesIn(out) >= 1);
    stopped.process.kill('SIGSTOP');
    const other = worker();
    await until('the other one is at work', () => other.said().includes('answered'));
    stopped.process.kill('SIGCONT');
    expect(await swept.ended).toMatchObject({ code: 0 });
    expect(linesIn(out)).toBe(15);
    expect(await mergedFrom('twice.ndjson')).toBe(whole);
  });

  test('a worker of another version refuses, and says so', async () => {
    const other = at('other');
    cpSync(program, other, { recursive: true, filter: (from) => !from.endsWith('.html') });
    writeFileSync(join(other, 'model.digest'), `${'0'.repeat(64)}\n`);
    const out = at('other.ndjson');
    const swept = sweep(few, out);
    await until('the cell waits', async () => {
      const { out: said } = await run('sweep', 'status', '--queue', redis.url, '--json').ended;
      return (JSON.parse(said) as { counts: { waiting: number } }).counts.waiting === 1;
    });
    const strange = start(other, ['worker', '--queue', redis.url, '--idle', '1']);
    running.push(strange);
    const refusing = await strange.ended;
    expect(refusing.code).toBe(65);
    expect(refusing.err).toMatch(/refused: 1 cells .*0000000000000000/);
    expect(linesIn(out)).toBe(0);
    worker('--idle', '2');
    expect(await swept.ended).toMatchObject({ code: 0 });
  });

  test('a cell that fails every time is dead, with its error, and can be asked again', async () => {
    const out = at('dead.ndjson');
    const swept = sweep(few, out, '--attempts', '2');
    const victim = worker();
    let isOver = false;
    void swept.ended.then(() => (isOver = true));
    while (!isOver) {
      for (const pid of childrenOf(victim.process.pid!)) kill(pid);
      await pause(20);
    }
    const ended = await swept.ended;
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('failed: who read.direct: paper-all');
    const { out: said } = await run('sweep', 'status', '--queue', redis.url, '--json').ended;
    const { dead } = JSON.parse(said) as { dead: { name: string; error: string }[] };
    expect(dead).toHaveLength(1);
    expect(dead[0]!.error).toContain('SIGKILL');
    const merged = await run('merge', few, out, '-o', at('dead-merged.ndjson')).ended;
    expect(merged.code).toBe(20);
    expect(merged.out).toContain('1 missing');
    const again = sweep(few, out, '--resume');
    expect(await again.ended).toMatchObject({ code: 0 });
    expect(linesIn(out)).toBe(1);
  });
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
