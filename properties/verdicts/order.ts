// An order in which to apply measures, such that no step on the way admits an attack that the step before did not,
// nor keeps the honest flow from finishing.

import type { Candidate } from '../../attacks/breaking.js';
import { holdsEverywhere } from './cover.js';
import { type Ground, isOpenTo, regroup } from './ground.js';

/** What an attacker gets where these switches are on: goals, each with the least capabilities that reach it. */
function reachOf(ground: Ground, on: bigint) {
  const at = { on, unknown: ground.unknown & ~on };
  const reach = new Map<string, (readonly string[])[]>();
  for (const { path, cube } of ground.every) {
    if (!isOpenTo(at, cube)) continue;
    const known = reach.get(path.goal) ?? [];
    if (known.some((caps) => caps.every((c) => path.capabilities.includes(c as never)))) continue;
    reach.set(path.goal, [...known, path.capabilities]);
  }
  return reach;
}

/** The candidates in a safe order; null: there is none. */
export function safeOrder(ground: Ground, candidates: readonly Candidate[]): readonly Candidate[] | null {
  const reaches = new Map<bigint, ReturnType<typeof reachOf>>();
  const reach = (on: bigint) => {
    let known = reaches.get(on);
    if (known === undefined) reaches.set(on, (known = reachOf(ground, on)));
    return known;
  };
  const finishes = (on: bigint) =>
    !holdsEverywhere(regroup(ground, ground.profile, on, ground.unknown & ~on).vacuous);
  const admits = (before: bigint, after: bigint) =>
    [...reach(after)].some(([goal, attackers]) =>
      attackers.some(
        (caps) => !(reach(before).get(goal) ?? []).some((had) => had.every((c) => caps.includes(c))),
      ),
    );
  const dead = new Set<bigint>();
  const from = (on: bigint, left: readonly Candidate[]): readonly Candidate[] | null => {
    if (left.length === 0) return [];
    if (dead.has(on)) return null;
    for (const next of left) {
      const after = on | next.on;
      if (!finishes(after) || admits(on, after)) continue;
      const rest = from(
        after,
        left.filter((c) => c !== next),
      );
      if (rest !== null) return [next, ...rest];
    }
    dead.add(on);
    return null;
  };
  return from(ground.on, candidates);
}
