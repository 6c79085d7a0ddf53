// The survey's claims judged for one kind of client at a time, within bounds in which each kind was searched alike.

import type { ClientKind } from '../../model/entities/client.js';
import type { ClaimVerdict } from '../breaking.js';
import { capabilities } from '../capabilities/capabilities.js';
import type { PathsResult } from '../paths.js';
import { deriveTable, type ThreatRow } from './table.js';

/** What was found for one kind of client, by searches of the same worlds for each kind. */
export type OfClient = readonly [ClientKind, PathsResult];

/** Verdicts on one claim or remark, for each kind of client of which something was searched. */
export interface ByClient {
  readonly threat: ThreatRow['threat'];
  /** Null: of the threat's claims together. */
  readonly remark: readonly string[] | null;
  readonly verdicts: readonly (readonly [ClientKind, ClaimVerdict])[];
}

/** The table of each kind, against attackers with one of the capabilities that every kind was searched with. */
function tablesOf(found: readonly OfClient[]): readonly (readonly [ClientKind, readonly ThreatRow[]])[] {
  const common = new Set(
    capabilities
      .map(({ id }) => id)
      .filter((id) =>
        found.every(([, { scenarios }]) =>
          scenarios.some(({ allowed, complete }) => complete && (allowed === null || allowed.includes(id))),
        ),
      ),
  );
  return found.map(([client, result]) => [
    client,
    deriveTable({
      ...result,
      paths: result.paths.filter(
        (p) => p.capabilities.length <= 1 && p.capabilities.every((id) => common.has(id)),
      ),
    }),
  ]);
}

/**
 * The claims on which the verdict differs by kind of client, of searches without refresh tokens; and what the survey
 * remarks of refresh tokens, of searches with them. Against attackers with one capability at a time.
 */
export function verdictsByClient(
  plain: readonly OfClient[],
  refreshing: readonly OfClient[],
): readonly ByClient[] {
  const [claims, remarks] = [tablesOf(plain), tablesOf(refreshing)];
  return (claims[0]?.[1] ?? []).flatMap(({ threat }, i): readonly ByClient[] => {
    const verdicts = claims.map(([client, rows]) => [client, rows[i]!.verdict] as const);
    const differ = new Set(verdicts.map(([, verdict]) => verdict)).size > 1;
    return [
      ...(differ ? [{ threat, remark: null, verdicts }] : []),
      ...(threat.remarks ?? []).map(({ measures }, k) => ({
        threat,
        remark: measures,
        verdicts: remarks.map(([client, rows]) => [client, rows[i]!.remarks[k]!.verdict] as const),
      })),
    ];
  });
}
