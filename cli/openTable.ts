// The table of the survey's threats, in its own browsers or in today's.

import { type ByClient, type OfClient, verdictsByClient } from '../attacks/catalogue/byClient.js';
import { deriveTable, type ThreatRow } from '../attacks/catalogue/table.js';
import type { PathsResult } from '../attacks/paths.js';
import {
  besideTodays,
  clientsAlike,
  openSearches,
  searchesAlike,
  todaysBrowsers,
  todaysSearches,
} from '../attacks/worlds.js';
import { openResults } from './openResults.js';
import { endGoals, type Interruption } from './run.js';
import { type Change, changesIn } from './tableChanges.js';

export const browsers = ['2018', 'today'] as const;
export interface OpenTable {
  readonly result: PathsResult & Interruption;
  readonly rows: readonly ThreatRow[];
  /**
   * Of today's browsers, what differs from the survey's within the same bounds; null: these are the survey's, or not every
   * search was exhausted.
   */
  readonly changes: readonly Change[] | null;
}

export async function openTable(which: (typeof browsers)[number], maxSeconds?: number): Promise<OpenTable> {
  if (which === '2018') {
    const result = await openResults(openSearches(), endGoals, maxSeconds);
    return { result, rows: deriveTable(result), changes: null };
  }
  const result = await openResults(todaysSearches(), endGoals, maxSeconds);
  const rows = deriveTable(result, undefined, todaysBrowsers);
  if (!isWhole(result)) return { result, rows, changes: null };
  const survey = await openResults(besideTodays(), endGoals);
  return { result, rows, changes: isWhole(survey) ? changesIn(surveysRows(survey), rows) : null };
}

/** The survey's browsers within the bounds that today's were searched in: the same worlds, one capability at a time. */
const surveysRows = ({ paths, ...survey }: PathsResult): readonly ThreatRow[] =>
  deriveTable({ ...survey, paths: paths.filter((p) => p.capabilities.length <= 1) });

/** Nothing is said of what a search did not find that was not exhausted. */
const isWhole = ({ scenarios, interrupted }: OpenTable['result']): boolean =>
  !interrupted && scenarios.length > 0 && scenarios.every(({ complete }) => complete);

/** The survey's claims by kind of client; none if not all of the searches were exhausted. */
export async function openByClient(): Promise<readonly ByClient[]> {
  const found = { plain: [] as OfClient[], refreshing: [] as OfClient[] };
  for (const which of ['plain', 'refreshing'] as const)
    for (const client of clientsAlike[which]) {
      const result = await openResults(searchesAlike(client, which), endGoals);
      if (!isWhole(result)) return [];
      found[which].push([client, result]);
    }
  return verdictsByClient(found.plain, found.refreshing);
}
