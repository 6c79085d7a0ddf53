// Traces: whatever a search says is reached, some moves reach it, in as many steps as the search says; and the
// conditions read off such traces together are the function that the search found. So neither can say too much or too
// little. The same holds after diagrams were collected and got new numbers.
// SEKISHO_CELLS sets how many worlds are drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import {
  anyConfiguration,
  attackGoals,
  capabilityIds,
  drawer,
  fewChoices,
  fewSwitches,
  smallWorlds,
  tiny,
} from '../../properties/smallWorlds.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type GoalId, goals } from '../goals.js';
import type { Diagram, Diagrams } from '../logic/diagrams.js';
import { leastPoint } from '../logic/points.js';
import { replay } from '../search/replay.js';
import { Describer, type Description } from './describe.js';
import { type Exploration, type ExploreOptions, explore } from './explore.js';
import { finishesIn, translate } from './honest.js';
import type { Choice } from './order.js';
import { everyUse } from './vocabulary.js';
import { traceAt } from './witness.js';

const drawnWorlds = Number(process.env.SEKISHO_CELLS ?? 10);
const switchSet: ReadonlySet<string> = new Set(switchIds);

interface Asked {
  readonly scenario: Scenario;
  readonly open: readonly CapabilityId[];
  readonly maxCapabilities?: number;
  /** Switches that are settled, and those of them that are on. */
  readonly settled?: readonly SwitchId[];
  readonly on?: ReadonlySet<SwitchId>;
}
const settledAs = (answers: ReadonlyMap<SwitchId, boolean>): Pick<Asked, 'settled' | 'on'> => ({
  settled: [...answers.keys()],
  on: new Set([...answers].flatMap(([id, isOn]) => (isOn ? [id] : []))),
});
const settledIn =
  ({ open, settled = [], on }: Asked) =>
  (choice: Choice) =>
    switchSet.has(choice)
      ? settled.includes(choice as SwitchId)
        ? on!.has(choice as SwitchId)
        : undefined
      : open.includes(choice as CapabilityId)
        ? undefined
        : false;
function search(asked: Asked, more: Partial<ExploreOptions> = {}): Exploration {
  const { scenario, maxCapabilities } = asked;
  const settled = settledIn(asked);
  return explore({
    scenario,
    wanted: new Set(attackGoals),
    settled,
    ...(maxCapabilities !== undefined && { maxCapabilities }),
    within: (v) => finishesIn(v, scenario, settled),
    log: true,
    maxStates: 8000,
    ...more,
  });
}

interface Path {
  readonly goal: GoalId;
  readonly moves: readonly string[];
  readonly description: Description;
}
const describers = new Map<Scenario, Describer>();

/** Traces that together are all that a search found, checked one by one. */
function coverOf(asked: Asked, run: Exploration, most = Number.POSITIVE_INFINITY): readonly Path[] {
  const { diagrams, vocabulary, scenario } = run;
  const describer = describers.get(scenario) ?? new Describer(scenario);
  describers.set(scenario, describer);
  const isCapability = (v: number) => vocabulary.meanings[v]!.kind === 'capability';
  const given = (asked.settled ?? []).filter((id) => asked.on!.has(id));
  const paths: Path[] = [];
  for (const number of run.wanted) {
    const goal = goals[number]!.id;
    let covered: Diagram = 0;
    for (const { level, reached } of run.history[number]!) {
      for (let left = diagrams.diff(reached, covered); left !== 0; left = diagrams.diff(reached, covered)) {
        const point = leastPoint(diagrams, left, isCapability)!;
        const isTrue = (v: number) => point.has(v);
        const trace = traceAt(run, number, isTrue)!;
        // A shortest one: it has as many steps as the level at which the search first says so.
        expect(trace.moves, goal).toHaveLength(level);
        expect(diagrams.holds(trace.when, isTrue)).toBe(true);
        const meant = [...point].map((v) => vocabulary.meanings[v]!);
        const on = new Set([...given, ...meant.flatMap((m) => (m.kind === 'switch' ? [m.id] : []))]);
        const capabilities = new Set(meant.flatMap((m) => (m.kind === 'capability' ? [m.id] : [])));
        const description = describer.describe(trace.moves, goal, { capabilities, on })!;
        expect(description, `${goal} by ${trace.moves.join('\n')}`).not.toBeNull();
        for (const id of description.capabilities) expect(capabilities.has(id)).toBe(true);
        for (const { capability } of description.provenance)
          expect(description.capabilities).toContain(capability);
        paths.push({ goal, moves: trace.moves, description });
        const condition = diagrams.cube(
          [
            ...description.capabilities.map((id) => vocabulary.capability(id)!),
            ...description.present.flatMap((id) => vocabulary.switch(id) ?? []),
          ],
          description.absent.flatMap((id) => vocabulary.switch(id) ?? []),
        );
        // What is settled is as the trace wants it.
        for (const id of description.present) expect(on.has(id)).toBe(true);
        for (const id of description.absent) expect(on.has(id)).toBe(false);
        const now = diagrams.or(covered, diagrams.and(condition, run.asked));
        expect(now, 'a trace adds its own point').not.toBe(covered);
        covered = now;
        if (paths.length >= most) return paths;
      }
      // Nothing that a trace covers is reached only later.
      expect(diagrams.diff(covered, run.reached[number]!)).toBe(0);
    }
    expect(covered, goal).toBe(run.reached[number]!);
    // Where the goal is not reached there is no trace to it.
    const rest = leastPoint(diagrams, diagrams.diff(run.asked, run.reached[number]!), isCapability);
    if (rest !== null) expect(traceAt(run, number, (v) => rest.has(v))).toBeNull();
  }
  return paths;
}

