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
import { capabilityBits, digits } from './bits.js';
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
];
export interface PackedBook {
  readonly format: 1;
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
  }[];
  readonly worlds: readonly WorldKind[];
  readonly searches: readonly {
    readonly about: Omit<PathsResult['scenarios'][number], 'vacuous'>;
    readonly vacuous: readonly PackedCube[];
    readonly paths: readonly PackedPath[];
  }[];
}

/** Gives each different text a number, in the order of its first use. */
class Numbers {
  readonly texts: string[] = [];
  readonly #known = new Map<string, number>();

  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

const packCube = ({ on, off }: Cube): PackedCube => [digits(on), digits(off)];
const indexOf = <T>(all: readonly { readonly id: T }[], id: T): number => all.findIndex((x) => x.id === id);

function packPath(path: Path, moves: Numbers): PackedPath {
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
  ];
}

/** A book as JSON that takes little room; the same book is the same text. */
export function pack({ version, model, presets, worlds, searches }: Book): PackedBook {
  const [moves, texts] = [new Numbers(), new Numbers()];
  return {
    format: 1,
    version,
    model,
    presets: presets.map(({ name, description, on, unknown, notes, scenario, attacker }) => ({
      name,
      description,
      on: digits(bitsOf(on)),
      unknown: digits(bitsOf(unknown)),
      notes: [...notes].map(([id, note]) => [id, texts.of(note)] as const),
      scenario,
      attacker: attacker && [...attacker],
    })),
    worlds,
    searches: searches.map(({ paths, scenarios }) => {
      const { name, scenario, maxCapabilities, allowed, settled, complete, vacuous, stats } = scenarios[0]!;
      // Named one by one, so that the same results are the same text, whether they were found or read. How long it took
      // is no part of what was found.
      const { states, expansions, images, levels, steps, nodes, peakNodes, worked } = stats;
      const about = {
        name,
        scenario,
        maxCapabilities,
        allowed,
        settled,
        threats: scenarios[0]!.threats,
        goals: scenarios[0]!.goals,
        complete,
        stats: { states, expansions, images, levels, steps, nodes, peakNodes, worked, seconds: 0 },
      };
      return { about, vacuous: vacuous.map(packCube), paths: paths.map((p) => packPath(p, moves)) };
    }),
    moves: moves.texts,
    texts: texts.texts,
  };
}
