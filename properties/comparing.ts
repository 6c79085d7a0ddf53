// Two searches of a small world against each other: as functions, and in the lengths of ways.

import type { CapabilityId } from '../attacks/capabilities/capabilities.js';
import { type Exploration, explore } from '../attacks/engine/explore.js';
import { finishesIn, translate } from '../attacks/engine/honest.js';
import type { Choice } from '../attacks/engine/order.js';
import type { Reductions } from '../attacks/engine/reductions.js';
import { goals } from '../attacks/goals.js';
import type { Scenario } from '../model/scenario.js';
import { type SwitchId, switchIds } from '../model/switches.js';
import { attackGoals } from './smallWorlds.js';

const switchSet: ReadonlySet<string> = new Set(switchIds);

export interface Asked {
  readonly scenario: Scenario;
  /** Capabilities that are open; all, if left out. */
  readonly open?: readonly CapabilityId[];
  readonly maxCapabilities?: number;
  /** Switches that are settled; none, if left out. */
  readonly settled?: ReadonlyMap<SwitchId, boolean>;
  /** Vacuous configurations are asked about, too. */
  readonly everywhere?: boolean;
  readonly maxStates?: number;
}
export function searchSmall(asked: Asked, reductions: Reductions): Exploration {
  const { scenario, open, maxCapabilities, settled: given, everywhere, maxStates = 16_000 } = asked;
  const settled = (choice: Choice) =>
    switchSet.has(choice)
      ? given?.get(choice as SwitchId)
      : open === undefined || open.includes(choice as CapabilityId)
        ? undefined
        : false;
  return explore({
    scenario,
    wanted: new Set(attackGoals),
    settled,
    ...(maxCapabilities !== undefined && { maxCapabilities }),
    ...(!everywhere && { within: (v) => finishesIn(v, scenario, settled) }),
    reductions,
    maxStates,
  });
}

/** The goals of which two searches do not say the same, each with the first level at which they do not. */
export function differences(one: Exploration, other: Exploration): readonly string[] {
  const told: string[] = [];
  for (const goal of one.wanted) {
    const [a, b] = [one, other].map(
      ({ history, vocabulary }) =>
        new Map(
          history[goal]!.map(({ level, reached }) => [
            level,
            translate(vocabulary, reached, one.vocabulary, () => undefined),
          ]),
        ),
    ) as [Map<number, number>, Map<number, number>];
    let [inOne, inOther] = [0, 0];
    for (let level = 0; level <= Math.max(0, ...a.keys(), ...b.keys()); level++) {
      inOne = a.get(level) ?? inOne;
      inOther = b.get(level) ?? inOther;
      if (inOne === inOther) continue;
      told.push(`${goals[goal]!.id} at ${level}`);
      break;
    }
  }
  return told;
}
