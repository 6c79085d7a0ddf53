// The upper bound against the search: it holds whatever the search finds, and where the two are equal nothing was
// missed. SEKISHO_CELLS sets how many worlds are drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profiles } from '../../model/profiles.js';
import type { Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { componentsOf } from '../../model/world.js';
import { attackGoals, capabilityIds, smallWorlds, tiny } from '../../properties/smallWorlds.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { goalIndex } from '../goals.js';
import { minimalSets } from '../logic/points.js';
import { type Exploration, explore } from './explore.js';
import { closeGap } from './gap.js';
import { finishesIn, translate } from './honest.js';
import type { Choice } from './order.js';
import { noReductions } from './reductions.js';
import { type Clustering, defaultClusters, type Upper, type UpperOptions, upperBound } from './upper.js';

const drawnWorlds = Number(process.env.SEKISHO_CELLS ?? 6);
const switchSet: ReadonlySet<string> = new Set(switchIds);
const wanted = new Set(attackGoals);
const open = () => undefined;

const strongest: ReadonlySet<string> = profiles.find(({ name }) => name === 'paper-all')!.on;

type Question = Pick<UpperOptions, 'scenario' | 'wanted' | 'settled' | 'within'>;

/**
 * The strongest profile, with these capabilities open: the bound leaves no choice of the attacker's out, and takes
 * minutes over weaker profiles and over stronger attackers.
 */
const ofStrongest = (scenario: Scenario, some: readonly CapabilityId[]): Question => {
  const settled = (choice: Choice) =>
    switchSet.has(choice) ? strongest.has(choice) : some.some((id) => id === choice) ? undefined : false;
  return { scenario, wanted, settled, within: (v) => finishesIn(v, scenario, settled) };
};

/** The goals of which the bound says more than the search, and those (none, it must be) of which it says less. */
function compared(run: Exploration, bound: Upper) {
  const { diagrams } = bound.vocabulary;
  const more: string[] = [];
  const less: string[] = [];
  for (const goal of attackGoals) {
    const number = goalIndex.get(goal)!;
    const reached = translate(run.vocabulary, run.reached[number]!, bound.vocabulary, open);
    if (diagrams.diff(bound.bounds[number]!, reached) !== 0) more.push(goal);
    if (diagrams.diff(reached, bound.bounds[number]!) !== 0) less.push(goal);
  }
  return { more, less };
}

const drawn = fc.record({
  scenario: fc.constantFrom(...smallWorlds),
  /** One that reaches something, and perhaps another. */
  some: fc.tuple(
    fc.constantFrom<CapabilityId[]>(
      'agent.alter',
      'agent.read-response',
      'malware',
      'own.rs',
      'stolen.access',
    ),
    fc.constantFrom(...capabilityIds),
  ),
  /** All but so few are settled, and as in the strongest profile but for so few, that most searches and bounds finish. */
  ids: fc.subarray([...switchIds], { minLength: switchIds.length - 4 }),
  off: fc.uniqueArray(fc.constantFrom(...switchIds), { maxLength: 4 }),
  everywhere: fc.boolean(),
  together: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function questionOf({ scenario, some, ids, off, everywhere }: Drawn): Question {
  const settled = (choice: Choice) =>
    switchSet.has(choice)
      ? ids.some((id) => id === choice)
        ? strongest.has(choice) && !off.some((id) => id === choice)
        : undefined
      : some.some((id) => id === choice)
        ? undefined
        : false;
  return {
    scenario,
    wanted,
    settled,
    ...(!everywhere && { within: (v) => finishesIn(v, scenario, settled) }),
  };
}

/**
 * Each authorization with its tab, and with each session; only some sessions with some tabs. Still smaller groups allow
 * what no machine is made for: a session that refreshes a token which its bank never issued, say.
 */
function drawnClusters({ scenario, together }: Drawn): Clustering {
  const all = componentsOf(scenario);
  const of = (letter: string) => all.filter((c) => c[0] === letter);
  const apart = [...of('o'), ...of('t')];
  const withTabs = of('u').map((u) => [u, ...of('g').filter((g) => g[1] === u[1])]);
  const withGrants = of('s').flatMap((s) => of('g').map((g) => [s, g]));
  const drawnPairs = of('s').flatMap((s, i) =>
    of('u').flatMap((u, j) => (together[2 * i + j] ? [[s, u]] : [])),
  );
  return { groups: [...withTabs, ...withGrants, ...drawnPairs].map((group) => [...group, ...apart]), apart };
}

describe('an upper bound', () => {
  const counts = { compared: 0, unfinished: 0, reached: 0, equal: 0, larger: 0 };

  function compareDrawn(world: Drawn, clusters?: Clustering): void {
    const question = questionOf(world);
    const run = explore({ ...question, maxStates: 2000 });
    if (!run.complete) {
      counts.unfinished++;
      return;
    }
    let isLarge = false;
    const bound = upperBound({
      ...question,
      ...(clusters && { clusters }),
      onProgress: ({ parts, rules }) => {
        isLarge = Math.max(...parts, rules) > 1000;
      },
      shouldStop: () => isLarge,
    });
    const { more, less } = compared(run, bound);
    expect(less, JSON.stringify(world)).toEqual([]);
    if (!bound.complete) {
      counts.unfinished++;
      return;
    }
    counts.compared++;
    counts.reached += run.wanted.filter((goal) => run.reached[goal] !== 0).length;
    counts.larger += more.length;
    counts.equal += attackGoals.length - more.length;
  }

  test('holds in worlds that are drawn', () => {
    fc.assert(
      fc.property(drawn, (world) => compareDrawn(world)),
      { numRuns: drawnWorlds },
    );
    if (process.env.SEKISHO_CELLS !== undefined) process.stderr.write(`upper ${JSON.stringify(counts)}\n`);
    expect(counts.compared).toBeGreaterThan(drawnWorlds / 4);
    expect(counts.reached).toBeGreaterThan(drawnWorlds / 2);
    expect(counts.equal).toBeGreaterThan(10 * counts.larger);
  });

  test('holds with smaller groups, which say less', () => {
    const before = { ...counts };
    fc.assert(
      fc.property(drawn, (world) => compareDrawn(world, drawnClusters(world))),
      { numRuns: drawnWorlds },
    );
    expect(counts.compared - before.compared).toBeGreaterThan(drawnWorlds / 4);
  });

  test('with one group of everything is what the search finds without reductions', () => {
    fc.assert(
      fc.property(drawn, (world) => {
        const question = questionOf(world);
        const run = explore({ ...question, reductions: noReductions, maxStates: 2000 });
        if (!run.complete) return;
        const clusters = { groups: [componentsOf(world.scenario)], apart: [] };
        expect(compared(run, upperBound({ ...question, clusters }))).toEqual({ more: [], less: [] });
      }),
      { numRuns: Math.ceil(drawnWorlds / 2) },
    );
  });

  test('is all that was asked about where it was cut short', () => {
    const question = ofStrongest(tiny, ['agent.alter', 'lure']);
    const { complete, bounds, vocabulary } = upperBound({ ...question, shouldStop: () => true });
    expect(complete).toBe(false);
    expect(new Set(attackGoals.map((goal) => bounds[goalIndex.get(goal)!]!))).toEqual(
      new Set([question.within!(vocabulary)]),
    );
  });

  test('needs every instance to be in some group', () => {
    const clusters: Clustering = { groups: [['s0', 'g0', 'u0', 'o']], apart: [] };
    expect(() => upperBound({ ...ofStrongest(tiny, ['agent.alter', 'lure']), clusters })).toThrow(/`t`/);
  });
});

describe('where bounds meet, every attacker is known', () => {
  test('of a profile in the smallest world, without one group that sees everything', () => {
    const question = ofStrongest(tiny, ['agent.alter', 'lure']);
    expect(defaultClusters(tiny).groups.every((group) => group.length < componentsOf(tiny).length)).toBe(
      true,
    );
    const run = explore(question);
    const bound = upperBound(question);
    expect(run.complete && bound.complete).toBe(true);
    // Of one stage the groups say less: whether a token request fails is between a session and an authorization.
    expect(compared(run, bound)).toEqual({ more: ['session.ended'], less: [] });
    // It is about something: each of these attackers is one of the weakest that reach a goal.
    const reached = run.wanted.map((goal) => minimalSets(run.diagrams, run.reached[goal]!).length);
    expect(reached.filter((attackers) => attackers > 0).length).toBeGreaterThan(8);
  });

  test('of a profile with two sessions', () => {
    const question = ofStrongest({ ...tiny, sessions: 2 }, ['agent.alter']);
    expect(compared(explore(question), upperBound(question))).toEqual({ more: [], less: [] });
  });

  test('and where a lower bound is too low, the attackers that it does not know stay open', () => {
    const question = ofStrongest({ ...tiny, sessions: 2 }, ['agent.alter']);
    const run = explore(question);
    const small = explore(ofStrongest(tiny, ['agent.alter']));
    const { lower, upper, open, vocabulary } = closeGap({
      ...question,
      lower: [small],
      clusterings: [defaultClusters(question.scenario)],
    });
    const { diagrams } = vocabulary;
    const unknown: string[] = [];
    for (const goal of attackGoals) {
      const number = goalIndex.get(goal)!;
      const reached = translate(run.vocabulary, run.reached[number]!, vocabulary, () => undefined);
      // One session is held by two, so what it shows is no more than what they do.
      expect(diagrams.diff(lower[number]!, reached)).toBe(0);
      expect(diagrams.diff(reached, upper[number]!)).toBe(0);
      if (reached === lower[number]) expect(upper[number]).toBe(reached);
      else unknown.push(goal);
      expect(open[number] === 0).toBe(reached === lower[number]);
    }
    expect(unknown.length).toBeGreaterThan(0);
  });
});
