// A plan as cells, and what is wrong with one.

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { Problem } from '../input/problem.js';
import { profileOf } from '../profiles/profileText.js';
import { shippedProfiles } from '../profiles/shipped/index.js';
import type { WhoInput } from './cell.js';
import { inShard, planOf } from './plan.js';
import { planSchema } from './planShape.js';

const of = { model: 'a'.repeat(64), program: 'b'.repeat(64) };
const noneElse = (name: string): never => {
  throw new Problem(66, `no profile \`${name}\``);
};
/** Beside those that ship there is one profile. */
const load = (name: string) =>
  name === 'bank.yaml' ? profileOf(name, 'name: bank\nmeasures: [CM7]\n', noneElse) : noneElse(name);
const read = (text: string, version = of) => planOf('plan.yaml', `name: p\nsweep:\n${text}`, version, load);
const fault = (text: string): Problem => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was taken');
};
const who = (more: string) => `  - { question: who, profiles: [paper-all], goals: [session]${more} }\n`;

describe('combinations', () => {
  test('each value of each list with each other one, once', () => {
    const plan = read(
      who(
        ', scenarios: [{ sessions: [1, 2], grants: [1, 2], ticks: 0 }], attackers: [any, [guess]], maxCapabilities: [1, any]',
      ),
    );
    expect(plan.cells).toHaveLength(16);
    expect(new Set(plan.cells.map(({ id }) => id)).size).toBe(16);
    const twice = read(who('') + who(''));
    expect(twice.cells).toHaveLength(1);
  });

  test('what is no question is left out, and counted', () => {
    const { cells, leftOut } = read(
      '  - { question: who, profiles: [paper-native-app], goals: [session], scenarios: [{ client: [server-app, native-app] }, { refresh: true, ticks: [0, 1] }] }\n',
    );
    // The profile states a native app; refresh tokens need a tick.
    expect(leftOut).toEqual({ flaw: 1, kind: 1, contradiction: 0 });
    expect(cells).toHaveLength(2);
  });

  test('every single change of a profile: one more and one less', () => {
    const { cells } = read(
      '  - { question: who, profiles: [{ changesOf: bank.yaml, by: measures }], goals: [session] }\n',
    );
    const names = cells.map(({ input }) => (input as WhoInput).profile.name);
    expect(names[0]).toBe('bank');
    expect(names).toContain('bank -CM7');
    expect(names).toContain('bank +CM8');
    expect(new Set(names).size).toBe(names.length);
    const sizes = new Map(
      cells.map(({ input }) => [(input as WhoInput).profile.name, (input as WhoInput).profile.on.length]),
    );
    expect(sizes.get('bank -CM7')!).toBeLessThan(sizes.get('bank')!);
    expect(sizes.get('bank +CM8')!).toBeGreaterThan(sizes.get('bank')!);
  });

  test('shards part the plan', () => {
    const { cells } = read('  - { question: verdicts, profiles: [shipped] }\n');
    expect(cells).toHaveLength(shippedProfiles.length);
    for (const n of [1, 2, 3, 20]) {
      const parts = Array.from({ length: n }, (_, i) => inShard(cells, { i: i + 1, n }));
      expect(
        parts
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(cells.map(({ id }) => id).sort());
    }
  });

  test('a cell has another name in another version, or with another input', () => {
    const [one] = read(who('')).cells;
    expect(read(who(''), { ...of, model: 'c'.repeat(64) }).cells[0]!.id).not.toBe(one!.id);
    expect(read(who(''), { ...of, program: 'c'.repeat(64) }).cells[0]!.id).not.toBe(one!.id);
    expect(read(who(', budget: { states: 7 }')).cells[0]!.id).not.toBe(one!.id);
  });
});

describe('what is wrong is said with its place', () => {
  test.each([
    ['  - { question: what }\n', 65, /plan.yaml:3/, /who, verdicts or paths/],
    [who(', budget: { seconds: 3 }'), 65, /plan.yaml:3/, /seconds/],
    ['  - { question: verdicts, profiles: [shipped], budget: { states: 3 } }\n', 65, /plan.yaml:3/, /budget/],
    ['  - { question: who, profiles: [paper-al] }\n', 65, /plan.yaml:3:.*paper-al/, null],
    ['  - { question: who, profiles: [mixed-pkce.yaml] }\n', 65, /plan.yaml:3/, null],
    [who(', attackers: [nobody]'), 65, /plan.yaml:3/, /nobody|attackers/],
    [who(', scenarios: [{ ticks: 9 }]'), 65, /plan.yaml:3/, /one of 0, 1, 2/],
    [who(', scenarios: [{ refresh: true, ticks: 0 }]'), 65, /no cell/, null],
  ])('%s', (text, exitCode, what, why) => {
    const error = fault(text);
    expect(error.exitCode).toBe(exitCode);
    expect(error.what).toMatch(what);
    if (why !== null) expect(error.why).toMatch(why);
  });
});

describe('the plans that ship', () => {
  const plans = new URL('../../plans/', import.meta.url);
  const names = readdirSync(plans).filter((name) => name.endsWith('.yaml'));
  const validate = new Ajv2020({ strict: false }).compile(planSchema());
  test.each(names)('%s is a plan', (name) => {
    const text = readFileSync(new URL(name, plans), 'utf8');
    expect(planOf(name, text, of, noneElse).cells.length).toBeGreaterThan(0);
    expect(validate(parse(text))).toBe(true);
  });
  test('docs/sweep.schema.json is what `sekisho schema sweep` prints', () => {
    const file = new URL('../../docs/sweep.schema.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(planSchema(), null, 2)}\n`);
  });
});
