// What a document says: of a switch, of one end of a channel, of the world, or of something that is not modelled.

import type { Scenario } from '../../../model/scenario.js';
import type { SwitchId } from '../../../model/switches.js';

/**
 * For whom it is said, the widest first. What is said for fewer wins: a client's own setting over its realm's, both
 * over what a server can do at all; and whatever is written over what a standard says of a field left out.
 */
export const levels = ['default', 'server', 'realm', 'client'] as const;
export type Level = (typeof levels)[number];

/** An end of a channel, whose address is in one kind of document. */
export type End = 'authorization endpoint' | 'redirect URIs' | 'token endpoint';

export interface Finding {
  readonly switch: SwitchId;
  /** `unknown`: it is left open here, whatever is said for more. */
  readonly is: boolean | 'unknown';
  readonly level: Level;
  /** The field, what it says, and where it is written that this follows. */
  readonly from: string;
}
export interface Findings {
  readonly level: Level;
  readonly switches: readonly Finding[];
  /** Whether the messages to this end are encrypted. */
  readonly ends: readonly { readonly end: End; readonly is: boolean; readonly from: string }[];
  readonly scenario: readonly { readonly setting: Partial<Scenario>; readonly from: string }[];
  /** Fields that speak of something that is not modelled, or that decide nothing by themselves. */
  readonly left: readonly { readonly field: string; readonly why: string }[];
}

/** Collects findings in the words of one document, all of them for the same part of the world. */
export class Notebook implements Findings {
  readonly switches: Finding[] = [];
  readonly ends: { end: End; is: boolean; from: string }[] = [];
  readonly scenario: { setting: Partial<Scenario>; from: string }[] = [];
  readonly left: { field: string; why: string }[] = [];

  constructor(readonly level: Level) {}

  /** Several switches that follow from one field. */
  set(ids: readonly SwitchId[], is: boolean | 'unknown', from: string, level: Level = this.level): void {
    for (const id of ids) this.switches.push({ switch: id, is, level, from });
  }
  end(end: End, is: boolean, from: string): void {
    this.ends.push({ end, is, from });
  }
  world(setting: Partial<Scenario>, from: string): void {
    this.scenario.push({ setting, from });
  }
  leave(field: string, why: string): void {
    this.left.push({ field, why });
  }
}

/** A value as it stands in a note, cut short. */
export const shown = (value: unknown): string => {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** Lists the fields that nobody read: of these the model knows nothing, or the importer does not. */
export function leaveOthers(
  notes: Notebook,
  content: object,
  read: readonly string[],
  reasons: Readonly<Record<string, string>>,
): void {
  for (const field of Object.keys(content))
    if (!read.includes(field))
      notes.leave(field, Object.hasOwn(reasons, field) ? reasons[field]! : 'not known to this importer');
}
