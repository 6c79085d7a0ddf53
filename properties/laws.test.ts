// The laws of the search, on worlds small enough for the plain search to go through whole.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakingSets, candidatesOf } from '../attacks/breaking.js';
import { capabilities, type CapabilityId } from '../attacks/capabilities/capabilities.js';
import { goals } from '../attacks/goals.js';
import { idleChoices } from '../attacks/moves/idle.js';
import { findPaths, type Path } from '../attacks/paths.js';
import {
  bitOf,
  bitsOf,
  complement,
  type Cube,
  holdsAt,
  idsOf,
  isConsistent,
  primes,
} from '../attacks/search/conditions.js';
import { familiesOf } from '../attacks/search/concrete.js';
import type { World } from '../attacks/search/perform.js';
import { naive, type NaiveResult } from '../attacks/search/naive.js';
import { configurationIn, replay } from '../attacks/search/replay.js';
import { StepTable } from '../attacks/search/stepTable.js';
import { honestRun } from '../attacks/search/vacuity.js';
import type { BoundedSearch } from '../attacks/searches.js';
import { measures } from '../model/measures.js';
import { kindOf } from '../model/names.js';
import { profiles } from '../model/profiles.js';
import { defaultScenario, type Scenario } from '../model/scenario.js';
import { type SwitchId, switches, switchIds } from '../model/switches.js';
import { entities } from '../model/world.js';
import { Rerun } from './rerun.js';
import { fewChoices, tiny } from './smallWorlds.js';

const allIds = capabilities.map(({ id }) => id);
const ends = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);
const environment = switches.filter((s) => s.environment).map(({ id }) => id) as SwitchId[];
const bare = new Set(profiles[0].on) as ReadonlySet<SwitchId>;

const configuration = fc
  .tuple(fc.boolean(), fc.subarray([...switchIds]))
  .map(([withEnvironment, some]) => new Set<SwitchId>(withEnvironment ? [...environment, ...some] : some));
const capabilitySet = (max: number) => fc.subarray([...allIds], { minLength: 0, maxLength: max });

const tables = new Map<Scenario, StepTable>();
const plain = (
  scenario: Scenario,
  on: ReadonlySet<SwitchId>,
  ids: readonly CapabilityId[],
  maxStates = 4000,
): NaiveResult => {
  if (!tables.has(scenario)) tables.set(scenario, new StepTable());
  const { step } = tables.get(scenario)!;
  // With every choice of the attacker's, hardly a cell would be gone through whole.
  return naive({ scenario, on, capabilities: new Set(ids) }, { maxStates, step, idle: idleChoices });
};
describe('the plain search', () => {
  test('more capabilities never lose an attack', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.constantFrom<Scenario>(
          tiny,
          { ...tiny, sessions: 2 },
          { ...tiny, client: 'server-app+access-app' },
        ),
        configuration,
        capabilitySet(1),
        fc.constantFrom(...allIds),
        (scenario, on, few, more) => {
          const less = plain(scenario, on, few, 1500);
          const all = plain(scenario, on, [...few, more], 1500);
          if (!all.complete) return;
          compared++;
          for (const [goal, way] of less.reached) {
            expect(all.reached.has(goal)).toBe(true);
            expect(all.reached.get(goal)!.length).toBeLessThanOrEqual(way.length);
          }
        },
      ),
      { numRuns: 30 },
    );
    expect(compared).toBeGreaterThan(15);
  });
});

const by = (scenario: Scenario, ...allowed: readonly CapabilityId[]): BoundedSearch => ({
  name: allowed.join(' + '),
  scenario,
  maxCapabilities: allowed.length,
  allowed,
  threats: true,
});
const few = {
  on: switchIds.filter((id) => fewChoices.get(id) === true),
  off: switchIds.filter((id) => fewChoices.get(id) === false),
};
// Whoever only reads, in every configuration; whoever changes, guesses or lures, where it has few choices.
const small: readonly BoundedSearch[] = [
  by(tiny, 'wiretap.front'),
  { ...by(tiny, 'agent.alter'), settled: few },
  { ...by({ ...tiny, grants: 2 }, 'guess'), settled: few },
  { ...by({ ...tiny, client: 'server-app+access-app' }, 'host', 'wiretap.front'), settled: few },
];
const found = await findPaths({ searches: small, goals: ends });
const vacuousIn = (path: Path) => honestRun(path.scenario).vacuous;
const settingOf = (path: Path, on: ReadonlySet<SwitchId>) => ({
  scenario: path.scenario,
  on,
  capabilities: new Set(path.capabilities),
});
/** Every so many of the paths: the same ones each time. */
const sample = (count: number): Path[] =>
  found.paths.filter((_, i) => i % Math.ceil(found.paths.length / count) === 0);

