// SPIN against the searches of this project, cell by cell. A cell is a scenario, a configuration, an attacker and a goal;
// one exported model holds all goals, so one compilation answers for all its cells.

import fc from 'fast-check';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { type GoalId, goals } from '../../attacks/goals.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { stepByRows } from '../../attacks/engine/edges.js';
import { shortestIn } from '../../attacks/engine/oneSetting.js';
import { naive } from '../../attacks/search/naive.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { describeScenario, defaultScenario, type Scenario } from '../../model/scenario.js';
import { profiles } from '../../model/profiles.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { TooLarge } from './explore.js';
import { modelOf } from './model.js';
import { promelaOf } from './promela.js';
import { runSpin } from './spin.js';
import type { Subject } from './subject.js';
import { readPrinted, replayForeign } from './trail.js';

export interface Disagreement {
  readonly subject: Subject;
  readonly goal: GoalId | null;
  readonly what: string;
}
export interface ModelComparison {
  readonly name: string;
  readonly subject: Subject;
  readonly cells: number;
  readonly reached: number;
  /** Cells for which the search gives a verdict too: none where the honest run does not finish. */
  readonly searched: number;
  readonly replayed: boolean;
  readonly states: number;
  readonly disagreements: readonly Disagreement[];
  readonly seconds: {
    readonly export: number;
    readonly compile: number;
    readonly spin: number;
    readonly naive: number;
    readonly searched: number;
  };
}

export const ends: readonly GoalId[] = goals.filter(({ kind }) => kind === 'end').map(({ id }) => id);
/** The strongest of the shipped profiles. */
const strong = [...(profiles.at(-1)!.on as ReadonlySet<SwitchId>)];
const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const worlds: readonly Scenario[] = [
  tiny,
  { ...tiny, sessions: 2 },
  { ...tiny, ticks: 1 },
  { ...tiny, grants: 2 },
  { ...tiny, client: 'native-app' },
  { ...tiny, client: 'server-app+access-app' },
  { ...tiny, orders: 'scope-only' },
  { ...tiny, roles: 'any', sessions: 2 },
  { ...tiny, ticks: 1, refresh: true },
];

/** Subjects drawn from a seed, without end: the caller takes as many as it can compare. */
export function* drawn(seed: number): Generator<Subject> {
  const one = fc.tuple(
    fc.constantFrom(...worlds),
    // Some checks are missing. With few left, the attacker's choices make too many states to compare.
    fc.uniqueArray(fc.constantFrom(...switchIds), { maxLength: 8 }),
    fc.subarray(
      capabilities.map(({ id }) => id),
      { minLength: 1, maxLength: 2 },
    ),
  );
  for (let round = 0; ; round++)
    for (const [scenario, missing, attacker] of fc.sample(one, {
      numRuns: 50,
      seed: seed + round,
    })) {
      const on = new Set(strong.filter((id) => !missing.includes(id)));
      yield subjectOf('drawn', scenario, on, attacker);
    }
}

/** Every shipped profile, with attackers of one capability each. */
export const shipped = (attackers: readonly CapabilityId[]): readonly Subject[] =>
  profiles.flatMap((profile) =>
    attackers.map((id) =>
      subjectOf(profile.name, { ...tiny, sessions: 2 }, profile.on as ReadonlySet<SwitchId>, [id]),
    ),
  );

const subjectOf = (
  profile: string,
  scenario: Scenario,
  on: ReadonlySet<SwitchId>,
  attacker: readonly CapabilityId[],
): Subject => ({
  scenario,
  profile,
  on: switchIds.filter((id) => on.has(id)),
  capabilities: attacker,
  atMost: null,
  goals: ends,
});

