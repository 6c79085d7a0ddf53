// Many walks. Each that shows a mismatch is shrunk to a shortest one; one of each sort is reported.

import fc from 'fast-check';
import type { Lab } from '../lab.js';
import { clientNamed, serverNamed } from '../wanted.js';
import { type Draw, drawable, type Mismatch, walk, walkCapabilities } from './walk.js';

export interface Conformance {
  readonly walks: number;
  readonly steps: number;
  readonly refused: number;
  readonly actions: Readonly<Record<string, number>>;
  readonly mismatches: readonly (Mismatch & { readonly times: number })[];
  readonly seconds: number;
}
export interface ConformOptions {
  readonly walks: number;
  readonly seed: number;
  readonly maxSteps: number;
  /** Given up after this many sorts of mismatch. */
  readonly maxMismatches: number;
  readonly shouldStop?: () => boolean;
  readonly onWalk?: (n: number) => void;
}
/** Attempts to find a shorter mismatch of the same sort. */
const maxAttempts = 80;
/** What one walk may take, in milliseconds. */
const walkMs = 30_000;

export async function conform(lab: Lab, options: ConformOptions): Promise<Conformance> {
  const { server, client } = lab.options;
  const switches = drawable(serverNamed(server)!, clientNamed(client)!);
  const draws: fc.Arbitrary<Draw> = fc.record({
    on: fc.subarray([...switches]),
    capabilities: fc.subarray([...walkCapabilities], { maxLength: 4 }),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: options.maxSteps, size: 'max' }),
  });
  const began = performance.now();
  const found = new Map<string, { mismatch: Mismatch; times: number }>();
  const actions: Record<string, number> = {};
  let walks = 0;
  let steps = 0;
  let refused = 0;
  const shouldStop = () => options.shouldStop?.() === true;
  for (let round = 0; walks < options.walks && found.size < options.maxMismatches && !shouldStop(); round++) {
    let isShrinking = false;
    let last: Mismatch | null = null;
    let attempts = 0;
    const details = await fc.check(
      fc.asyncProperty(draws, async (draw) => {
        if (shouldStop() || attempts > maxAttempts) return true;
        const done = await lab.within(walkMs, (bench) => walk(bench, draw));
        if (isShrinking) attempts++;
        else {
          walks++;
          steps += done.steps;
          refused += done.refused;
          for (const action of done.actions) actions[action] = (actions[action] ?? 0) + 1;
          options.onWalk?.(walks);
        }
        if (done.mismatch === null) return true;
        const known = found.get(done.mismatch.signature);
        if (known !== undefined) {
          if (!isShrinking) known.times++;
          return true;
        }
        // While shrinking only the same sort counts.
        if (isShrinking && last !== null && done.mismatch.signature !== last.signature) return true;
        isShrinking = true;
        last = done.mismatch;
        return false;
      }),
      { numRuns: options.walks - walks, seed: options.seed + round, maxSkipsPerRun: 0, endOnFailure: false },
    );
    if (!details.failed) break;
    const mismatch = last as Mismatch | null;
    if (mismatch === null) {
      if (details.errorInstance instanceof Error && !shouldStop()) throw details.errorInstance;
      break;
    }
    found.set(mismatch.signature, { mismatch, times: 1 });
  }
  return {
    walks,
    steps,
    refused,
    actions,
    mismatches: [...found.values()].map(({ mismatch, times }) => ({ ...mismatch, times })),
    seconds: Math.round(performance.now() - began) / 1000,
  };
}
