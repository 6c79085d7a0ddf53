// Runs SPIN on an exported model, in a folder of its own that is gone afterwards.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GoalId } from '../../attacks/goals.js';
import { identifier } from './names.js';
import type { Subject } from './subject.js';

const run = promisify(execFile);
const most = { maxBuffer: 1 << 28 };

const programs = { spin: '-V', gcc: '--version' } as const;

/** Whether programs can be run here (SPIN and a C compiler): null, or what is missing. */
export async function spinMissing(...wanted: readonly (keyof typeof programs)[]): Promise<string | null> {
  for (const program of wanted.length > 0 ? wanted : (['spin', 'gcc'] as const))
    try {
      await run(program, [programs[program]]);
    } catch {
      return `${program} is not installed (Debian: apt-get install spin gcc)`;
    }
  return null;
}

export interface SpinVerdict {
  /** For each goal reached, the steps of a shortest trail to it, choices at the start included. */
  readonly reached: ReadonlyMap<GoalId, number>;
  readonly states: number;
  readonly transitions: number;
  /** False where SPIN ran out of depth or memory. */
  readonly complete: boolean;
  /** What it printed for its first trail, to the goal reached first; empty where there is none. */
  readonly trail: string;
  readonly seconds: { readonly compile: number; readonly search: number };
}

export interface SpinOptions {
  readonly firstOnly?: boolean;
  readonly optimise?: string;
  /** Ends SPIN and the compiler; the promise is then rejected. */
  readonly signal?: AbortSignal;
}

/** Searches a model breadth-first, for every goal or (`firstOnly`) until the first is reached. */
export async function runSpin(
  model: string,
  subject: Subject,
  { firstOnly = false, optimise = '-O2', signal }: SpinOptions = {},
): Promise<SpinVerdict> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-spin-'));
  const at = { cwd: folder, ...(signal && { signal }), ...most };
  try {
    const started = performance.now();
    await writeFile(join(folder, 'm.pml'), model);
    // -o2: keep variables that nothing reads any more, so that the states can be counted against the plain search.
    await run('spin', ['-o2', '-a', 'm.pml'], at);
    await run('gcc', [optimise, '-w', '-DSAFETY', '-DBFS', '-o', 'pan', 'pan.c'], at);
    const compiled = performance.now();
    const { stdout } = await run('./pan', firstOnly ? ['-w20'] : ['-w20', '-c0', '-e'], at);
    const searched = performance.now();
    // With -e trails are numbered; breadth-first, the first is a shortest.
    const files = await readdir(folder);
    const follow = files.includes('m.pml.trail') ? '-t' : files.includes('m.pml1.trail') ? '-t1' : null;
    return {
      ...readPan(stdout, subject),
      trail: follow === null ? '' : (await run('spin', [follow, 'm.pml'], at)).stdout,
      seconds: { compile: (compiled - started) / 1000, search: (searched - compiled) / 1000 },
    };
  } finally {
    // A compiler that was ended may still be leaving a file behind.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What pan printed, as data. Throws where pan found something other than goals. */
export function readPan(
  printed: string,
  { goals }: Pick<Subject, 'goals'>,
): Omit<SpinVerdict, 'trail' | 'seconds'> {
  const reached = new Map<GoalId, number>();
  for (const [, what, depth] of printed.matchAll(/^pan:\d+: (.*) \(at depth (\d+)\)/gm)) {
    const bit = /^assertion violated +[ !(]+(reached_\w+)/.exec(what!)?.[1];
    const goal = goals.find((id) => `reached_${identifier(id)}` === bit);
    if (goal === undefined) throw new Error(`SPIN reports something else than a goal: ${what}`);
    // The first step is at depth 0.
    if (!reached.has(goal)) reached.set(goal, Number(depth) + 1);
  }
  const count = (what: string) => {
    const found = new RegExp(`^ *([\\d.e+]+) ${what}`, 'm').exec(printed);
    if (found === null)
      throw new Error(`SPIN does not say how many ${what} there are:\n${printed.slice(-400)}`);
    return Number(found[1]);
  };
  const complete = !/max search depth too small|out of memory|hash table full|Search not completed/i.test(
    printed,
  );
  return { reached, states: count('states, stored'), transitions: count('transitions'), complete };
}

/** The text that SPIN prints for a trail file of a model. */
export async function printedTrail(model: string, trail: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-spin-'));
  try {
    await writeFile(join(folder, 'm.pml'), await readFile(model));
    await writeFile(join(folder, 'm.pml.trail'), await readFile(trail));
    return (await run('spin', ['-t', 'm.pml'], { cwd: folder, timeout: 60_000, ...most })).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
