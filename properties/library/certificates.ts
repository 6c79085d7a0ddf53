// Certificates: that a goal is reached in no state of one configuration with one attacker, to be checked by others.

import { z } from 'zod';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { GoalId } from '../../attacks/goals.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { contradictionOf, flawOf } from '../../model/scenario.js';
import { type Certificate, certificateSchema } from '../certificate/certificate.js';
import { faultOf, unfinished } from '../certificate/check.js';
import { certify as make } from '../certificate/make.js';
import { EXIT, Problem } from '../input/problem.js';
import { misnamed } from '../profiles/names.js';
import { refuse } from '../profiles/profileText.js';
import { refuseBeyond } from '../profiles/settle.js';
import type { Setting } from './profiles.js';

export type { Certificate };

export type Certified =
  | { readonly certificate: Certificate }
  /** There is an attack in so many steps, so nothing to certify. */
  | { readonly reachedIn: number }
  /** There are more states than the limit. */
  | { readonly tooManyStates: number };

/**
 * Goes through every state of one configuration and one attacker.
 * Throws a `Problem`: 21 if alice's own flow does not finish there; 64 for an attacker that the profile does not admit; 65
 * if the profile bears the name of a shipped one over other switches.
 * @param capabilities the attacker has exactly these
 * @param maxStates default 1 000 000
 */
export function certify(
  { profile, scenario }: Setting,
  goal: GoalId,
  capabilities: readonly CapabilityId[],
  maxStates = 1_000_000,
): Certified {
  refuse(contradictionOf(scenario, profile.on), EXIT.usage);
  refuseBeyond(profile, capabilities);
  const wrongName = misnamed(profile.name, profile.on);
  if (wrongName !== null)
    throw new Problem(EXIT.badFile, `no certificate for \`${profile.name}\``, {
      why: wrongName,
      fix: 'give the profile another `name`',
    });
  if (honestRun(scenario).vacuous.some((cube) => holdsAt(cube, bitsOf(profile.on))))
    throw new Problem(EXIT.vacuous, `no certificate: the honest flow cannot finish under ${profile.name}`, {
      why: 'where nothing works, nothing can be attacked, and that says nothing',
    });
  const setting = { scenario, on: profile.on, capabilities: new Set(capabilities) };
  return make(setting, goal, profile.name, maxStates);
}

/**
 * A certificate from data. Throws a `Problem` (65) that says what is wrong with its form.
 * @param path what it is called in errors
 */
export function parseCertificate(data: unknown, path = 'certificate'): Certificate {
  const parsed = certificateSchema.safeParse(data);
  if (!parsed.success)
    throw new Problem(EXIT.badFile, `\`${path}\` is not a certificate of this version`, {
      why: z.prettifyError(parsed.error),
    });
  const flaw = flawOf(parsed.data.scenario) ?? contradictionOf(parsed.data.scenario, new Set(parsed.data.on));
  if (flaw !== null) throw new Problem(EXIT.badFile, `${path}: ${flaw.what}`, { why: flaw.why });
  return parsed.data;
}

/** What became of the check of a certificate. */
export type Checked =
  | { readonly holds: true }
  /** `vacuous`: alice's own flow does not finish in its configuration, so that it says nothing. */
  | { readonly holds: false; readonly fault: 'misnamed' | 'vacuous' | 'wrong'; readonly why: string };

/** Checks a certificate by going through all states again, with another implementation of the moves. */
export function checkCertificate(certificate: Certificate, onProgress?: (states: number) => void): Checked {
  const wrongName = misnamed(certificate.profile, new Set(certificate.on));
  if (wrongName !== null) return { holds: false, fault: 'misnamed', why: wrongName };
  const cannot = unfinished(certificate);
  if (cannot.length > 0)
    return {
      holds: false,
      fault: 'vacuous',
      why: `the honest flow cannot finish in its configuration (${cannot.join(', ')} not reached); where nothing works, nothing can be attacked`,
    };
  const fault = faultOf(certificate, onProgress);
  return fault === null ? { holds: true } : { holds: false, fault: 'wrong', why: fault };
}
