// The figures of the ladder: kept, read again, and made into a page and a plot.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Climbed } from '../../properties/bench/climb.js';
import { register as registerBench } from '../commands/bench.js';
import { CliError } from '../errors.js';
import { readRungs, type Recorded } from './figures.js';
import { ladder } from './ladder.js';
import { pageOf } from './page.js';
import { plotOf } from './plot.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-test-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs a command; its exit code, and what it says. */
async function sekisho(...args: string[]): Promise<{ exitCode: number; said: string }> {
  process.exitCode = undefined;
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  write.mockClear();
  const program = new Command().exitOverride();
  registerBench(program);
  try {
    await program.parseAsync(['node', 'sekisho', ...args]);
    return { exitCode: Number(process.exitCode ?? 0), said: write.mock.calls.map(([text]) => text).join('') };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { exitCode: error.exitCode, said: `${error.what}: ${error.why ?? ''}` };
  }
}

const recorded = (rung: Partial<Climbed> & Pick<Climbed, 'name' | 'world'>): Recorded => ({
  version: 1,
  commit: 'abc1234',
  model: '0123456789abcdef',
  node: 'v20.0.0',
  cpu: '2 x some processor',
  limits: { seconds: 60, states: 1_000_000 },
  rung: {
    profile: null,
    maxCapabilities: 1,
    ended: 'exhausted',
    states: 4202,
    waiting: 0,
    levels: 12,
    peakNodes: 318_898,
    cpuSeconds: 4.9,
    seconds: 7.5,
    peakMiB: 140,
    ...rung,
  },
});
/** One rung of each ending; the figures are made up. */
const figures: readonly Recorded[] = [
  recorded({ name: 'web-1s1g0t-k1', world: 'web-1s1g0t' }),
  recorded({
    name: 'web-2s1g0t-k2',
    world: 'web-2s1g0t',
    maxCapabilities: 2,
    ended: 'seconds',
    states: 636_276,
    waiting: 13_051,
    levels: 9,
    cpuSeconds: 59.2,
    seconds: 60.1,
    peakMiB: 2844,
  }),
  recorded({
    name: 'web-2s2g1t-k1',
    world: 'web-2s2g1t',
    ended: 'died',
    states: 0,
    levels: 0,
    cpuSeconds: 0,
  }),
  recorded({
    name: 'paper-all: web-2s2g1t',
    profile: 'paper-all',
    world: 'web-2s2g1t',
    maxCapabilities: null,
    states: 111_535,
    cpuSeconds: 8.5,
    peakMiB: null,
  }),
];
const lines = (all: readonly object[]) => all.map((f) => `${JSON.stringify(f)}\n`).join('');

describe('the page and its plot', () => {
  test('are made of the figures, and of nothing else', async () => {
    await expect(pageOf(figures, 43)).toMatchFileSnapshot('golden/engine.md');
    await expect(plotOf(figures)).toMatchFileSnapshot('golden/engine.svg');
  });

  test('a longer bar is a larger figure', () => {
    const widths = [...plotOf(figures).matchAll(/<rect [^>]* width="([\d.]+)" height="11"/g)].map(([, w]) =>
      Number(w),
    );
    // Cores, then CPU seconds, of the two that were exhausted.
    expect(widths).toHaveLength(4);
    expect(widths[0]).toBeLessThan(widths[1]!);
    expect(widths[2]).toBeLessThan(widths[3]!);
  });

  test('figures of two versions of the model are told apart', () => {
    const [first, second] = figures;
    expect(pageOf([first!, { ...second!, model: 'other' }], 43)).toContain('different versions of the model');
    expect(pageOf([first!, second!], 43)).not.toContain('different versions of the model');
  });
});

describe('figures that are kept', () => {
  test('the later of two stands; lines about other things are passed over', () => {
    const [first] = figures;
    const later = { ...first!, rung: { ...first!.rung, states: 7 } };
    writeFileSync(at('kept.jsonl'), lines([first!, { version: 1, naive: {} }, later]));
    expect([...readRungs(at('kept.jsonl')).values()].map(({ rung }) => rung.states)).toEqual([7]);
  });

  test('what is no figures is refused with its line: 65; no file: 66', async () => {
    for (const text of ['{"rung": ', '{"rung": {"name": "x"}}']) {
      writeFileSync(at('bad.jsonl'), `${lines([figures[0]!])}${text}\n`);
      const { exitCode, said } = await sekisho('bench', '--write', folder, '--out', at('bad.jsonl'));
      expect({ exitCode, said }).toMatchObject({ exitCode: 65, said: expect.stringContaining('line 2') });
    }
    writeFileSync(at('bad.jsonl'), '{"version":1}\n');
    expect(await sekisho('bench', '--write', folder, '--out', at('bad.jsonl'))).toMatchObject({
      exitCode: 65,
    });
    expect(await sekisho('bench', '--write', folder, '--out', at('none.jsonl'))).toMatchObject({
      exitCode: 66,
    });
  });

  test('options of the ladder without it, or a rung that is none: 64', async () => {
    expect(await sekisho('bench', '--only', 'web')).toMatchObject({ exitCode: 64 });
    expect(await sekisho('bench', '--max-states', '9')).toMatchObject({ exitCode: 64 });
    expect(await sekisho('bench', '--ladder', '--only', 'none')).toMatchObject({ exitCode: 64 });
  });
});

test('a rung is measured, kept, and written', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const out = at('rungs.jsonl');
  const rung = ladder.find(({ search }) => search.name === 'web-1s1g0t-k1')!;
  const limits = ['--max-states', '500', '--out', out];
  const ran = await sekisho('bench', '--ladder', '--only', rung.search.name, ...limits, '--json');
  expect(ran.exitCode).toBe(0);
  const { ladder: told } = JSON.parse(ran.said);
  expect(told).toMatchObject([{ name: 'web-1s1g0t-k1', ended: 'states', scenario: { sessions: 1 } }]);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ limits: { states: 500 }, rung: told[0] });
  expect(await sekisho('bench', '--write', at('docs'), '--out', out)).toMatchObject({ exitCode: 0 });
  expect(readFileSync(at('docs/engine.md'), 'utf8')).toContain('| web-1s1g0t | 1 |');
  expect(readFileSync(at('docs/engine.svg'), 'utf8')).toContain('<desc id="desc">web-1s1g0t, k = 1: ≥ ');
});
