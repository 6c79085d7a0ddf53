// Whatever the model has a name for has words in both languages: a drawing shows no bare id of a guard or a state.

import { expect, test } from 'vitest';
import { entities } from '../../model/world.js';
import { definitionRows } from '../../properties/drawings/machine.js';
import { plates } from './gallery.js';
import { galleryFolder } from './shipped.js';
import {
  eventNames,
  machineActionNames,
  outputNames,
  stateNames,
} from '../../properties/drawings/words/machine.js';
import { guardNames } from '../../properties/drawings/words/refusals.js';

const rows = entities.flatMap(definitionRows);
const actions = rows.flatMap((r) => r.row.actions ?? []);
/** Each table of words, and the ids that the machines use. */
const tables: readonly (readonly [string, object, readonly string[]])[] = [
  [
    'guards',
    guardNames,
    [...rows.flatMap((r) => r.row.guard?.type ?? []), ...actions.flatMap((a) => a.params?.reason ?? [])],
  ],
  ['states', stateNames, rows.flatMap((r) => [r.state, r.row.target ?? r.state])],
  ['events', eventNames, rows.map((r) => r.event)],
  ['actions', machineActionNames, actions.map((a) => a.type)],
  ['messages', outputNames, actions.flatMap((a) => a.params?.message ?? [])],
];

test.each(tables)('%s of the machines have words, and no words are left over', (_what, names, ids) => {
  expect(ids.length).toBeGreaterThan(5);
  expect(Object.keys(names).sort()).toEqual([...new Set(ids)].sort());
});

test('a Japanese drawing differs from the English one in title', () => {
  for (const plate of plates(galleryFolder).filter((p) => p.kind === 'machine' || p.kind === 'attack'))
    expect(plate.draw('ja').title).not.toBe(plate.draw('en').title);
});
