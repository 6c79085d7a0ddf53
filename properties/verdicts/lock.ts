// A lock pins what a comparison was made of and what it said: model, question and bounds as digests, the profiles'
// settings, and every verdict. What has moved since is named cell by cell.

import { goals } from '../../attacks/goals.js';
import { idsOf } from '../../attacks/search/conditions.js';
import type { Comparison } from './compare.js';
import { boundsDigest, modelDigest, questionDigest, sha256 } from '../results/digest.js';
import { idOf, targets, type Verdict } from './judge.js';
import type { StatedProfile } from './profile.js';
import { searchesFor } from './worlds.js';

export interface Lock {
  lock: 1;
  model: string;
  goals: string;
  profiles: Record<string, { settings: string; bounds: string; verdicts: Record<string, Verdict> }>;
}

export type Moved =
  | { readonly what: 'model' | 'goals' }
  | { readonly what: 'settings' | 'bounds' | 'not-locked' | 'not-compared'; readonly profile: string };

export interface Drift {
  /** What is not as it was, beside verdicts. */
  readonly inputs: readonly Moved[];
  readonly cells: readonly {
    readonly profile: string;
    readonly target: string;
    readonly was: Verdict | null;
    readonly is: Verdict | null;
  }[];
}

const endGoals = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);

/** Nothing where any attacker is looked at. */
const attackerIn = ({ attacker }: StatedProfile) => (attacker === null ? [] : [[...attacker].sort()]);

/** In what order a file names its settings does not matter. */
const sorted = (settings: object): object =>
  Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));

export const lockOf = ({ grounds, rows }: Comparison): Lock => ({
  lock: 1,
  model: modelDigest(),
  goals: questionDigest(endGoals),
  profiles: Object.fromEntries(
    grounds.map((g, i) => [
      g.profile.name,
      {
        settings: sha256(
          JSON.stringify([
            idsOf(g.on),
            idsOf(g.unknown),
            sorted(g.profile.scenario),
            ...attackerIn(g.profile),
          ]),
        ),
        bounds: boundsDigest(searchesFor(g.profile.scenario)),
        verdicts: Object.fromEntries(
          rows.map(({ target, cells }) => [idOf(target), cells[i]!.verdict] as const),
        ),
      },
    ]),
  ),
});

const known: readonly string[] = targets.map(idOf);

/**
 * What has moved from one lock to another; null: nothing. A known target that is not looked at now has not moved; a
 * profile that is not looked at has, or it could be dropped from a build unnoticed.
 */
export function driftOf(was: Lock, is: Lock): Drift | null {
  const names = [...new Set([...Object.keys(was.profiles), ...Object.keys(is.profiles)])];
  const inputs: readonly Moved[] = [
    ...(['model', 'goals'] as const).filter((what) => was[what] !== is[what]).map((what) => ({ what })),
    ...names.flatMap((profile): readonly Moved[] => {
      const [a, b] = [was.profiles[profile], is.profiles[profile]];
      if (a === undefined) return [{ what: 'not-locked', profile }];
      if (b === undefined) return [{ what: 'not-compared', profile }];
      return (['settings', 'bounds'] as const)
        .filter((what) => a[what] !== b[what])
        .map((what) => ({ what, profile }));
    }),
  ];
  const cells = names.flatMap((profile) => {
    const [a, b] = [was.profiles[profile]?.verdicts ?? {}, is.profiles[profile]?.verdicts ?? {}];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .filter((target) => a[target] !== b[target] && (b[target] !== undefined || !known.includes(target)))
      .map((target) => ({ profile, target, was: a[target] ?? null, is: b[target] ?? null }));
  });
  return inputs.length === 0 && cells.length === 0 ? null : { inputs, cells };
}
