// The same world searched by three: this search, for every configuration and every attacker at once; the plain search,
// for one configuration and one attacker; and SPIN, for the same one as the plain search. Each is to exhaust the world,
// or nothing follows from its time.

import { execFileSync } from 'node:child_process';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { stepByRows } from '../../attacks/engine/edges.js';
import type { Exploration } from '../../attacks/engine/explore.js';
import { type GoalId, goalIndex } from '../../attacks/goals.js';
import { exploreFor } from '../../attacks/paths.js';
import { naive } from '../../attacks/search/naive.js';
import { measures } from '../../model/measures.js';
import { type Profile, profiles } from '../../model/profiles.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { modelOf } from '../export/model.js';
import { promelaOf } from '../export/promela.js';
import { runSpin, spinMissing } from '../export/spin.js';
import type { Subject } from '../export/subject.js';

/** What is searched. The attacker of the one configuration has all of the capabilities. */
export interface Common {
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly capabilities: readonly CapabilityId[];
  readonly goals: readonly GoalId[];
}

/** The largest world of two sessions and two capabilities that all three exhaust in about a minute each. */
export const common: Omit<Common, 'goals'> = {
  scenario: { ...defaultScenario, grants: 1, ticks: 1 },
  profile: profiles.find(({ name }) => name === 'rfc6749-bare')!,
  capabilities: ['lure', 'wiretap.back'],
};

interface Side {
  readonly states: number;
  readonly exhausted: boolean;
  /** By the clock. */
  readonly seconds: number;
}
export interface SpinSide extends Side {
  readonly version: string;
  readonly transitions: number;
  /** Before the search proper: the model is exported, turned into C by SPIN, and compiled. `seconds` holds neither. */
  readonly exportSeconds: number;
  readonly compileSeconds: number;
}
export interface Sides {
  /** Every configuration, and every attacker with some of the capabilities. */
  readonly engine: Side & { readonly cpuSeconds: number; readonly peakNodes: number };
  readonly plain: (Side & { readonly cpuSeconds: number; readonly transitions: number }) | null;
  readonly spin: SpinSide | null;
  /** Why SPIN is not there, if it is not installed. */
  readonly spinMissing: string | null;
  /** The plain search once for each set of measures, at the time that it took for one. */
  readonly enumeration: {
    readonly measureSets: number;
    readonly seconds: number;
    /** How many times as long as this search. */
    readonly ratio: number;
    readonly spinSeconds: number | null;
    readonly spinRatio: number | null;
  } | null;
  /** All that were exhausted reach the same goals in as few steps. */
  readonly agree: boolean;
  /** Goals that are reached in the one configuration by the one attacker. */
  readonly reached: number;
}

export interface SidesOptions {
  readonly maxSeconds: number;
  readonly maxPlainStates: number;
  readonly onStage?: (stage: 'engine' | 'plain' | 'spin') => void;
  readonly shouldStop?: () => boolean;
  /** Ends SPIN. */
  readonly signal?: AbortSignal;
}

