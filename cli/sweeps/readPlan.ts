// A plan in its file, and the part of it that an option names.

import { dirname, isAbsolute, join } from 'node:path';
import { type Plan, planKind, planOf, type Shard } from '../../properties/sweeps/plan.js';
import type { Versions } from '../../properties/sweeps/versions.js';
import { CliError, EXIT } from '../errors.js';
import { loadProfile } from '../profile.js';
import { readText } from '../textFile.js';

/** The plan in a file, with the profiles that it names. Throws what is wrong and where. */
export function readPlan(path: string, of: Versions): Plan {
  return planOf(path, readText(path, planKind), of, (name) => {
    const isPath = /[\\/]|\.ya?ml$/i.test(name);
    return loadProfile(isPath && !isAbsolute(name) ? join(dirname(path), name) : name);
  });
}

/** A shard as an option gives it. */
export function shardFrom(text: string): Shard {
  const [, i = 0, n = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (i < 1 || i > n)
    throw new CliError(EXIT.usage, `--shard cannot be \`${text}\``, {
      why: 'it is which part of how many, counted from 1',
      fix: 'give 1/4, 2/4, 3/4 and 4/4 to four runs',
    });
  return { i, n };
}
