// The search against the plain one, which takes one attacker and one configuration at a time and leaves nothing out: the
// same goals, in the same number of steps. Worlds, attackers and configurations are drawn; besides, points are taken
// from what the search itself says, just inside a function and just outside of it, for a wrong function is wrong there.
// Most searches settle all but a dozen switches, so that they finish; a few leave every switch open.
// SEKISHO_CELLS sets how many searches are compared, each at several points.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { step } from '../../model/entities/rows.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { entityOf } from '../../model/world.js';
import {
  anyConfiguration,
  attackGoals,
  capabilityIds,
  drawer,
  fewSwitches,
  smallWorlds,
  tiny,
} from '../../properties/smallWorlds.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type GoalId, goalIndex } from '../goals.js';
import type { Diagram } from '../logic/diagrams.js';
import { naive } from '../search/naive.js';
import type { MachineStep } from '../search/perform.js';
import { type Exploration, type ExploreOptions, explore } from './explore.js';
import { finishesIn } from './honest.js';
import type { Choice } from './order.js';

const searches = Number(process.env.SEKISHO_CELLS ?? 10);
const switchSet: ReadonlySet<string> = new Set(switchIds);

/** One attacker in one configuration. */
interface Point {
  readonly by: readonly CapabilityId[];
  readonly on: ReadonlySet<SwitchId>;
}

const drawnSearch = fc.record({
  scenario: fc.constantFrom(...smallWorlds),
  open: fc.uniqueArray(fc.constantFrom(...capabilityIds), { minLength: 1, maxLength: 3 }),
  maxCapabilities: fc.constantFrom(1, 2, undefined),
  configurations: fc.array(anyConfiguration, { minLength: 3, maxLength: 3 }),
  /** Which switches are settled, where some are: all but so few that most searches finish. */
  ids: fc.subarray([...switchIds], { minLength: switchIds.length - 14 }),
  seed: fc.nat(),
  nonVacuousOnly: fc.boolean(),
});

const byRows: MachineStep = (component, local, event, ask) => step(entityOf(component), local, event, ask);
const counts = { searches: 0, finished: 0, points: 0, whole: 0, reached: 0, unreached: 0, outside: 0 };

const told = (scenario: Scenario, { by, on }: Point): string =>
  `by [${by.join(' ')}] with [${[...on].join(' ')}] in ${JSON.stringify(scenario)}`;

/** In how many steps the search reaches a goal at a point; null: it does not. */
function lengthIn(run: Exploration, goal: GoalId, isTrue: (variable: number) => boolean): number | null {
  const found = run.history[goalIndex.get(goal)!]!.find(({ reached }) => run.diagrams.holds(reached, isTrue));
  return found?.level ?? null;
}
function isTrueAt({ vocabulary }: Exploration, { by, on }: Point) {
  return (variable: number): boolean => {
    const m = vocabulary.meanings[variable]!;
    return m.kind === 'switch' ? on.has(m.id) : m.kind === 'capability' && by.includes(m.id);
  };
}

/**
 * Throws where the two searches differ at a point. Both go breadth-first: one that was given up has found the shortest
 * ways all the same, up to the steps that it went through whole, and up to there they are compared.
 */
function compareAt(run: Exploration, point: Point, maxStates = 1500): void {
  const { scenario } = run;
  const { by, on } = point;
  const plain = naive({ scenario, on, capabilities: new Set(by) }, { maxStates, step: byRows });
  const isWhole = run.complete && plain.complete;
  const wholeTo = run.complete ? Number.POSITIVE_INFINITY : run.level - 1;
  const lengths = [...plain.reached.values()].map((way) => way.length);
  const plainWholeTo = plain.complete ? Number.POSITIVE_INFINITY : Math.max(1, ...lengths) - 1;
  counts.points++;
  if (isWhole) counts.whole++;
  const isTrue = isTrueAt(run, point);
  for (const goal of attackGoals) {
    const here = lengthIn(run, goal, isTrue);
    const way = plain.reached.get(goal);
    const there = way?.length ?? null;
    const mayDiffer =
      (here === null && there !== null && there > wholeTo) ||
      (there === null && here !== null && here > plainWholeTo);
    if (here !== there && !mayDiffer)
      throw new Error(
        `${goal}: ${here} steps, but plainly ${there}, ${told(scenario, point)}\n  ${way?.join('\n  ')}`,
      );
    if (here !== null && here === there) counts.reached++;
    if (isWhole && here === null) counts.unreached++;
    // The history and the function that it ends with say the same.
    expect(run.diagrams.holds(run.reached[goalIndex.get(goal)!]!, isTrue)).toBe(here !== null);
  }
}

