// The table of the survey's threats, in its own browsers or in today's.

import { deriveTable, type ThreatRow } from '../attacks/catalogue/table.js';
import type { PathsResult } from '../attacks/paths.js';
import { worldName } from '../attacks/sizes.js';
import { openSearches, todaysBrowsers, todaysSearches } from '../attacks/worlds.js';
import { openResults } from './openResults.js';
import { endGoals, type Interruption } from './run.js';
import { type Change, changesIn } from './tableChanges.js';

export const browsers = ['2018', 'today'] as const;
export interface OpenTable {
  readonly result: PathsResult & Interruption;
  readonly rows: readonly ThreatRow[];
  /** Of today's browsers, what differs from the survey's within the same bounds; null: these are the survey's. */
  readonly changes: readonly Change[] | null;
}

export async function openTable(which: (typeof browsers)[number], maxSeconds?: number): Promise<OpenTable> {
  if (which === '2018') {
    const result = await openResults(openSearches(), endGoals, maxSeconds);
    return { result, rows: deriveTable(result), changes: null };
  }
  const result = await openResults(todaysSearches(), endGoals, maxSeconds);
  const rows = deriveTable(result, undefined, todaysBrowsers);
  return { result, rows, changes: changesIn(await surveysRows(result), rows) };
}

/** The survey's browsers within the bounds that today's were searched in: the same worlds, one capability at a time. */
async function surveysRows({ scenarios }: PathsResult): Promise<readonly ThreatRow[]> {
  const worlds = new Set(scenarios.map((s) => worldName(s.scenario)));
  const alike = openSearches().filter(
    (s) => worlds.has(worldName(s.scenario)) && s.settled !== undefined && s.threats,
  );
  const survey = await openResults(alike, endGoals);
  return deriveTable({ ...survey, paths: survey.paths.filter((p) => p.capabilities.length <= 1) });
}
