// A book written compactly: texts that repeat stand once, sets are numbers in base 36.

import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { threats } from '../../attacks/catalogue/paper.js';
import { goals } from '../../attacks/goals.js';
import type { Path, PathsResult } from '../../attacks/paths.js';
import { bitsOf, type Cube } from '../../attacks/search/conditions.js';
import { termKinds } from '../../model/names.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import type { Text } from '../i18n.js';
import type { Unmodelled } from '../../properties/verdicts/profile.js';
import { capabilityBits, digits } from './bits.js';
import { Places } from '../../properties/results/places.js';
import type { Book, WorldKind } from './book.js';

export type PackedCube = readonly [on: string, off: string];
export type PackedPath = readonly [
  digest: string,
  goal: number,
  capabilities: string,
  provenance: readonly (readonly [capability: number, kinds: number])[],
  on: string,
  off: string,
  moves: readonly number[],
  /** Places in the list of threats. */
  threats: readonly number[],
  /** A place in the list of worlds. */
  world: number,
];
/** A search in its bounds, its world by its place. */
export type PackedSearch = Omit<PathsResult['scenarios'][number], 'scenario' | 'vacuous'> & {
  readonly world: number;
  readonly vacuous: readonly PackedCube[];
};
export interface PackedBook {
  readonly format: 2;
  readonly version: string;
  readonly model: string;
  readonly moves: readonly string[];
  readonly texts: readonly string[];
  readonly presets: readonly {
    readonly name: string;
    readonly description: Text | null;
    readonly on: string;
    readonly unknown: string;
    readonly notes: readonly (readonly [SwitchId, number])[];
    readonly scenario: Partial<Scenario>;
    readonly attacker: readonly CapabilityId[] | null;
    readonly unmodelled?: readonly Unmodelled[];
  }[];
  readonly worlds: readonly WorldKind[];
  /** The worlds that searches and paths are of, which name them by their places. */
  readonly scenarios: readonly Scenario[];
  readonly searches: readonly {
    readonly about: readonly PackedSearch[];
    readonly paths: readonly PackedPath[];
  }[];
}

const packCube = ({ on, off }: Cube): PackedCube => [digits(on), digits(off)];
const indexOf = <T>(all: readonly { readonly id: T }[], id: T): number => all.findIndex((x) => x.id === id);

function packPath(path: Path, moves: Places<string>, worlds: Places<Scenario>): PackedPath {
  const [on, off] = packCube(path.cube);
  return [
    path.id.slice(path.goal.length + 1),
    indexOf(goals, path.goal),
    digits(capabilityBits(path.capabilities)),
    path.provenance.map(({ capability, kinds }) => [
      indexOf(capabilities, capability),
      termKinds.reduce((bits, kind, i) => (kinds.includes(kind) ? bits | (1 << i) : bits), 0),
    ]),
    on,
    off,
    path.moves.map((move) => moves.of(move)),
    path.threats.map((id) => indexOf(threats, id)),
    worlds.of(path.scenario),
  ];
}

/** A book as JSON that takes little room; the same book is the same text. */
export function pack({ version, model, presets, worlds, searches }: Book): PackedBook {
  const [moves, texts, places] = [new Places<string>(), new Places<string>(), new Places<Scenario>()];
  return {
    format: 2,
    version,
    model,
    presets: presets.map(({ name, description, on, unknown, notes, scenario, attacker, unmodelled }) => ({
      name,
      description,
      on: digits(bitsOf(on)),
      unknown: digits(bitsOf(unknown)),
      notes: [...notes].map(([id, note]) => [id, texts.of(note)] as const),
      scenario,
      attacker: attacker && [...attacker],
      ...(unmodelled && { unmodelled }),
    })),
    worlds,
    searches: searches.map(({ paths, scenarios }) => ({
      about: scenarios.map(({ name, scenario, vacuous, stats, ...bounds }): PackedSearch => {
        const { maxCapabilities, allowed, settled, threats: named, goals: only, complete } = bounds;
        // Named one by one, so that the same results are the same text, whether they were found or read. How long it
        // took is no part of what was found.
        const { states, expansions, images, levels, steps, nodes, peakNodes, worked } = stats;
        return {
          name,
          world: places.of(scenario),
          maxCapabilities,
          allowed,
          settled,
          threats: named,
          goals: only,
          complete,
          stats: { states, expansions, images, levels, steps, nodes, peakNodes, worked, seconds: 0 },
          vacuous: vacuous.map(packCube),
        };
      }),
      paths: paths.map((p) => packPath(p, moves, places)),
    })),
    scenarios: places.all,
    moves: moves.all,
    texts: texts.all,
  };
}
