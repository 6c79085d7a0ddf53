// Which goals and threats mean nothing in some worlds: what they are about does not exist there. A test holds this
// against what the searches of all worlds find.

import type { Scenario } from '../../model/scenario.js';
import type { GoalId } from '../goals.js';
import type { ThreatId } from './paper.js';

/** The settings without which there is nothing to attack. */
const needs: Readonly<Partial<Record<GoalId | ThreatId, Partial<Scenario>>>> = {
  sync: { jointAccounts: true },
  'secrecy.refresh': { refresh: true },
  N5: { refresh: true },
};

/** Whether a goal or threat can be spoken of in a world; settings not given are open. */
export const appliesIn = (id: GoalId | ThreatId, world: Partial<Scenario>): boolean =>
  Object.entries(needs[id] ?? {}).every(
    ([key, value]) => world[key as keyof Scenario] === undefined || world[key as keyof Scenario] === value,
  );