describe('what the default searches find', () => {
  test('every path replays, whatever the free switches are', () => {
    expect(found.failures).toEqual([]);
    expect(found.scenarios.map(({ complete }) => complete)).not.toContain(false);
    expect(found.paths.length).toBeGreaterThan(50);
    for (const path of sample(60))
      for (const free of ['off', 'on'] as const)
        expect(
          replay(path.moves, path.goal, settingOf(path, configurationIn(path.cube, vacuousIn(path), free))),
        ).toHaveProperty('attack');
  });

  /** Configurations of a path's condition: free switches off, on, and drawn; the same ones each time. */
  const drawn = fc.sample(configuration, { numRuns: 80, seed: 20201 }).map(bitsOf);
  const within = (path: Path): bigint[] =>
    [
      ...(['off', 'on'] as const).map((free) => bitsOf(configurationIn(path.cube, vacuousIn(path), free))),
      ...drawn.map((on) => (on | path.cube.on) & ~path.cube.off),
    ].filter((on) => !vacuousIn(path).some((cube) => holdsAt(cube, on)));
  const runs = (path: Path, on: bigint, moves = path.moves) =>
    'attack' in replay(moves, path.goal, settingOf(path, new Set(idsOf(on))));

  // Not in every configuration: where less is protected a step may be spare, and a shorter path says so.
  /** Whether the moves use a secret that the path does not, or by another capability. */
  const usesOthers = (path: Path, on: bigint, moves: readonly string[]): boolean => {
    const families = familiesOf(path.scenario);
    const family = {
      name: 'every move',
      moves: (world: World) => families.flatMap((f) => f.moves(world)),
    };
    const { base } = new Rerun(settingOf(path, new Set(idsOf(on))));
    const trace = base.run(
      moves.map((id) => ({ id, family })),
      path.goal,
    );
    return [...trace!.used].some(
      ([term, by]) => !path.provenance.some((p) => by.has(p.capability) && p.kinds.includes(kindOf(term))),
    );
  };
  test('each step of a witness is needed somewhere under its condition', () => {
    let looked = 0;
    const idle = sample(60).flatMap((path) =>
      path.moves
        .map((move, i) => ({ move, rest: path.moves.toSpliced(i, 1) }))
        .filter(({ rest }) => {
          looked++;
          // What runs only by other secrets is another path, which this one does not contain.
          return within(path).every((on) => runs(path, on, rest) && !usesOthers(path, on, rest));
        })
        .map(({ move }) => `${path.id} ${move}`),
    );
    expect(idle).toEqual([]);
    expect(looked).toBeGreaterThan(200);
  });

  test('each literal of a condition is needed somewhere: outside it the same moves do not reach the goal', () => {
    const spare: string[] = [];
    let needed = 0;
    for (const path of sample(40))
      for (const id of [...path.absent, ...path.present]) {
        const outside = within(path)
          .map((on) => on ^ bitOf(id))
          .filter((on) => !vacuousIn(path).some((cube) => holdsAt(cube, on)));
        if (outside.length === 0) continue;
        // What runs only by other secrets is another path here, too.
        if (outside.some((on) => !runs(path, on) || usesOthers(path, on, path.moves))) needed++;
        else spare.push(`${path.id} ${id}`);
      }
    if (process.env.SEKISHO_CELLS !== undefined)
      process.stderr.write(`needed ${needed}; spare ${spare.join('; ')}\n`);
    expect(spare).toEqual([]);
    expect(needed).toBeGreaterThan(100);
  });

  test('a breaking set without one of its members lets a path through again', () => {
    let dropped = 0;
    for (const { scenario, name } of small)
      for (const goal of ends) {
        const paths = found.paths.filter((p) => p.goal === goal && p.scenario === scenario);
        if (paths.length === 0) continue;
        const { vacuous } = honestRun(scenario);
        const candidates = candidatesOf(measures);
        const sets = breakingSets(paths, bitsOf(bare), candidates, vacuous, { maxSize: 4, maxSets: 3 });
        for (const set of sets)
          for (const member of set) {
            const on = candidates
              .filter(({ id }) => set.includes(id) && id !== member)
              .reduce((all, c) => all | c.on, bitsOf(bare));
            if (vacuous.some((cube) => holdsAt(cube, on))) continue;
            dropped++;
            const through = paths.find((p) => holdsAt(p.cube, on));
            expect(through, `${name}, ${goal}: ${set.join(' ')} without ${member}`).toBeDefined();
            expect(replay(through!.moves, goal, settingOf(through!, new Set(idsOf(on))))).toHaveProperty(
              'attack',
            );
          }
      }
    expect(dropped).toBeGreaterThan(5);
  });
});

