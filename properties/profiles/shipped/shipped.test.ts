import { describe, expect, test } from 'vitest';
import { bitsOf, holdsAt } from '../../../attacks/search/conditions.js';
import { honestRun } from '../../../attacks/search/vacuity.js';
import { contradictionOf } from '../../../model/scenario.js';
import { switchIds } from '../../../model/switches.js';
import { searchesFor } from '../../verdicts/worlds.js';
import { documentProfiles } from './documents/index.js';
import { shippedProfiles } from './index.js';

/** Those of documents that do not ship yet are held to the same. */
const all = [...new Set([...shippedProfiles, ...documentProfiles])];

describe.each(all)('the shipped profile $name', ({ name, on, unknown, notes, scenario, description }) => {
  test('says of every switch what holds and where that stands', () => {
    expect([...notes.keys()].toSorted()).toEqual([...switchIds].toSorted());
    for (const [id, note] of notes) expect([id, note]).toEqual([id, expect.stringMatching(/\w.*\w/)]);
    expect([...on].filter((id) => unknown.has(id))).toEqual([]);
    expect(description.ja).not.toBe(description.en);
  });

  test('lets the honest flow finish in each of its worlds, with what is unknown off', () => {
    const searched = searchesFor(scenario).filter((s) => contradictionOf(s.scenario, on) === null);
    expect(searched.length).toBeGreaterThan(0);
    const vacuous = searched.filter((s) => honestRun(s.scenario).vacuous.some((v) => holdsAt(v, bitsOf(on))));
    expect([name, vacuous.map((s) => s.name)]).toEqual([name, []]);
  });
});

test('RFC 6749 as written leaves open what it only recommends', () => {
  const { unknown, on } = shippedProfiles.find((p) => p.name === 'rfc6749')!;
  expect(unknown.has('code.replay-revokes')).toBe(true);
  expect(on.has('code.single-use')).toBe(true);
  expect(on.has('pkce.sent') || unknown.has('pkce.sent')).toBe(false);
});
