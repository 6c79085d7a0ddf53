// The traces and path conditions that ship with the gallery, so that drawing a threat takes no search. They are results
// of the default searches; each trace is replayed when it is drawn, and tests compare all of them with a fresh search.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { threatsOf } from '../../attacks/catalogue/labels.js';
import { deriveTable } from '../../attacks/catalogue/table.js';
import { type PathsResult, reaches } from '../../attacks/paths.js';
import { bitsOf, type Cube, idsOf } from '../../attacks/search/conditions.js';
import { replay } from '../../attacks/search/replay.js';
import { profiles } from '../../model/profiles.js';
import type { SwitchId } from '../../model/switches.js';
import { CliError, EXIT } from '../errors.js';
import { version } from '../run.js';
import type { PathSummary } from '../../properties/drawings/tree.js';

/** Beside the sources, or two levels above the build. */
export const galleryFolder: string =
  ['../../docs/gallery', '../../../docs/gallery']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path)) ?? fileURLToPath(new URL('../../docs/gallery', import.meta.url));

export const traceFile = (folder: string, threat: string): string => join(folder, 'traces', `${threat}.json`);
export const pathsFile = (folder: string): string => join(folder, 'paths.json');

export interface PathsData {
  readonly paths: readonly PathSummary[];
  readonly vacuous: readonly Cube[];
}

const ids = z.array(z.string());
const pathSchema = z.object({
  id: z.string(),
  goal: z.string(),
  capabilities: ids,
  absent: ids,
  present: ids,
  steps: z.number().int(),
  threats: ids,
});
const pathsSchema = z.object({
  version: z.literal(version),
  vacuous: z.array(z.object({ on: ids, off: ids })),
  paths: z.array(pathSchema),
});

/** Reads the conditions of paths. Throws what is wrong with the file. */
export function readPaths(file: string): PathsData {
  if (!existsSync(file))
    throw new CliError(EXIT.missing, `no file \`${file}\``, {
      fix: 'make it with `sekisho draw all --search -o FOLDER`',
    });
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CliError(EXIT.badFile, `\`${file}\` is not JSON`, { why: (error as Error).message });
  }
  const parsed = pathsSchema.safeParse(data);
  if (!parsed.success)
    throw new CliError(EXIT.badFile, `\`${file}\` does not hold paths of this version`, {
      why: z.prettifyError(parsed.error).split('\n').slice(0, 4).join(' '),
    });
  return {
    paths: parsed.data.paths as unknown as readonly PathSummary[],
    vacuous: parsed.data.vacuous.map(({ on, off }) => ({
      on: bitsOf(on as SwitchId[]),
      off: bitsOf(off as SwitchId[]),
    })),
  };
}

/** The files of what a search found: one trace for each threat, and all conditions. By name, with their contents. */
export function shippedFiles(result: PathsResult): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const base = profiles.find((p) => p.name === 'rfc6749-bare')!;
  for (const { threat, shortest: any, createdBy, measureSets, paths, base: at } of deriveTable(result)) {
    // What nothing stops cannot be drawn beside a defence.
    const shortest =
      reaches(
        paths.filter(({ absent }) => absent.length > 0),
        at,
      ) ?? any;
    if (shortest === null) continue;
    const on = new Set([...base.on, ...createdBy] as SwitchId[]);
    const run = replay(shortest.moves, shortest.goal, {
      scenario: shortest.scenario,
      on,
      capabilities: new Set(shortest.capabilities),
    });
    if ('failure' in run)
      throw new Error(`the shortest path of ${threat.id} does not run at the base: ${run.failure.why}`);
    const trace = {
      version,
      threat: threat.id,
      path: shortest.id,
      goal: shortest.goal,
      profile: [base.name, ...createdBy].join(' + '),
      defences: measureSets,
      scenario: shortest.scenario,
      on: run.attack.on,
      capabilities: shortest.capabilities,
      steps: run.attack.steps,
    };
    files.set(join('traces', `${threat.id}.json`), `${JSON.stringify(trace, null, 1)}\n`);
  }
  const cubes = new Map(
    result.scenarios.flatMap((s) => s.vacuous.map((c) => [`${c.on}/${c.off}`, c] as const)),
  );
  const vacuous = [...cubes.values()].map(({ on, off }) => ({ on: idsOf(on), off: idsOf(off) }));
  const lines = result.paths.map((p) => {
    const { id, goal, capabilities, absent, present, steps } = p;
    return JSON.stringify({ id, goal, capabilities, absent, present, steps, threats: threatsOf(p) });
  });
  files.set(
    'paths.json',
    `{"version":${version},"vacuous":${JSON.stringify(vacuous)},"paths":[\n${lines.join(',\n')}\n]}\n`,
  );
  return files;
}
