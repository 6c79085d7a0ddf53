// Marks, roles and smallest sets of the page, held against the judge on the configurations that they speak of. One small
// world is searched; the laws do not depend on its size.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bitOf, bitsOf, idsOf } from '../../attacks/search/conditions.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { type Measure, measures } from '../../model/measures.js';
import { defaultScenario } from '../../model/scenario.js';
import { loadProfile } from '../profile.js';
import { holdsEverywhere } from '../../properties/verdicts/cover.js';
import { type Ground, regroup } from '../../properties/verdicts/ground.js';
import { groundsOf } from '../profiles/grounds.js';
import { idOf, judge, type Target, targets } from '../../properties/verdicts/judge.js';
import { endGoals } from '../run.js';
import { columnsOf, coverageOf, markOf } from './coverage.js';
import { latticeFrom } from './lattice.js';

const small: readonly BoundedSearch[] = [
  {
    name: 'small',
    scenario: { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 },
    maxCapabilities: 1,
    threats: true,
    allowed: ['lure', 'wiretap.back', 'redirector'],
  },
];
const table: readonly Measure[] = measures;
let bare: Ground;
let reached: readonly Target[];
const at = (on: bigint, unknown = 0n) => regroup(bare, bare.profile, on, unknown);
const openAt = (ground: Ground, target: Target) =>
  new Set([...judge(ground, target).candidates()].map(({ path }) => path.id));

beforeAll(async () => {
  bare = (await groundsOf([loadProfile('rfc6749-bare')], endGoals, null, { among: small })).grounds[0]!;
  reached = targets.filter((t) => judge(bare, t).open > 0);
}, 300_000);

/** Some measures in force, some single switches besides, a few of them unknown; the honest run can finish. */
const configurations = () =>
  fc
    .record({
      whole: fc.subarray([...table]),
      loose: fc.subarray(idsOf(bare.every.reduce((bits, f) => bits | f.cube.on | f.cube.off, 0n)), {
        maxLength: 3,
      }),
      open: fc.subarray(idsOf(bare.every.reduce((bits, f) => bits | f.cube.off, 0n)), { maxLength: 2 }),
    })
    .map(({ whole, loose, open }) => {
      const on = bare.on | bitsOf(whole.flatMap((m) => m.switches)) | bitsOf(loose);
      return at(on & ~bitsOf(open), bitsOf(open));
    })
    .filter((ground) => !holdsEverywhere(ground.vacuous));
const anyTarget = () => fc.constantFrom(...reached);

describe('coverage', () => {
  test('a measure put in force removes exactly the open paths that are marked cut', () => {
    let removed = 0;
    fc.assert(
      fc.property(configurations(), anyTarget(), fc.constantFrom(...table), (ground, target, measure) => {
        const { open, rows } = coverageOf(ground, target);
        const row = rows.find((r) => r.measure === measure)!;
        fc.pre(row.force !== 'whole' && !row.isVacuous);
        const bits = bitsOf(measure.switches);
        const after = openAt(at(ground.on | bits, ground.unknown & ~bits), target);
        const gone = open.filter(({ path }) => !after.has(path.id)).map(({ path }) => path.id);
        const marked = open.filter(({ cube }) => ['cuts', 'assumed'].includes(markOf(measure, cube)!));
        expect(gone).toEqual(marked.map(({ path }) => path.id));
        expect(row.cuts).toBe(gone.length);
        expect(row.opens).toBe(after.size - (open.length - gone.length));
        expect(row.closes).toBe(open.length > 0 && after.size === 0);
        removed += gone.length;
      }),
      { numRuns: 300 },
    );
    expect(removed).toBeGreaterThan(50);
  });

  test('a role says what judging without the measure says', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(configurations(), anyTarget(), (ground, target) => {
        const whole = table.filter((m) => m.switches.every((id) => (ground.on & bitOf(id)) !== 0n));
        const before = openAt(ground, target);
        for (const { measure, role } of coverageOf(ground, target).rows) {
          if (role === null) continue;
          seen.add(role);
          const others = bitsOf(whole.filter((m) => m !== measure).flatMap((m) => m.switches));
          const own = measure.switches.filter((id) => (others & bitOf(id)) === 0n);
          const isNew = (on: bigint) =>
            [...openAt(at(on, ground.unknown), target)].some((id) => !before.has(id));
          const parts = Array.from({ length: 2 ** own.length }, (_, n) =>
            own.filter((_id, i) => (n >> i) & 1),
          );
          expect([measure.id, role === 'critical']).toEqual([
            measure.id,
            parts.some((ids) => isNew(ground.on & ~bitsOf(ids))),
          ]);
        }
      }),
      { numRuns: 60 },
    );
    expect([...seen].sort()).toEqual(['critical', 'redundant', 'shared']);
  });

  test('columns hold every path once; a folded one is cut wherever its column is', () => {
    for (const target of reached) {
      const coverage = coverageOf(bare, target);
      for (const isFolded of [true, false]) {
        const columns = columnsOf(coverage, coverage.every, isFolded);
        const paths = columns.reduce((n, c) => n + c.paths.length + c.more, 0);
        expect([idOf(target), paths]).toEqual([idOf(target), coverage.every.length]);
        expect(columns.reduce((n, c) => n + c.open, 0)).toBeLessThanOrEqual(coverage.open.length);
      }
      const folded = columnsOf(coverage, coverage.open, true);
      for (const { path, cube } of coverage.open)
        expect(
          folded.some(
            (c) =>
              c.capabilities.every((id) => path.capabilities.includes(id)) &&
              (c.cube.off & ~cube.off) === 0n &&
              (c.cube.on & ~cube.on) === 0n,
          ),
        ).toBe(true);
    }
  });

  test('a mark is by assumption only where no derived check of the measure cuts', () => {
    const cube = { on: 0n, off: bitsOf(['tls.back']) };
    expect(markOf({ switches: ['tls.back', 'pkce.sent'] }, cube)).toBe('assumed');
    expect(
      markOf({ switches: ['tls.back', 'pkce.sent'] }, { on: 0n, off: bitsOf(['tls.back', 'pkce.sent']) }),
    ).toBe('cuts');
    expect(markOf({ switches: ['pkce.sent'] }, { on: bitsOf(['pkce.sent']), off: 0n })).toBe('opens');
    expect(markOf({ switches: ['pkce.sent'] }, cube)).toBeNull();
  });
});

