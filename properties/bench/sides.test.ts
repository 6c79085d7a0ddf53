// The three searches on a small world. SPIN is left out, with a line, where it is not installed.

import { describe, expect, test } from 'vitest';
import { measures } from '../../model/measures.js';
import type { Profile } from '../../model/profiles.js';
import { defaultScenario } from '../../model/scenario.js';
import { ends } from '../export/comparison.js';
import { spinMissing } from '../export/spin.js';
import { common, searchSideBySide } from './sides.js';

const missing = await spinMissing();
if (missing !== null) process.stderr.write(`SPIN is not compared with: ${missing}\n`);
// All measures but those that protect the way: with more missing, the plain search has too many of the attacker's choices.
const profile: Profile = {
  ...common.profile,
  name: 'all but CM5 and BOUND',
  on: new Set([
    ...common.profile.on,
    ...measures
      .filter(({ id }) => id !== 'CM5' && id !== 'BOUND')
      .flatMap((m): readonly string[] => m.switches),
  ]),
};
const tiny = {
  ...common,
  profile,
  scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 } as const,
  capabilities: ['wiretap.back'] as const,
  goals: ends,
};

// SPIN's model is compiled: long on a machine that does other things besides.
describe('three searches of one world', { timeout: 900_000 }, () => {
  test('are exhausted and agree; ratios are of their times', async () => {
    const sides = await searchSideBySide(tiny, { maxSeconds: 300, maxPlainStates: 10_000 });
    const { engine, plain, spin, enumeration } = sides;
    expect(sides).toMatchObject({ agree: true, spinMissing: missing });
    expect(sides.reached).toBeGreaterThan(0);
    expect(engine.exhausted).toBe(true);
    expect(plain).toMatchObject({ exhausted: true });
    if (missing === null) expect(spin).toMatchObject({ exhausted: true, states: plain!.states });
    else expect(spin).toBeNull();
    expect(enumeration!.measureSets).toBe(2 ** measures.length);
    expect(enumeration!.ratio).toBeCloseTo(
      (plain!.seconds * 2 ** measures.length) / Math.max(engine.seconds, 0.01),
      -1,
    );
  });

  test('say so where they are not exhausted, or are stopped before they begin', async () => {
    let asked = 0;
    const cut = await searchSideBySide(tiny, {
      maxSeconds: 300,
      maxPlainStates: 5,
      // SPIN is not needed for this: stops after the plain search has begun.
      onStage: (stage) => (asked = stage === 'plain' ? 1 : asked),
      shouldStop: () => asked > 0,
    });
    expect(cut.plain).toMatchObject({ exhausted: false, states: 5 });
    expect(cut.spin).toBeNull();
    expect(cut.agree).toBe(true);
    const none = await searchSideBySide(tiny, {
      maxSeconds: 300,
      maxPlainStates: 5,
      shouldStop: () => true,
    });
    expect(none).toMatchObject({ plain: null, spin: null, enumeration: null });
    expect(none.engine.exhausted).toBe(false);
  });
});
