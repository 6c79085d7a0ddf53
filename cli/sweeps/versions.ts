// Of which version the answers of this program are.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelDigest, sha256 } from '../../properties/results/digest.js';
import { shippedFolder } from '../../properties/results/shippedResults.js';
import { sourceDigest } from '../../properties/results/sourceDigest.js';
import type { Versions } from '../../properties/sweeps/versions.js';

/** What answers cells; what it imports decides with it. */
export const answering = 'cli/sweeps/asking.ts';

const builtDigest = new URL('../../program.digest', import.meta.url);

function shippedDigest(): string {
  if (!existsSync(shippedFolder)) return 'none';
  const names = readdirSync(shippedFolder).filter((name) => name.endsWith('.gz'));
  return sha256(
    names
      .sort()
      .map((name) => `${name} ${sha256(readFileSync(join(shippedFolder, name)))}`)
      .join('\n'),
  );
}

let known: Versions | undefined;

export function versions(): Versions {
  if (known !== undefined) return known;
  const sources = existsSync(builtDigest)
    ? readFileSync(builtDigest, 'utf8').trim()
    : sourceDigest(new URL('../../', import.meta.url), answering);
  known = { model: modelDigest(), program: sha256([sources, shippedDigest()].join('\n')) };
  return known;
}
