// Each reduction leaves out what makes no difference: the search without it says the same, as functions and in lengths.
// And each needs its conditions: a rule without one of them is noticed, either because a function changes or because
// somebody reads a field that was declared dead.
// SEKISHO_CELLS sets how many worlds are drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DeadFields, deadFields, type Never } from '../../model/entities/deadFields.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import {
  anyConfiguration,
  attackGoals,
  capabilityIds,
  smallWorlds,
  tiny,
} from '../../properties/smallWorlds.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { goalIndex, goals } from '../goals.js';
import { type Exploration, explore } from './explore.js';
import { finishesIn, translate } from './honest.js';
import type { Choice } from './order.js';
import { allReductions, noReductions, type Reductions } from './reductions.js';

const drawnWorlds = Number(process.env.SEKISHO_CELLS ?? 16);
const switchSet: ReadonlySet<string> = new Set(switchIds);

interface Asked {
  readonly scenario: Scenario;
  /** Capabilities that are open; all, if left out. */
  readonly open?: readonly CapabilityId[];
  readonly maxCapabilities?: number;
  /** Switches that are settled; none, if left out. */
  readonly settled?: ReadonlyMap<SwitchId, boolean>;
  /** Vacuous configurations are asked about, too. */
  readonly everywhere?: boolean;
  readonly maxStates?: number;
}
function search(asked: Asked, reductions: Reductions): Exploration {
  const { scenario, open, maxCapabilities, settled: given, everywhere, maxStates = 6000 } = asked;
  const settled = (choice: Choice) =>
    switchSet.has(choice)
      ? given?.get(choice as SwitchId)
      : open === undefined || open.includes(choice as CapabilityId)
        ? undefined
        : false;
  return explore({
    scenario,
    wanted: new Set(attackGoals),
    settled,
    ...(maxCapabilities !== undefined && { maxCapabilities }),
    ...(!everywhere && { within: (v) => finishesIn(v, scenario, settled) }),
    reductions,
    maxStates,
  });
}

/** The goals of which two searches do not say the same, each with the first level at which they do not. */
function differences(one: Exploration, other: Exploration): readonly string[] {
  const told: string[] = [];
  for (const goal of one.wanted) {
    const [a, b] = [one, other].map(
      ({ history, vocabulary }) =>
        new Map(
          history[goal]!.map(({ level, reached }) => [
            level,
            translate(vocabulary, reached, one.vocabulary, () => undefined),
          ]),
        ),
    ) as [Map<number, number>, Map<number, number>];
    let [inOne, inOther] = [0, 0];
    for (let level = 0; level <= Math.max(0, ...a.keys(), ...b.keys()); level++) {
      inOne = a.get(level) ?? inOne;
      inOther = b.get(level) ?? inOther;
      if (inOne === inOther) continue;
      told.push(`${goals[goal]!.id} at ${level}`);
      break;
    }
  }
  return told;
}

describe('each reduction alone', () => {
  const without: Readonly<Record<string, Reductions>> = {
    prelude: { ...allReductions, prelude: false },
    setback: { ...allReductions, setback: false },
    putDown: { ...allReductions, putDown: false },
    dead: { ...allReductions, dead: [] },
    all: noReductions,
  };

  const drawn = fc.record({
    scenario: fc.constantFrom(...smallWorlds),
    open: fc.uniqueArray(fc.constantFrom(...capabilityIds), { minLength: 1, maxLength: 3 }),
    ids: fc.subarray([...switchIds]),
    on: anyConfiguration,
    everywhere: fc.boolean(),
    row: fc.constantFrom(...deadFields),
  });
  test('without it the search says the same, in worlds that are drawn', () => {
    const counts = { compared: 0, unfinished: 0, reached: 0, fewer: 0 };
    fc.assert(
      fc.property(drawn, ({ ids, on, row, everywhere, ...rest }) => {
        // Half of the switches are settled, so that larger worlds can be gone through.
        const settled = new Map(ids.map((id) => [id, on.has(id)]));
        const asked = { ...rest, settled, everywhere };
        const whole = search(asked, allReductions);
        if (!whole.complete) {
          counts.unfinished++;
          return;
        }
        const others = {
          ...without,
          [row.id]: { ...allReductions, dead: deadFields.filter((r) => r !== row) },
        };
        for (const [name, reductions] of Object.entries(others)) {
          const run = search({ ...asked, maxStates: 20_000 }, reductions);
          if (!run.complete) {
            counts.unfinished++;
            continue;
          }
          counts.compared++;
          counts.reached += run.wanted.filter((goal) => run.reached[goal] !== 0).length;
          if (run.stats.states > whole.stats.states) counts.fewer++;
          expect(differences(whole, run), `without ${name}: ${JSON.stringify(rest)}`).toEqual([]);
        }
      }),
      { numRuns: drawnWorlds },
    );
    if (process.env.SEKISHO_CELLS !== undefined)
      process.stderr.write(`reductions ${JSON.stringify(counts)}\n`);
    expect(counts.compared).toBeGreaterThan(4 * drawnWorlds);
    expect(counts.reached).toBeGreaterThan(10 * drawnWorlds);
    // They do leave something out.
    expect(counts.fewer).toBeGreaterThan(drawnWorlds);
  });

  // The attacker's own account and session come before anything of alice's only where there are two of each.
  test('the prelude leaves out states, and nothing else', () => {
    const asked: Asked = {
      scenario: { ...tiny, sessions: 2, grants: 2 },
      open: ['lure', 'wiretap.front'],
      settled: new Map(switchIds.slice(0, 50).map((id, i) => [id, i % 3 === 0])),
      everywhere: true,
      maxStates: 60_000,
    };
    const [whole, run] = [allReductions, without.prelude!].map((r) => search(asked, r)) as [
      Exploration,
      Exploration,
    ];
    expect([whole.complete, run.complete]).toEqual([true, true]);
    expect(run.stats.states).toBeGreaterThan(whole.stats.states);
    expect(differences(whole, run)).toEqual([]);
    expect(run.wanted.filter((goal) => run.reached[goal] !== 0).length).toBeGreaterThan(3);
  });

  test('in the smallest world, by any one capability: every configuration', () => {
    const asked: Asked = { scenario: tiny, maxCapabilities: 1 };
    const whole = search(asked, allReductions);
    for (const [name, reductions] of Object.entries(without)) {
      const run = search(asked, reductions);
      expect(run.complete).toBe(true);
      expect(differences(whole, run), `without ${name}`).toEqual([]);
    }
    expect(whole.reached[goalIndex.get('read.direct')!]).not.toBe(0);
  });
});
