// One search's result as text, and back. What is read is checked: it must be whole, and of the search asked for.
//
// The checksum tells accidents, not malice: whoever can write the file can write the checksum. An attack is told of only
// when it has been replayed, whatever the file says; that there is none rests on the file, and on who may write to it.
// \`--no-cache\` trusts none.

import { z } from 'zod';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { threatsOf } from '../../attacks/catalogue/labels.js';
import { type GoalId, goals } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import { type Cube, cubeOf, idsOf, isConsistent } from '../../attacks/search/conditions.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { termKinds } from '../../model/names.js';
import type { Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { sha256 } from './digest.js';
import { Places } from './places.js';
import { scenarioChoices } from './schema.js';

const format = 2;
const switchList = z.array(z.enum(switchIds));
const capabilityList = z.array(z.enum(capabilities.map(({ id }) => id)));
const cube = z.strictObject({ on: switchList, off: switchList });
const scenario = z.strictObject({
  client: z.literal(scenarioChoices.client),
  orders: z.literal(scenarioChoices.orders),
  refresh: z.boolean(),
  jointAccounts: z.boolean(),
  sessions: z.literal(scenarioChoices.sessions),
  roles: z.literal(scenarioChoices.roles),
  grants: z.literal(scenarioChoices.grants),
  ticks: z.literal(scenarioChoices.ticks),
});
const about = z.strictObject({
  name: z.string(),
  scenario,
  maxCapabilities: z.number().int().nullable(),
  allowed: capabilityList.nullable(),
  settled: z.strictObject({ on: switchList, off: switchList }).nullable(),
  threats: z.boolean(),
  goals: z.array(z.enum(goals.map(({ id }) => id))).nullable(),
  complete: z.boolean(),
  vacuous: z.array(cube),
  stats: z.strictObject({
    states: z.number(),
    expansions: z.number(),
    images: z.number(),
    levels: z.number(),
    steps: z.number(),
    nodes: z.number(),
    peakNodes: z.number(),
    worked: z.number(),
    seconds: z.number(),
  }),
});
const content = z.strictObject({
  /** The kinds and sizes of world that paths are of; a path names one by its place. */
  worlds: z.array(scenario),
  /** The moves that paths are made of; a path names them by their places. */
  moves: z.array(z.string()),
  paths: z.array(
    z.strictObject({
      id: z.string(),
      goal: z.enum(goals.map(({ id }) => id)),
      world: z.number().int(),
      capabilities: capabilityList,
      provenance: z.array(
        z.strictObject({
          capability: z.enum(capabilities.map(({ id }) => id)),
          kinds: z.array(z.enum(termKinds)),
        }),
      ),
      absent: switchList,
      present: switchList,
      moves: z.array(z.number().int()).min(1),
    }),
  ),
  searches: z.array(about),
});
const envelope = z.strictObject({
  format: z.literal(format),
  key: z.string(),
  checksum: z.string(),
  content: z.string(),
});

const inIds = ({ on, off }: Cube) => ({ on: idsOf(on), off: idsOf(off) });

/** The text of one search's result, filed under a key. */
export function write(key: string, { paths, scenarios }: PathsResult): string {
  const worlds = new Places<Scenario>();
  const moves = new Places<string>();
  const packed = paths.map(
    ({ cube: _cube, scenario: of, steps: _steps, threats: _threats, moves: made, ...path }) => ({
      ...path,
      world: worlds.of(of),
      moves: made.map((move) => moves.of(move)),
    }),
  );
  const text = JSON.stringify({
    worlds: worlds.all,
    moves: moves.all,
    paths: packed,
    searches: scenarios.map((s) => ({ ...s, vacuous: s.vacuous.map(inIds) })),
  });
  return JSON.stringify({ format, key, checksum: sha256(text), content: text });
}

/** The search that a result is wanted of, and its goals. */
export interface Asked {
  readonly search: BoundedSearch;
  readonly wanted: readonly GoalId[];
}

/** What in a content cannot have come from the search asked for; null: nothing. */
function misfit(
  { paths, searches, worlds, moves }: z.infer<typeof content>,
  { search, wanted }: Asked,
): string | null {
  const { allowed = null, settled = null, stepsDown = false } = search;
  const isOfKind = (world: Scenario): boolean =>
    (Object.keys(world) as (keyof Scenario)[]).every(
      (k) => world[k] === search.scenario[k] || (stepsDown && sizes.has(k)),
    );
  for (const found of searches) {
    const isSame =
      found.maxCapabilities === search.maxCapabilities &&
      (found.threats === search.threats || stepsDown) &&
      JSON.stringify(found.allowed) === JSON.stringify(allowed) &&
      JSON.stringify(found.settled) === JSON.stringify(settled) &&
      isOfKind(found.scenario);
    if (!isSame) return 'its content is of other bounds than its key';
    if (!found.vacuous.every(({ on, off }) => isConsistent(cubeOf(on, off))))
      return 'a condition in it contradicts itself';
  }
  if (searches.length !== 1 && !stepsDown) return 'it is not of one search';
  if (!worlds.every(isOfKind)) return 'a path in it is of another world';
  if (!moves.every(isMove)) return 'a move in it is none';
  for (const { id, goal, capabilities, provenance, present, absent, moves: made, world } of paths) {
    const isWithin =
      wanted.includes(goal) &&
      worlds[world] !== undefined &&
      made.every((n) => moves[n] !== undefined) &&
      (search.maxCapabilities === null || capabilities.length <= search.maxCapabilities) &&
      capabilities.every((c) => allowed === null || allowed.includes(c)) &&
      provenance.every(({ capability }) => capabilities.includes(capability));
    if (!isWithin) return `path ${id} is beyond the search's bounds`;
    if (!isConsistent(cubeOf(present, absent))) return `the condition of path ${id} contradicts itself`;
  }
  return null;
}
/** Settings of size, and whether refresh tokens are issued at one at which no time passes. */
const sizes: ReadonlySet<string> = new Set(['sessions', 'grants', 'ticks', 'refresh']);

/** An actor's action and its choice. */
function isMove(text: string): boolean {
  const choice = /^[a-z]+\.[a-z]+ (\{.*\})$/i.exec(text)?.[1];
  return choice !== undefined && parsed(choice) !== undefined;
}

export type ReadResult =
  | { readonly result: PathsResult }
  | { readonly fault: 'damaged' | 'stale'; readonly why: string };

const damaged = (why: string): ReadResult => ({ fault: 'damaged', why });

/** What a text that should be JSON holds; undefined: it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The result in a text filed under a key, or what is wrong with it. */
export function read(key: string, text: string, asked: Asked): ReadResult {
  const data = parsed(text);
  if (data === undefined) return damaged('it is not whole');
  const { data: outer } = envelope.safeParse(data);
  if (outer === undefined) return damaged('it is not of the form that is written');
  if (outer.key !== key) return { fault: 'stale', why: 'it was made of another model, question or bounds' };
  if (sha256(outer.content) !== outer.checksum)
    return damaged('its content does not have the checksum it was written with');
  const { data: inner } = content.safeParse(parsed(outer.content));
  if (inner === undefined) return damaged('its content is not of the form that is written');
  const wrong = misfit(inner, asked);
  if (wrong !== null) return damaged(wrong);
  const { paths, searches, worlds, moves } = inner;
  return {
    result: {
      paths: paths.map(({ world, moves: made, ...p }) => {
        const shown = {
          ...p,
          scenario: worlds[world]!,
          moves: made.map((n) => moves[n]!),
          steps: made.length,
          cube: cubeOf(p.present, p.absent),
        };
        // A name is read off what a path shows.
        return { ...shown, threats: threatsOf(shown) };
      }),
      scenarios: searches.map((s) => ({
        ...s,
        vacuous: s.vacuous.map(({ on, off }) => cubeOf(on, off)),
      })),
      failures: [],
    },
  };
}
