// How far a search of every attacker gets: the same question at growing bounds, each for as long as one will wait.

import { findPaths } from '../attacks/paths.js';
import { defaultScenario, describeScenario, type Scenario } from '../model/scenario.js';
import { endGoals } from './run.js';

interface Rung {
  readonly maxCapabilities: number;
  readonly scenario: Scenario;
}
export interface Climbed extends Rung {
  readonly exhausted: boolean;
  readonly states: number;
  readonly images: number;
  /** Steps of the longest way looked at. */
  readonly levels: number;
  readonly seconds: number;
  readonly paths: number;
}

const small: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const rung = (maxCapabilities: number, more: Partial<Scenario> = {}): Rung => ({
  maxCapabilities,
  scenario: { ...small, ...more },
});

/** All capabilities, from small bounds to large ones. */
export const rungs: readonly Rung[] = [
  rung(0, { sessions: 2 }),
  rung(1),
  rung(2),
  rung(1, { client: 'native-app' }),
  rung(1, { ticks: 1 }),
  rung(1, { sessions: 2 }),
  rung(1, { sessions: 2, ticks: 1 }),
  rung(1, { sessions: 2, grants: 2 }),
  rung(1, { sessions: 2, roles: 'any' }),
  rung(2, { sessions: 2 }),
];

/** Climbs one rung. A search that is not through after `maxSeconds` is stopped and says so. */
export async function climb({ maxCapabilities, scenario }: Rung, maxSeconds: number): Promise<Climbed> {
  const name = `${maxCapabilities} capabilities`;
  const found = await findPaths({
    searches: [{ name, scenario, maxCapabilities, threats: false }],
    goals: endGoals,
    bounds: { maxSeconds },
  });
  const [{ complete, stats }] = found.scenarios as [(typeof found.scenarios)[number]];
  const { states, images, levels } = stats;
  const seconds = Number(stats.seconds.toFixed(1));
  return {
    maxCapabilities,
    scenario,
    exhausted: complete,
    states,
    images,
    levels,
    seconds,
    paths: found.paths.length,
  };
}

/** One rung for people. */
export const rungText = (c: Climbed): string =>
  `at most ${c.maxCapabilities} of all capabilities; ${describeScenario(c.scenario)}: ` +
  `${c.states} states, ${c.images} images, ${c.paths} paths, ${c.seconds} s, ` +
  `${c.exhausted ? 'exhausted' : `NOT exhausted at step ${c.levels}`}`;
