// Profiles by name or from a YAML file, and scenarios from options. Whatever is wrong with a file is told with
// its place in it.

import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join } from 'node:path';
import { type Command, Option } from 'commander';
import { isMap, isNode, isScalar } from 'yaml';
import { measures } from '../model/measures.js';
import {
  contradictionOf,
  defaultScenario,
  type Flaw,
  flawOf,
  type Scenario,
  scenarioOf,
} from '../model/scenario.js';
import { type SwitchId, switches, switchIds } from '../model/switches.js';
import { CliError, EXIT, unknown } from './errors.js';
import { type ProfileFile, profileFile, scenarioChoices } from './profiles/schema.js';
import { shippedProfiles } from './profiles/shipped/index.js';
import { nearest } from './suggest.js';
import { openYaml, type Path } from './yaml.js';

export interface LoadedProfile {
  readonly name: string;
  readonly on: ReadonlySet<SwitchId>;
  /** Neither on nor off for sure. */
  readonly unknown: ReadonlySet<SwitchId>;
  /** From where a switch's setting is known, in the profile's words. */
  readonly notes: ReadonlyMap<SwitchId, string>;
  /** Only what the profile says; `scenarioFrom` fills in the rest. */
  readonly scenario: Partial<Scenario>;
}

const fileKeys: readonly string[] = Object.keys(profileFile.shape);
const shippedNames: readonly string[] = shippedProfiles.map((p) => p.name);
const measureIds: readonly string[] = measures.map((m) => m.id);
const knownSwitches: ReadonlySet<string> = new Set(switchIds);
const environment: readonly SwitchId[] = switches.filter((s) => s.environment).map((s) => s.id);

/** Loads a shipped profile by its name, or a YAML file. A file that extends nothing starts from the environment. */
export function loadProfile(nameOrPath: string): LoadedProfile {
  return shipped(nameOrPath) ?? load(nameOrPath, null, []);
}

const shipped = (name: string): LoadedProfile | null => shippedProfiles.find((p) => p.name === name) ?? null;

/** `path` as given to a file at `from`; `chain` are the files that led here, as real paths. */
function load(given: string, from: string | null, chain: readonly string[]): LoadedProfile {
  const path = from === null || isAbsolute(given) ? given : join(dirname(from), given);
  const { text, real } = read(path, given, from);
  if (chain.includes(real)) {
    const loop = [...chain.slice(chain.indexOf(real)), real].map((p) => basename(p));
    throw new CliError(EXIT.badFile, `${from ?? path}: profiles extend each other in a circle`, {
      why: loop.join(' extends '),
      fix: 'remove one of these `extends`',
    });
  }
  const { file, place } = parse(path, text);

  const wanted = file.extends === undefined ? [] : [file.extends].flat();
  const bases = wanted.map((base) => shipped(base) ?? load(base, path, [...chain, real]));
  const on = new Set<SwitchId>(bases.length === 0 ? environment : bases.flatMap((b) => [...b.on]));
  const open = new Set<SwitchId>(bases.flatMap((b) => [...b.unknown]).filter((id) => !on.has(id)));
  const notes = new Map<SwitchId, string>(bases.flatMap((b) => [...b.notes]));
  const turnedOnBy = new Map<SwitchId, string>();
  for (const [i, id] of (file.measures ?? []).entries()) {
    const measure = measures.find((m) => m.id === id);
    if (measure === undefined)
      throw unknown('measure', id, measureIds, EXIT.badFile, { why: `at ${place(['measures', i])}` });
    for (const s of measure.switches) {
      on.add(s);
      open.delete(s);
      notes.set(s, `measure ${id}`);
      if (!turnedOnBy.has(s)) turnedOnBy.set(s, id);
    }
  }
  for (const [id, value] of Object.entries(file.switches ?? {}) as [SwitchId, boolean | 'unknown'][]) {
    const by = turnedOnBy.get(id);
    if (value !== true && by !== undefined)
      throw new CliError(
        EXIT.badFile,
        `${place(['switches', id])}: switch \`${id}\` is set to ${value}, but measure \`${by}\` turns it on`,
        {
          why: 'a profile cannot have both',
          fix: `remove one; or put \`${by}\` into a profile that this one extends, where a switch may be overridden`,
        },
      );
    on.delete(id);
    open.delete(id);
    if (value === 'unknown') open.add(id);
    else if (value) on.add(id);
    notes.set(id, `set in ${basename(path)}`);
  }
  for (const [id, note] of Object.entries(file.notes ?? {}) as [SwitchId, string][]) notes.set(id, note);

  const scenario: Partial<Scenario> = Object.assign({}, ...bases.map((b) => b.scenario), file.scenario);
  const contradiction = contradictionOf(scenario, on);
  const by = contradiction && turnedOnBy.get(contradiction.switch);
  refuse(
    contradiction && by
      ? { ...contradiction, fix: `choose another client, or remove measure \`${by}\`` }
      : (contradiction ?? flawOf(scenario)),
    EXIT.badFile,
    `${path}: `,
  );
  return { name: file.name ?? basename(path, extname(path)), on, unknown: open, notes, scenario };
}

