// One search's result as text, and back. What is read is checked: it must be whole, and of the search asked for.
//
// The checksum tells accidents, not malice: whoever can write the file can write the checksum. An attack is told of only
// when it has been replayed, whatever the file says; that there is none rests on the file, and on who may write to it.
// \`--no-cache\` trusts none.

import { z } from 'zod';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { type GoalId, goals } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import { type Cube, cubeOf, idsOf, isConsistent } from '../../attacks/search/conditions.js';
import type { BoundedSearch } from '../../attacks/searches.js';
import { termKinds } from '../../model/names.js';
import type { Scenario } from '../../model/scenario.js';
import { switchIds } from '../../model/switches.js';
import { sha256 } from './digest.js';
import { scenarioChoices } from './schema.js';

const format = 1;
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
const content = z.strictObject({
  paths: z.array(
    z.strictObject({
      id: z.string(),
      goal: z.enum(goals.map(({ id }) => id)),
      capabilities: capabilityList,
      provenance: z.array(
        z.strictObject({
          capability: z.enum(capabilities.map(({ id }) => id)),
          kinds: z.array(z.enum(termKinds)),
        }),
      ),
      absent: switchList,
      present: switchList,
      moves: z.array(z.string()).min(1),
    }),
  ),
  name: z.string(),
  scenario,
  maxCapabilities: z.number().int(),
  allowed: capabilityList.nullable(),
  complete: z.boolean(),
  vacuous: z.array(cube),
  stats: z.strictObject({
    states: z.number(),
    pairs: z.number(),
    transitions: z.number(),
    depth: z.number(),
    seconds: z.number(),
    machineStepsAsked: z.number(),
    localStates: z.record(z.string(), z.number()),
  }),
});
const envelope = z.strictObject({
  format: z.literal(format),
  key: z.string(),
  checksum: z.string(),
  content: z.string(),
});

const inIds = ({ on, off }: Cube) => ({ on: idsOf(on), off: idsOf(off) });

/** The text of one search's result (exactly one), filed under a key. */
export function write(key: string, { paths, scenarios }: PathsResult): string {
  const { vacuous, ...search } = scenarios[0]!;
  const text = JSON.stringify({
    paths: paths.map(({ cube: _cube, scenario: _scenario, steps: _steps, ...path }) => path),
    ...search,
    vacuous: vacuous.map(inIds),
  });
  return JSON.stringify({ format, key, checksum: sha256(text), content: text });
}

/** The search that a result is wanted of, and its goals. */
export interface Asked {
  readonly search: BoundedSearch;
  readonly wanted: readonly GoalId[];
}

/** What in a content cannot have come from the search asked for; null: nothing. */
function misfit({ paths, ...found }: z.infer<typeof content>, { search, wanted }: Asked): string | null {
  const { allowed = null } = search;
  const isSame =
    found.maxCapabilities === search.maxCapabilities &&
    JSON.stringify(found.allowed) === JSON.stringify(allowed) &&
    (Object.keys(found.scenario) as (keyof Scenario)[]).every(
      (k) => found.scenario[k] === search.scenario[k],
    );
  if (!isSame) return 'its content is of other bounds than its key';
  if (!found.vacuous.every(({ on, off }) => isConsistent(cubeOf(on, off))))
    return 'a condition in it contradicts itself';
  for (const { id, goal, capabilities, provenance, present, absent, moves } of paths) {
    const isWithin =
      wanted.includes(goal) &&
      capabilities.length <= search.maxCapabilities &&
      capabilities.every((c) => allowed === null || allowed.includes(c)) &&
      provenance.every(({ capability }) => capabilities.includes(capability));
    if (!isWithin) return `path ${id} is beyond the search's bounds`;
    if (!isConsistent(cubeOf(present, absent))) return `the condition of path ${id} contradicts itself`;
    if (!moves.every(isMove)) return `path ${id} has a move that is none`;
  }
  return null;
}

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
  const { paths, ...search } = inner;
  const vacuous = search.vacuous.map(({ on, off }) => cubeOf(on, off));
  return {
    result: {
      paths: paths.map((p) => ({
        ...p,
        scenario: search.scenario,
        steps: p.moves.length,
        cube: cubeOf(p.present, p.absent),
      })),
      scenarios: [{ ...search, vacuous }],
      failures: [],
    },
  };
}
