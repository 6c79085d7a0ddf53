// The survey's claims judged for one kind of client at a time, within bounds in which each kind was searched alike.

import type { Scenario } from '../../model/scenario.js';
import type { ClaimVerdict } from '../breaking.js';
import { type CapabilityId, capabilities } from '../capabilities/capabilities.js';
import type { PathsResult, ScenarioResult } from '../paths.js';
import { deriveTable, type ThreatRow } from './table.js';

type Client = Scenario['client'];
const clients = ['server-app', 'server-app+access-app', 'native-app'] as const satisfies readonly Client[];

/** Verdicts on one claim or remark, for each kind of client of which something was searched. */
export interface ByClient {
  readonly threat: ThreatRow['threat'];
  /** Null: of the threat's claims together. */
  readonly remark: ThreatRow['remarks'][number]['claim'] | null;
  readonly verdicts: readonly (readonly [Client, ClaimVerdict])[];
}

/** Worlds of one session and one authorization, with or without refresh tokens. */
const isSmall = ({ sessions, grants, ticks, orders, refresh }: Scenario, withRefresh: boolean): boolean =>
  sessions === 1 &&
  grants === 1 &&
  orders === 'granted' &&
  refresh === withRefresh &&
  ticks === (refresh ? 1 : 0);

/** Of each kind of client, the capabilities that attackers had who were searched with threats told apart. */
function searchedFor(searched: readonly ScenarioResult[]): ReadonlySet<CapabilityId> {
  return new Set(searched.flatMap(({ allowed }) => allowed ?? capabilities.map(({ id }) => id)));
}

/** The table of each kind of client, against attackers with one of the capabilities that all kinds were searched with. */
function tables(
  result: PathsResult,
  withRefresh: boolean,
): readonly (readonly [Client, readonly ThreatRow[]])[] {
  const searches = (client: Client) =>
    result.scenarios.filter(
      (s) => s.threats && s.complete && s.scenario.client === client && isSmall(s.scenario, withRefresh),
    );
  const known = clients.filter((client) => searches(client).length > 0);
  const common = capabilities
    .map(({ id }) => id)
    .filter((id) => known.every((client) => searchedFor(searches(client)).has(id)));
  return known.map((client) => [
    client,
    deriveTable({
      ...result,
      paths: result.paths.filter(
        (p) =>
          p.scenario.client === client &&
          isSmall(p.scenario, withRefresh) &&
          p.capabilities.length <= 1 &&
          p.capabilities.every((id) => common.includes(id)),
      ),
    }),
  ]);
}

/**
 * The claims on which the verdict differs by kind of client, against attackers with one capability at a time in worlds of
 * one session and one authorization; and what the survey remarks of refresh tokens, by kind of client.
 */
export function verdictsByClient(result: PathsResult): readonly ByClient[] {
  const plain = tables(result, false);
  const refreshing = tables(result, true);
  return (plain[0]?.[1] ?? []).flatMap(({ threat, remarks }, i): readonly ByClient[] => {
    const verdicts = plain.map(([client, rows]) => [client, rows[i]!.verdict] as const);
    const differ = new Set(verdicts.map(([, verdict]) => verdict)).size > 1;
    return [
      ...(differ ? [{ threat, remark: null, verdicts }] : []),
      ...remarks.map(({ claim }, k) => ({
        threat,
        remark: claim,
        verdicts: refreshing.map(([client, rows]) => [client, rows[i]!.remarks[k]!.verdict] as const),
      })),
    ];
  });
}
