// What the commands on profiles share: their options, and the grounds that they start from.

import { type Command, Option } from 'commander';
import { describeScenario, defaultScenario } from '../../model/scenario.js';
import { attackerFrom } from '../../properties/profiles/attackers.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { refuseInput } from '../files.js';
import { langs } from '../i18n.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { endGoals } from '../run.js';
import { defaultCache } from './cache.js';
import type { Ground } from '../../properties/verdicts/ground.js';
import { groundsOf, type Standing } from './grounds.js';
import { goalsOf, idOf, type Target, targets } from '../../properties/verdicts/judge.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';
import type { Weights } from '../../properties/verdicts/weights.js';
import { sizes } from '../../properties/verdicts/worlds.js';

export interface CacheOptions {
  /** A folder; false: none; absent: the user's. */
  readonly cache?: string | false;
}

export const addCacheOptions = (command: Command): Command =>
  command
    .option('--cache <dir>', 'where what the searches found is kept (default: the user cache folder)')
    .option('--no-cache', 'search anew, and keep nothing');

/** Null says any attacker in a profile; commander takes null as no value at all. */
export type AskedAttacker = NonNullable<StatedProfile['attacker']> | 'any';
export const askedAttacker = (text: string, before?: AskedAttacker): AskedAttacker =>
  attackerFrom(text, before === 'any' ? null : before) ?? 'any';

export const attackerOption = () =>
  new Option(
    '--attacker <names>',
    'what the attacker has at most, whatever profiles say: names (`sekisho list attackers`) and capabilities, with commas between; or any',
  ).argParser(askedAttacker);

/** Options of commands that give verdicts on profiles. */
export const addVerdictOptions = (command: Command): Command =>
  addCacheOptions(command.addOption(attackerOption()));
export interface VerdictOptions extends CacheOptions {
  readonly attacker?: AskedAttacker;
}

export const weightsOption = () =>
  new Option(
    '--weights [file]',
    'rank by effort and impact: YAML (`sekisho schema weights`); without a file, by an opinion that ships',
  );
/** Null: nothing is ranked. What reads files of users is loaded only where there are some. */
export const weightsOf = async ({
  weights,
}: {
  readonly weights?: string | true;
}): Promise<Weights | null> =>
  weights === undefined ? null : (await import('./inputs.js')).weightsFrom(weights);

export const langOption = () =>
  new Option('--lang <lang>', 'language of the output').choices([...langs]).default('en');

/** Options without `--cache` say true, by commander's way with `--no-` options. */
export const folderOf = ({ cache }: { readonly cache?: string | boolean }): string | null =>
  cache === false ? null : typeof cache === 'string' ? cache : defaultCache();

/** What a command writes, and what it reads beside profiles. */
export interface Files {
  readonly writes?: string | undefined;
  readonly reads?: readonly (string | undefined)[];
}

/** What reads profiles from files is loaded only where there are some. */
const fromFile = async (path: string, read: string[]): Promise<StatedProfile> =>
  (await import('../profile.js')).loadProfile(path, read);

/** The profiles named. Refuses two of one name, and to write onto what is read; tells of settings not used here. */
export async function profilesNamed(
  names: readonly string[],
  { writes, reads = [] }: Files = {},
): Promise<readonly StatedProfile[]> {
  const read: string[] = [];
  const profiles: StatedProfile[] = [];
  for (const name of names) profiles.push(shippedProfile(name) ?? (await fromFile(name, read)));
  if (writes !== undefined) refuseInput(writes, [...read, ...reads.filter((file) => file !== undefined)]);
  const twice = profiles.find((p, i) => profiles.findIndex((q) => q.name === p.name) !== i);
  if (twice !== undefined)
    throw new CliError(EXIT.usage, `two of the profiles are named \`${twice.name}\``, {
      why: 'cells are told apart by the names of their profiles',
      fix: 'give one of them another `name`, or name it once',
    });
  for (const profile of profiles) noteSizes(profile);
  return profiles;
}

/** A profile with the attacker that is asked about. */
export const withAttacker = (
  profile: StatedProfile,
  { attacker }: Pick<VerdictOptions, 'attacker'>,
): StatedProfile =>
  attacker === undefined ? profile : { ...profile, attacker: attacker === 'any' ? null : attacker };

/** The profiles named, and what verdicts on them stand on: all verdicts, or those on some targets. */
export const groundsFor = async (
  names: readonly string[],
  options: VerdictOptions,
  files: Files = {},
  about: readonly Target[] = targets,
  standing: Standing = {},
): Promise<{ readonly grounds: readonly Ground[]; readonly interrupted: boolean }> =>
  groundsOf(
    (await profilesNamed(names, files)).map((profile) => withAttacker(profile, options)),
    endGoals,
    folderOf(options),
    { only: goalsOf(about), ...standing },
  );

/** A profile's own sizes are for `search`: here the searches' are used, and that is said. */
function noteSizes({ name, scenario }: StatedProfile): void {
  const asked = sizes.filter((key) => scenario[key] !== undefined);
  if (asked.length > 0)
    process.stderr.write(
      `note: ${name} asks for ${asked.map((key) => `${key}: ${scenario[key]}`).join(', ')} (${describeScenario({ ...defaultScenario, ...scenario })}); every attacker is searched at this size; the searches of every configuration have sizes of their own, named under bounds.\n`,
    );
}

const known = (kind: 'goal' | 'threat') => targets.filter((t) => kind in t);

/** The goals and threats named, or all of them. */
export function targetsNamed(
  goals: readonly string[] = [],
  threats: readonly string[] = [],
): readonly Target[] {
  const find = (kind: 'goal' | 'threat') => (name: string) => {
    const target = known(kind).find((t) => idOf(t) === name);
    if (target === undefined) throw unknown(kind, name, known(kind).map(idOf), EXIT.usage);
    return target;
  };
  return goals.length + threats.length === 0
    ? targets
    : [...goals.map(find('goal')), ...threats.map(find('threat'))];
}
