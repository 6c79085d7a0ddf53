// Figures as they are kept: one line of JSON for each measurement, with the machine and the model it was made on.

import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Climbed, endings, type Limits } from '../../properties/bench/climb.js';
import { CliError, EXIT } from '../errors.js';
import { makeFolder } from '../files.js';
import { modelDigest } from '../../properties/results/digest.js';
import { version } from '../run.js';

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

export interface Machine {
  readonly version: number;
  readonly commit: string;
  /** Of the sources that decide what is found: the commit may have been worked on since. */
  readonly model: string;
  readonly node: string;
  readonly cpu: string;
}
export const machine = (): Machine => ({
  version,
  commit: commit(),
  model: modelDigest().slice(0, 16),
  node: process.version,
  cpu: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
});

/** Adds a line to a file, which is made if need be. */
export function append(file: string, figures: object): void {
  makeFolder(dirname(file));
  try {
    appendFileSync(file, `${JSON.stringify(figures)}\n`);
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot write \`${file}\``, {
      why: (error as Error).message,
      fix: 'is it a file, and yours to write to?',
    });
  }
}

/** A rung as it is told of: the figures of a search, and where and within what they were measured. */
export interface Recorded extends Machine {
  readonly limits: Limits;
  readonly rung: Omit<Climbed, 'scenario'>;
}

const count = z.number().nonnegative();
const schema: z.ZodType<Recorded> = z.object({
  version: z.number(),
  commit: z.string(),
  model: z.string(),
  node: z.string(),
  cpu: z.string(),
  limits: z.object({ seconds: count, states: count }),
  rung: z.object({
    name: z.string(),
    profile: z.string().nullable(),
    world: z.string(),
    maxCapabilities: count.nullable(),
    ended: z.enum(endings),
    states: count,
    waiting: count,
    levels: count,
    peakNodes: count,
    cpuSeconds: count,
    seconds: count,
    peakMiB: count.nullable(),
  }),
});

/** The rungs that a file holds, by name; of two measurements of one the later stands. Other lines are passed over. */
export function readRungs(file: string): ReadonlyMap<string, Recorded> {
  if (!existsSync(file))
    throw new CliError(EXIT.missing, `no file \`${file}\``, {
      fix: 'measure first: `sekisho bench --ladder`',
    });
  const bad = (line: number, why: string) =>
    new CliError(EXIT.badFile, `line ${line} of \`${file}\` is no figures of this command`, {
      why,
      fix: 'remove the line; each line is one measurement',
    });
  const rungs = new Map<string, Recorded>();
  for (const [i, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch (error) {
      throw bad(i + 1, (error as Error).message);
    }
    if (typeof data !== 'object' || data === null || !('rung' in data)) continue;
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw bad(i + 1, z.prettifyError(parsed.error));
    rungs.set(parsed.data.rung.name, parsed.data);
  }
  return rungs;
}