/** Those of the three that were stopped before they began are null. */
export async function searchSideBySide(
  { scenario, profile, capabilities, goals }: Common,
  { maxSeconds, maxPlainStates, onStage = () => {}, shouldStop = () => false, signal }: SidesOptions,
): Promise<Sides> {
  const on = new Set(switchIds.filter((id) => profile.on.has(id)));
  const has = new Set(capabilities);
  onStage('engine');
  const timed = timer();
  const run = await exploreFor(
    { name: 'side by side', scenario, maxCapabilities: null, allowed: capabilities, threats: false },
    goals,
    { bounds: { maxSeconds }, shouldStop },
  );
  const engine = {
    states: run.stats.states,
    exhausted: run.complete,
    ...timed(),
    peakNodes: run.stats.peakNodes,
  };
  const fewest = stepsAt(run, on, goals);
  const steps: ReadonlyMap<GoalId, number>[] = run.complete ? [fewest] : [];
  let plain: Sides['plain'] = null;
  if (!shouldStop()) {
    onStage('plain');
    timed();
    // The rows are interpreted here as they are in this search: what is compared is the searching.
    const found = naive({ scenario, on, capabilities: has }, { maxStates: maxPlainStates, step: stepByRows });
    const { states, transitions, complete } = found;
    plain = { states, transitions, exhausted: complete, ...timed() };
    if (complete)
      steps.push(
        new Map(
          goals.flatMap((id) => {
            const way = found.reached.get(id);
            return way === undefined ? [] : [[id, way.length] as const];
          }),
        ),
      );
  }
  const missing = await spinMissing();
  let spin: SpinSide | null = null;
  if (missing === null && !shouldStop()) {
    onStage('spin');
    const subject: Subject = {
      scenario,
      profile: profile.name,
      on: switchIds.filter((id) => on.has(id)),
      capabilities,
      atMost: null,
      goals,
    };
    const found = await spinSide(subject, signal);
    if (found !== null) {
      spin = found.side;
      if (spin.exhausted) steps.push(found.reached);
    }
  }
  const measureSets = 2 ** measures.length;
  const all = plain === null ? null : plain.seconds * measureSets;
  const allOfSpin = spin === null ? null : spin.seconds * measureSets;
  const times = (seconds: number) => Math.round(seconds / Math.max(engine.seconds, 0.01));
  return {
    engine,
    plain,
    spin,
    spinMissing: missing,
    enumeration:
      all === null
        ? null
        : {
            measureSets,
            seconds: Math.round(all),
            ratio: times(all),
            spinSeconds: allOfSpin === null ? null : Math.round(allOfSpin),
            spinRatio: allOfSpin === null ? null : times(allOfSpin),
          },
    agree: steps.every((of) => isSame(of, steps[0]!)),
    reached: fewest.size,
  };
}

/** Null: it was ended by the signal. */
async function spinSide(
  subject: Subject,
  signal: AbortSignal | undefined,
): Promise<{ readonly side: SpinSide; readonly reached: ReadonlyMap<GoalId, number> } | null> {
  const timed = timer();
  const text = promelaOf(modelOf(subject));
  const exportSeconds = timed().seconds;
  try {
    const { states, transitions, complete, reached, seconds } = await runSpin(text, subject, {
      ...(signal && { signal }),
    });
    const version = execFileSync('spin', ['-V'], { encoding: 'utf8' }).trim();
    return {
      side: {
        version,
        states,
        transitions,
        exhausted: complete,
        exportSeconds,
        compileSeconds: rounded(seconds.compile),
        seconds: rounded(seconds.search),
      },
      reached,
    };
  } catch (error) {
    if (signal?.aborted === true) return null;
    throw error;
  }
}

/** The fewest steps to each goal in one configuration, for the attacker that has all capabilities. */
function stepsAt(
  run: Exploration,
  on: ReadonlySet<SwitchId>,
  goals: readonly GoalId[],
): ReadonlyMap<GoalId, number> {
  const isTrue = (v: number): boolean => {
    const meaning = run.vocabulary.meanings[v]!;
    return meaning.kind !== 'switch' || on.has(meaning.id);
  };
  return new Map(
    goals.flatMap((id) => {
      const at = run.history[goalIndex.get(id)!]!.find(({ reached }) => run.diagrams.holds(reached, isTrue));
      return at === undefined ? [] : [[id, at.level] as const];
    }),
  );
}

const isSame = (a: ReadonlyMap<GoalId, number>, b: ReadonlyMap<GoalId, number>): boolean =>
  a.size === b.size && [...a].every(([id, n]) => b.get(id) === n);

const rounded = (n: number): number => Number(n.toFixed(2));

/** Seconds since it was asked last. */
function timer(): () => { readonly seconds: number; readonly cpuSeconds: number } {
  let last = performance.now();
  let cpu = process.cpuUsage();
  return () => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    const gone = { seconds: rounded((now - last) / 1000), cpuSeconds: rounded((user + system) / 1e6) };
    last = now;
    cpu = process.cpuUsage();
    return gone;
  };
}
