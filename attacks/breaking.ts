// Breaking sets: the smallest sets of countermeasures under which none of some paths is left.
//
// "Exact" sets are decided at one base configuration, all else as there, by evaluating the paths' conditions at the
// base with the set switched on: switching a bundle on may also switch a path on. "Robust" sets hit every path by a
// switch that it needs off, so they hold whatever else is on.

import type { SwitchId } from '../model/switches.js';
import { type Cube, bitOf, bitsOf, holdsAt } from './search/conditions.js';
import type { Path } from './paths.js';

export interface Candidate {
  readonly id: string;
  readonly on: bigint;
}
export const candidatesOf = (
  measures: readonly { readonly id: string; readonly switches: readonly SwitchId[] }[],
): readonly Candidate[] => measures.map(({ id, switches }) => ({ id, on: bitsOf(switches) }));
export const switchCandidates = (ids: readonly SwitchId[]): readonly Candidate[] =>
  ids.map((id) => ({ id, on: bitOf(id) }));

const survivors = (paths: readonly Path[], on: bigint): readonly Path[] =>
  paths.filter(({ cube }) => holdsAt(cube, on));

export interface BreakingOptions {
  /** Largest set tried. */
  readonly maxSize: number;
  /** Most sets returned. */
  readonly maxSets: number;
}

/** All minimal sets of candidates that, switched on at the base, leave none of the paths; never a vacuous one. */
export function breakingSets(
  paths: readonly Path[],
  base: bigint,
  candidates: readonly Candidate[],
  forbidden: readonly Cube[],
  { maxSize, maxSets }: BreakingOptions = { maxSize: 5, maxSets: 40 },
): readonly (readonly string[])[] {
  const found: Set<string>[] = [];
  const seen = new Set<string>();
  let frontier: { chosen: readonly Candidate[]; on: bigint }[] = [{ chosen: [], on: base }];
  for (let size = 0; size <= maxSize && frontier.length > 0 && found.length < maxSets; size++) {
    const next: typeof frontier = [];
    for (const { chosen, on } of frontier) {
      const ids = new Set(chosen.map(({ id }) => id));
      if (found.some((f) => [...f].every((id) => ids.has(id)))) continue;
      const left = survivors(paths, on)[0];
      if (left === undefined) {
        if (!forbidden.some((f) => holdsAt(f, on))) {
          found.push(ids);
          continue;
        }
        // Vacuous as it stands: only what makes the honest run finish can help.
        for (const c of candidates)
          if (!ids.has(c.id) && forbidden.some((f) => holdsAt(f, on) && (f.off & c.on) !== 0n))
            push(next, chosen, c, on);
        continue;
      }
      // Some member must switch on what this path needs off.
      for (const c of candidates)
        if (!ids.has(c.id) && (c.on & left.cube.off) !== 0n) push(next, chosen, c, on);
    }
    frontier = next;
  }
  return found.map((ids) => candidates.filter(({ id }) => ids.has(id)).map(({ id }) => id));

  function push(
    next: { chosen: readonly Candidate[]; on: bigint }[],
    chosen: readonly Candidate[],
    c: Candidate,
    on: bigint,
  ): void {
    const all = [...chosen, c];
    const key = all
      .map(({ id }) => id)
      .sort()
      .join(' ');
    if (seen.has(key)) return;
    seen.add(key);
    next.push({ chosen: all, on: on | c.on });
  }
}

export type ClaimVerdict =
  | 'confirmed'
  | 'more-than-needed'
  | 'too-weak'
  | 'by-assumption'
  | 'no-claim'
  | 'not-found';

export interface JudgedClaim {
  readonly claim: readonly string[];
  readonly verdict: ClaimVerdict;
  /** A smaller set that suffices. */
  readonly suffices?: readonly string[];
  /** A path that survives. */
  readonly survivor?: Path;
}

/** Judges one alternative of a claim: does it break every path, and would less do? */
export function judge(
  paths: readonly Path[],
  base: bigint,
  claim: readonly Candidate[],
  assumed: bigint,
): JudgedClaim {
  const ids = claim.map(({ id }) => id);
  const at = (subset: readonly Candidate[]) => subset.reduce((on, c) => on | c.on, base);
  const survivor = survivors(paths, at(claim)).toSorted((a, b) => a.steps - b.steps)[0];
  if (survivor !== undefined) return { claim: ids, verdict: 'too-weak', survivor };
  for (let size = 0; size < claim.length; size++)
    for (const subset of subsets(claim, size))
      if (survivors(paths, at(subset)).length === 0)
        return { claim: ids, verdict: 'more-than-needed', suffices: subset.map(({ id }) => id) };
  const derivedOnly = claim.map((c) => ({ ...c, on: c.on & ~assumed }));
  return {
    claim: ids,
    verdict: survivors(paths, at(derivedOnly)).length === 0 ? 'confirmed' : 'by-assumption',
  };
}

function* subsets<T>(all: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i < all.length; i++)
    for (const rest of subsets(all, size - 1, i + 1)) yield [all[i]!, ...rest];
}