function count(run: Exploration): void {
  counts.searches++;
  if (run.complete) counts.finished++;
}
const search = (options: Omit<ExploreOptions, 'wanted'>): Exploration =>
  explore({ maxStates: 4000, ...options, wanted: new Set(attackGoals) });

/** Some point of a function; null: there is none. Variables that make no difference are drawn, too. */
function somePointOf(
  run: Exploration,
  f: Diagram,
  draw: (below: number) => number,
): ReadonlySet<number> | null {
  if (f === 0) return null;
  const { diagrams, vocabulary } = run;
  const point = new Set(vocabulary.meanings.flatMap((_, v) => (draw(2) === 0 ? [v] : [])));
  for (let n = f; n > 1; ) {
    const [low, high] = [diagrams.lowOf(n), diagrams.highOf(n)];
    const goesHigh = low === 0 || (high !== 0 && draw(2) === 0);
    if (goesHigh) point.add(diagrams.variableOf(n));
    else point.delete(diagrams.variableOf(n));
    n = goesHigh ? high : low;
  }
  return point;
}
function pointOf({ vocabulary }: Exploration, variables: ReadonlySet<number>, settled: Point): Point {
  const isFree = (kind: 'switch' | 'capability', id: string) =>
    vocabulary.variable({ kind, id } as Parameters<typeof vocabulary.variable>[0]) !== undefined;
  const meant = [...variables].map((v) => vocabulary.meanings[v]!);
  return {
    by: [
      ...settled.by.filter((id) => !isFree('capability', id)),
      ...meant.flatMap((m) => (m.kind === 'capability' ? [m.id] : [])),
    ],
    on: new Set([
      ...[...settled.on].filter((id) => !isFree('switch', id)),
      ...meant.flatMap((m) => (m.kind === 'switch' ? [m.id] : [])),
    ]),
  };
}

/** A point of some goal's function, and one beside it at which the goal is not reached. */
function pointsAtTheEdge(
  run: Exploration,
  draw: (below: number) => number,
  settled: Point,
): readonly Point[] {
  const { diagrams, asked } = run;
  const open = run.wanted.filter((goal) => run.reached[goal] !== 0);
  if (open.length === 0) return [];
  const reached = run.reached[open[draw(open.length)]!]!;
  const inside = somePointOf(run, reached, draw)!;
  const points = [pointOf(run, inside, settled)];
  const flipped = (v: number) => new Set(inside.has(v) ? [...inside].filter((u) => u !== v) : [...inside, v]);
  const beside = diagrams
    .support(reached)
    .map(flipped)
    .filter((p) => !diagrams.holds(reached, (v) => p.has(v)) && diagrams.holds(asked, (v) => p.has(v)));
  if (beside.length > 0) {
    counts.outside++;
    points.push(pointOf(run, beside[draw(beside.length)]!, settled));
  }
  return points;
}

