// A cell, answered by what `search`, `compare` and `derive` call. What an answer holds is the same on every machine:
// no time, no place, no memory.

import type { GoalId } from '../../attacks/goals.js';
import { findPaths, type PathsResult, type ScenarioResult } from '../../attacks/paths.js';
import { usual } from '../../attacks/worlds.js';
import { whoReaches } from '../../attacks/who.js';
import { worldName } from '../../attacks/sizes.js';
import { cellOf } from '../verdicts/compare.js';
import { idOf, targets } from '../verdicts/judge.js';
import { withoutAssumed } from '../verdicts/assumed.js';
import { sha256 } from '../results/digest.js';
import { groundsOf, type Source } from '../results/grounds.js';
import { endGoals } from '../input/named.js';
import { canonical } from './canonical.js';
import type { CellBudget, CellInput, PathsInput, VerdictsInput, WhoInput } from './cell.js';

/** Data of JSON. The verdict is what a count of cells goes by. */
export interface Answer {
  readonly verdict: string;
  readonly [more: string]: unknown;
}

export interface Answering {
  /** Where what the searches of verdicts find comes from. */
  readonly source: Source;
  readonly onProgress?: (line: string) => void;
  readonly shouldStop?: () => boolean;
}

/** The answer; null: it was interrupted, and nothing is known. Throws where the search is at fault. */
export async function answer(input: CellInput, how: Answering): Promise<Answer | null> {
  switch (input.question) {
    case 'who':
      return who(input, how);
    case 'verdicts':
      return verdicts(input, how);
    case 'paths':
      return paths(input, how);
  }
}

const limitsOf = ({ states, steps }: CellBudget) => ({
  maxStates: states,
  ...(steps !== null && { maxSteps: steps }),
});

async function who(input: WhoInput, { onProgress, shouldStop }: Answering): Promise<Answer | null> {
  const { scenario, profile, goal, attacker, maxCapabilities, budget } = input;
  const found = await whoReaches(
    {
      scenario,
      on: new Set(profile.on),
      goal,
      attacker: { among: attacker && new Set(attacker), most: maxCapabilities },
    },
    limitsOf(budget),
    {
      ...(shouldStop && { shouldStop }),
      onProgress: (p) => onProgress?.(`${p.states} states, step ${p.level}, ${p.waiting} waiting`),
    },
  );
  if (shouldStop?.() && !found.complete) return null;
  return {
    verdict: found.verdict,
    complete: found.complete,
    attackers: found.attackers.map(({ capabilities, moves }) => ({ capabilities, steps: moves.length })),
    moves: found.attackers[0]?.moves ?? null,
    states: found.stats?.states ?? 0,
    levels: found.stats?.levels ?? 0,
  };
}

const searched = (s: ScenarioResult) => ({
  world: worldName(s.scenario),
  capabilities: s.allowed,
  maxCapabilities: s.maxCapabilities,
  threats: s.threats,
  complete: s.complete,
});

async function verdicts(
  { profile, scenario, attacker }: VerdictsInput,
  { source }: Answering,
): Promise<Answer | null> {
  const stated = {
    name: profile.name,
    on: new Set(profile.on),
    unknown: new Set(profile.unknown),
    notes: new Map(),
    scenario,
    attacker: attacker && new Set(attacker),
  };
  const { grounds, interrupted } = await groundsOf([stated], endGoals, source);
  if (interrupted) return null;
  const ground = grounds[0]!;
  const derived = withoutAssumed(ground);
  const told: Record<string, { readonly verdict: string }> = {};
  for (const target of targets) {
    const cell = await cellOf(ground, target, derived);
    told[idOf(target)] = {
      verdict: cell.verdict,
      ...(cell.because !== null && { because: cell.because }),
      ...(cell.byAssumption && { byAssumption: true }),
      ...(cell.attackers.length > 0 && { attackers: cell.attackers }),
      ...(cell.dependsOn.length > 0 && { dependsOn: cell.dependsOn }),
    };
  }
  return {
    verdict: weightiest(Object.values(told).map(({ verdict }) => verdict)),
    targets: told,
    searches: [...new Map(ground.worlds.map((w) => [canonical(searched(w)), searched(w)])).values()],
    notSearched: ground.notSearched.map(({ name }) => name),
  };
}

/** Of many verdicts the one that none of the others may hide. */
function weightiest(all: readonly string[]): string {
  const order = ['vacuous', 'inconclusive', 'attack', 'depends', 'no-attack-within-bounds'];
  return order.find((verdict) => all.includes(verdict)) ?? 'not-applicable';
}

async function paths(input: PathsInput, { onProgress, shouldStop }: Answering): Promise<Answer | null> {
  const { configurations, scenario, goals, attacker, maxCapabilities, threats, budget } = input;
  const result = await findPaths({
    searches: [
      {
        name: `${worldName(scenario)}-${configurations}`,
        scenario,
        maxCapabilities,
        ...(attacker && { allowed: attacker }),
        ...(configurations === 'usual' && { settled: usual }),
        threats,
      },
    ],
    goals,
    bounds: limitsOf(budget),
    ...(onProgress && { onProgress }),
    ...(shouldStop && { shouldStop }),
  });
  const [failure] = result.failures;
  if (failure !== undefined)
    throw new Error(`a path to ${failure.path.goal} does not replay: ${failure.failure.why}`);
  const [scope] = result.scenarios;
  if (scope === undefined || (shouldStop?.() && !scope.complete)) return null;
  return {
    verdict: !scope.complete
      ? 'inconclusive'
      : result.paths.length > 0
        ? 'attack'
        : 'no-attack-within-bounds',
    complete: scope.complete,
    paths: result.paths.length,
    digest: digestOf(result),
    goals: Object.fromEntries(goals.map((goal) => [goal, ofGoal(result, goal)])),
    states: scope.stats.states,
    levels: scope.stats.levels,
  };
}

/** Of every path with its conditions: they are too many to be told cell by cell, and two answers that differ show. */
const digestOf = ({ paths }: PathsResult): string =>
  sha256(
    canonical(
      paths.map(({ id, goal, capabilities, absent, present, moves }) => [
        id,
        goal,
        capabilities,
        absent,
        present,
        moves,
      ]),
    ),
  );

function ofGoal(result: PathsResult, goal: GoalId) {
  const own = result.paths.filter((path) => path.goal === goal);
  return { paths: own.length, fewestSteps: own.length === 0 ? null : Math.min(...own.map((p) => p.steps)) };
}
