// A configuration as far as somebody states it, and the attacker whom verdicts on it are about.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { Scenario } from '../../model/scenario.js';
import type { SwitchId } from '../../model/switches.js';

/** What a document demands and the model does not have, so that verdicts do not speak of it. */
export interface Unmodelled {
  readonly text: { readonly en: string; readonly ja: string };
  readonly reason: { readonly en: string; readonly ja: string };
  /** The document and section. */
  readonly source: string;
  /**
   * Verdicts that it may change: an `attack` that it would stop, or `none` where it brings something that can be attacked.
   * Empty: it changes none of what is looked at here.
   */
  readonly mayChange: readonly ('attack' | 'none')[];
}

/**
 * A configuration as far as somebody states it: which switches are on, which are not known, and from where that is known;
 * the scenario that it fixes, and what its attacker has at most.
 */
export interface StatedProfile {
  readonly name: string;
  readonly on: ReadonlySet<SwitchId>;
  /** Neither on nor off for sure. */
  readonly unknown: ReadonlySet<SwitchId>;
  /** From where a switch's setting is known, in the profile's words. */
  readonly notes: ReadonlyMap<SwitchId, string>;
  /** Only what the profile says; `scenarioFrom` fills in the rest. */
  readonly scenario: Partial<Scenario>;
  /** What the attacker may be able to do, besides owning an account and a browser; null: whatever is searched. */
  readonly attacker: ReadonlySet<CapabilityId> | null;
  /** Demands that lie outside the model; absent: none are named. */
  readonly unmodelled?: readonly Unmodelled[];
}