function refuse(flaw: Flaw | null, exitCode: number, place = ''): void {
  if (flaw !== null) throw new CliError(exitCode, `${place}${flaw.what}`, { why: flaw.why, fix: flaw.fix });
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

/** A file's content in its right shape, and where in the file (as path:line:column) an item stands. */
function parse(path: string, text: string): { file: ProfileFile; place: (at: Path) => string } {
  const { document, data: content, place, placeOf } = openYaml(path, text);

  const named = ['switches', 'notes'].map((key) => document.getIn([key], true));
  for (const { key } of named.flatMap((node) => (isMap(node) ? node.items : []))) {
    const id = isScalar(key) ? String(key.value) : String(key);
    if (!knownSwitches.has(id))
      throw unknown('switch', id, switchIds, EXIT.badFile, {
        why: `at ${isNode(key) && key.range ? placeOf(key.range[0]) : path}`,
      });
  }

  if (content === null || typeof content !== 'object' || Array.isArray(content))
    throw new CliError(EXIT.badFile, `${path}: not a profile`, {
      why: content === null ? 'the file is empty' : 'the file is not a mapping of keys to values',
      available: fileKeys,
    });
  const parsed = profileFile.safeParse(content);
  if (parsed.success) return { file: parsed.data, place };

  const issue = parsed.error.issues[0]!;
  const at = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const keys = at[0] === 'scenario' ? Object.keys(scenarioChoices) : fileKeys;
    throw unknown('key', key, keys, EXIT.badFile, { why: `at ${place([...at, key])}` });
  }
  const value = document.getIn(at);
  const offOrOn = typeof value === 'string' && /^(on|off|yes|no)$/i.test(value);
  throw new CliError(EXIT.badFile, `${place(at)}: \`${at.join('.')}\` is wrong`, {
    why: issue.message,
    ...(offOrOn && { fix: `write true or false; \`${value}\` is a text in YAML 1.2` }),
    ...(issue.code === 'invalid_value' && { available: issue.values.map(String) }),
  });
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

/** The profile, where a command decides one configuration. Refused if the profile leaves a switch unknown. */
export function settled(profile: LoadedProfile): LoadedProfile {
  if (profile.unknown.size === 0) return profile;
  throw new CliError(
    EXIT.usage,
    `profile \`${profile.name}\` leaves ${profile.unknown.size} switches unknown`,
    {
      why: 'this command decides one configuration, in which every switch is on or off',
      fix: 'set them in a profile that extends this one; or use `compare` or `explain`, which look at both',
      available: [...profile.unknown],
    },
  );
}

/** The profile and scenario of a command that decides one configuration. Refused if they contradict each other. */
export function settingFrom(
  nameOrPath: string,
  options: ScenarioOptions,
  base: Scenario,
): { readonly profile: LoadedProfile; readonly scenario: Scenario } {
  const profile = settled(loadProfile(nameOrPath));
  const scenario = scenarioFrom(options, profile.scenario, base);
  refuseContradiction(scenario, profile.on);
  return { profile, scenario };
}

/** Refuses a configuration that has on what says nothing in the scenario. */
export const refuseContradiction = (scenario: Scenario, on: ReadonlySet<SwitchId>): void =>
  refuse(contradictionOf(scenario, on), EXIT.usage);
