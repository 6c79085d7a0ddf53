// The ladder and what changes for attackers: against the judge, asked about each attacker by itself.

import { beforeAll, describe, expect, test } from 'vitest';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { ladder } from '../../attacks/catalogue/ladder.js';
import { type Comparison, compare } from '../../properties/verdicts/compare.js';
import { groundOn, type Ground, regroup } from '../../properties/verdicts/ground.js';
import { idOf, judge, type Target, targets } from '../../properties/verdicts/judge.js';
import { ranked, riskOf } from '../../properties/verdicts/weights.js';
import { displayWidth } from '../output.js';
import { endGoals } from '../run.js';
import { defaultCache } from './cache.js';
import { groundsOf } from './grounds.js';
import { formats } from './render/index.js';
import { packed } from './render/pack.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';
import { defaultWeights } from '../../properties/verdicts/weightsText.js';

const names = ['rfc6749', 'paper-server-app', 'mixed-pkce', 'mixed-state', 'mixed-issuer', 'paper-all'];
const goals = targets.filter((t) => 'goal' in t);
let comparison: Comparison;
beforeAll(async () => {
  const { grounds } = await groundsOf(
    names.map((name) => shippedProfile(name)!),
    endGoals,
    defaultCache(),
  );
  comparison = await compare(grounds, goals);
});

const gates = { failOn: 'none', expected: [], unmet: [], drift: null, interrupted: false } as const;
/** The comparison of its first profiles. */
const first = (n: number): Comparison => ({
  ...comparison,
  grounds: comparison.grounds.slice(0, n),
  rows: comparison.rows.map(({ target, cells }) => ({ target, cells: cells.slice(0, n) })),
  differences: comparison.differences.slice(0, n - 1),
  shifts: comparison.shifts.slice(0, n - 1),
});

/** The same profile with an attacker who has no more: a ground of its own, not the judge's short cut. */
function narrowed(ground: Ground, has: ReadonlySet<CapabilityId>): Ground {
  const profile = { ...ground.profile, attacker: has };
  const only = { ...ground, every: ground.every.filter((f) => f.path.capabilities.every((c) => has.has(c))) };
  return regroup({ ...only, asked: groundOn(only, profile, []).asked }, profile, ground.on, ground.unknown);
}
const verdictOf = (ground: Ground, target: Target, has: readonly CapabilityId[]) =>
  judge(narrowed(ground, new Set(has)), target).verdict;
const isIn = (verdict: string) => verdict === 'attack' || verdict === 'depends';

describe('the ladder', () => {
  test('each rung has more than the one below; the last has everything', () => {
    for (const [i, rung] of ladder.entries())
      for (const id of ladder[i - 1]?.capabilities ?? []) expect(rung.capabilities.has(id)).toBe(true);
  });

  test('a rung says what the judge says of an attacker who has just that', () => {
    for (const { target, cells } of comparison.rows.slice(0, 3))
      for (const [i, cell] of cells.entries())
        for (const { rung, verdict } of cell.rungs) {
          const has = [...ladder.find((r) => r.id === rung)!.capabilities];
          expect([idOf(target), names[i], rung, verdict]).toEqual([
            idOf(target),
            names[i],
            rung,
            verdictOf(comparison.grounds[i]!, target, has),
          ]);
        }
  });

  test('the attackers of a cell stand in its rungs, each once, and none can do with less', () => {
    for (const { cells } of comparison.rows)
      for (const cell of cells) {
        const shown = cell.rungs.flatMap((r) => r.attackers.map((a) => a.capabilities.join(' ')));
        expect(shown.toSorted()).toEqual(cell.attackers.map((a) => a.capabilities.join(' ')).toSorted());
        for (const a of cell.attackers)
          expect(
            cell.attackers.filter(
              (b) => b !== a && b.capabilities.every((id) => a.capabilities.includes(id)),
            ),
          ).toEqual([]);
      }
  });
});

