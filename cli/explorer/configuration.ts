// One configuration of the page: what is on, what is not known, who attacks, in which kind of world. Every change makes a
// new one.

import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { bitOf, bitsOf, idsOf } from '../../attacks/search/conditions.js';
import { type Measure, measures } from '../../model/measures.js';
import { type SwitchId, switches } from '../../model/switches.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import type { Setting } from '../../properties/profiles/schema.js';
import { capabilitiesIn, capabilityBits } from './bits.js';
import { type Book, type Preset, worldKey } from './book.js';

export interface Configuration {
  readonly on: bigint;
  readonly unknown: bigint;
  /** Capabilities, in the order of their table. */
  readonly attacker: bigint;
  /** The kind of world, by its place in the book. */
  readonly world: number;
}

export const anyAttacker: bigint = capabilityBits(capabilities.map(({ id }) => id));

/** The configuration that a profile is; null: the book has no searches of its kind of world. */
export function configurationOf(book: Book, profile: StatedProfile): Configuration | null {
  const world = book.worlds.findIndex(({ stated }) => worldKey(stated) === worldKey(profile.scenario));
  if (world === -1) return null;
  return {
    on: bitsOf(profile.on),
    unknown: bitsOf(profile.unknown),
    attacker: profile.attacker === null ? anyAttacker : capabilityBits(profile.attacker),
    world,
  };
}

/** The configuration as a profile, for all that judges profiles. */
export function profileOf(book: Book, c: Configuration, name = ''): StatedProfile {
  const { on, unknown, attacker, world } = c;
  // Of a preset with another attacker its document demands the same; of other settings it says nothing.
  const preset = book.presets.length === 0 ? null : presetOf(book, { ...c, attacker: anyAttacker });
  return {
    name: name === '' && preset?.unmodelled !== undefined ? preset.name : name,
    on: new Set(idsOf(on)),
    unknown: new Set(idsOf(unknown)),
    notes: new Map(),
    scenario: book.worlds[world]!.stated,
    attacker: attacker === anyAttacker ? null : new Set(capabilitiesIn(attacker)),
    ...(preset?.unmodelled && { unmodelled: preset.unmodelled }),
  };
}

export const same = (a: Configuration, b: Configuration): boolean =>
  a.on === b.on && a.unknown === b.unknown && a.attacker === b.attacker && a.world === b.world;

const known = new WeakMap<Book, readonly (readonly [Preset, Configuration])[]>();
/** The presets as configurations. */
function presetsOf(book: Book): readonly (readonly [Preset, Configuration])[] {
  let all = known.get(book);
  if (all === undefined)
    known.set(book, (all = book.presets.map((p) => [p, configurationOf(book, p)!] as const)));
  return all;
}

/** The preset that a configuration is, if it is one. */
export const presetOf = (book: Book, c: Configuration): Preset | null =>
  presetsOf(book).find(([, own]) => same(own, c))?.[0] ?? null;

/** The preset from which least is changed, and how much: switches and capabilities set otherwise. */
export function nearestPreset(
  book: Book,
  c: Configuration,
): { readonly preset: Preset; readonly changes: number } {
  const count = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length;
  const ranked = presetsOf(book)
    .filter(([, own]) => own.world === c.world || book.presets.length === 1)
    .map(([preset, own]) => ({
      preset,
      changes: count((own.on ^ c.on) | (own.unknown ^ c.unknown)) + count(own.attacker ^ c.attacker),
    }));
  return ranked.sort((a, b) => a.changes - b.changes)[0] ?? { preset: book.presets[0]!, changes: 0 };
}

export const settingOf = ({ on, unknown }: Configuration, id: SwitchId): Setting =>
  (on & bitOf(id)) !== 0n ? true : (unknown & bitOf(id)) !== 0n ? 'unknown' : false;

export function withSetting(c: Configuration, ids: readonly SwitchId[], setting: Setting): Configuration {
  const bits = bitsOf(ids);
  return {
    ...c,
    on: setting === true ? c.on | bits : c.on & ~bits,
    unknown: setting === 'unknown' ? c.unknown | bits : c.unknown & ~bits,
  };
}

/** How much of a measure is in force. `part`: some of its switches are on, or not known. */
export type Force = 'whole' | 'part' | 'none';
export function forceOf(
  { on, unknown }: Pick<Configuration, 'on' | 'unknown'>,
  measure: Pick<Measure, 'switches'>,
): Force {
  const bits = bitsOf(measure.switches);
  return (bits & ~on) === 0n ? 'whole' : (bits & (on | unknown)) === 0n ? 'none' : 'part';
}

/**
 * Puts a measure in force, or takes it back. What another measure in force turns on as well stays on, unless nothing of
 * its own were left to take back.
 */
export function withMeasure(c: Configuration, measure: Measure, inForce: boolean): Configuration {
  if (inForce) return withSetting(c, measure.switches, true);
  const others = (measures as readonly Measure[]).filter((m) => m.id !== measure.id);
  const shared = new Set(others.filter((m) => forceOf(c, m) === 'whole').flatMap((m) => m.switches));
  const own = measure.switches.filter((id) => !shared.has(id));
  return withSetting(c, own.length > 0 ? own : measure.switches, false);
}

/** Switches that no measure holds and that are not taken for granted. */
export const looseSwitches = switches.filter(
  ({ id, environment }) =>
    !environment && !(measures as readonly Measure[]).some((m) => m.switches.includes(id)),
);
/** Switches that are on unless a profile says otherwise. */
export const environmentSwitches = switches.filter((s) => s.environment);
