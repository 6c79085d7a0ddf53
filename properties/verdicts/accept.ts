// Accepted risks: entries that name a goal or threat and the attackers who may reach it, until a day. Whoever reaches it
// and is in no entry is new.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { Cell, Comparison } from './compare.js';
import { idOf, type Target } from './judge.js';

export interface Accepted {
  readonly profile: string;
  readonly target: string;
  /** Each of these, and whoever has more: sets of capabilities. */
  readonly attackers: readonly (readonly CapabilityId[])[];
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it stands, as YYYY-MM-DD. */
  readonly expires: string;
  /** Where it stands in its file. */
  readonly at: string;
}

export type AcceptedFault =
  /** Its last day is over. */
  | { readonly what: 'expired'; readonly of: Accepted }
  /** Its cell is not in the comparison. */
  | { readonly what: 'no-cell'; readonly of: Accepted }
  /** Nobody reaches it who has these: the entry says more than is the case. */
  | { readonly what: 'unused'; readonly of: Accepted; readonly attacker: readonly CapabilityId[] }
  /** Somebody reaches a cell that entries speak of, and is in none of them. */
  | { readonly what: 'new-attacker'; readonly of: Accepted; readonly attacker: readonly CapabilityId[] };

const has = (more: readonly CapabilityId[], less: readonly CapabilityId[]): boolean =>
  less.every((id) => more.includes(id));

const entriesOf = (accepted: readonly Accepted[], profile: string, target: Target): readonly Accepted[] =>
  accepted.filter((a) => a.profile === profile && a.target === idOf(target));

/** The weakest attackers of a cell whom no entry names. */
const beyond = (cell: Cell, entries: readonly Accepted[]) =>
  cell.attackers.filter(
    ({ capabilities }) => !entries.some((e) => e.attackers.some((a) => has(capabilities, a))),
  );

/** Whether somebody reaches a cell, and entries name all who do. */
export const isAccepted = (
  cell: Cell,
  accepted: readonly Accepted[],
  profile: string,
  target: Target,
): boolean => {
  const entries = entriesOf(accepted, profile, target);
  return entries.length > 0 && cell.attackers.length > 0 && beyond(cell, entries).length === 0;
};

/** @param today as YYYY-MM-DD: an entry stands to the end of its last day */
export function acceptedFaults(
  { grounds, rows }: Comparison,
  accepted: readonly Accepted[],
  today: string,
): readonly AcceptedFault[] {
  const faults: AcceptedFault[] = accepted.flatMap((of) =>
    of.expires < today ? [{ what: 'expired', of }] : [],
  );
  const seen = new Set<Accepted>();
  for (const { target, cells } of rows)
    for (const [i, cell] of cells.entries()) {
      const entries = entriesOf(accepted, grounds[i]!.profile.name, target);
      for (const of of entries) {
        seen.add(of);
        // Nothing is said of who does not reach what was not decided.
        if (cell.verdict === 'inconclusive' || cell.verdict === 'vacuous') continue;
        for (const attacker of of.attackers)
          if (!cell.attackers.some(({ capabilities }) => has(capabilities, attacker)))
            faults.push({ what: 'unused', of, attacker });
      }
      if (entries.length > 0)
        for (const { capabilities } of beyond(cell, entries))
          faults.push({ what: 'new-attacker', of: entries[0]!, attacker: capabilities });
    }
  return [
    ...faults,
    ...accepted.filter((of) => !seen.has(of)).map((of) => ({ what: 'no-cell' as const, of })),
  ];
}
