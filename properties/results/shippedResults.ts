// What the searches found when this version was made, kept beside the program: it answers at once where nobody has
// changed the model. A file says which model it is of, and what is read of it is checked like any other.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GoalId, goalIndex } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import type { Cube } from '../../attacks/search/conditions.js';
import { configurationIn, replay } from '../../attacks/search/replay.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { fileOf } from './fileOf.js';
import { openParts, packParts } from './parts.js';
import { contentOf, damaged, type ReadResult, resultOf } from './resultFile.js';
import { isHead, isPaths, isWhole, listOf, type PackedPath, recordOf } from './resultShape.js';
import { vacuousBy } from '../verdicts/vacuous.js';

/** Beside the sources, or one level above the build. */
export const shippedFolder: string =
  ['../../results', '../../../results']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path)) ?? fileURLToPath(new URL('../../../results', import.meta.url));

export const shippedFile = (search: BoundedSearch, key: string, folder = shippedFolder): string =>
  join(folder, `${fileOf(search, key)}.gz`);

/** The part that says what was searched; the others are named by the goals that their paths reach. */
const head = 'head';
/** The paths to one goal, and the place of each among all paths of the file. */
interface Section {
  readonly places: readonly number[];
  readonly paths: readonly PackedPath[];
}
const isSection = recordOf<Section>({ places: listOf(isWhole), paths: isPaths });

/** The file of a result. What is asked about one goal can be answered from the head and one part. */
export function packed(key: string, result: PathsResult): Uint8Array {
  const { paths, ...others } = contentOf(result);
  const parts = new Map([[head, JSON.stringify(others)]]);
  for (const goal of new Set(paths.map((path) => path.goal))) {
    const places = [...paths.keys()].filter((place) => paths[place]!.goal === goal);
    parts.set(goal, JSON.stringify({ places, paths: places.map((place) => paths[place]!) }));
  }
  return packParts(key, parts);
}

/** Of all files that were read: they are of one model, and some say nothing of the kind of world that their paths are of. */
const vacuousKinds = new Map<string, readonly Cube[]>();

/** Paths that are replayed of a file that is read whole. */
const sample = 3;
/** A question about few goals reads parts of many files: one path is replayed in one of so many. */
const everySo = 4;
/** How many paths of what was read are replayed. Which files are sampled is not the same for each goal. */
function sampleSize(key: string, goals: readonly GoalId[], wanted: readonly GoalId[]): number {
  if (goals.length === wanted.length) return sample;
  const digit = key[goalIndex.get(goals[0] ?? wanted[0]!)! % key.length]!;
  return Number.parseInt(digit, 16) % everySo === 0 ? 1 : 0;
}

/** The file of a key: what was searched is what counts, not the name that a profile gives it. */
function fileWith(search: BoundedSearch, key: string, folder: string): string | undefined {
  const named = shippedFile(search, key, folder);
  if (existsSync(named)) return named;
  if (!existsSync(folder)) return undefined;
  const end = `.${key.slice(0, 16)}.json.gz`;
  const name = readdirSync(folder).find((file) => file.endsWith(end));
  return name && join(folder, name);
}

/**
 * The shipped result of a search; null: none is shipped, or it is of another model.
 * @param only goals whose paths are read; the others are left out
 */
export function shipped(
  search: BoundedSearch,
  wanted: readonly GoalId[],
  key: string,
  folder = shippedFolder,
  only = wanted,
): ReadResult | null {
  const file = fileWith(search, key, folder);
  if (file === undefined) return null;
  let found: ReadResult;
  try {
    const opened = openParts(readFileSync(file));
    if (opened === null) return damaged('it is not of the form that is written');
    if (opened.key !== key)
      return { fault: 'stale', why: 'it was made of another model, question or bounds' };
    const about = opened.read(head);
    const goals = opened.names.filter((name) => (only as readonly string[]).includes(name));
    const sections = goals.map((goal) => ({ goal, section: opened.read(goal) }));
    if (!isHead(about)) return damaged('its content is not of the form that is written');
    const placed: [number, PackedPath][] = [];
    for (const { goal, section } of sections) {
      const isWhole =
        isSection(section) &&
        section.places.length === section.paths.length &&
        section.paths.every((path) => path.goal === goal);
      if (!isWhole) return damaged('its content is not of the form that is written');
      for (const [i, path] of section.paths.entries()) placed.push([section.places[i]!, path]);
    }
    const paths = placed.sort(([a], [b]) => a - b).map(([, path]) => path);
    found = resultOf({ ...about, paths }, { search, wanted });
  } catch (error) {
    return damaged((error as Error).message);
  }
  if ('fault' in found) return found;
  const { paths, scenarios } = found.result;
  const vacuousIn = vacuousBy(scenarios, vacuousKinds);
  const replayed = Math.min(sampleSize(key, only, wanted), paths.length);
  for (let i = 0; i < replayed; i++) {
    const path = paths[Math.floor(((2 * i + 1) * paths.length) / (2 * replayed))]!;
    const ran = replay(path.moves, path.goal, {
      scenario: path.scenario,
      on: configurationIn(path.cube, vacuousIn(path.scenario), 'off'),
      capabilities: new Set(path.capabilities),
    });
    if ('failure' in ran) return damaged(`its path ${path.id} does not replay: ${ran.failure.why}`);
  }
  return found;
}
