// SPIN on exported models. Skipped, with a line, where SPIN or gcc is missing.
// SEKISHO_SPIN_MODELS sets how many drawn models are compared; each holds every end goal.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { naive } from '../../attacks/search/naive.js';
import { StepTable } from '../../attacks/search/stepTable.js';
import { type MeasureId, measures } from '../../model/measures.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { profiles } from '../../model/profiles.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { compare, drawn, ends } from './comparison.js';
import { modelOf } from './model.js';
import { choicesBefore, promelaOf } from './promela.js';
import { runSpin, spinMissing } from './spin.js';
import { type Subject, subjectOf } from './subject.js';
import { readPrinted, replayForeign } from './trail.js';

const missing = await spinMissing();
if (missing !== null) process.stderr.write(`SPIN is not compared with: ${missing}\n`);
const models = Number(process.env.SEKISHO_SPIN_MODELS ?? 1);
const seed = Number(process.env.SEKISHO_SEED ?? 20201);

const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const bare = switchIds.filter((id) => (profiles[0].on as ReadonlySet<string>).has(id));
/** With everything but these measures there are few states: the fewer checks, the more choices the attacker has. */
const allBut = (...missing: readonly MeasureId[]) => {
  const on = new Set<SwitchId>([
    ...bare,
    ...measures.filter(({ id }) => !missing.includes(id)).flatMap((m): readonly SwitchId[] => m.switches),
  ]);
  return switchIds.filter((id) => on.has(id));
};
const subject = (over: Partial<Subject>): Subject => ({
  scenario: tiny,
  profile: 'all but CM5 and BOUND',
  on: allBut('CM5', 'BOUND'),
  capabilities: ['wiretap.back'],
  atMost: null,
  goals: ends,
  ...over,
});

describe.skipIf(missing !== null)('SPIN', { timeout: Math.max(300_000, models * 30_000) }, () => {
  test('agrees on drawn cells: verdicts, shortest lengths, states, trails', async () => {
    let compared = 0;
    for (const s of drawn(seed)) {
      if (compared >= models) break;
      const result = await compare(s, { maxStates: 1500, maxAlternatives: 150 });
      if (result === null) continue;
      compared++;
      expect(result.disagreements).toEqual([]);
    }
    expect(compared).toBe(models);
  });

  test('is ended by a signal while it works, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-test-'));
    vi.stubEnv('TMPDIR', folder);
    try {
      const s = subject({});
      const ending = new AbortController();
      const run = runSpin(promelaOf(modelOf(s)), s, { signal: ending.signal });
      const ended = expect(run).rejects.toThrow(/abort/i);
      await vi.waitFor(() =>
        expect(readdirSync(folder).some((f) => f.startsWith('sekisho-spin-'))).toBe(true),
      );
      ending.abort();
      await ended;
      expect(readdirSync(folder).filter((f) => f.startsWith('sekisho-spin-'))).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    }
  });

  // The weaker shipped profiles have too many states for the plain search.
  test.each<[string, readonly MeasureId[], number]>([
    ['with every measure', [], 0],
    ['without protection on the way', ['CM5', 'BOUND'], 2],
  ])('agrees on a strong profile %s', async (profile, missing, least) => {
    const result = (await compare(subject({ profile, on: allBut(...missing) })))!;
    expect(result.disagreements).toEqual([]);
    expect(result.replayed).toBe(result.reached > 0);
    expect(result.reached).toBeGreaterThanOrEqual(least);
  });

  // Secrets that no move needs: SPIN leaves them out of its states unless it is told not to.
  test('stores as many states as there are, also of knowledge that nothing needs', async () => {
    const s = subject({ on: allBut('CM5', 'CM17', 'SCA'), capabilities: ['host'] });
    const { terms, alternatives } = modelOf(s);
    const needed = new Set(alternatives.flatMap((a) => a.needs.flat()));
    expect(terms.some((term) => !needed.has(term))).toBe(true);
    const result = (await compare(s))!;
    expect(result.disagreements).toEqual([]);
    expect(result.states).toBe(96);
  });

  test('a model with a move left out is told apart', async () => {
    const s = subject({ goals: ['read.direct'] });
    const model = modelOf(s);
    const alternatives = model.alternatives.filter(({ move }) => !move.startsWith('client.redeems'));
    expect(alternatives.length).toBeLessThan(model.alternatives.length);
    expect((await runSpin(promelaOf({ ...model, alternatives }), s)).reached).toEqual(new Map());
    expect((await runSpin(promelaOf(model), s)).reached).toEqual(new Map([['read.direct', 6]]));
  });

  test('an attacker that chooses its capabilities, and its trail', async () => {
    const capabilities: readonly CapabilityId[] = ['wiretap.back', 'content.client', 'overlay', 'look-alike'];
    const s = subject({ capabilities, atMost: 1, goals: ['read.direct', 'read.in-transit', 'transfer'] });
    const model = modelOf(s);
    const text = promelaOf(model);
    const spin = await runSpin(text, s);
    const step = new StepTable().step;
    for (const goal of s.goals) {
      const lengths = capabilities.flatMap((id) => {
        const way = naive(
          { scenario: tiny, on: new Set(s.on), capabilities: new Set([id]) },
          { maxStates: 5000, step },
        ).reached.get(goal);
        return way === undefined ? [] : [way.length];
      });
      expect(spin.reached.get(goal)).toBe(
        lengths.length === 0 ? undefined : Math.min(...lengths) + choicesBefore(model),
      );
    }
    expect(spin.reached.size).toBe(2);
    const trace = readPrinted(spin.trail, text);
    expect(trace).not.toBeTypeOf('string');
    if (typeof trace !== 'string') {
      expect(trace.capabilities.length).toBe(1);
      expect(replayForeign(s, trace)).toHaveProperty('attack');
    }
  });
});

describe('an exported file', () => {
  test('says what it is about', () => {
    const s = subject({});
    expect(subjectOf(promelaOf(modelOf(s)))).toEqual(s);
    expect(subjectOf('byte x;')).toBeTypeOf('string');
    expect(subjectOf('/* sekisho-export 1 {"on":7} */\n')).toBeTypeOf('string');
  });
  test('is the same each time', () => {
    expect(promelaOf(modelOf(subject({})))).toBe(promelaOf(modelOf(subject({}))));
  });
});
