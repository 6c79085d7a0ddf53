// For each threat, a small world and the attackers in which it shows, and what breaks it there. The sets are derived
// from the conditions of the small search's own paths. "Breaks" is read strictly: no path that bears the name is left.

import { breakingSets, candidatesOf, switchCandidates } from '../attacks/breaking.js';
import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import type { ThreatId } from '../attacks/catalogue/paper.js';
import { deriveTable } from '../attacks/catalogue/table.js';
import { type GoalId, goals } from '../attacks/goals.js';
import { findPaths, type Path, type PathsResult } from '../attacks/paths.js';
import { bitsOf, type Cube, holdsAt, idsOf } from '../attacks/search/conditions.js';
import type { BoundedSearch } from '../attacks/searches.js';
import { measures } from '../model/measures.js';
import { profiles } from '../model/profiles.js';
import type { Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';
import { smallSearches } from './smallSearches.js';

export interface BreakingSet {
  readonly level: 'measures' | 'switches';
  readonly ids: readonly string[];
  /** What is on with the whole set, over the base. */
  readonly whole: ReadonlySet<SwitchId>;
  /** For each member, what is on without it, and a path that is open then. Members that the honest run needs are left out. */
  readonly without: readonly {
    readonly member: string;
    readonly on: ReadonlySet<SwitchId>;
    readonly open: Path;
  }[];
}
export interface ThreatCase {
  readonly threat: ThreatId;
  readonly scenario: Scenario;
  /** The attackers of the paths that bear the name, as sets of capabilities. */
  readonly attackers: readonly ReadonlySet<CapabilityId>[];
  /** The bare profile, with whatever creates the threat. */
  readonly base: ReadonlySet<SwitchId>;
  readonly paths: readonly Path[];
  /** The other paths of the search, which do not bear the name. */
  readonly others: readonly Path[];
  /** Names of the moves that these paths make. */
  readonly hints: ReadonlySet<string>;
  readonly vacuous: readonly Cube[];
}
/** What breaks a threat in its case. */
export interface Broken {
  /** All ends; where nothing breaks all paths that bear the name, the first of their goals that can be broken. */
  readonly goals: readonly GoalId[];
  readonly paths: readonly Path[];
  readonly sets: readonly BreakingSet[];
}

export const endGoals: readonly GoalId[] = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);
const bare = bitsOf(profiles[0].on as ReadonlySet<SwitchId>);

const searched = new Map<BoundedSearch, Promise<PathsResult>>();
const resultOf = (search: BoundedSearch): Promise<PathsResult> => {
  if (!searched.has(search)) searched.set(search, findPaths({ searches: [search], goals: endGoals }));
  return searched.get(search)!;
};

/** The first of the small searches in which the threat shows, or null. */
export async function caseOf(
  threat: ThreatId,
  onProgress: (search: string) => void = () => {},
): Promise<ThreatCase | null> {
  for (const search of smallSearches) {
    onProgress(search.name);
    const { paths, scenarios } = await resultOf(search);
    const named = paths.filter((path) => path.threats.includes(threat));
    if (named.length > 0) {
      const others = paths.filter((path) => !named.includes(path));
      return caseIn(threat, search.scenario, named, others, scenarios[0]!.vacuous);
    }
  }
  return null;
}

function caseIn(
  threat: ThreatId,
  scenario: Scenario,
  named: readonly Path[],
  others: readonly Path[],
  vacuous: readonly Cube[],
): ThreatCase {
  const isBare = named.some(({ cube }) => holdsAt(cube, bare));
  const createdBy = isBare
    ? []
    : deriveTable({ paths: named, scenarios: [], failures: [] }).find((row) => row.threat.id === threat)!
        .createdBy;
  const attackers = new Map(named.map((p) => [p.capabilities.join(' '), new Set(p.capabilities)]));
  return {
    threat,
    scenario,
    attackers: [...attackers.values()],
    base: new Set(idsOf(bare | bitsOf(createdBy))),
    paths: named,
    others,
    hints: new Set(named.flatMap(({ moves }) => moves)),
    vacuous,
  };
}

/** The minimal sets under which no path that bears the threat's name is left. */
export function brokenBy({ paths: named, base, vacuous }: ThreatCase): Broken {
  for (const goals of [endGoals, ...endGoals.map((goal) => [goal])]) {
    const paths = named.filter((p) => goals.includes(p.goal));
    const sets = paths.length === 0 ? [] : setsAgainst(paths, bitsOf(base), vacuous);
    if (sets.length > 0) return { goals, paths, sets };
  }
  return { goals: endGoals, paths: named, sets: [] };
}

function setsAgainst(paths: readonly Path[], base: bigint, vacuous: readonly Cube[]): readonly BreakingSet[] {
  const absent = [...new Set(paths.flatMap((p) => p.absent))];
  return [
    { level: 'measures' as const, candidates: candidatesOf(measures) },
    { level: 'switches' as const, candidates: switchCandidates(absent) },
  ].flatMap(({ level, candidates }) =>
    breakingSets(paths, base, candidates, vacuous, { maxSize: 7, maxSets: 20 }).map((ids): BreakingSet => {
      const under = (some: readonly string[]) =>
        candidates.filter(({ id }) => some.includes(id)).reduce((on, c) => on | c.on, base);
      return {
        level,
        ids,
        whole: new Set(idsOf(under(ids))),
        without: ids.flatMap((member) => {
          const on = under(ids.filter((id) => id !== member));
          const open = paths.filter(({ cube }) => holdsAt(cube, on)).toSorted((a, b) => a.steps - b.steps)[0];
          if (vacuous.some((cube) => holdsAt(cube, on)) || open === undefined) return [];
          return [{ member, on: new Set(idsOf(on)), open }];
        }),
      };
    }),
  );
}
