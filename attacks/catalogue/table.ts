// The paper's figure 4, derived: for each threat what was found, what breaks it, and whether the paper's claim holds.
// It reads the paper's claims only to compare; nothing here decides what is reached.

import { measures } from '../../model/measures.js';
import { profiles } from '../../model/profiles.js';
import { type SwitchId, switches } from '../../model/switches.js';
import {
  breakingSets,
  candidatesOf,
  type ClaimVerdict,
  type JudgedClaim,
  judge,
  switchCandidates,
} from '../breaking.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { goals } from '../goals.js';
import { type Path, type PathsResult, reaches } from '../paths.js';
import { bitsOf, type Cube } from '../search/conditions.js';
import { type Remark, type Threat, threats } from './paper.js';

export interface ThreatRow {
  readonly threat: Threat;
  /** Whether some path exists at the base; if not, under which switches beside it one does. */
  readonly found: boolean;
  readonly createdBy: readonly SwitchId[];
  /** The configuration that the row is judged from: the base, and what creates the threat. */
  readonly base: bigint;
  readonly paths: readonly Path[];
  readonly shortest: Path | null;
  readonly claims: readonly (JudgedClaim & {
    /** The base with the claimed measures. */
    readonly on: bigint;
    /** Goals still reached under the claim, by any path, with one each. */
    readonly stillReached: readonly Path[];
  })[];
  /** What the survey says besides its claims, each judged against the paths that it speaks of. */
  readonly remarks: readonly (JudgedClaim & { readonly about: Remark['about']; readonly on: bigint })[];
  readonly verdict: ClaimVerdict;
  readonly measureSets: readonly (readonly string[])[];
  readonly switchSets: readonly (readonly string[])[];
}

/** Privileges on the client's host, and on alice's terminal and user agent. */
const privileges: ReadonlySet<CapabilityId> = new Set([
  'host',
  'agent.read-request',
  'agent.read-response',
  'agent.alter',
  'malware',
]);
const isAbout = ({ provenance }: Path, about: Remark['about']): boolean =>
  provenance.some(
    ({ capability, kinds }) =>
      kinds.includes('refresh') && (about === 'refresh' || privileges.has(capability)),
  );

const assumed = bitsOf(switches.filter((s) => s.basis === 'assumed').map(({ id }) => id));
const order: readonly ClaimVerdict[] = ['too-weak', 'more-than-needed', 'by-assumption', 'confirmed'];

/** Judges the claims from a profile, with these switches on besides. */
export function deriveTable(
  result: PathsResult,
  baseProfile = 'rfc6749-bare',
  besides: readonly SwitchId[] = [],
): readonly ThreatRow[] {
  const profile = profiles.find(({ name }) => name === baseProfile)!.on as ReadonlySet<SwitchId>;
  const base = bitsOf(profile) | bitsOf(besides);
  const ends = result.paths.filter((p) => goals.find(({ id }) => id === p.goal)?.kind === 'end');
  const labelled = ends.map((path) => ({ path, ids: new Set<string>(path.threats) }));
  const vacuous = uniqueCubes(result.scenarios.flatMap((s) => s.vacuous));
  const byMeasure = candidatesOf(measures);
  return threats.map((threat: Threat) => {
    const paths = labelled.filter(({ ids }) => ids.has(threat.id)).map(({ path }) => path);
    const here = reaches(paths, base);
    const created = here === undefined ? fewestCreating(paths, base) : [];
    // A threat that a switch creates is judged with that switch on.
    const start = base | bitsOf(created);
    const candidates = byMeasure.filter(({ on }) => paths.some(({ cube }) => (cube.off & on) !== 0n));
    const bySwitch = switchCandidates([...new Set(paths.flatMap((p) => p.absent))]);
    const withMeasures = (ids: readonly string[]) => {
      const members = ids.map((id) => byMeasure.find((c) => c.id === id)!);
      return { members, on: members.reduce((bits, c) => bits | c.on, start) };
    };
    const remarks = (threat.remarks ?? []).map(({ about, measures: ids }) => {
      const { members, on } = withMeasures(ids);
      const spokenOf = paths.filter((path) => isAbout(path, about));
      const judged: JudgedClaim =
        spokenOf.length === 0
          ? { claim: ids, verdict: 'not-found' }
          : judge(spokenOf, start, members, assumed);
      return { ...judged, about, on };
    });
    const claims = (threat.claims ?? []).map((claim) => {
      const { members, on } = withMeasures(claim);
      const goalsHit = [...new Set(paths.map((p) => p.goal))];
      const stillReached = goalsHit.flatMap(
        (goal) =>
          reaches(
            ends.filter((p) => p.goal === goal),
            on,
          ) ?? [],
      );
      return { ...judge(paths, start, members, assumed), on, stillReached };
    });
    const verdict: ClaimVerdict =
      paths.length === 0
        ? 'not-found'
        : claims.length === 0
          ? 'no-claim'
          : order.find((v) => claims.some((c) => c.verdict === v))!;
    return {
      threat,
      found: here !== undefined,
      createdBy: created,
      base: start,
      paths,
      shortest: here ?? reaches(paths, start) ?? null,
      claims,
      remarks,
      verdict,
      measureSets: paths.length === 0 ? [] : breakingSets(paths, start, candidates, vacuous),
      switchSets:
        paths.length === 0 ? [] : breakingSets(paths, start, bySwitch, vacuous, { maxSize: 4, maxSets: 12 }),
    };
  });
}

/** The fewest switches beside the base under which some path exists. */
function fewestCreating(paths: readonly Path[], base: bigint): readonly SwitchId[] {
  const options = paths
    .filter(({ cube }) => (cube.off & base) === 0n)
    .map((p) => p.present.filter((id) => (bitsOf([id]) & base) === 0n))
    .sort((a, b) => a.length - b.length);
  return options[0] ?? [];
}

const uniqueCubes = (cubes: readonly Cube[]): readonly Cube[] => {
  const keys = new Map(cubes.map((c) => [`${c.on}/${c.off}`, c]));
  return [...keys.values()];
};
