// Each reduction leaves out what makes no difference: the search without it says the same, as functions and in lengths.
// SEKISHO_CELLS sets how many worlds are drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadFields } from '../../model/entities/deadFields.js';
import { switchIds } from '../../model/switches.js';
import { type Asked, differences, searchSmall } from '../../properties/comparing.js';
import {
  anyConfiguration,
  capabilityIds,
  fewSwitches,
  smallWorlds,
  tiny,
} from '../../properties/smallWorlds.js';
import { idleChoices } from '../moves/idle.js';
import { allReductions, noReductions, type Reductions } from './reductions.js';

const drawnWorlds = Number(process.env.SEKISHO_CELLS ?? 8);

describe('each reduction alone', () => {
  const without: Readonly<Record<string, Reductions>> = {
    putDown: { ...allReductions, putDown: false },
    spent: { ...allReductions, spent: null },
    idle: { ...allReductions, idle: [] },
    dead: { ...allReductions, dead: [] },
    all: noReductions,
  };

  const drawn = fc.record({
    scenario: fc.constantFrom(...smallWorlds),
    open: fc.uniqueArray(fc.constantFrom(...capabilityIds), { minLength: 1, maxLength: 2 }),
    ids: fc.subarray([...switchIds], { minLength: 62 }),
    on: anyConfiguration,
    everywhere: fc.boolean(),
    row: fc.constantFrom(...deadFields),
    idle: fc.constantFrom(...idleChoices),
  });
  test('without it the search says the same, in worlds that are drawn', () => {
    const counts = { compared: 0, unfinished: 0, reached: 0, fewer: 0 };
    fc.assert(
      fc.property(drawn, ({ ids, on, row, idle, everywhere, ...rest }) => {
        // Most switches are settled, so that larger worlds can be gone through; and those that the row asks for.
        const settled = new Map([
          ...ids.map((id) => [id, on.has(id)] as const),
          ...(idle.on ?? []).map((id) => [id, true] as const),
          ...(idle.off ?? []).map((id) => [id, false] as const),
        ]);
        const asked = { ...rest, settled, everywhere, maxStates: 1000 };
        const whole = searchSmall(asked, allReductions);
        if (!whole.complete) {
          counts.unfinished++;
          return;
        }
        const others = {
          ...without,
          [row.id]: { ...allReductions, dead: deadFields.filter((r) => r !== row) },
          [idle.id]: { ...allReductions, idle: idleChoices.filter((r) => r !== idle) },
        };
        for (const [name, reductions] of Object.entries(others)) {
          const run = searchSmall({ ...asked, maxStates: 3000 }, reductions);
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
    expect(counts.compared).toBeGreaterThan(2 * drawnWorlds);
    expect(counts.reached).toBeGreaterThan(4 * drawnWorlds);
    // They do leave something out.
    expect(counts.fewer).toBeGreaterThan(drawnWorlds / 4);
  });

  test.each(['agent.read-response', 'host'] as const)('in the smallest world, by %s', (capability) => {
    const asked: Asked = { scenario: tiny, open: [capability], settled: fewSwitches, maxStates: 20_000 };
    const whole = searchSmall(asked, allReductions);
    for (const [name, reductions] of Object.entries(without)) {
      const run = searchSmall(asked, reductions);
      expect(run.complete).toBe(true);
      expect(differences(whole, run), `without ${name}`).toEqual([]);
    }
    expect(whole.wanted.filter((goal) => whole.reached[goal] !== 0).length).toBeGreaterThan(3);
  });
});