describe('the lattice from a configuration', () => {
  test('each smallest set closes the target, no member can be left out, and points count what the judge counts', () => {
    let sets = 0;
    fc.assert(
      fc.property(configurations(), anyTarget(), (ground, target) => {
        const lattice = latticeFrom(ground, target);
        const withAll = (ids: readonly string[]) => {
          const bits = bitsOf(table.filter((m) => ids.includes(m.id)).flatMap((m) => m.switches));
          return judge(at(ground.on | bits, ground.unknown & ~bits), target);
        };
        for (const { ids, verdict } of lattice.sets) {
          sets++;
          expect(verdict).toBe('no-attack-within-bounds');
          expect(withAll(ids).verdict).toBe(verdict);
          for (const left of ids) expect(withAll(ids.filter((id) => id !== left)).open).toBeGreaterThan(0);
        }
        for (const { ids, left } of lattice.drawn.points) {
          const { verdict, open } = withAll(ids);
          if (verdict !== 'vacuous') expect([ids, left]).toEqual([ids, open]);
        }
      }),
      { numRuns: 100 },
    );
    expect(sets).toBeGreaterThan(50);
  });

  test('where the target is closed, each reopening lets it in; where it is open, there is none to tell', () => {
    const all = at(bitsOf(loadProfile('paper-all').on));
    const closed = latticeFrom(all, { goal: 'session' });
    expect(closed.open).toBe(0);
    expect(closed.reopenings.length).toBeGreaterThan(0);
    for (const { turnOff, turnOn } of closed.reopenings)
      expect(judge(at((all.on & ~bitsOf(turnOff)) | bitsOf(turnOn)), { goal: 'session' }).verdict).toBe(
        'attack',
      );
    expect(latticeFrom(bare, { goal: 'session' }).reopenings).toEqual([]);
  });

  test('a set that only takes capabilities away stands by assumption, one that checks does not', () => {
    const { sets } = latticeFrom(bare, { goal: 'session' });
    for (const { switches, isByAssumption } of sets) {
      const derived = bitsOf(
        switches.filter(
          (id) =>
            ![
              'tls.front',
              'tls.back',
              'tls.start',
              'logs.no-codes',
              'logs.no-tokens',
              'client.monitored',
              'app.trusted-source',
              'secrets.strong-random',
              'client.strong-random',
            ].includes(id),
        ),
      );
      expect(isByAssumption).toBe(judge(at(bare.on | derived), { goal: 'session' }).open > 0);
    }
    expect(sets.length).toBeGreaterThan(0);
  });
});
