// Random interleavings against what the searches say. SEKISHO_WALKS sets how many walks each attacker makes under each
// breaking set, and has every threat looked at; SEKISHO_SEED chooses other walks.

import { describe, expect, test } from 'vitest';
import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { type ThreatId, threats } from '../attacks/catalogue/paper.js';
import type { GoalId } from '../attacks/goals.js';
import { naive } from '../attacks/search/naive.js';
import { replay } from '../attacks/search/replay.js';
import { StepTable } from '../attacks/search/stepTable.js';
import { type MeasureId, measures } from '../model/measures.js';
import { profiles } from '../model/profiles.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';
import { isEasier } from './naming.js';
import { type BreakingSet, type Broken, brokenBy, caseOf } from './threatCases.js';
import { fuzz } from './walks.js';

const seed = Number(process.env.SEKISHO_SEED ?? 20201);
const walks = Number(process.env.SEKISHO_WALKS ?? 200);
/** Those that show in the cheapest searches, unless every threat is asked for. */
const looked: readonly ThreatId[] =
  process.env.SEKISHO_WALKS === undefined ? ['T2', 'T3', 'T5'] : threats.map(({ id }) => id);
const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const bare = [...profiles[0].on] as SwitchId[];

/** Of each level one set each of whose members is needed: the first of measures, the longest of switches. */
const chosen = ({ sets }: Broken): readonly BreakingSet[] =>
  (['measures', 'switches'] as const).flatMap((level) => {
    const whole = sets.filter((s) => s.level === level && s.without.length === s.ids.length);
    const longest = Math.max(...whole.map(({ ids }) => ids.length));
    return whole.filter(({ ids }) => level === 'measures' || ids.length === longest).slice(0, 1);
  });

describe('random walks under what breaks a threat', () => {
  // The catalogue names a walk from what the walk did; see naming.ts.
  test.each(looked)('%s', { timeout: 120_000 + walks * 100 }, async (threat) => {
    const found = await caseOf(threat);
    expect(found, `${threat} shows in no small search`).not.toBeNull();
    const { scenario, attackers, hints, others } = found!;
    const broken = brokenBy(found!);
    const { goals, paths } = broken;
    const sets = chosen(broken);
    expect(sets.length, `nothing breaks ${threat}`).toBeGreaterThan(0);
    const maxSteps = 2 * Math.max(...paths.map(({ steps }) => steps));
    const common = { goals, threat, absorbing: others, hints, seed, maxSteps };
    for (const { ids, whole, without } of sets) {
      for (const capabilities of attackers) {
        const none = fuzz({ ...common, setting: { scenario, on: whole, capabilities }, runs: walks });
        expect(none.moves, `${threat} under ${ids.join(' + ')}`).toEqual([]);
        expect(none).toMatchObject({ attack: null, walks, seed });
      }
      expect(without.length).toBeGreaterThan(0);
      for (const { member, on, open } of without) {
        const setting = { scenario, on, capabilities: new Set(open.capabilities) };
        // Where an easier path without the name is open, a walk does not get the name either.
        if (others.some((other) => isEasier(other, open, [setting]))) continue;
        const some = fuzz({ ...common, setting, runs: 10_000 });
        expect(some.attack, `${threat}: ${ids.join(' + ')} without ${member}`).not.toBeNull();
        // Readable: not much longer than the shortest that the search knows, and every step of it runs.
        expect(some.moves.length).toBeLessThanOrEqual(2 * open.steps);
        expect(replay(some.moves, some.attack!.goal, setting)).toHaveProperty('attack');
        if (process.env.SEKISHO_WALKS !== undefined)
          process.stderr.write(
            `${threat}: ${ids.join(' + ')} without ${member}: walk ${some.walks}, ${some.moves.length} steps (search: ${open.steps})\n`,
          );
      }
    }
  });
});

interface Case {
  readonly goal: GoalId;
  readonly by: readonly CapabilityId[];
  readonly scenario: Scenario;
  /** Measures that may be missing. All others are there: with many missing, the attacker's choices make too many states. */
  readonly open: readonly MeasureId[];
}
const cases: readonly Case[] = [
  { goal: 'read.direct', by: ['wiretap.back'], scenario: tiny, open: ['CM5', 'BOUND'] },
  { goal: 'read.direct', by: ['host'], scenario: tiny, open: ['CM5', 'CM17', 'SCA', 'BOUND'] },
  {
    goal: 'read.via-client',
    by: ['wiretap.front'],
    scenario: tiny,
    open: ['CM5', 'CM15', 'CM19', 'BOUND'],
  },
  { goal: 'session', by: ['lure'], scenario: tiny, open: ['CM19'] },
  { goal: 'read.in-transit', by: ['proxy.terminal'], scenario: tiny, open: ['CM5', 'CM9', 'BOUND'] },
];

const setting = ({ scenario, by }: Case, on: readonly SwitchId[]) => ({
  scenario,
  on: new Set(on),
  capabilities: new Set(by),
});
const { step } = new StepTable();
const isReached = (c: Case, on: readonly SwitchId[]): boolean => {
  const result = naive(setting(c, on), { maxStates: 2500, step });
  if (!result.complete) throw new Error('the case is too large for the plain search');
  return result.reached.has(c.goal);
};
/** These measures, and all that are not open. */
const under = ({ open }: Case, ids: readonly MeasureId[]): SwitchId[] => [
  ...new Set([
    ...bare,
    ...measures
      .filter(({ id }) => ids.includes(id) || !open.includes(id))
      .flatMap((m) => m.switches as readonly SwitchId[]),
  ]),
];

/** A smallest set of open measures, found by leaving out one after another, under which the plain search finds nothing. */
function breaking(c: Case): readonly MeasureId[] | null {
  let set = c.open;
  if (isReached(c, under(c, set))) return null;
  for (const id of c.open) {
    const rest = set.filter((other) => other !== id);
    if (!isReached(c, under(c, rest))) set = rest;
  }
  return set;
}

describe('random walks without hints or names, against the plain search', () => {
  test.each(cases.map((c) => [`${c.goal} by ${c.by.join(' + ')}`, c] as const))('%s', (_, c) => {
    const set = breaking(c);
    expect(set).not.toBeNull();
    expect(set!.length).toBeGreaterThan(0);
    // None finds what the plain search says is not there.
    const none = fuzz({ setting: setting(c, under(c, set!)), goals: [c.goal], runs: 200, seed });
    expect(none).toEqual({ attack: null, moves: [], walks: 200, seed });
    // Without any one member there is an attack, and walks come upon it.
    for (const member of set!) {
      const open = setting(
        c,
        under(
          c,
          set!.filter((id) => id !== member),
        ),
      );
      const some = fuzz({ setting: open, goals: [c.goal], runs: 2000, seed });
      expect(some.attack, `${set!.join(' ')} without ${member}`).not.toBeNull();
      expect(replay(some.moves, c.goal, open)).toHaveProperty('attack');
    }
  });

  test('the same seed makes the same walks', () => {
    const options = {
      setting: setting(cases[1]!, under(cases[1]!, [])),
      goals: [cases[1]!.goal],
      runs: 100,
      seed: 7,
    };
    expect(fuzz(options)).toEqual(fuzz(options));
  });
});