/** A configuration of a description's, what it leaves open drawn; null: the honest run does not finish there. */
function configurationOf(
  { scenario }: Asked,
  { present, absent }: Description,
  draw: (below: number) => number,
): ReadonlySet<SwitchId> | null {
  const { run } = describers.get(scenario)!;
  const { diagrams, vocabulary } = run;
  const fixed = diagrams.cube(
    present.map((id) => vocabulary.switch(id)!),
    absent.map((id) => vocabulary.switch(id)!),
  );
  const allowed = diagrams.and(
    finishesIn(vocabulary, scenario, () => undefined),
    fixed,
  );
  if (allowed === 0) return null;
  const on = new Set(switchIds.filter(() => draw(2) === 0));
  for (let n = allowed; n > 1; ) {
    const m = vocabulary.meanings[diagrams.variableOf(n)]!;
    const [low, high] = [diagrams.lowOf(n), diagrams.highOf(n)];
    const goesHigh = low === 0 || (high !== 0 && draw(2) === 0);
    if (m.kind === 'switch') on[goesHigh ? 'add' : 'delete'](m.id);
    n = goesHigh ? high : low;
  }
  return on;
}

const counts = { worlds: 0, unfinished: 0, paths: 0, replayed: 0, long: 0 };
/** Throws where a path does not run in some configuration of its condition, by the machines themselves. */
function replayAll(asked: Asked, paths: readonly Path[], draw: (below: number) => number, each = 2): void {
  for (const { goal, moves, description } of paths) {
    counts.paths++;
    if (moves.length > 6) counts.long++;
    for (let i = 0; i < each; i++) {
      const on = configurationOf(asked, description, draw);
      if (on === null) throw new Error('a path is described where the honest run does not finish');
      counts.replayed++;
      const capabilities = new Set(description.capabilities);
      expect(replay(moves, goal, { scenario: asked.scenario, on, capabilities })).toHaveProperty('attack');
    }
  }
}

const drawn = fc.record({
  scenario: fc.constantFrom(...smallWorlds),
  open: fc.uniqueArray(fc.constantFrom(...capabilityIds), { minLength: 1, maxLength: 2 }),
  maxCapabilities: fc.constantFrom(1, 2),
  // All but so few that most searches finish.
  settled: fc.subarray([...switchIds], { minLength: 62 }),
  on: anyConfiguration,
});

describe('traces of what a search found', () => {
  test('they replay, are shortest, and together are the functions: in worlds that are drawn', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (asked, seed) => {
        const run = search(asked);
        if (!run.complete) {
          counts.unfinished++;
          return;
        }
        counts.worlds++;
        replayAll(asked, coverOf(asked, run), drawer(seed));
      }),
      { numRuns: drawnWorlds },
    );
    expect(counts.worlds).toBeGreaterThan(drawnWorlds / 2);
  });

  test('with every switch open that leaves the attacker few choices', () => {
    for (const [scenario, open] of [
      [tiny, ['look-alike']],
      [{ ...tiny, client: 'native-app' }, ['fake-app', 'wiretap.front']],
      [{ ...tiny, ticks: 1 }, ['logs.after']],
    ] as const) {
      const asked = { scenario, open, ...settledAs(fewChoices) };
      replayAll(asked, coverOf(asked, search(asked)), drawer(1), 1);
    }
  });

  test('what was looked at is enough to say anything', () => {
    if (process.env.SEKISHO_CELLS !== undefined) process.stderr.write(`traces ${JSON.stringify(counts)}\n`);
    expect(counts.paths).toBeGreaterThan(100);
    expect(counts.long).toBeGreaterThan(12);
  });
});

