// The list of paths is whole: together they are every goal's function, no more and no less, and they show every threat
// wherever it exists. Each of them runs with what its condition leaves open off, and on. The union is made here from
// what the paths say of themselves.
// SEKISHO_CELLS sets how many worlds are drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profiles } from '../model/profiles.js';
import type { Scenario } from '../model/scenario.js';
import { type SwitchId, switchIds } from '../model/switches.js';
import { anyConfiguration, capabilityIds, fewChoices, smallWorlds, tiny } from '../properties/smallWorlds.js';
import type { CapabilityId } from './capabilities/capabilities.js';
import { evidenceMarking, waysOf } from './catalogue/functions.js';
import { threatsOf } from './catalogue/labels.js';
import { type ThreatId, threats } from './catalogue/paper.js';
import { type Exploration, explore } from './engine/explore.js';
import { finishesIn } from './engine/honest.js';
import type { Choice } from './engine/order.js';
import { type GoalId, goals } from './goals.js';
import { type Listing, listPaths } from './listing.js';
import type { Diagram } from './logic/diagrams.js';
import type { Path } from './path.js';
import { bitOf, bitsOf, idsOf } from './search/conditions.js';
import { configurationIn, replay } from './search/replay.js';
import { honestRun } from './search/vacuity.js';

const drawnWorlds = Number(process.env.SEKISHO_CELLS ?? 12);
const switchSet: ReadonlySet<string> = new Set(switchIds);
const ends: readonly GoalId[] = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);

interface Asked {
  readonly scenario: Scenario;
  readonly open: readonly CapabilityId[];
  /** Switches that are settled, and those that are on if they are. */
  readonly settled: readonly SwitchId[];
  readonly on: ReadonlySet<SwitchId>;
}
const drawn: fc.Arbitrary<Asked> = fc.record({
  scenario: fc.constantFrom(...smallWorlds),
  open: fc.uniqueArray(fc.constantFrom(...capabilityIds), { minLength: 1, maxLength: 2 }),
  // All but so few that most searches finish.
  settled: fc.subarray([...switchIds], { minLength: 62 }),
  on: anyConfiguration,
});

const settledOn = ({ settled, on }: Asked): readonly SwitchId[] => settled.filter((id) => on.has(id));

function listed(asked: Asked, maxStates = 2500): { readonly run: Exploration; readonly listing: Listing } {
  const { scenario, open, settled: ids, on } = asked;
  const settled = (choice: Choice) =>
    switchSet.has(choice)
      ? ids.includes(choice as SwitchId)
        ? on.has(choice as SwitchId)
        : undefined
      : open.includes(choice as CapabilityId)
        ? undefined
        : false;
  const run = explore({
    scenario,
    wanted: new Set(ends),
    settled,
    within: (v) => finishesIn(v, scenario, settled),
    marking: evidenceMarking,
    log: true,
    maxStates,
  });
  const turns = listPaths(run, settledOn(asked), true);
  for (let turn = turns.next(); ; turn = turns.next()) if (turn.done) return { run, listing: turn.value };
}

/** Where some paths' own conditions hold, of what was asked: by their capabilities, and by the bits of their cubes. */
function unionOf({ diagrams, vocabulary, asked }: Exploration, at: Asked, paths: readonly Path[]): Diagram {
  let union: Diagram = 0;
  for (const { capabilities, cube } of paths) {
    let where: Diagram = asked;
    for (const id of capabilities) where = diagrams.and(where, diagrams.literal(vocabulary.capability(id)!));
    for (const id of idsOf(cube.on | cube.off)) {
      const isOn = (cube.on & bitOf(id)) !== 0n;
      if (!at.settled.includes(id))
        where = diagrams.and(where, diagrams.literal(vocabulary.switch(id)!, isOn));
      // A path that wants a settled switch otherwise holds nowhere here.
      else if (at.on.has(id) !== isOn) where = 0;
    }
    union = diagrams.or(union, where);
  }
  return union;
}
const withAllEvidence = ({ diagrams, vocabulary }: Exploration, f: Diagram): Diagram =>
  diagrams.restrict(f, (v) => (vocabulary.meanings[v]!.kind === 'mark' ? true : undefined));

