// Why a goal or threat is reached under a profile, or what stops it: whose check at which message, what would have to
// change to let it in again, and which of the profile's measures matter for it.

import { bitsOf, idsOf } from '../../attacks/search/conditions.js';
import { configurationIn, replay } from '../../attacks/search/replay.js';
import type { Path } from '../../attacks/paths.js';
import { type Party, type SwitchId, switches } from '../../model/switches.js';
import { type Cell, cellOf } from './compare.js';
import { type Feasible, type Ground, offOf, takesAway } from './ground.js';
import type { Target } from './judge.js';
import { type Roles, rolesIn, smallestDeltas } from './roles.js';

/** One setting of the profile in a path's way. */
export interface Stop {
  readonly switch: SwitchId;
  /** The check is made; false: the path needs a check that is not made. */
  readonly isOn: boolean;
  readonly party: Party;
  /** `world`: it takes the path's kind of world away, not a capability. */
  readonly basis: 'derived' | 'assumed' | 'world';
  /** Where the path's own trace passes the check when it is off; none for what is assumed. */
  readonly at: readonly { readonly step: number; readonly message: string }[];
}
export interface StoppedPath {
  readonly path: Path;
  readonly stops: readonly Stop[];
}

export interface Explanation extends Roles {
  readonly ground: Ground;
  readonly target: Target;
  readonly cell: Cell;
  /** Paths nearest to being open first; one for each set of stops. */
  readonly stopped: readonly StoppedPath[];
}

export async function explain(ground: Ground, target: Target): Promise<Explanation> {
  const cell = await cellOf(ground, target);
  const deltas = cell.verdict === 'attack' ? [] : smallestDeltas(ground, target);
  return {
    ground,
    target,
    cell,
    stopped: deltas.map(({ f }) => ({ path: f.path, stops: stopsOf(ground, f) })),
    ...rolesIn(ground, deltas),
  };
}

/** What of the profile stands in a path's way, and where in its trace. */
function stopsOf(ground: Ground, { path, cube, vacuous }: Feasible): readonly Stop[] {
  const run = replay(path.moves, path.goal, {
    scenario: path.scenario,
    on: configurationIn(path.cube, vacuous, 'off'),
    capabilities: new Set(path.capabilities),
  });
  const steps = 'attack' in run ? run.attack.steps : [];
  return idsOf((cube.off & ground.on) | (cube.on & offOf(ground))).map((id) => {
    const { party, basis: own } = switches.find((s) => s.id === id)!;
    const basis = takesAway(id, path.scenario) ? 'world' : own;
    const at = steps
      .filter((s) => s.checks.some((c) => c.switch === id))
      .map((s) => ({ step: s.n, message: s.message }));
    return { switch: id, isOn: (ground.on & bitsOf([id])) !== 0n, party, basis, at };
  });
}
