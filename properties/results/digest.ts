// What a remembered result depends on, as digests: whatever could change the answer changes the digest.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { goals, type GoalId } from '../../attacks/goals.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { switches } from '../../model/switches.js';
import { sourceDigest } from './sourceDigest.js';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

let model: string | undefined;

/** Of the code that decides what is found: see `sourceDigest`. */
export function modelDigest(): string {
  if (model !== undefined) return model;
  const built = new URL('../../model.digest', import.meta.url);
  model = existsSync(built)
    ? readFileSync(built, 'utf8').trim()
    : sourceDigest(new URL('../../', import.meta.url));
  return model;
}

/** Of what is asked: goals, switches and capabilities, by name and in their order. */
export const questionDigest = (wanted: readonly GoalId[]): string =>
  sha256(
    JSON.stringify([
      wanted,
      goals.map(({ id, kind }) => [id, kind]),
      switches.map(({ id, basis }) => [id, basis]),
      capabilities.map(({ id }) => id),
    ]),
  );

/** Of the bounds of searches. A search's name is no bound. */
export const boundsDigest = (searches: readonly BoundedSearch[]): string =>
  sha256(
    JSON.stringify(
      searches.map((s) => [s.scenario, s.maxCapabilities, s.allowed ?? null, s.settled ?? null, s.threats]),
    ),
  );

/** The key of one search's result. */
export const resultKey = (search: BoundedSearch, wanted: readonly GoalId[]): string =>
  sha256([modelDigest(), questionDigest(wanted), boundsDigest([search])].join('\n'));
