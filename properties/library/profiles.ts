// Profiles: configurations by name, or from the text of a file.

import { contradictionOf, defaultScenario, flawOf, type Scenario, scenarioOf } from '../../model/scenario.js';
import { EXIT, Problem, unknown } from '../input/problem.js';
import { profileOf, refuse } from '../profiles/profileText.js';
import { profileSchema } from '../profiles/schema.js';
import { settled } from '../profiles/settle.js';
import type { ShippedProfile } from '../profiles/shipped/build.js';
import { shippedNames, shippedProfile } from '../profiles/shipped/byName.js';
import { shippedProfiles } from '../profiles/shipped/index.js';
import type { StatedProfile as Profile } from '../verdicts/profile.js';

export type { Profile, Scenario, ShippedProfile };

/** The profiles that ship, weakest first, then deliberately mixed ones. Each switch has a source (`notes`). */
export const profiles = (): readonly ShippedProfile[] => shippedProfiles;

/** The shipped profile of that name. Throws a `Problem` (66) that lists the names. */
export function profile(name: string): ShippedProfile {
  const found = shippedProfile(name);
  if (found === null) throw unknown('profile', name, shippedNames, EXIT.missing);
  return found;
}

export interface ParseOptions {
  /** What the text is called in errors, and the profile if the text does not name it. Default: `profile`. */
  readonly path?: string;
  /** Finds what the text extends by a name that no shipped profile has. Default: a `Problem` is thrown. */
  readonly load?: (name: string) => Profile;
}

/**
 * Settles the text of a profile file (YAML; `profileFileSchema()` has its shape): what it extends, its measures, then its
 * single switches. Throws a `Problem` (65) with line and column of whatever is wrong.
 */
export const parseProfile = (text: string, { path = 'profile', load }: ParseOptions = {}): Profile =>
  profileOf(
    path,
    text,
    load ??
      ((name) => {
        throw unknown('profile', name, shippedNames, EXIT.missing, { why: `${path} extends it` });
      }),
  );

/** The JSON Schema of profile files. */
export const profileFileSchema = (): object => profileSchema();

/** The profile with another attacker: these capabilities at most; null: any. */
export const withAttacker = (of: Profile, attacker: Profile['attacker']): Profile => ({ ...of, attacker });

/** What is asked about one configuration, with every setting of the scenario filled in. */
export interface Setting {
  readonly profile: Profile;
  readonly scenario: Scenario;
}

/**
 * A profile as one configuration in one scenario: what is asked over what the profile says, over the default. Throws a
 * `Problem` (64) if a switch is unknown, or if the scenario makes no sense or contradicts a switch.
 */
export function settle(
  of: Profile,
  scenario: Partial<Scenario> = {},
  base: Scenario = defaultScenario,
): Setting {
  settled(of);
  const whole = scenarioOf({ ...of.scenario, ...scenario }, base);
  refuse(flawOf(whole), EXIT.usage);
  refuse(contradictionOf(whole, of.on), EXIT.usage);
  return { profile: of, scenario: whole };
}

export { defaultScenario, Problem };
