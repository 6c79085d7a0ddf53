// An address says the whole state of the page, and none that is damaged, or was made elsewhere, does any harm.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measures } from '../../model/measures.js';
import { switchIds } from '../../model/switches.js';
import { idOf, targets } from '../../properties/verdicts/judge.js';
import { shippedProfiles } from '../../properties/profiles/shipped/index.js';
import { langs } from '../i18n.js';
import { addressOf, initialState, modes, type PageState, quizLengths, stateAt, views } from './address.js';
import type { Book } from './book.js';
import { anyAttacker } from './configuration.js';

const book: Book = {
  version: '0',
  model: '',
  presets: shippedProfiles,
  worlds: [{}, { client: 'native-app' as const }, { orders: 'scope-only' as const, refresh: false }].map(
    (stated) => ({ stated, searches: [] }),
  ),
  searches: [],
};
const all = (1n << BigInt(switchIds.length)) - 1n;

const configurations = fc
  .record({
    on: fc.bigInt(0n, all),
    unknown: fc.bigInt(0n, all),
    attacker: fc.oneof(fc.constant(anyAttacker), fc.bigInt(0n, anyAttacker)),
    world: fc.nat(book.worlds.length - 1),
  })
  .map((c) => ({ ...c, unknown: c.unknown & ~c.on }));

/** Such as the page can be in: a side is B only where there is a B. */
const states: fc.Arbitrary<PageState> = fc
  .record({
    mode: fc.constantFrom(...modes),
    a: configurations,
    b: fc.option(configurations),
    target: fc.option(fc.constantFrom(...targets.map(idOf))),
    side: fc.constantFrom('a', 'b'),
    view: fc.constantFrom(...views),
    path: fc.option(fc.stringMatching(/^[a-z.-]{1,20}\/[0-9a-z]{7}$/)),
    defence: fc.option(fc.constantFrom('auto', 'other', ...measures.map(({ id }) => id))),
    questions: fc.constantFrom(...quizLengths),
    frame: fc.integer({ min: 1, max: 9999 }),
    seed: fc.integer({ min: 1, max: 999_999 }),
    station: fc.option(fc.integer({ min: 1, max: 99 })),
    stage: fc.boolean(),
    lang: fc.constantFrom(...langs),
  })
  .map((s) => ({ ...s, side: s.b === null ? 'a' : s.side }) as PageState);

const initial = initialState(book, 'en');

describe('addresses', () => {
  test('a state is read back as it was written', () => {
    fc.assert(
      fc.property(states, (s) => {
        expect(stateAt(addressOf(book, s), book, initial)).toEqual({ isOtherSheet: false, state: s });
      }),
    );
  });

  test('whatever a fragment holds is read or refused, never thrown', () => {
    const damaged = fc
      .tuple(states, fc.nat(), fc.nat(12), fc.string({ unit: 'binary', maxLength: 6 }))
      .map(([s, at, length, text]) => {
        const address = addressOf(book, s);
        const from = at % address.length;
        return address.slice(0, from) + text + address.slice(from + length);
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'binary' }), fc.webFragments()), (text) => {
        const read = stateAt(text, book, initial);
        // What was read is a state that could be written.
        if (read !== null && 'state' in read) expect(addressOf(book, read.state)).toMatch(/^v1&/);
      }),
      { numRuns: 2000 },
    );
  });

  test('one of other tables, of a world that is not there, or of nothing at all is told apart', () => {
    const address = addressOf(book, { ...initial, a: { ...initial.a, world: 1 } });
    const without: Book = { ...book, worlds: book.worlds.slice(0, 1) };
    const fault = (text: string, at: Book = book) => stateAt(text, at, initial);
    expect(fault(address)).toEqual({
      isOtherSheet: false,
      state: { ...initial, a: { ...initial.a, world: 1 } },
    });
    expect(fault(address, without)).toEqual({ fault: 'other-worlds' });
    expect(fault(address.replace(/&\w+&/, '&other&'))).toEqual({ fault: 'other-tables' });
    expect(fault(address.replace('v1', 'v2'))).toEqual({ fault: 'unreadable' });
    expect(fault(address.replace(/a=\w+/, `a=${'z'.repeat(60)}`))).toEqual({ fault: 'unreadable' });
    expect(fault('')).toBeNull();
  });
});
