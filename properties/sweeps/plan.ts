// A plan as cells: each combination of what its questions name, once, in the plan's order.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { kindSettings } from '../../attacks/worlds.js';
import { contradictionOf, flawOf, type Scenario, scenarioOf } from '../../model/scenario.js';
import { switchIds, type SwitchId } from '../../model/switches.js';
import type { StatedProfile } from '../verdicts/profile.js';
import { endGoals } from '../input/named.js';
import { EXIT, Problem } from '../input/problem.js';
import { shapedYaml } from '../input/yaml.js';
import { capabilitiesOf } from '../profiles/attackers.js';
import { shippedProfile } from '../profiles/shipped/byName.js';
import { shippedProfiles } from '../profiles/shipped/index.js';
import { type CellInput, cellOfInput, type SweepCell } from './cell.js';
import { changesOf } from './changes.js';
import { type Block, planFile } from './planShape.js';
import type { Versions } from './versions.js';

export const leftOutFor = ['flaw', 'kind', 'contradiction'] as const;
/** Of combinations that are no question: the world is senseless, the profile states another one, a switch says nothing there. */
export type LeftOut = Readonly<Record<(typeof leftOutFor)[number], number>>;

export interface Plan {
  readonly name: string;
  /** No two are the same. */
  readonly cells: readonly SweepCell[];
  readonly leftOut: LeftOut;
}

type Attacker = readonly CapabilityId[] | null;
type Given = NonNullable<Block['scenarios']>[number];

/** What a text that holds one is called in errors. */
export const planKind = 'a plan of a sweep';

/**
 * The cells of a plan's text. `path` names it in errors; `load` finds a profile by a name that no shipped profile has.
 * Throws what is wrong and where.
 */
export function planOf(
  path: string,
  text: string,
  of: Versions,
  load: (name: string) => StatedProfile,
): Plan {
  const { content, place } = shapedYaml(path, text, planFile, planKind);
  const leftOut = { flaw: 0, kind: 0, contradiction: 0 };
  const cells = new Map<string, SweepCell>();
  for (const [i, block] of content.sweep.entries()) {
    const profilesOf = (named: Extract<Block, { profiles: unknown }>['profiles']) =>
      named.flatMap((entry, n) => profilesNamed(entry, load, place(['sweep', i, 'profiles', n])));
    for (const input of inputsOf(block, profilesOf, leftOut)) {
      const cell = cellOfInput(of, input);
      cells.set(cell.id, cell);
    }
  }
  if (cells.size === 0)
    throw new Problem(EXIT.badFile, `${path}: the plan has no cell`, {
      why: 'none of its combinations is a question: worlds are senseless, or profiles state others',
      fix: 'look at `scenarios` beside what the profiles state',
    });
  return { name: content.name, cells: [...cells.values()], leftOut };
}

function profilesNamed(
  entry: Extract<Block, { profiles: unknown }>['profiles'][number],
  load: (name: string) => StatedProfile,
  place: string,
): readonly StatedProfile[] {
  if (entry === 'shipped') return shippedProfiles;
  const name = typeof entry === 'string' ? entry : entry.changesOf;
  let profile: StatedProfile | null = shippedProfile(name);
  try {
    profile ??= load(name);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(EXIT.badFile, `${place}: ${error.what}`, {
      ...(error.why !== undefined && { why: error.why }),
      ...(error.fix !== undefined && { fix: error.fix }),
      ...(error.available !== undefined && { available: error.available }),
    });
  }
  return typeof entry === 'string' ? [profile] : changesOf(profile, entry.by);
}

/** One scenario of each combination of the values given. */
function combinations(given: Given): readonly Partial<Scenario>[] {
  return Object.entries(given).reduce<readonly Partial<Scenario>[]>(
    (all, [key, values]) => all.flatMap((s) => [values].flat().map((value) => ({ ...s, [key]: value }))),
    [{}],
  );
}

const attackersOf = (named: Block['attackers']): readonly Attacker[] | null =>
  named === undefined
    ? null
    : named.map((entry) =>
        entry === 'any' ? null : [...new Set([entry].flat().flatMap((word) => capabilitiesOf(word) ?? []))],
      );

const inOrder = (ids: ReadonlySet<SwitchId>) => switchIds.filter((id) => ids.has(id)) as SwitchId[];
const mostOf = (
  given: number | 'any' | readonly (number | 'any')[] | undefined,
): readonly (number | null)[] => [given ?? 'any'].flat().map((most) => (most === 'any' ? null : most));

function* inputsOf(
  block: Block,
  profilesOf: (named: Extract<Block, { profiles: unknown }>['profiles']) => readonly StatedProfile[],
  leftOut: { -readonly [K in keyof LeftOut]: number },
): Generator<CellInput> {
  const scenarios = (block.scenarios ?? [{}]).flatMap(combinations);
  const attackers = attackersOf(block.attackers);
  if (block.question === 'paths') {
    const { configurations, threats, budget, goals = endGoals } = block;
    for (const given of scenarios) {
      const scenario = scenarioOf(given);
      if (flawOf(scenario) !== null) leftOut.flaw++;
      else
        for (const attacker of attackers ?? [null])
          for (const maxCapabilities of mostOf(block.maxCapabilities))
            yield {
              question: 'paths',
              configurations,
              scenario,
              goals,
              attacker,
              maxCapabilities,
              threats,
              budget,
            };
    }
    return;
  }
  for (const profile of profilesOf(block.profiles))
    for (const given of scenarios) {
      const isOther = kindSettings.some(
        (k) =>
          given[k] !== undefined && profile.scenario[k] !== undefined && given[k] !== profile.scenario[k],
      );
      const stated = { ...profile.scenario, ...given };
      if (isOther) leftOut.kind++;
      else if (flawOf(stated) !== null) leftOut.flaw++;
      else if (contradictionOf(stated, profile.on) !== null) leftOut.contradiction++;
      else {
        const name = profile.name;
        const on = inOrder(profile.on);
        for (const attacker of attackers ?? [profile.attacker && [...profile.attacker]])
          if (block.question === 'verdicts')
            yield {
              question: 'verdicts',
              profile: { name, on, unknown: inOrder(profile.unknown) },
              scenario: stated,
              attacker,
            };
          else {
            refuseUnknown(profile);
            const { budget, goals = endGoals } = block;
            for (const goal of goals)
              for (const maxCapabilities of mostOf(block.maxCapabilities))
                yield {
                  question: 'who',
                  profile: { name, on },
                  scenario: scenarioOf(stated),
                  goal,
                  attacker,
                  maxCapabilities,
                  budget,
                };
          }
      }
    }
}

function refuseUnknown({ name, unknown }: StatedProfile): void {
  if (unknown.size === 0) return;
  throw new Problem(EXIT.badFile, `profile \`${name}\` leaves ${unknown.size} switches unknown`, {
    why: 'the question `who` is about one configuration, in which every switch is on or off',
    fix: 'ask for `verdicts`, which look at both; or set them in a profile that extends this one',
    available: [...unknown],
  });
}

export interface Shard {
  readonly i: number;
  readonly n: number;
}

/** The part of a plan that the i-th of n takes, from 1: every n-th cell, so that neighbours, which take as long, part. */
export const inShard = (cells: readonly SweepCell[], { i, n }: Shard): readonly SweepCell[] =>
  cells.filter((_, at) => at % n === i - 1);
