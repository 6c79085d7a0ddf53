// Why a goal or threat is reached under a profile, or what stops it: whose check at which message, what would have to
// change to let it in again, and which of the profile's measures matter for it.

import { bitsOf, idsOf } from '../../attacks/search/conditions.js';
import { configurationIn, replay } from '../../attacks/search/replay.js';
import type { Path } from '../../attacks/paths.js';
import { type Measure, measures } from '../../model/measures.js';
import { type Party, type SwitchId, switches } from '../../model/switches.js';
import { type Cell, cellOf } from './compare.js';
import { configurationOutside } from './cover.js';
import { type Feasible, type Ground, offOf, takesAway } from './ground.js';
import { isOf, type Target } from './judge.js';

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

/** Settings to turn over, all of them, to let an attack in. */
export interface Reopening {
  readonly turnOff: readonly SwitchId[];
  readonly turnOn: readonly SwitchId[];
  readonly path: Path;
}

/** `critical`: without it alone there is an attack. `shared`: in some reopening, with others. `redundant`: in none. */
export type Role = 'critical' | 'shared' | 'redundant';

export interface Explanation {
  readonly ground: Ground;
  readonly target: Target;
  readonly cell: Cell;
  /** Paths nearest to being open first; one for each set of stops. */
  readonly stopped: readonly StoppedPath[];
  readonly reopenings: readonly Reopening[];
  readonly measures: readonly { readonly id: string; readonly role: Role }[];
  readonly switches: readonly { readonly id: SwitchId; readonly role: Role }[];
}

interface Delta {
  readonly f: Feasible;
  readonly bits: bigint;
}
const size = (bits: bigint): number => idsOf(bits).length;

export async function explain(ground: Ground, target: Target): Promise<Explanation> {
  const cell = await cellOf(ground, target);
  const deltas = cell.verdict === 'attack' ? [] : smallestDeltas(ground, target);
  const held = switches.filter(({ id }) => (bitsOf([id]) & ground.on) !== 0n).map(({ id }) => id);
  const whole = (measures as readonly Measure[]).filter((m) => m.switches.every((id) => held.includes(id)));
  return {
    ground,
    target,
    cell,
    stopped: deltas.map(({ f }) => ({ path: f.path, stops: stopsOf(ground, f) })),
    reopenings: deltas.map(({ f, bits }) => ({
      turnOff: idsOf(bits & ground.on),
      turnOn: idsOf(bits & ~ground.on),
      path: f.path,
    })),
    measures:
      deltas.length === 0 ? [] : whole.map((m) => ({ id: m.id, role: roleOf(ownOf(m, whole), m, deltas) })),
    switches:
      deltas.length === 0 ? [] : held.map((id) => ({ id, role: roleOf([id], { switches: [id] }, deltas) })),
  };
}

/** Switches that no other of the measures turns on. */
const ownOf = (measure: Measure, all: readonly Measure[]): readonly SwitchId[] =>
  measure.switches.filter((id) => !all.some((m) => m !== measure && m.switches.includes(id)));

function roleOf(
  own: readonly SwitchId[],
  { switches }: { readonly switches: readonly SwitchId[] },
  deltas: readonly Delta[],
): Role {
  const [alone, any] = [bitsOf(own), bitsOf(switches)];
  if (deltas.some(({ bits }) => (bits & ~alone) === 0n)) return 'critical';
  return deltas.some(({ bits }) => (bits & any) !== 0n) ? 'shared' : 'redundant';
}

/** The smallest changes of the profile that open a path in a configuration whose honest run finishes. */
function smallestDeltas(ground: Ground, target: Target): readonly Delta[] {
  const off = offOf(ground);
  const shortest = new Map<bigint, Feasible>();
  for (const f of ground.every) {
    const bits = (f.cube.off & ground.on) | (f.cube.on & off);
    // What is open already (in some setting of the unknown) needs no change.
    if (bits === 0n || shortest.has(bits) || !isOf(target, f.path)) continue;
    const changed = { on: (ground.on & ~bits) | f.cube.on, off: (off & ~bits) | f.cube.off };
    if (configurationOutside(changed, f.vacuous) !== null) shortest.set(bits, f);
  }
  const minimal: Delta[] = [];
  const bySize = [...shortest].map(([bits, f]) => ({ bits, f })).sort((a, b) => size(a.bits) - size(b.bits));
  for (const delta of bySize) if (!minimal.some((m) => (m.bits & ~delta.bits) === 0n)) minimal.push(delta);
  return minimal;
}

/**
 * Of a target that is not reached: the paths that come nearest, each with a configuration in which no more is turned
 * over than lets it in.
 */
export const nearestPaths = (
  ground: Ground,
  target: Target,
): readonly { readonly path: Path; readonly on: bigint }[] =>
  smallestDeltas(ground, target).map(({ f, bits }) => {
    const changed = { on: (ground.on & ~bits) | f.cube.on, off: (offOf(ground) & ~bits) | f.cube.off };
    return { path: f.path, on: configurationOutside(changed, f.vacuous)! };
  });

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
