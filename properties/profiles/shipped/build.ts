// How a shipped profile is put together, so that each of its switches has a source.

import { type MeasureId, type Measure, measures } from '../../../model/measures.js';
import type { Scenario } from '../../../model/scenario.js';
import { type SwitchId, switches } from '../../../model/switches.js';
import type { Unmodelled } from '../../../properties/verdicts/profile.js';
import type { Setting } from '../schema.js';

export interface ShippedProfile {
  readonly name: string;
  readonly description: { readonly en: string; readonly ja: string };
  readonly on: ReadonlySet<SwitchId>;
  readonly unknown: ReadonlySet<SwitchId>;
  /** For every switch the document and section that its setting comes from. */
  readonly notes: ReadonlyMap<SwitchId, string>;
  readonly scenario: Partial<Scenario>;
  /** Any attacker: what attackers can do is not a profile's to say, unless a user does. */
  readonly attacker: null;
  readonly unmodelled?: readonly Unmodelled[];
}

/** A setting and the document and section it comes from. */
export type Stated = readonly [Setting, string];
type Head = Pick<ShippedProfile, 'name' | 'description'> & {
  readonly scenario?: Partial<Scenario>;
  readonly unmodelled?: readonly Unmodelled[];
};

/** A profile that says of every switch what holds, and where that stands. */
export function stated(head: Head, rows: Readonly<Record<SwitchId, Stated>>): ShippedProfile {
  const entries = Object.entries(rows) as [SwitchId, Stated][];
  const being = (wanted: Setting) => new Set(entries.filter(([, [is]]) => is === wanted).map(([id]) => id));
  return {
    ...head,
    scenario: head.scenario ?? {},
    attacker: null,
    on: being(true),
    unknown: being('unknown'),
    notes: new Map(entries.map(([id, [, source]]) => [id, source])),
  };
}

/** The environment, the measures, and nothing else; then what is said of single switches. */
export function composed(
  head: Head,
  ids: readonly MeasureId[],
  single: Readonly<Partial<Record<SwitchId, Stated>>> = {},
): ShippedProfile {
  const rows = switches.map(({ id, environment, source }): [SwitchId, Stated] => {
    const by = (measures as readonly Measure[]).filter((m) => m.switches.includes(id));
    const taken = by.filter((m) => (ids as readonly string[]).includes(m.id));
    if (taken.length > 0) return [id, [true, taken.map((m) => `${m.id}, ${m.source}`).join('; ')]];
    if (environment) return [id, [true, `taken for granted; ${source}`]];
    const left = by.length > 0 ? `not taken: ${by.map((m) => m.id).join(', ')}` : 'in no measure';
    return [id, [false, `${left} (paper figure 4); ${source}`]];
  });
  return stated(head, { ...(Object.fromEntries(rows) as Record<SwitchId, Stated>), ...single });
}
