// What there is, by name: the tables of the model and of the attacker, as data.

import { type Capability, capabilities as allCapabilities } from '../../attacks/capabilities/capabilities.js';
import { type NamedAttacker, namedAttackers } from '../../attacks/catalogue/namedAttackers.js';
import { type Threat, threats as allThreats } from '../../attacks/catalogue/paper.js';
import { type Goal, goals as allGoals } from '../../attacks/goals.js';
import { type Measure, measures as allMeasures } from '../../model/measures.js';
import { type Switch, switches as allSwitches } from '../../model/switches.js';

export type { Capability, Goal, Measure, NamedAttacker, Switch, Threat };

/** Checks, each by one party, that are on or off. */
export const switches: readonly Switch[] = allSwitches;
/** Sets of switches that go by one name. */
export const measures: readonly Measure[] = allMeasures;
/** What attackers can do, each given or withheld. */
export const capabilities: readonly Capability[] = allCapabilities;
/** What attackers want (`end`), what is on the way there (`stage`), and what must be possible (`honest`). */
export const goals: readonly Goal[] = allGoals;
/** The threats of the survey, with the measures that it claims against them. */
export const threats: readonly Threat[] = allThreats;
/** Attackers that documents name. */
export const attackers: readonly NamedAttacker[] = namedAttackers;
