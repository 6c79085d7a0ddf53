// What a target that is not reached hangs on: the smallest changes of the profile that would let it in, and what each
// measure and switch in force has to do with them. Conditions alone decide; nothing is replayed here.

import { bitsOf, idsOf } from '../../attacks/search/conditions.js';
import type { Path } from '../../attacks/paths.js';
import { type Measure, measures } from '../../model/measures.js';
import { type SwitchId, switches } from '../../model/switches.js';
import { configurationOutside } from './cover.js';
import { type Feasible, type Ground, offOf } from './ground.js';
import { isOf, type Target } from './judge.js';

/** Settings to turn over, all of them, to let an attack in. */
export interface Reopening {
  readonly turnOff: readonly SwitchId[];
  readonly turnOn: readonly SwitchId[];
  readonly path: Path;
}

/** `critical`: without it alone there is an attack. `shared`: in some reopening, with others. `redundant`: in none. */
export type Role = 'critical' | 'shared' | 'redundant';

/** Switches to turn over to open a path. */
export interface Delta {
  readonly f: Feasible;
  readonly bits: bigint;
}

export interface Roles {
  readonly reopenings: readonly Reopening[];
  /** Empty where no change within reach lets anything in: then there are no roles to play. */
  readonly measures: readonly { readonly id: string; readonly role: Role }[];
  readonly switches: readonly { readonly id: SwitchId; readonly role: Role }[];
}

/** The smallest changes of the profile that open a path in a configuration whose honest run finishes. */
export function smallestDeltas(ground: Ground, target: Target): readonly Delta[] {
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
  const bySize = [...shortest]
    .map(([bits, f]) => ({ bits, f, size: idsOf(bits).length }))
    .sort((a, b) => a.size - b.size);
  for (const { bits, f } of bySize)
    if (!minimal.some((m) => (m.bits & ~bits) === 0n)) minimal.push({ bits, f });
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

/** What is in force, and what part it plays in the smallest changes. */
export function rolesIn(ground: Ground, deltas: readonly Delta[]): Roles {
  const held = switches.filter(({ id }) => (bitsOf([id]) & ground.on) !== 0n).map(({ id }) => id);
  const whole = (measures as readonly Measure[]).filter((m) => m.switches.every((id) => held.includes(id)));
  return {
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
