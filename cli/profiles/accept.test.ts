// Accepted risks: the page's example, and what trips the gate, each beside what does not.

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { acceptedFaults, isAccepted } from '../../properties/verdicts/accept.js';
import { type Comparison, compare } from '../../properties/verdicts/compare.js';
import { unmetBy } from '../../properties/verdicts/expect.js';
import { type Expected, expectedOf, expectSchema } from '../../properties/verdicts/expectText.js';
import { exitCodeOf } from '../../properties/verdicts/gates.js';
import { idOf, targets } from '../../properties/verdicts/judge.js';
import { endGoals } from '../run.js';
import { defaultCache } from './cache.js';
import { groundsOf } from './grounds.js';
import { formats } from './render/index.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';

const page = readFileSync(new URL('../../docs/accepted-risks.md', import.meta.url), 'utf8');
const example = page.match(/^```yaml risks\.yaml\n([\s\S]*?)^```$/m)![1]!;
const read = (text: string): Expected => expectedOf('risks.yaml', text);

let comparison: Comparison;
beforeAll(async () => {
  const wanted = targets.filter((t) => ['sync', 'read.direct'].includes(idOf(t)));
  const { grounds } = await groundsOf([shippedProfile('paper-server-app')!], endGoals, defaultCache(), {
    only: ['sync', 'read.direct'],
  });
  comparison = await compare(grounds, wanted);
});

const faults = (text: string, today = '2026-01-01') =>
  acceptedFaults(comparison, read(text).accepted, today).map((f) =>
    'attacker' in f ? `${f.what}: ${f.attacker.join(' ')}` : f.what,
  );

describe('the example of the page', () => {
  test('is valid, and holds of what is found', () => {
    expect(new Ajv2020({ strict: false }).compile(expectSchema())(parse(example))).toBe(true);
    const { expected, accepted } = read(example);
    expect(unmetBy(comparison, expected)).toEqual([]);
    expect(acceptedFaults(comparison, accepted, '2026-01-01')).toEqual([]);
    const gates = { failOn: 'attack', expected, unmet: [], drift: null, interrupted: false } as const;
    expect(exitCodeOf(comparison, { ...gates, accepted })).toBe(0);
    // Without the entry the same attack trips.
    expect(exitCodeOf(comparison, gates)).toBe(2);
    const told = {
      comparison,
      gates: { ...gates, accepted },
      lang: 'en',
      files: ['paper-server-app'],
    } as const;
    for (const format of ['text', 'md', 'html', 'json', 'junit', 'sarif'] as const)
      expect([format, formats[format](told).includes('API platform team')]).toEqual([format, true]);
  });

  test('docs/expect.schema.json is what `sekisho schema expect` prints', () => {
    const file = new URL('../../docs/expect.schema.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(expectSchema(), null, 2)}\n`);
  });
});

describe('a gate', () => {
  test('trips on an attacker whom no entry names', () => {
    expect(faults(example.replace('      - [stolen.access]\n', ''))).toEqual(['new-attacker: stolen.access']);
  });
  test('trips the day after the last one', () => {
    expect(faults(example, '2099-06-30')).toEqual([]);
    expect(faults(example, '2099-07-01')).toEqual(['expired']);
  });
  test('trips on an attacker who does not get there, and on a cell that is not there', () => {
    expect(faults(example.replace('[own.rs]', '[own.rs]\n      - [guess]'))).toEqual(['unused: guess']);
    expect(faults(example.replace('goal: read.direct', 'goal: transfer'))).toEqual(['no-cell']);
  });
  test('whoever has more than a named attacker is accepted with it', () => {
    const cell = comparison.rows.find(({ target }) => idOf(target) === 'read.direct')!.cells[0]!;
    const entry = { ...read(example).accepted[0]!, attackers: [[]] };
    expect(isAccepted(cell, [entry], entry.profile, { goal: 'read.direct' })).toBe(true);
    expect(isAccepted(cell, [{ ...entry, profile: 'other' }], entry.profile, { goal: 'read.direct' })).toBe(
      false,
    );
  });
});

test.each([
  [example.replace('own.rs', 'own.sr'), 'no capability `own.sr`; did you mean `own.rs`?'],
  [example.replace('2099-06-30', '2099-06-31'), 'must be a day'],
  [example.replace(/ {4}owner.*\n/, ''), 'owner'],
  [example.replace('expires', 'expire'), 'expire'],
  ['{}', 'give `expect`'],
])('what is no such file is refused with its place (%#)', (text, what) => {
  let said = '';
  try {
    read(text);
  } catch (error) {
    const { what, why } = error as { what: string; why?: string };
    said = `${what} ${why}`;
  }
  expect(said).toContain(what);
});