const counts = { worlds: 0, unfinished: 0, paths: 0, named: 0 };
const shown = new Set<ThreatId>();

function check(asked: Asked): void {
  const { run, listing } = listed(asked);
  if (!run.complete) {
    counts.unfinished++;
    return;
  }
  counts.worlds++;
  const { diagrams } = run;
  const { paths, whole } = listing;
  expect(whole).toBe(true);
  for (const id of ends) {
    const reached = withAllEvidence(run, run.reached[goals.findIndex((g) => g.id === id)]!);
    const of = paths.filter(({ goal }) => goal === id);
    expect(unionOf(run, asked, of), id).toBe(reached);
  }
  for (const { id } of threats) {
    const of = paths.filter((path) => threatsOf(path).includes(id));
    if (of.length > 0) shown.add(id);
    const exists = waysOf(run, id).reduce((all, way) => diagrams.or(all, way.exists), 0 as Diagram);
    expect(diagrams.diff(exists, unionOf(run, asked, of)), `${id} is shown wherever it exists`).toBe(0);
  }
  const { vacuous } = honestRun(asked.scenario);
  for (const path of paths) {
    counts.paths++;
    if (path.threats.length > 0) counts.named++;
    expect(path.threats).toEqual(threatsOf(path));
    expect(bitsOf(path.present)).toBe(path.cube.on);
    expect(bitsOf(path.absent)).toBe(path.cube.off);
    for (const free of ['off', 'on'] as const) {
      const on = configurationIn(path.cube, vacuous, free);
      const capabilities = new Set(path.capabilities);
      const ran = replay(path.moves, path.goal, { scenario: asked.scenario, on, capabilities });
      expect(ran, `${path.id}, what is free ${free}`).toHaveProperty('attack');
    }
  }
}

describe('the list of paths', () => {
  test('is whole: every goal wherever it is reached, every threat wherever it exists, and every path runs', () => {
    fc.assert(fc.property(drawn, check), { numRuns: drawnWorlds });
    expect(counts.worlds).toBeGreaterThan(drawnWorlds / 2);
  });

  test('so it is with every switch open that leaves the attacker few choices', () => {
    const settled = [...fewChoices.keys()];
    const on = new Set(settled.filter((id) => fewChoices.get(id)));
    for (const open of [['look-alike'], ['dns.client'], ['wiretap.front'], ['own.as']] as const)
      check({ scenario: tiny, open, settled, on });
  });

  // What a level finds before the search is given up in the midst of it, the next search takes as known.
  test('of a search that was given up, all is listed that it says to be reached', () => {
    const settled = [...switchIds];
    const on = new Set<SwitchId>(profiles[0].on as ReadonlySet<SwitchId>);
    let cut = 0;
    const open = ['wiretap.back', 'stolen.code', 'stolen.access', 'agent.alter'] as const;
    for (const maxStates of [1500, 2500, 4000]) {
      const asked: Asked = { scenario: { ...tiny, sessions: 2 }, open, settled, on };
      const { run, listing } = listed(asked, maxStates);
      expect(run.complete).toBe(false);
      if (run.wanted.some((goal) => run.history[goal]!.at(-1)?.level === run.level)) cut++;
      for (const id of ends) {
        const reached = withAllEvidence(run, run.reached[goals.findIndex((g) => g.id === id)]!);
        const of = listing.paths.filter(({ goal }) => goal === id);
        expect(run.diagrams.diff(reached, unionOf(run, asked, of)), `${id}, ${maxStates} states`).toBe(0);
      }
    }
    expect(cut, 'some of them in a level that had found something').toBeGreaterThan(0);
  });

  test('what was looked at is enough to say anything', () => {
    if (process.env.SEKISHO_CELLS !== undefined)
      process.stderr.write(`listed ${JSON.stringify(counts)} ${[...shown].join(' ')}\n`);
    expect(counts.paths).toBeGreaterThan(60);
    expect(counts.named).toBeGreaterThan(30);
    expect(counts.named).toBeLessThan(counts.paths);
    expect(shown.size).toBeGreaterThan(8);
  });
});
