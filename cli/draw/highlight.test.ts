// What a drawing points at: the check that decides, by default or by name, and a clear answer if it has no such check.

import { expect, test } from 'vitest';
import { attackDrawing, twinDrawing } from '../../properties/drawings/compose.js';
import type { Row } from '../../properties/drawings/diagram.js';
import { render } from '../../properties/drawings/render.js';
import { EXIT } from '../errors.js';
import { langs } from '../i18n.js';
import { galleryFolder, traceFile } from './shipped.js';
import { subjectOfTrace } from './traceSubject.js';

const subject = subjectOfTrace(traceFile(galleryFolder, 'T6'), 'T6');
const marks = (rows: readonly Row[]) =>
  rows.flatMap((r) => (r.type === 'note' && r.kind === 'mark' ? [r] : []));

test.each(langs)('in a twin, the check that refuses and the same check not made (%s)', async (lang) => {
  const twin = twinDrawing(subject, { lang, highlight: true }, null);
  const [left, right] = [marks(twin.left.rows), marks(twin.right.rows)];
  expect([left.length, right.length]).toEqual([1, 1]);
  expect([left[0]!.step, right[0]!.step]).toEqual([twin.divergesAt, twin.divergesAt]);
  expect(left[0]!.details).not.toEqual(right[0]!.details);
  const plain = twinDrawing(subject, { lang }, null);
  expect(marks([...plain.left.rows, ...plain.right.rows])).toEqual([]);
  const page = { paper: 'natural', splitEvery: null } as const;
  const [drawn] = (await render(twin, 'svg', page)).files;
  expect(drawn).toContain('#ffd84d');
  expect((await render(plain, 'svg', page)).files[0]).not.toContain('#ffd84d');
});

test('in an attack, the step that reaches the goal; by name, a check, a move or a step', () => {
  const stepsOf = (highlight: string | true) =>
    marks(attackDrawing(subject, { lang: 'en', highlight }).rows).map((r) => r.step);
  expect(stepsOf(true)).toEqual([subject.moves.length]);
  expect(stepsOf('2')).toEqual([2]);
  expect(stepsOf('attacker.redirects')).toEqual([2]);
  expect(stepsOf('state.compared').length).toBe(1);
  expect(stepsOf('CM19')).toEqual(stepsOf('state.compared'));
});

test.each([
  ['state.compard', /did you mean `state.compared`/],
  ['refresh.none', /this drawing has no check of `refresh.none`/],
])('%s is refused, with what can be marked', (highlight, what) => {
  expect(() => attackDrawing(subject, { lang: 'en', highlight })).toThrow(
    expect.objectContaining({
      exitCode: EXIT.usage,
      what: expect.stringMatching(what),
      available: expect.arrayContaining(['state.compared', 'attacker.redirects', '2']),
    }),
  );
});
