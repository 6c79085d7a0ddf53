// What a document says: of a switch, of the world, or of something that is not modelled.

import type { Scenario } from '../../../model/scenario.js';
import type { SwitchId } from '../../../model/switches.js';

export interface Finding {
  readonly switch: SwitchId;
  readonly is: boolean;
  /** The field, what it says, and where it is written that this follows. */
  readonly from: string;
}
export interface Findings {
  readonly switches: readonly Finding[];
  readonly scenario: readonly { readonly setting: Partial<Scenario>; readonly from: string }[];
  /** Fields that speak of something that is not modelled, or that decide nothing by themselves. */
  readonly left: readonly { readonly field: string; readonly why: string }[];
}

/** Collects findings in the words of one document. */
export class Notebook {
  readonly switches: Finding[] = [];
  readonly scenario: { setting: Partial<Scenario>; from: string }[] = [];
  readonly left: { field: string; why: string }[] = [];

  /** Several switches that follow from one field. */
  set(ids: readonly SwitchId[], is: boolean, from: string): void {
    for (const id of ids) this.switches.push({ switch: id, is, from });
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
