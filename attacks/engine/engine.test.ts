// The search against the plain one, which takes one attacker and one configuration at a time and leaves nothing out: the
// same goals, in the same number of steps. Worlds, attackers and configurations are drawn; besides, points are taken
// from what the search itself says, just inside a function and just outside of it, for a wrong function is wrong there.
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

const searches = Number(process.env.SEKISHO_CELLS ?? 24);
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
  /** Which switches are settled, where some are. */
  ids: fc.subarray([...switchIds]),
  seed: fc.nat(),
  nonVacuousOnly: fc.boolean(),
});

const byRows: MachineStep = (component, local, event, ask) => step(entityOf(component), local, event, ask);
const counts = { searches: 0, unfinished: 0, points: 0, tooLarge: 0, reached: 0, unreached: 0, outside: 0 };

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

/** Throws where the two searches differ at a point; false if the plain one cannot tell. */
function compareAt(run: Exploration, point: Point, maxStates = 2000): boolean {
  const { scenario } = run;
  const { by, on } = point;
  const plain = naive({ scenario, on, capabilities: new Set(by) }, { maxStates, step: byRows });
  if (!plain.complete) {
    counts.tooLarge++;
    return false;
  }
  counts.points++;
  const isTrue = isTrueAt(run, point);
  for (const goal of attackGoals) {
    const here = lengthIn(run, goal, isTrue);
    const way = plain.reached.get(goal);
    if (here !== (way?.length ?? null))
      throw new Error(
        `${goal}: ${here} steps, but plainly ${way?.length ?? null}, ${told(scenario, point)}\n  ${way?.join('\n  ')}`,
      );
    if (way === undefined) counts.unreached++;
    else counts.reached++;
    // The history and the function that it ends with say the same.
    expect(run.diagrams.holds(run.reached[goalIndex.get(goal)!]!, isTrue)).toBe(here !== null);
  }
  return true;
}

const isOver = (run: Exploration): boolean => {
  counts.searches++;
  if (!run.complete) counts.unfinished++;
  return run.complete;
};
const search = (options: Omit<ExploreOptions, 'wanted'>): Exploration =>
  explore({ ...options, wanted: new Set(attackGoals), maxStates: 10_000 });

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
          if (!isOver(run)) return;
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
      { numRuns: searches },
    );
    expect(counts.points).toBeGreaterThan(2 * searches);
    expect(counts.outside).toBeGreaterThan(searches / 2);
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
        if (!isOver(run)) return;
        const draw = drawer(seed);
        for (const others of configurations) {
          const here = new Set(switchIds.filter((id) => (ids.includes(id) ? on : others).has(id)));
          const point = { by: draw(2) === 0 ? open : [had!], on: here };
          if (run.diagrams.holds(run.asked, isTrueAt(run, point))) compareAt(run, point);
        }
        for (const point of pointsAtTheEdge(run, draw, { by: [had!], on })) compareAt(run, point);
      }),
      { numRuns: Math.ceil(searches / 2) },
    );
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
          if (isOver(run)) compareAt(run, point);
          // Nothing is left open, so each answer is yes or no.
          for (const goal of run.wanted) expect(run.reached[goal]!).toBeLessThan(2);
        }
      }),
      { numRuns: searches },
    );
    expect(counts.points - before).toBeGreaterThan(2 * searches);
  });

  test('all capabilities open, with the number of them as a filter', () => {
    const run = search({ scenario: tiny, maxCapabilities: 1 });
    expect(run.complete).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...capabilityIds), anyConfiguration, fc.nat(), (id, on, seed) => {
        compareAt(run, { by: [id], on });
        for (const point of pointsAtTheEdge(run, drawer(seed), { by: [], on })) compareAt(run, point);
      }),
      { numRuns: searches },
    );
  });

  // A refusal changes the world, too. It was once left out where it seemed to be good for nothing; here it is.
  const lengthOf = (
    scenario: Scenario,
    goal: GoalId,
    by: readonly CapabilityId[],
    on: readonly SwitchId[],
  ) => {
    const point = { by, on: new Set(on) };
    const run = search({
      scenario,
      settled: (choice) => (switchSet.has(choice) ? on : by).some((id) => id === choice),
    });
    expect(compareAt(run, point)).toBe(true);
    return lengthIn(run, goal, () => false);
  };
  test('a refusal that lets time pass is a step, be it in the attacker’s own session', () => {
    const on = ['request.signed', 'pkce.sent', 'pkce.verified', 'code.single-use', 'token.bound'] as const;
    const length = lengthOf({ ...tiny, ticks: 1 }, 'read.lasting', ['frame', 'content.client'], on);
    expect(length).toBe(8);
  });
  test('a refusal that leaves a tab free is a step: somebody may authorize there now', () => {
    const on = ['redirect.distinct', 'redirect.by-issuer', 'redirect.arrival-compared'] as const;
    expect(lengthOf(tiny, 'session', ['own.as'], on)).toBe(6);
    // Here there is no other way at all.
    expect(lengthOf(tiny, 'session', ['own.as'], [...on, 'code.bound'])).toBe(6);
  });

  // What alice reviews she hands back: a session that has failed by then keeps its token.
  test('a refusal that ends a session is a step while alice may still review it', () => {
    const on = ['token.short-lived', 'owner.can-revoke', 'refresh.rotated'] as const;
    const scenario: Scenario = { ...tiny, ticks: 1, refresh: true };
    for (const by of ['stolen.code', 'logs.after'] as const)
      expect(lengthOf(scenario, 'read.lasting', [by], on)).toBe(12);
  });

  test('what was compared is enough to say anything', () => {
    if (process.env.SEKISHO_CELLS !== undefined) process.stderr.write(`cells ${JSON.stringify(counts)}\n`);
    expect(counts.points).toBeGreaterThan(8 * searches);
    expect(counts.reached).toBeGreaterThan(10 * searches);
    expect(counts.unreached).toBeGreaterThan(10 * searches);
    expect(counts.unfinished).toBeLessThan(counts.searches / 4);
    expect(counts.tooLarge).toBeLessThan(counts.points / 2);
  });
});
