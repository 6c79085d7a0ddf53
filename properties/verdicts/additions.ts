// What may be added to a profile: measures or single switches, none of them unavailable or senseless in its world.

import { type Candidate, candidatesOf, switchCandidates } from '../../attacks/breaking.js';
import { bitsOf } from '../../attacks/search/conditions.js';
import { measures } from '../../model/measures.js';
import { contradictionOf } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import type { Ground } from './ground.js';

export interface Costs {
  readonly costs: ReadonlyMap<string, number>;
  /** Of what the file does not name. */
  readonly otherwise: number;
  /** Measures and switches. */
  readonly unavailable: readonly string[];
}

export function additions(
  ground: Ground,
  by: 'measures' | 'switches',
  { unavailable }: Pick<Costs, 'unavailable'>,
): readonly Candidate[] {
  const barred = bitsOf(
    switchIds.filter(
      (id) => unavailable.includes(id) || contradictionOf(ground.profile.scenario, new Set([id])) !== null,
    ),
  );
  const all = by === 'measures' ? candidatesOf(measures) : switchCandidates(switchIds as SwitchId[]);
  return all.filter(
    ({ id, on }) =>
      !unavailable.includes(id) && (on & ~ground.on) !== 0n && (on & ~ground.on & barred) === 0n,
  );
}
