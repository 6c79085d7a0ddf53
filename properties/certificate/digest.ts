// The digest of a set of states: the same for the same set, in whatever order it was met.

import { createHash } from 'node:crypto';
import type { Local } from '../../model/entities/entity.js';
import type { Component } from '../../model/world.js';
import type { Term } from '../../model/names.js';

/** A state as text: its instances in their order, fields by name, and the attacker's knowledge. */
export const canonical = (locals: ReadonlyMap<Component, Local>, known: Iterable<Term>): string =>
  JSON.stringify([
    [...locals].map(([component, { value, context }]) => [component, value, inOrder(context)]),
    [...known].sort(),
  ]);

const inOrder = (value: unknown): unknown =>
  value === null || typeof value !== 'object'
    ? value
    : Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([k, v]) => [k, inOrder(v)]);

/** SHA-256 over the sorted SHA-256 of all states. */
export function digestOf(states: Iterable<string>): string {
  const each = [...states].map((state) => createHash('sha256').update(state).digest('hex')).sort();
  return createHash('sha256').update(each.join('\n')).digest('hex');
}