/** Makes nodes that nobody needs. */
function litter(diagrams: Diagrams, enough: number): void {
  const leaves = Array.from({ length: 2000 }, (_, i) => diagrams.literal(61_000 + i));
  for (let v = 60_000; ; v++)
    for (const low of leaves)
      for (const high of leaves) {
        diagrams.node(v, low, high);
        if (diagrams.count > enough) return;
      }
}
/** The same search, with diagrams collected before every level but the first. */
function littered(asked: Asked, more: Partial<ExploreOptions> = {}) {
  let diagrams: Diagrams | undefined;
  let [level, collected, most] = [-1, 0, 0];
  const run = search(asked, {
    ...more,
    within: (vocabulary) => {
      litter(vocabulary.diagrams, vocabulary.diagrams.count + 5000);
      return finishesIn(vocabulary, asked.scenario, settledIn(asked));
    },
    known: (vocabulary, goal) => {
      diagrams = vocabulary.diagrams;
      // What is made before anything else gets a new number, too.
      litter(diagrams, diagrams.count + 5000);
      return more.known?.(vocabulary, goal) ?? 0;
    },
    onProgress: (progress) => {
      if (progress.level === level) return;
      level = progress.level;
      if (progress.nodes < most) collected++;
      // So many that the next level begins with collecting them.
      litter(diagrams!, diagrams!.count + (1 << 21));
      most = diagrams!.count;
    },
  });
  return { run, collected };
}

describe('collecting diagrams between levels', () => {
  const here: Asked = {
    scenario: tiny,
    open: ['look-alike', 'wiretap.front'],
    maxCapabilities: 2,
    ...settledAs(fewSwitches),
  };
  const sameIn = (one: Exploration, f: Diagram, other: Exploration) =>
    translate(one.vocabulary, f, other.vocabulary, () => undefined);

  test('functions and lengths stay, and traces are read off as before', () => {
    const whole = search(here);
    const { run, collected } = littered(here);
    expect([whole.complete, run.complete]).toEqual([true, true]);
    expect(collected).toBeGreaterThanOrEqual(run.level - 2);
    expect(collected).toBeGreaterThan(5);
    expect(run.stats.peakNodes).toBeGreaterThan(1 << 21);
    let reached = 0;
    for (const goal of whole.wanted) {
      if (whole.reached[goal] !== 0) reached++;
      const name = goals[goal]!.id;
      expect(sameIn(run, run.reached[goal]!, whole), name).toBe(whole.reached[goal]!);
      expect(
        run.history[goal]!.map(({ level, reached: f }) => [level, sameIn(run, f, whole)]),
        name,
      ).toEqual(whole.history[goal]!.map(({ level, reached: f }) => [level, f]));
    }
    expect(reached).toBeGreaterThan(5);
    expect(sameIn(run, run.asked, whole)).toBe(whole.asked);
    const paths = coverOf(here, run);
    expect(paths.length).toBeGreaterThan(10);
    replayAll(here, paths, drawer(2), 1);
    expect(paths.map(({ moves }) => moves)).toEqual(coverOf(here, whole).map(({ moves }) => moves));
  });

  test('so does what was known before, and what tells uses of secrets apart', () => {
    const small: Asked = { ...here, scenario: { ...tiny, ticks: 1 }, open: ['wiretap.front', 'stolen.code'] };
    const before = search({ ...small, scenario: tiny }, { marking: everyUse });
    const known: NonNullable<ExploreOptions['known']> = (vocabulary, goal) =>
      translate(
        before.vocabulary,
        before.reached[goals.findIndex(({ id }) => id === goal)]!,
        vocabulary,
        () => false,
      );
    const more = { marking: everyUse, known };
    const whole = search(small, more);
    const { run, collected } = littered(small, more);
    expect([before.complete, whole.complete, run.complete]).toEqual([true, true, true]);
    expect(collected).toBeGreaterThan(5);
    for (const goal of whole.wanted) {
      expect(sameIn(run, run.reached[goal]!, whole)).toBe(whole.reached[goal]!);
      expect(sameIn(run, run.known[goal]!, whole)).toBe(whole.known[goal]!);
      expect(run.history[goal]!.map(({ level, reached: f }) => [level, sameIn(run, f, whole)])).toEqual(
        whole.history[goal]!.map(({ level, reached: f }) => [level, f]),
      );
    }
    // Known or found, what is reached is the same.
    const anew = search(small, { marking: everyUse });
    for (const goal of whole.wanted)
      expect(sameIn(whole, whole.reached[goal]!, anew)).toBe(anew.reached[goal]!);
    expect(whole.wanted.some((goal) => whole.known[goal] !== 0)).toBe(true);
    expect(whole.wanted.some((goal) => whole.known[goal] !== whole.reached[goal])).toBe(true);
  });
});