export interface ComparisonBounds {
  /** Largest state space of the plain search, and most alternatives of an exported model. */
  readonly maxStates: number;
  readonly maxAlternatives: number;
}
export interface Accompanied {
  /** Told what is begun. */
  readonly onStage?: (stage: string) => void;
  /** Ends SPIN; the comparison is then rejected. */
  readonly signal?: AbortSignal;
}
export const defaultComparison: ComparisonBounds = { maxStates: 4000, maxAlternatives: 400 };

/** Compares one subject of a given configuration; null where it is too large. */
export async function compare(
  subject: Subject,
  { maxStates, maxAlternatives }: ComparisonBounds = defaultComparison,
  { onStage = () => {}, signal }: Accompanied = {},
): Promise<ModelComparison | null> {
  const on = new Set(subject.on!);
  const timed = timer();
  const setting = { scenario: subject.scenario, on, capabilities: new Set(subject.capabilities) };
  onStage('plain search');
  const plain = naive(setting, { maxStates, step: stepByRows });
  if (!plain.complete) return null;
  const naiveSeconds = timed();
  let text: string;
  onStage('export');
  try {
    const model = modelOf(subject, 20 * maxStates);
    if (model.alternatives.length > maxAlternatives) return null;
    text = promelaOf(model);
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
  const exportSeconds = timed();
  onStage('SPIN');
  const spin = await runSpin(text, subject, { ...(signal && { signal }) });
  timed();
  const { vacuous } = honestRun(subject.scenario);
  const hasVerdict = !vacuous.some((cube) => holdsAt(cube, bitsOf(on)));
  timed();
  onStage('search');
  const searched = hasVerdict ? searchedSteps(subject, on) : null;
  const searchedSeconds = timed();
  const disagreements: Disagreement[] = [];
  const disagree = (goal: GoalId | null, what: string) => disagreements.push({ subject, goal, what });
  if (!spin.complete) disagree(null, 'SPIN did not finish');
  if (spin.states !== plain.states)
    disagree(null, `SPIN stored ${spin.states} states, the plain search ${plain.states}`);
  for (const goal of subject.goals) {
    const [bySpin, byPlain] = [spin.reached.get(goal), plain.reached.get(goal)?.length];
    if (bySpin !== byPlain) disagree(goal, `SPIN ${steps(bySpin)}, plain search ${steps(byPlain)}`);
    if (searched !== null && searched.get(goal) !== bySpin)
      disagree(goal, `SPIN ${steps(bySpin)}, search ${steps(searched.get(goal))}`);
  }
  const replayed = spin.reached.size > 0;
  if (replayed) {
    const trace = readPrinted(spin.trail, text);
    const result = typeof trace === 'string' ? trace : replayForeign(subject, trace);
    if (typeof result === 'string') disagree(null, `SPIN's first trail cannot be read: ${result}`);
    else if ('failure' in result) disagree(null, `SPIN's first trail does not replay: ${result.failure.why}`);
  }
  return {
    name: `${subject.profile}: ${subject.capabilities.join(' + ')}; ${describeScenario(subject.scenario)}`,
    subject,
    cells: subject.goals.length,
    reached: spin.reached.size,
    searched: searched === null ? 0 : subject.goals.length,
    replayed,
    states: spin.states,
    disagreements,
    seconds: {
      export: exportSeconds,
      compile: spin.seconds.compile,
      spin: spin.seconds.search,
      naive: naiveSeconds,
      searched: searchedSeconds,
    },
  };
}

const steps = (n: number | undefined): string => (n === undefined ? 'does not reach it' : `${n} steps`);

/** Seconds since it was asked last. */
function timer(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return seconds;
  };
}

/** The fewest steps to each goal, as the search that users run says, at one configuration. */
function searchedSteps(subject: Subject, on: ReadonlySet<SwitchId>): ReadonlyMap<GoalId, number> {
  const { scenario, capabilities: has, goals: wanted } = subject;
  const { reached } = shortestIn({ scenario, on, capabilities: new Set(has) }, wanted);
  return new Map([...reached].map(([goal, moves]) => [goal, moves.length]));
}
