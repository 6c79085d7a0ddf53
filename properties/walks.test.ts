import { describe, expect, test } from 'vitest';
import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import type { GoalId } from '../attacks/goals.js';
import { naive } from '../attacks/search/naive.js';
import { replay } from '../attacks/search/replay.js';
import { StepTable } from '../attacks/search/table.js';
import { measures } from '../model/measures.js';
import { profiles } from '../model/profiles.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';
import { fuzz } from './walks.js';

const seed = Number(process.env.SEKISHO_SEED ?? 20201);
const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const bare = [...profiles[0].on] as SwitchId[];

interface Case {
  readonly goal: GoalId;
  readonly by: readonly CapabilityId[];
  readonly scenario: Scenario;
}
const cases: readonly Case[] = [
  { goal: 'read.direct', by: ['wiretap.back'], scenario: tiny },
  { goal: 'read.direct', by: ['host'], scenario: tiny },
  { goal: 'read.via-client', by: ['wiretap.front'], scenario: { ...tiny, sessions: 2 } },
  { goal: 'session', by: ['lure'], scenario: tiny },
  { goal: 'read.in-transit', by: ['proxy.terminal'], scenario: tiny },
  { goal: 'transfer', by: ['frame'], scenario: tiny },
];

const setting = ({ scenario, by }: Case, on: readonly SwitchId[]) => ({
  scenario,
  on: new Set(on),
  capabilities: new Set(by),
});
const isReached = (c: Case, on: readonly SwitchId[]): boolean => {
  const result = naive(setting(c, on), 20_000, new StepTable().step);
  if (!result.complete) throw new Error('the case is too large for the plain search');
  return result.reached.has(c.goal);
};
const under = (ids: readonly string[]): SwitchId[] => [
  ...new Set([
    ...bare,
    ...measures.filter(({ id }) => ids.includes(id)).flatMap((m) => m.switches as readonly SwitchId[]),
  ]),
];

/** A smallest set of measures, found by leaving out one after another, under which the plain search finds nothing. */
function breaking(c: Case): string[] | null {
  let set: string[] = measures.map(({ id }) => id);
  if (isReached(c, under(set))) return null;
  for (const { id } of measures) {
    const rest = set.filter((other) => other !== id);
    if (!isReached(c, under(rest))) set = rest;
  }
  return set;
}

describe('random walks', () => {
  test.each(cases.map((c) => [`${c.goal} by ${c.by.join(' + ')}`, c] as const))('%s', (_, c) => {
    const set = breaking(c);
    expect(set).not.toBeNull();
    expect(set!.length).toBeGreaterThan(0);
    // None finds what the plain search says is not there.
    const none = fuzz({ setting: setting(c, under(set!)), goal: c.goal, runs: 200, seed });
    expect(none).toEqual({ attack: null, moves: [], walks: 200, seed });
    // Without any one member there is an attack, and walks come upon it.
    for (const member of set!) {
      const open = setting(c, under(set!.filter((id) => id !== member)));
      const some = fuzz({ setting: open, goal: c.goal, runs: 2000, seed });
      expect(some.attack, `${set!.join(' ')} without ${member}`).not.toBeNull();
      expect(replay(some.moves, c.goal, open)).toHaveProperty('attack');
    }
  });

  test('the same seed makes the same walks', () => {
    const options = { setting: setting(cases[1]!, bare), goal: cases[1]!.goal, runs: 500, seed: 7 };
    expect(fuzz(options)).toEqual(fuzz(options));
  });
});
