// Sizes of worlds of one kind, and what they are called.

import type { Scenario } from '../model/scenario.js';

export interface Size {
  readonly sessions: Scenario['sessions'];
  readonly grants: Scenario['grants'];
  readonly ticks: Scenario['ticks'];
}

/** What is open of a kind of world in a few letters. */
const kindName = (s: Scenario): string =>
  [
    { 'server-app': 'web', 'server-app+access-app': 'access-app', 'native-app': 'native' }[s.client],
    ...(s.orders === 'scope-only' ? ['scope-only'] : []),
    ...(s.refresh ? ['refresh'] : []),
    ...(s.jointAccounts ? [] : ['single-accounts']),
  ].join('-');
const sizeName = ({ sessions, grants, ticks }: Size): string => `${sessions}s${grants}g${ticks}t`;

/** A world in a few letters: its kind, and its size. */
export const worldName = (scenario: Scenario): string => `${kindName(scenario)}-${sizeName(scenario)}`;

/** Worlds of the same kind with one or more of the sizes less, smaller ones first. */
export function smallerThan(scenario: Scenario): readonly Scenario[] {
  const leastTicks = scenario.refresh ? 1 : 0;
  const upTo = (least: number, most: number) => Array.from({ length: most - least + 1 }, (_, i) => least + i);
  return upTo(1, scenario.sessions)
    .flatMap((sessions) =>
      upTo(1, scenario.grants).flatMap((grants) =>
        upTo(leastTicks, scenario.ticks).map(
          (ticks) => ({ ...scenario, sessions, grants, ticks }) as Scenario,
        ),
      ),
    )
    .filter((s) => !holds(s, scenario))
    .sort(
      (a, b) =>
        a.sessions + a.grants + a.ticks - (b.sessions + b.grants + b.ticks) || a.sessions - b.sessions,
    );
}

/** Whether a world of one size holds everything that one of another does. */
export const holds = (a: Size, b: Size): boolean =>
  a.sessions >= b.sessions && a.grants >= b.grants && a.ticks >= b.ticks;
