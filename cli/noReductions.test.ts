// `--no-reductions`: the search of one configuration with nothing left out.

import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { register } from './commands/search.js';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

test('without reductions a search finds the same attackers in more states', async () => {
  const world = ['--sessions', '1', '--grants', '1', '--ticks', '0'];
  const ask = async (...more: string[]) => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    write.mockClear();
    const program = new Command().exitOverride();
    register(program);
    const about = ['--profile', 'paper-common', '--goal', 'read.direct', ...world, '--json'];
    await program.parseAsync(['node', 'sekisho', 'search', ...about, ...more]);
    expect(process.exitCode).toBe(2);
    return JSON.parse(write.mock.calls.map(([text]) => text).join('')) as {
      attackers: readonly { capabilities: readonly string[]; steps: number }[];
      complete: boolean;
      stats: { states: number };
    };
  };
  const sorted = (all: Awaited<ReturnType<typeof ask>>['attackers']) =>
    all.map(({ capabilities, steps }) => `${capabilities.toSorted().join(' + ')}: ${steps}`).toSorted();
  const reduced = await ask();
  const whole = await ask('--no-reductions');
  expect([reduced.complete, whole.complete]).toEqual([true, true]);
  expect(sorted(whole.attackers)).toEqual(sorted(reduced.attackers));
  expect(whole.stats.states).toBeGreaterThan(reduced.stats.states);
});
