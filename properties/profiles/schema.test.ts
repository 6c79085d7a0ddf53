import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { profileSchema } from './schema.js';

describe('the published JSON Schema', () => {
  test('docs/profile.schema.json is what `sekisho schema` prints', () => {
    const file = new URL('../../docs/profile.schema.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(profileSchema(), null, 2)}\n`);
  });

  const validate = new Ajv2020({ strict: false }).compile(profileSchema());
  test.each([
    [{ switches: { 'pkce.sent': 'unknown' }, notes: { 'pkce.sent': 'client team' } }, true],
    [{ extends: ['paper-all'], measures: ['CM8'], scenario: { client: 'native-app', ticks: 1 } }, true],
    [{ switches: { 'logs.no-secrets': true }, notes: { 'logs.no-secrets': 'client team' } }, true],
    [{ switches: { 'pkce.snt': true } }, false],
    [{ switches: { 'pkce.sent': 'maybe' } }, false],
    [{ measures: ['CM99'] }, false],
    [{ scenario: { ticks: 7 } }, false],
    [{ colour: 'red' }, false],
  ])('%j: %s', (profile, isValid) => {
    expect(validate(profile)).toBe(isValid);
  });
});
