// One search, measured: how far it got, and what that took of this process. No path is listed.

import { exploreInTurns } from '../../attacks/engine/explore.js';
import { finishesIn } from '../../attacks/engine/honest.js';
import type { GoalId } from '../../attacks/goals.js';
import type { Rung } from '../../attacks/ladder.js';
import { settledIn } from '../../attacks/paths.js';
import { worldName } from '../../attacks/sizes.js';
import type { Scenario } from '../../model/scenario.js';

/** What ends a search that is not through. */
export interface Limits {
  /** By the clock. */
  readonly seconds: number;
  readonly states: number;
}

export const endings = ['exhausted', 'seconds', 'states', 'interrupted', 'died'] as const;
/** Which limit was met; `died`: the process that searched ended before it could say, for want of memory say. */
export type Ending = (typeof endings)[number];

/** How far a search is. */
export interface Height {
  /** States of the world that were reached, and of them those whose moves are still to be made. */
  readonly states: number;
  readonly waiting: number;
  /** Steps of a way: every way of so many was looked at. */
  readonly levels: number;
  /** Most nodes of decision diagrams at a time, as far as was seen. */
  readonly peakNodes: number;
  /** Of the processor, and by the clock. */
  readonly cpuSeconds: number;
  readonly seconds: number;
  /** Most memory of the process; null where it did other things besides. */
  readonly peakMiB: number | null;
}

export interface Climbed extends Height {
  readonly name: string;
  /** Null: every configuration at once. */
  readonly profile: string | null;
  /** The world in a few letters, and in full. */
  readonly world: string;
  readonly scenario: Scenario;
  /** Null: any number. */
  readonly maxCapabilities: number | null;
  readonly ended: Ending;
}

/** What was climbed, and how far. */
export const climbed = ({ search, profile }: Rung, ended: Ending, height: Height): Climbed => ({
  name: search.name,
  profile,
  world: worldName(search.scenario),
  scenario: search.scenario,
  maxCapabilities: search.maxCapabilities,
  ended,
  ...height,
});

/** Where every search begins. */
export const ground: Height = {
  states: 0,
  waiting: 0,
  levels: 0,
  peakNodes: 0,
  cpuSeconds: 0,
  seconds: 0,
  peakMiB: null,
};

export interface Watched {
  readonly onProgress?: (height: Height) => void;
  readonly shouldStop?: () => boolean;
  /** The process does nothing else, so that its memory is the search's. */
  readonly isAlone?: boolean;
}

/** Searches until it is through or a limit is met. A limit is looked at after every few hundred states. */
export async function climb(
  rung: Rung,
  wanted: readonly GoalId[],
  limits: Limits,
  { onProgress = () => {}, shouldStop = () => false, isAlone = false }: Watched = {},
): Promise<Climbed> {
  const { search } = rung;
  const settled = settledIn(search);
  const begun = performance.now();
  const cpu = process.cpuUsage();
  let last = ground;
  const heightOf = (now: Pick<Height, 'states' | 'waiting' | 'levels' | 'peakNodes'>): Height => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      ...now,
      cpuSeconds: rounded((user + system) / 1e6),
      seconds: rounded((performance.now() - begun) / 1000),
      peakMiB: isAlone ? Math.round(process.resourceUsage().maxRSS / 1024) : null,
    };
  };
  const run = await exploreInTurns({
    scenario: search.scenario,
    wanted: new Set(wanted),
    settled,
    ...(search.maxCapabilities !== null && { maxCapabilities: search.maxCapabilities }),
    within: (vocabulary) => finishesIn(vocabulary, search.scenario, settled),
    // What witnesses are read from is kept, as in every search whose answer is shown.
    log: true,
    maxSeconds: limits.seconds,
    maxStates: limits.states,
    shouldStop,
    onProgress: ({ states, waiting, level, nodes }) => {
      // The level at hand is not through.
      last = heightOf({ states, waiting, levels: level - 1, peakNodes: Math.max(last.peakNodes, nodes) });
      onProgress(last);
    },
  });
  const { states, levels, peakNodes } = run.stats;
  const height = heightOf({
    states,
    waiting: run.complete ? 0 : last.waiting,
    levels: run.complete ? levels : levels - 1,
    peakNodes,
  });
  const ended: Ending = run.complete
    ? 'exhausted'
    : shouldStop()
      ? 'interrupted'
      : states > limits.states
        ? 'states'
        : 'seconds';
  return climbed(rung, ended, height);
}

const rounded = (n: number): number => Number(n.toFixed(1));
