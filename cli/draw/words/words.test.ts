// Whatever the model has a name for has words in both languages: a drawing shows no bare id of a guard or a state.

import { expect, test } from 'vitest';
import { entities } from '../../../model/world.js';
import { definitionRows } from '../machine.js';
import { plates } from '../gallery.js';
import { galleryFolder } from '../shipped.js';
import { threatIds } from '../subject.js';
import { subjectOfTrace } from '../traceSubject.js';
import { traceFile } from '../shipped.js';
import { actionNames } from './actions.js';
import { eventNames, machineActionNames, outputNames, stateNames } from './machine.js';
import { guardNames } from './refusals.js';

const rows = entities.flatMap(definitionRows);
const missingFrom = (names: object, ids: readonly string[]) =>
  [...new Set(ids)].filter((id) => !Object.hasOwn(names, id));

test('guards, states, events, actions and messages of every machine', () => {
  const actions = rows.flatMap((r) => r.row.actions ?? []);
  const reasons = actions.flatMap((a) => a.params?.reason ?? []);
  const guards = rows.flatMap((r) => r.row.guard?.type ?? []);
  expect(guards.length).toBeGreaterThan(50);
  expect(missingFrom(guardNames, [...guards, ...reasons])).toEqual([]);
  expect(
    missingFrom(
      stateNames,
      rows.flatMap((r) => [r.state, r.row.target ?? r.state]),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      eventNames,
      rows.map((r) => r.event),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      machineActionNames,
      actions.map((a) => a.type),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      outputNames,
      actions.flatMap((a) => a.params?.message ?? []),
    ),
  ).toEqual([]);
});

test('moves of every shipped trace', () => {
  const moves = threatIds.flatMap((id) => subjectOfTrace(traceFile(galleryFolder, id)).moves);
  expect(
    missingFrom(
      actionNames,
      moves.map((m) => m.split(' ')[0]!),
    ),
  ).toEqual([]);
});

test('a Japanese drawing differs from the English one in title', () => {
  for (const plate of plates(galleryFolder).filter((p) => p.kind === 'machine' || p.kind === 'attack'))
    expect(plate.draw('ja').title).not.toBe(plate.draw('en').title);
});