describe('what changes for attackers', () => {
  test('who is shut out was in and is out; who is newly in is in and was out; who needs more is out without it', () => {
    const [before, after] = comparison.grounds as [Ground, Ground];
    let shut = 0;
    for (const shift of comparison.shifts[0]!) {
      const at = (ground: Ground, has: readonly CapabilityId[]) => verdictOf(ground, shift.target, has);
      for (const { capabilities } of shift.shutOut.slice(0, 2)) {
        expect(isIn(at(before, capabilities))).toBe(true);
        expect(['no-attack-within-bounds', 'not-applicable']).toContain(at(after, capabilities));
        shut++;
      }
      for (const { capabilities } of shift.newlyIn.slice(0, 2)) {
        expect(isIn(at(after, capabilities))).toBe(true);
        expect(isIn(at(before, capabilities))).toBe(false);
      }
      for (const { from, to } of shift.harder.slice(0, 2)) {
        expect(isIn(at(before, from.capabilities))).toBe(true);
        expect(isIn(at(after, from.capabilities))).toBe(false);
        expect(isIn(at(after, to.capabilities))).toBe(true);
        expect(to.capabilities.length).toBeGreaterThan(from.capabilities.length);
      }
    }
    expect(shut).toBeGreaterThan(0);
  });

  test('every attacker of before is in one list: gone, or there as before', () => {
    for (const [i, shift] of comparison.shifts[0]!.entries()) {
      const [before] = comparison.rows[i]!.cells;
      const { shutOut, harder, notKnown, nowSure, nowUnsure, same } = shift;
      const easier = new Set(shift.easier.map(({ from }) => from)).size;
      const told = [shutOut, harder, notKnown, nowSure, nowUnsure].reduce((sum, l) => sum + l.length, 0);
      expect(told + easier + same).toBe(before!.attackers.length);
    }
  });
});

describe('cells', () => {
  test.each(['en', 'ja'] as const)('with six profiles at 100 columns none takes three lines (%s)', (lang) => {
    const before = process.env.COLUMNS;
    process.env.COLUMNS = '100';
    try {
      const text = formats.text({ comparison, gates, lang, files: names });
      const at = text.indexOf(lang === 'en' ? '\ngoals' : '\n目的');
      const rows = text
        .slice(at + 1)
        .split('\n\n')[0]!
        .split('\n')
        .slice(2);
      const ids = goals.map(idOf) as string[];
      let lines = 0;
      for (const row of rows) {
        expect(displayWidth(row)).toBeLessThanOrEqual(100);
        lines = ids.includes(row.split(' ')[0]!) ? 1 : lines + 1;
        expect([row, lines <= 2]).toEqual([row, true]);
      }
      expect(rows.length).toBeGreaterThanOrEqual(ids.length);
    } finally {
      if (before === undefined) delete process.env.COLUMNS;
      else process.env.COLUMNS = before;
    }
  });

  test('--only-changes leaves out the tables, and nothing of what changed or of the bounds', () => {
    const told = { comparison: first(2), gates, lang: 'en', files: names.slice(0, 2) } as const;
    const [all, only] = [formats.text(told), formats.text({ ...told, onlyChanges: true })];
    expect(only.length).toBeLessThan(all.length);
    expect(all.startsWith(only.split('\n\n')[0]!)).toBe(true);
    expect(only).not.toContain('web page (fapi2-a1)');
    expect(only.slice(only.indexOf('Bounds'))).toBe(all.slice(all.indexOf('Bounds')));
  });

  test('what does not fit is counted', () => {
    const items = ['lure', 'frame', 'fake-app.claims-uri'].map((text) => ({ text, size: 1 }));
    expect(packed(items, 40, 1, 'en')).toBe('lure, frame, fake-app.claims-uri');
    expect(packed(items, 14, 1, 'en')).toBe('lure, frame +1');
    expect(packed(items.slice(2), 10, 2, 'en')).toBe('fake-app.\nclaims-uri');
    expect(packed([{ text: 'agent.read-request + frame', size: 2 }], 9, 2, 'en')).toBe('1 pair');
  });
});

describe('weights', () => {
  test('the order is that of the risk, and no verdict moves', () => {
    const by = ranked(comparison, defaultWeights);
    const score = by.rows.map(({ target, cells }) =>
      Math.max(...cells.map((c) => riskOf(defaultWeights, target, c)?.score ?? -1)),
    );
    expect(score).toEqual(score.toSorted((a, b) => b - a));
    const verdicts = (c: Comparison) =>
      c.rows.map(({ target, cells }) => [idOf(target), ...cells.map((x) => x.verdict)].join(' ')).toSorted();
    expect(verdicts(by)).toEqual(verdicts(comparison));
    for (const [i, { target }] of by.rows.entries())
      for (const of of [...by.differences, ...by.shifts]) expect(of[i]!.target).toBe(target);
  });

  test('what gets easier for an attacker does not get less of a risk', () => {
    const { target, cells } = comparison.rows[0]!;
    const cheaper = {
      ...defaultWeights,
      effort: new Map([...defaultWeights.effort].map(([id, n]) => [id, n / 2])),
    };
    for (const cell of cells)
      expect(riskOf(cheaper, target, cell)!.score).toBeGreaterThanOrEqual(
        riskOf(defaultWeights, target, cell)!.score,
      );
  });
});