describe('the search against the plain one', () => {
  test('every switch and some capabilities open: the goals reached, and in how many steps', () => {
    fc.assert(
      fc.property(
        drawnSearch,
        ({ scenario, open, maxCapabilities, configurations, seed, nonVacuousOnly }) => {
          const settled = (choice: Choice) =>
            switchSet.has(choice) || open.includes(choice as CapabilityId) ? undefined : false;
          const run = search({
            scenario,
            settled,
            ...(maxCapabilities !== undefined && { maxCapabilities }),
            ...(nonVacuousOnly && { within: (v) => finishesIn(v, scenario, settled) }),
          });
          count(run);
          const draw = drawer(seed);
          // Every attacker of the open capabilities within the bound, and the configurations drawn.
          const attackers = [[], ...open.map((id) => [id]), open.slice(0, 2), open];
          for (const on of configurations) {
            const by = attackers[draw(attackers.length)]!;
            const point = { by, on };
            const isTrue = isTrueAt(run, point);
            const isAsked = run.diagrams.holds(run.asked, isTrue);
            const isWithin = by.length <= (maxCapabilities ?? 3);
            if (!nonVacuousOnly) expect(isAsked).toBe(isWithin);
            if (isAsked) compareAt(run, point);
            // Of what is not asked about nothing is said.
            else for (const goal of attackGoals) expect(lengthIn(run, goal, isTrue)).toBeNull();
          }
          for (const point of pointsAtTheEdge(run, draw, { by: [], on: new Set() })) compareAt(run, point);
        },
      ),
      // None of these finishes within so few states: they are compared as far as they come.
      { numRuns: Math.ceil(searches / 4) },
    );
    expect(counts.points).toBeGreaterThan(searches / 2);
  });

  test('some switches and capabilities settled', () => {
    fc.assert(
      fc.property(drawnSearch, ({ scenario, open, configurations, ids, seed, nonVacuousOnly }) => {
        const on = configurations[0]!;
        // The first of the capabilities is had for certain, the others are open.
        const [had, ...free] = open;
        const settled = (choice: Choice) =>
          switchSet.has(choice)
            ? ids.includes(choice as SwitchId)
              ? on.has(choice as SwitchId)
              : undefined
            : free.includes(choice as CapabilityId)
              ? undefined
              : choice === had;
        const run = search({
          scenario,
          settled,
          ...(nonVacuousOnly && { within: (v) => finishesIn(v, scenario, settled) }),
        });
        count(run);
        const draw = drawer(seed);
        for (const others of configurations) {
          const here = new Set(switchIds.filter((id) => (ids.includes(id) ? on : others).has(id)));
          const point = { by: draw(2) === 0 ? open : [had!], on: here };
          if (run.diagrams.holds(run.asked, isTrueAt(run, point))) compareAt(run, point);
        }
        for (const point of pointsAtTheEdge(run, draw, { by: [had!], on })) compareAt(run, point);
      }),
      { numRuns: searches },
    );
    expect(counts.outside).toBeGreaterThan(searches / 4);
  });

  test('one attacker and one configuration, with nothing open', () => {
    const before = counts.points;
    fc.assert(
      fc.property(drawnSearch, ({ scenario, open, configurations }) => {
        for (const on of configurations) {
          const point = { by: open.slice(0, 2), on };
          const settled = (choice: Choice) =>
            switchSet.has(choice) ? on.has(choice as SwitchId) : point.by.includes(choice as CapabilityId);
          const run = search({ scenario, settled });
          count(run);
          compareAt(run, point);
          // Nothing is left open, so each answer is yes or no.
          for (const goal of run.wanted) expect(run.reached[goal]!).toBeLessThan(2);
        }
      }),
      { numRuns: searches },
    );
    expect(counts.points - before).toBeGreaterThan(2 * searches);
  });

  test('all capabilities open, with the number of them as a filter', () => {
    const run = search({
      scenario: tiny,
      maxCapabilities: 1,
      settled: (choice) => fewSwitches.get(choice as SwitchId),
      maxStates: 20_000,
    });
    expect(run.complete).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...capabilityIds), anyConfiguration, fc.nat(), (id, others, seed) => {
        const on = new Set(switchIds.filter((each) => fewSwitches.get(each) ?? others.has(each)));
        compareAt(run, { by: [id], on });
        for (const point of pointsAtTheEdge(run, drawer(seed), { by: [], on })) compareAt(run, point);
      }),
      { numRuns: Math.ceil(searches / 2) },
    );
  });

  // A refusal changes the world, too. It was once left out where it seemed to be good for nothing, and the searches
  // differed here.
  const late: Scenario = { ...tiny, ticks: 1 };
  const uris = ['redirect.distinct', 'redirect.by-issuer', 'redirect.arrival-compared'] as const;
  const bound = ['request.signed', 'pkce.sent', 'pkce.verified', 'code.single-use', 'token.bound'] as const;
  const reviewed = ['token.short-lived', 'owner.can-revoke', 'refresh.rotated'] as const;
  const refused: readonly (readonly [
    string,
    Scenario,
    GoalId,
    readonly CapabilityId[],
    readonly SwitchId[],
  ])[] = [
    ['time passes at it', late, 'read.lasting', ['frame', 'content.client'], bound],
    ['it leaves a tab free', tiny, 'session', ['own.as', 'lure'], uris],
    ['it leaves a tab free', tiny, 'session', ['own.as', 'lure'], [...uris, 'code.bound']],
    ['a session that it ended', { ...late, refresh: true }, 'read.lasting', ['stolen.code'], reviewed],
    ['a session that it ended', { ...late, refresh: true }, 'read.lasting', ['logs.after'], reviewed],
  ];
  test.each(refused)('where a refusal once made a difference: %s', (_, scenario, goal, by, switchesOn) => {
    const on = new Set(switchesOn);
    const settled = (choice: Choice) => (switchSet.has(choice) ? on : new Set(by)).has(choice as never);
    const run = search({ scenario, settled, maxStates: 30_000 });
    compareAt(run, { by, on }, 4000);
    expect(lengthIn(run, goal, () => false)).not.toBeNull();
  });

  test('what was compared is enough to say anything', () => {
    if (process.env.SEKISHO_CELLS !== undefined) process.stderr.write(`cells ${JSON.stringify(counts)}\n`);
    expect(counts.points).toBeGreaterThan(6 * searches);
    expect(counts.whole).toBeGreaterThan(2 * searches);
    expect(counts.finished).toBeGreaterThan(searches);
    expect(counts.reached).toBeGreaterThan(10 * searches);
    expect(counts.unreached).toBeGreaterThan(10 * searches);
  });
});
