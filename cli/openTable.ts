// The table of the survey's threats, in its own browsers or in today's.

import { type ByClient, type OfClient, verdictsByClient } from '../attacks/catalogue/byClient.js';
import { deriveTable, type ThreatRow } from '../attacks/catalogue/table.js';
import type { PathsResult } from '../attacks/paths.js';
import { worldName } from '../attacks/sizes.js';
import { openSearches, todaysBrowsers, todaysSearches } from '../attacks/worlds.js';
import type { ClientKind } from '../model/entities/client.js';
import { defaultScenario } from '../model/scenario.js';
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

/** Kinds of client of which worlds of one session and one authorization are searched alike, without refresh tokens and with. */
const clients = {
  plain: ['server-app', 'server-app+access-app', 'native-app'],
  refreshing: ['server-app', 'native-app'],
} as const satisfies Record<string, readonly ClientKind[]>;

/** The survey's claims by kind of client. */
export async function openByClient(): Promise<readonly ByClient[]> {
  const of = async (client: ClientKind, refresh: boolean): Promise<OfClient> => {
    const searches = openSearches({ client }).filter(
      ({ scenario, threats, settled, maxCapabilities, allowed }) =>
        threats &&
        settled !== undefined &&
        scenario.orders === defaultScenario.orders &&
        scenario.grants === 1 &&
        scenario.refresh === refresh &&
        (refresh ? (allowed?.length ?? 0) > 1 : scenario.ticks === 0) &&
        maxCapabilities !== null,
    );
    return [client, await openResults(searches, endGoals)];
  };
  const [plain, refreshing]: [OfClient[], OfClient[]] = [[], []];
  for (const client of clients.plain) plain.push(await of(client, false));
  for (const client of clients.refreshing) refreshing.push(await of(client, true));
  return verdictsByClient(plain, refreshing);
}
