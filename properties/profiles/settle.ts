// A profile as one configuration, and what does not go with it.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { contradictionOf, type Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';
import { EXIT, Problem } from '../input/problem.js';
import type { StatedProfile } from '../verdicts/profile.js';
import { refuse } from './profileText.js';

/** The profile, where a command decides one configuration. Refused if the profile leaves a switch unknown. */
export function settled(profile: StatedProfile): StatedProfile {
  if (profile.unknown.size === 0) return profile;
  throw new Problem(
    EXIT.usage,
    `profile \`${profile.name}\` leaves ${profile.unknown.size} switches unknown`,
    {
      why: 'this command decides one configuration, in which every switch is on or off',
      fix: 'set them in a profile that extends this one; or use `compare` or `explain`, which look at both',
      available: [...profile.unknown],
    },
  );
}

/** Refuses capabilities that the profile's attacker cannot have. */
export function refuseBeyond({ name, attacker }: StatedProfile, asked: readonly CapabilityId[]): void {
  const beyond = attacker === null ? undefined : asked.find((id) => !attacker.has(id));
  if (attacker !== null && beyond !== undefined)
    throw new Problem(EXIT.usage, `the attacker of profile \`${name}\` cannot have \`${beyond}\``, {
      why: 'the profile says under `attacker` what the attacker has at most',
      fix: 'leave it out; or lift that with `attacker: any` in a profile that extends this one',
      available: [...attacker],
    });
}

/** Refuses a configuration that has on what says nothing in the scenario. */
export const refuseContradiction = (scenario: Scenario, on: ReadonlySet<SwitchId>): void =>
  refuse(contradictionOf(scenario, on), EXIT.usage);
