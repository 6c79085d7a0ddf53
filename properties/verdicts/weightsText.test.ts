import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { effortOf, impactOf } from './weights.js';
import { efforts, impacts } from './opinions.js';
import { defaultWeights, weightsOf, weightsSchema } from './weightsText.js';

const page = readFileSync(new URL('../../docs/attackers.md', import.meta.url), 'utf8');
const example = page.match(/^```yaml weights\.yaml\n([\s\S]*?)^```$/m)![1]!;
const read = (text: string) => weightsOf('weights.yaml', text);

describe('weights', () => {
  test('docs/weights.schema.json is what `sekisho schema weights` prints', () => {
    const file = new URL('../../docs/weights.schema.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(weightsSchema(), null, 2)}\n`);
  });

  test("the page's example replaces what it names, and nothing else", () => {
    expect(new Ajv2020({ strict: false }).compile(weightsSchema())(parse(example))).toBe(true);
    const own = read(example);
    expect([own.effort.get('malware'), own.effort.get('own.client'), own.impact.get('denial')]).toEqual([
      3, 2, 9,
    ]);
    for (const { id } of capabilities)
      if (id !== 'malware' && id !== 'own.client')
        expect([id, own.effort.get(id)]).toEqual([id, defaultWeights.effort.get(id)]);
    expect([own.isDefault, defaultWeights.isDefault]).toEqual([false, true]);
  });

  test('every opinion has a reason in both languages', () => {
    for (const { why } of [...Object.values(efforts), ...Object.values(impacts)]) {
      expect(why.en).toMatch(/[a-z]/);
      expect(why.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
    expect(Object.keys(efforts).toSorted()).toEqual(capabilities.map(({ id }) => id).toSorted());
  });

  test('whoever has more has it no easier; a threat is as grave as the gravest goal that it leads to', () => {
    expect(effortOf(defaultWeights, { capabilities: [] })).toBe(0);
    expect(effortOf(defaultWeights, { capabilities: ['lure', 'malware'] })).toBe(
      effortOf(defaultWeights, { capabilities: ['lure'] }) +
        effortOf(defaultWeights, { capabilities: ['malware'] }),
    );
    expect(impactOf(defaultWeights, { threat: 'T10' })).toBe(impactOf(defaultWeights, { goal: 'transfer' }));
  });

  test.each([
    ['effort: {lrue: low}', 'no capability `lrue`; did you mean `lure`?'],
    ['impact: {secrecy.code: high}', 'no goal `secrecy.code`'],
    ['effort: {lure: tiny}', 'not a file of weights'],
    ['effort: {lure: -1}', 'not a file of weights'],
    ['costs: {lure: 1}', 'not a file of weights'],
  ])('%s is refused', (text, what) => {
    expect(() => read(text)).toThrow(what);
  });
});
