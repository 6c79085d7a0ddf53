import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { GoalId } from '../../attacks/goals.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { naive } from '../../attacks/search/naive.js';
import { StepTable } from '../../attacks/search/stepTable.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { profiles } from '../../model/profiles.js';
import { type SwitchId, switches, switchIds } from '../../model/switches.js';
import { type Certificate, certificateSchema } from './certificate.js';
import { faultOf, unfinished } from './check.js';
import { canonical, digestOf } from './digest.js';
import { certify } from './make.js';

const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
/** The profile with everything, without some switches: with fewer, the attacker's choices make too many states. */
const setting = (
  capabilities: readonly CapabilityId[],
  scenario: Scenario = tiny,
  off: readonly SwitchId[] = [],
) => ({
  scenario,
  on: new Set(([...profiles[2].on] as SwitchId[]).filter((id) => !off.includes(id))),
  capabilities: new Set(capabilities),
});
const readOnTheWay: readonly SwitchId[] = ['tls.back', 'token.bound'];
const made = (goal: GoalId, ...of: Parameters<typeof setting>): Certificate => {
  const result = certify(setting(...of), goal, 'test', 100_000);
  if (!('certificate' in result)) throw new Error(JSON.stringify(result));
  return certificateSchema.parse(JSON.parse(JSON.stringify(result.certificate)));
};

describe('a coverage certificate', () => {
  test.each([
    ['read.direct', ['wiretap.back'], tiny, []],
    ['transfer', ['lure'], tiny, ['start.csrf-checked', 'login.csrf-checked']],
    ['transfer', ['content.client'], { ...tiny, sessions: 2 }, []],
    ['denial', ['stolen.code'], { ...tiny, client: 'native-app' }, []],
    ['transfer', ['guess'], { ...tiny, ticks: 1, refresh: true }, []],
  ] as [GoalId, CapabilityId[], Scenario, SwitchId[]][])(
    'of %s holds when it is checked without tables: %s',
    (goal, ...of) => {
      const certificate = made(goal, ...of);
      expect(faultOf(certificate)).toBeNull();
      expect(naive(setting(...of), { step: new StepTable().step }).states).toBe(certificate.states);
    },
  );

  test('is not made where the goal is reached, or where there are too many states', () => {
    expect(certify(setting(['wiretap.back'], tiny, readOnTheWay), 'read.direct', 'test', 10_000)).toEqual({
      reachedIn: 6,
    });
    expect(certify(setting(['lure']), 'transfer', 'test', 10)).toEqual({ tooManyStates: 10 });
  });

  test('with anything changed does not hold', () => {
    const c = made('read.direct', ['wiretap.back']);
    const other = c.digest.startsWith('0') ? '1' : '0';
    expect(faultOf({ ...c, digest: other + c.digest.slice(1) })).toContain('digest');
    expect(faultOf({ ...c, states: c.states + 1 })).toContain('states');
    expect(faultOf({ ...c, states: c.states - 1 })).toContain('more states');
    expect(faultOf({ ...c, depth: c.depth + 1 })).toContain('steps');
    expect(faultOf({ ...c, on: c.on.filter((id) => id !== 'tls.back') })).not.toBeNull();
    expect(faultOf({ ...c, capabilities: ['wiretap.back', 'lure'] })).not.toBeNull();
    expect(faultOf({ ...c, scenario: { ...c.scenario, ticks: 1 } })).not.toBeNull();
    const { on } = setting(['wiretap.back'], tiny, readOnTheWay);
    expect(faultOf({ ...c, on: [...on], states: 1_000_000 })).toContain('is reached');
  });

  test('of another shape is refused', () => {
    const c = made('read.direct', ['wiretap.back']);
    for (const bad of [
      { ...c, frontier: 1 },
      { ...c, digest: c.digest.slice(1) },
      { ...c, goal: 'honest.used' },
      { ...c, on: ['no.such'] },
      { ...c, more: true },
      { ...c, reductions: ['anything'] },
      { ...c, capabilities: ['lure', 'lure'] },
    ])
      expect(certificateSchema.safeParse(bad).success).toBe(false);
  });
});

describe('whether the honest run finishes', () => {
  const environment = switches.filter((s) => s.environment).map(({ id }) => id) as SwitchId[];
  test.each([tiny, { ...tiny, client: 'native-app' }, { ...tiny, refresh: true, ticks: 2 }] as const)(
    'is found as by the lifted search: %o',
    (scenario) => {
      const met = { finishes: 0, vacuous: 0 };
      const { vacuous } = honestRun(scenario);
      // Few switches more or less than the shipped ones: drawn at random, hardly any configuration would finish.
      const some = fc.subarray([...switchIds], { maxLength: 3 });
      const base = fc.constantFrom<readonly string[]>(environment, ...profiles.map(({ on }) => [...on]));
      fc.assert(
        fc.property(base, some, (from, turned) => {
          const on = switchIds.filter((id) => from.includes(id) !== turned.includes(id));
          const isVacuous = vacuous.some((cube) => holdsAt(cube, bitsOf(new Set(on))));
          met[isVacuous ? 'vacuous' : 'finishes']++;
          expect(unfinished({ scenario, on }).length > 0).toBe(isVacuous);
        }),
        { numRuns: 40, seed: 20201 },
      );
      expect(met.finishes).toBeGreaterThan(0);
      expect(met.vacuous).toBeGreaterThan(0);
    },
  );
});

test('a digest is of the set: order does not matter, every state does', () => {
  const local = (value: string) => new Map([['o' as const, { value, context: { b: 1, a: 2 } }]]);
  const [x, y] = [canonical(local('x'), []), canonical(local('y'), [])];
  expect(digestOf([x, y])).toBe(digestOf([y, x]));
  expect(digestOf([x])).not.toBe(digestOf([y]));
  expect(digestOf([x, y])).not.toBe(digestOf([x]));
  const turned = new Map([['o' as const, { value: 'x', context: { a: 2, b: 1 } }]]);
  expect(canonical(turned, ['b', 'a'])).toBe(canonical(local('x'), ['a', 'b']));
});
