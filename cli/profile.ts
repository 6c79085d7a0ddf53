// Profiles by name or from a YAML file, and scenarios from options.

import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { type Command, Option } from 'commander';
import { defaultScenario, flawOf, type Scenario, scenarioOf } from '../model/scenario.js';
import { CliError, EXIT, unknown } from './errors.js';
import type { StatedProfile } from '../properties/verdicts/profile.js';
import { profileOf, refuse } from '../properties/profiles/profileText.js';
import { scenarioChoices } from '../properties/profiles/choices.js';
import { shippedNames, shippedProfile } from '../properties/profiles/shipped/byName.js';
import { refuseContradiction, settled } from '../properties/profiles/settle.js';
import { nearest } from '../properties/input/suggest.js';

export { refuseBeyond, refuseContradiction, settled } from '../properties/profiles/settle.js';

/** Loads a shipped profile by its name, or a YAML file. Every file that was read for it is added to `read`. */
export function loadProfile(nameOrPath: string, read: string[] = []): StatedProfile {
  return shippedProfile(nameOrPath) ?? load(nameOrPath, null, [], read);
}

/** Throws where a text, written to a file there, would not load as a profile. */
export function checkLoads(path: string, text: string): void {
  try {
    profileOf(path, text, (base) => load(base, path, [], []));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(EXIT.usage, `the profile for \`${path}\` would not load, and was not written`, {
      why: [error.what, ...(error.why === undefined ? [] : [error.why])].join('; '),
      ...(error.fix !== undefined && { fix: error.fix }),
    });
  }
}

/** `path` as given to a file at `from`; `chain` are the files that led here, as real paths. */
function load(given: string, from: string | null, chain: readonly string[], seen: string[]): StatedProfile {
  const path = from === null || isAbsolute(given) ? given : join(dirname(from), given);
  const { text, real } = read(path, given, from);
  seen.push(path);
  if (chain.includes(real)) {
    const loop = [...chain.slice(chain.indexOf(real)), real].map((p) => basename(p));
    throw new CliError(EXIT.badFile, `${from ?? path}: profiles extend each other in a circle`, {
      why: loop.join(' extends '),
      fix: 'remove one of these `extends`',
    });
  }
  return profileOf(path, text, (base) => load(base, path, [...chain, real], seen));
}

function read(path: string, given: string, from: string | null): { text: string; real: string } {
  try {
    return { text: readFileSync(path, 'utf8'), real: realpathSync(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const wantedBy = from === null ? {} : { why: `${from} extends it` };
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      const why = code === 'EISDIR' ? 'it is a directory' : (error as Error).message;
      throw new CliError(EXIT.missing, `cannot read \`${path}\``, { why, available: shippedNames });
    }
    const looksLikePath = /[\\/]|\.ya?ml$/i.test(given);
    if (!looksLikePath) throw unknown('profile or file', given, shippedNames, EXIT.missing, wantedBy);
    throw new CliError(EXIT.missing, `no file \`${path}\``, {
      ...wantedBy,
      fix: 'give the path of a YAML file, or the name of a shipped profile',
      available: shippedNames,
    });
  }
}

/** A scenario's settings as options: what commander makes of those that `addScenarioOptions` adds. */
export type ScenarioOptions = { readonly [K in keyof Scenario]?: string | number | boolean | undefined };

const flags: { readonly [K in keyof Scenario]: string } = {
  client: '--client',
  orders: '--orders',
  refresh: '--refresh',
  jointAccounts: '--joint-accounts',
  sessions: '--sessions',
  roles: '--roles',
  grants: '--grants',
  ticks: '--ticks',
};

/** The world in which commands that draw or check one configuration start, unless told otherwise. */
export const smallScenario: Scenario = { ...defaultScenario, grants: 1, ticks: 0 };

/**
 * Adds one option for each setting. None has a default, so that a profile's scenario stands where none is given;
 * what holds where neither says anything is the base, and is told.
 */
export function addScenarioOptions(command: Command, base: Scenario = defaultScenario): Command {
  const option = (key: keyof Scenario, what: string) =>
    new Option(`${flags[key]} <${key}>`, `${what} (default: ${base[key]})`).choices(
      scenarioChoices[key].map(String),
    );
  return command
    .addOption(option('client', 'kind of client'))
    .addOption(option('orders', 'whether a grant holds the order'))
    .option('--refresh', 'issue refresh tokens')
    .option('--no-refresh', 'issue no refresh tokens (default)')
    .option('--joint-accounts', 'let alice store and synchronise content (default)')
    .option('--no-joint-accounts', 'let alice only store content')
    .addOption(option('sessions', 'client sessions'))
    .addOption(option('roles', 'whose sessions they may be'))
    .addOption(option('grants', 'authorizations at the bank'))
    .addOption(option('ticks', 'time steps; 2 where refresh tokens are issued'));
}

/** The scenario of a command: its options, over its profile's, over the base. Refused if it makes no sense. */
export function scenarioFrom(
  options: ScenarioOptions,
  profile: Partial<Scenario> = {},
  base: Scenario = defaultScenario,
): Scenario {
  const chosen: Record<string, unknown> = {};
  for (const key of Object.keys(scenarioChoices) as (keyof Scenario)[]) {
    const given = options[key];
    if (given === undefined) continue;
    const values: readonly (string | number | boolean)[] = scenarioChoices[key];
    const value = values.find((v) => String(v) === String(given));
    if (value === undefined) {
      const available = values.map(String);
      const meant = nearest(String(given), available);
      const hint = meant === null || typeof values[0] !== 'string' ? '' : `; did you mean \`${meant}\`?`;
      throw new CliError(EXIT.usage, `${flags[key]} cannot be \`${given}\`${hint}`, { available });
    }
    chosen[key] = value;
  }
  const scenario = scenarioOf({ ...profile, ...chosen }, base);
  refuse(flawOf(scenario), EXIT.usage);
  return scenario;
}

/** The profile and scenario of a command that decides one configuration. Refused if they contradict each other. */
export function settingFrom(
  nameOrPath: string,
  options: ScenarioOptions,
  base: Scenario,
): { readonly profile: StatedProfile; readonly scenario: Scenario } {
  const profile = settled(loadProfile(nameOrPath));
  const scenario = scenarioFrom(options, profile.scenario, base);
  refuseContradiction(scenario, profile.on);
  return { profile, scenario };
}
