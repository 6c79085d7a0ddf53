// A plan in its file: what it names is looked for beside it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CliError } from '../errors.js';
import { readPlan, shardFrom } from './readPlan.js';

const of = { model: 'a'.repeat(64), program: 'b'.repeat(64) };
const folder = mkdtempSync(join(tmpdir(), 'sekisho-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));
const planNaming = (profile: string) => {
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, `name: p\nsweep:\n  - { question: who, profiles: [${profile}], goals: [session] }\n`);
  return readPlan(file, of);
};

test('a profile beside the plan', () => {
  writeFileSync(join(folder, 'bank.yaml'), 'name: bank\nmeasures: [CM7]\n');
  expect(planNaming('bank.yaml').cells).toMatchObject([{ input: { profile: { name: 'bank' } } }]);
  expect(planNaming(join(folder, 'bank.yaml')).cells).toEqual(planNaming('bank.yaml').cells);
});

test.each(['mixed-pkce.yaml', 'paper-al'])('%s is not there: said with its place', (name) => {
  const error = (() => {
    try {
      return planNaming(name);
    } catch (thrown) {
      return thrown;
    }
  })();
  if (!(error instanceof CliError)) throw error;
  expect([error.exitCode, error.what]).toEqual([65, expect.stringMatching(`plan.yaml:3:.*${name}`)]);
});

test('a plan that is not there', () => {
  expect(() => readPlan(join(folder, 'none.yaml'), of)).toThrow(/cannot read/);
});

test.each(['0/3', '4/3', '1', 'a/b', '1/0'])('--shard %s', (text) => {
  expect(() => shardFrom(text)).toThrow(/--shard/);
});
