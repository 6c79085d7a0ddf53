// Hardening that is looked at again: the searches of every configuration know only attackers with few capabilities at a
// time, so each set that is to be shown is searched against every attacker. What is found there is one more path to
// close, and the sets are worked out anew, until those shown hold.

import type { Path, PathsResult } from '../../attacks/paths.js';
import { idsOf } from '../../attacks/search/conditions.js';
import type { Costs } from './additions.js';
import { type Closable, closable } from './closable.js';
import { type Found, gather, type Ground, inOrder, regroup } from './ground.js';
import { harden, type Hardened, type Hardening } from './harden.js';
import type { Target } from './judge.js';
import type { StatedProfile } from './profile.js';

/** Searches a profile against every attacker asked about; null: it was interrupted. */
export type Exhaust = (profile: StatedProfile) => Promise<readonly PathsResult[] | null>;

export interface Checking {
  /** So many sets, the cheapest first, are searched. */
  readonly count: number;
  /** Attackers have at most so many capabilities at a time; infinity: any number. */
  readonly most: number;
  readonly exhaust: Exhaust;
}

export interface Checked extends Hardened {
  /** Sets that were searched against every attacker: those shown first, and those that turned out not to hold. */
  readonly searched: number;
  readonly interrupted: boolean;
  /** Where no set closes everything: what can be closed. */
  readonly closable: Closable | null;
}

/** Whether a set closes every target to all attackers asked about, as far as was searched. */
export const holds = ({ verdicts }: Pick<Hardening, 'verdicts'>): boolean =>
  verdicts.every((v) => v === 'no-attack-within-bounds' || v === 'not-applicable');

/** The profile with a set's additions in force. */
const withSet = (profile: StatedProfile, { at }: Pick<Hardening, 'at'>): StatedProfile => ({
  ...profile,
  on: new Set(idsOf(at.on)),
  unknown: new Set(idsOf(at.unknown)),
});

/** The smallest additions, the first of which are searched. A set that was not searched is inconclusive. */
export async function hardenChecked(
  ground: Ground,
  targets: readonly Target[],
  by: 'measures' | 'switches',
  costs: Costs,
  { count, most, exhaust }: Checking,
): Promise<Checked> {
  let found: Found = {
    ...ground,
    every: ground.every.filter(({ path }) => path.capabilities.length <= most),
    asked: most,
  };
  const searched = new Set<bigint>();
  for (;;) {
    const base = regroup(found, ground.profile, ground.on, ground.unknown);
    const hardened = harden(base, targets, by, costs, found);
    const next = hardened.sets.slice(0, count).find((set) => !holds(set) && !searched.has(set.at.on));
    if (next === undefined) {
      // What is already closed, or can be, needs no second answer.
      const part = hardened.sets.length > 0 ? null : closable(base, targets, by, costs, found, searched);
      const open = part?.sets.slice(0, Math.min(count, 1)).find((set) => !searched.has(set.at.on));
      if (open === undefined)
        return { ...hardened, searched: searched.size, interrupted: false, closable: part };
      const results = await exhaust(withSet(ground.profile, open));
      if (results === null)
        return { ...hardened, searched: searched.size, interrupted: true, closable: part };
      searched.add(open.at.on);
      found = united(found, results, ground.profile);
      continue;
    }
    const results = await exhaust(withSet(ground.profile, next));
    if (results === null) return { ...hardened, searched: searched.size, interrupted: true, closable: null };
    searched.add(next.at.on);
    found = united(found, results, ground.profile);
  }
}

function united(found: Found, results: readonly PathsResult[], { attacker }: StatedProfile): Found {
  const { worlds, every } = gather(results);
  const known = new Set(found.every.map(({ path }) => path.id));
  const isWithReach = (path: Path) =>
    path.capabilities.length <= (found.asked ?? 0) &&
    (attacker === null || path.capabilities.every((id) => attacker.has(id)));
  const isNew = every.filter(({ path }) => !known.has(path.id) && isWithReach(path));
  return {
    ...found,
    worlds: [...worlds, ...found.worlds],
    every: [...isNew, ...found.every].toSorted(inOrder),
  };
}
