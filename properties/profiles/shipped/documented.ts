// A profile of a document that speaks of single checks: what it demands is on, what it recommends, allows or leaves to
// choose is unknown, and of what it is silent is off.

import type { Scenario } from '../../../model/scenario.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import type { Unmodelled } from '../../../properties/verdicts/profile.js';
import type { Setting } from '../schema.js';
import { type ShippedProfile, type Stated, stated } from './build.js';

/** Switches, and the section of the document that all of them follow from. */
export type Said = readonly (readonly [ids: readonly SwitchId[], source: string])[];

export interface Document {
  readonly name: string;
  readonly description: { readonly en: string; readonly ja: string };
  readonly scenario?: Partial<Scenario>;
  /** How the document is called in a note on what it does not speak of. */
  readonly called: string;
  /** A profile whose settings hold where the document says nothing. */
  readonly over?: ShippedProfile;
  readonly on?: Said;
  readonly unknown?: Said;
  readonly off?: Said;
  readonly unmodelled?: readonly Unmodelled[];
}

/**
 * @returns the profile, with a source for every switch
 * @throws Error if the document is said to speak of one switch twice: a fault of its table
 */
export function documented({
  called,
  over,
  on = [],
  unknown = [],
  off = [],
  ...head
}: Document): ShippedProfile {
  const said = new Map<SwitchId, Stated>();
  const say = (is: Setting, rows: Said) => {
    for (const [ids, source] of rows)
      for (const id of ids) {
        if (said.has(id)) throw new Error(`${head.name}: ${id} is said twice`);
        said.set(id, [is, source]);
      }
  };
  say(true, on);
  say('unknown', unknown);
  say(false, off);
  const otherwise = (id: SwitchId, environment: boolean, source: string): Stated => {
    if (over !== undefined)
      return [over.on.has(id) ? true : over.unknown.has(id) ? 'unknown' : false, over.notes.get(id)!];
    return environment ? [true, `taken for granted; ${source}`] : [false, `${called} does not speak of it`];
  };
  const rows = Object.fromEntries(
    switches.map(({ id, environment, source }) => [id, said.get(id) ?? otherwise(id, environment, source)]),
  ) as Record<SwitchId, Stated>;
  const scenario = head.scenario ?? over?.scenario;
  return stated({ ...head, ...(scenario && { scenario }) }, rows);
}
