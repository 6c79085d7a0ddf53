// A book read back from what `pack` wrote.

import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { threats } from '../../attacks/catalogue/paper.js';
import { goals } from '../../attacks/goals.js';
import type { Path, PathsResult } from '../../attacks/paths.js';
import { type Cube, idsOf } from '../../attacks/search/conditions.js';
import { termKinds } from '../../model/names.js';
import { bitsIn, capabilitiesIn } from './bits.js';
import type { Book } from './book.js';
import type { PackedBook, PackedCube, PackedPath } from './pack.js';

const bits = (text: string): bigint => {
  const read = bitsIn(text);
  if (read === null) throw new RangeError(`\`${text}\` is no number in base 36`);
  return read;
};
const cubeIn = ([on, off]: PackedCube): Cube => ({ on: bits(on), off: bits(off) });

export function unpack(book: PackedBook): Book {
  return {
    version: book.version,
    model: book.model,
    worlds: book.worlds,
    presets: book.presets.map(
      ({ name, description, on, unknown, notes, scenario, attacker, unmodelled }) => ({
        name,
        description,
        on: new Set(idsOf(bits(on))),
        unknown: new Set(idsOf(bits(unknown))),
        notes: new Map(notes.map(([id, note]) => [id, book.texts[note]!])),
        scenario,
        attacker: attacker && new Set(attacker),
        ...(unmodelled && { unmodelled }),
      }),
    ),
    searches: book.searches.map(
      ({ about, paths }): PathsResult => ({
        paths: paths.map((p) => pathIn(p, book)),
        scenarios: about.map(({ world, vacuous, ...bounds }) => ({
          ...bounds,
          scenario: book.scenarios[world]!,
          vacuous: vacuous.map(cubeIn),
        })),
        failures: [],
      }),
    ),
  };
}

function pathIn(packed: PackedPath, { moves, scenarios }: Pick<PackedBook, 'moves' | 'scenarios'>): Path {
  const [digest, goal, capabilitySet, provenance, on, off, steps, names, world] = packed;
  const cube = cubeIn([on, off]);
  const { id } = goals[goal]!;
  return {
    id: `${id}/${digest}`,
    goal: id,
    scenario: scenarios[world]!,
    capabilities: capabilitiesIn(bits(capabilitySet)),
    provenance: provenance.map(([capability, kinds]) => ({
      capability: capabilities[capability]!.id,
      kinds: termKinds.filter((_, i) => (kinds >> i) & 1),
    })),
    cube,
    absent: idsOf(cube.off),
    present: idsOf(cube.on),
    steps: steps.length,
    moves: steps.map((n) => moves[n]!),
    threats: names.map((n) => threats[n]!.id),
  };
}
