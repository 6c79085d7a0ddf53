// One search's result as text, and back. What is read is checked: a file that could have been altered decides nothing.

import { z } from 'zod';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { goals } from '../../attacks/goals.js';
import type { PathsResult } from '../../attacks/paths.js';
import { type Cube, cubeOf, idsOf } from '../../attacks/search/conditions.js';
import { termKinds } from '../../model/names.js';
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

export type ReadResult =
  | { readonly result: PathsResult }
  | { readonly fault: 'damaged' | 'stale'; readonly why: string };

/** The result in a text filed under a key, or what is wrong with it. */
export function read(key: string, text: string): ReadResult {
  let outer: z.infer<typeof envelope>;
  try {
    const parsed = envelope.safeParse(JSON.parse(text));
    if (!parsed.success) return { fault: 'damaged', why: 'it is not of the form that is written' };
    outer = parsed.data;
  } catch {
    return { fault: 'damaged', why: 'it is not whole' };
  }
  if (outer.key !== key) return { fault: 'stale', why: 'it was made of another model, question or bounds' };
  if (sha256(outer.content) !== outer.checksum)
    return { fault: 'damaged', why: 'its content does not have the checksum it was written with' };
  const parsed = content.safeParse(JSON.parse(outer.content));
  if (!parsed.success) return { fault: 'damaged', why: 'its content is not of the form that is written' };
  const { paths, ...search } = parsed.data;
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