describe('the honest run', () => {
  test.each(['server-app', 'server-app+access-app', 'native-app'] as const)(
    'finishes for a %s under each measure alone',
    (client) => {
      const stuck: string[] = [];
      for (const refresh of [false, true]) {
        const { finishes } = honestRun({ ...defaultScenario, client, refresh });
        const does = (on: bigint) => finishes.some((cube) => holdsAt(cube, on));
        expect(does(bitsOf(bare))).toBe(true);
        for (const { id, switches: of } of measures)
          if (!does(bitsOf([...bare, ...of]))) stuck.push(`${id}${refresh ? ' with refresh' : ''}`);
      }
      expect(stuck).toEqual([]);
    },
  );
});

describe('the sources', () => {
  test.each(entities.map((e) => [e.id, e] as const))('the machine of %s is data', (_, { machine }) => {
    expect(JSON.parse(JSON.stringify(machine.config))).toEqual(machine.config);
    const functions = (value: unknown): number =>
      typeof value === 'function'
        ? 1
        : typeof value === 'object' && value !== null
          ? Object.values(value).reduce((n, v) => n + functions(v), 0)
          : 0;
    expect(functions(machine.config)).toBe(0);
  });

  test('the model and the searches do not read the catalogue', () => {
    const root = join(import.meta.dirname, '..');
    const sources = ['model', 'attacks/search', 'attacks/moves', 'attacks/capabilities'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => join(root, folder, name)),
    );
    expect(sources.length).toBeGreaterThan(20);
    const reading = sources.filter((file) =>
      /(?:from|import)\s*\(?\s*['"][^'"]*catalogue/.test(readFileSync(file, 'utf8')),
    );
    expect(reading).toEqual([]);
  });
});

describe('conditions', () => {
  const ids = switchIds.slice(0, 5);
  const cube = fc.array(fc.constantFrom('on', 'off', 'free'), { minLength: 5, maxLength: 5 }).map(
    (literals): Cube => ({
      on: bitsOf(ids.filter((_, i) => literals[i] === 'on')),
      off: bitsOf(ids.filter((_, i) => literals[i] === 'off')),
    }),
  );
  const everywhere = Array.from({ length: 32 }, (_, word) => bitsOf(ids.filter((_, i) => (word >> i) & 1)));
  const within = (cubes: readonly Cube[], on: bigint) => cubes.some((c) => holdsAt(c, on));

  test('primes keep the union, and no literal of a prime can go', () => {
    fc.assert(
      fc.property(fc.array(cube, { maxLength: 7 }), (cubes) => {
        const result = primes(cubes);
        for (const on of everywhere) expect(within(result, on)).toBe(within(cubes, on));
        for (const p of result) {
          expect(isConsistent(p)).toBe(true);
          for (const literal of idsOf(p.on | p.off).map(bitOf)) {
            const wider = { on: p.on & ~literal, off: p.off & ~literal };
            expect(everywhere.some((on) => holdsAt(wider, on) && !within(cubes, on))).toBe(true);
          }
        }
      }),
    );
  });

  test('a complement is the rest', () => {
    fc.assert(
      fc.property(fc.array(cube, { maxLength: 5 }), (cubes) => {
        const rest = complement(cubes);
        for (const on of everywhere) expect(within(rest, on)).toBe(!within(cubes, on));
      }),
    );
  });
});
