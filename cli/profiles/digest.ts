// What a remembered result depends on, as digests: whatever could change the answer changes the digest.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { goals, type GoalId } from '../../attacks/goals.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { switches } from '../../model/switches.js';
import { packageVersion } from '../version.js';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

let model: string | undefined;

/**
 * Of the code that decides what is found: every file of `model` and `attacks` as they run (built or not), in a fixed
 * order, with the package's version. A comment counts too: rebuilding once too often does no harm.
 */
export function modelDigest(): string {
  if (model !== undefined) return model;
  const hash = createHash('sha256').update(packageVersion());
  const wanted = extname(new URL(import.meta.url).pathname);
  for (const folder of ['model', 'attacks']) {
    const root = new URL(`../../${folder}/`, import.meta.url);
    const files = (readdirSync(root, { recursive: true }) as string[])
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => extname(file) === wanted && !/\.(test|d)\.ts$/.test(file))
      .sort();
    for (const file of files) hash.update(`\0${folder}/${file}\0`).update(readFileSync(new URL(file, root)));
  }
  return (model = hash.digest('hex'));
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
