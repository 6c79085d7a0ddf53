// An attack path: a trace, and the capabilities and checks that it asks for.

import type { TermKind } from '../model/names.js';
import type { Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';
import type { CapabilityId } from './capabilities/capabilities.js';
import type { ThreatId } from './catalogue/paper.js';
import type { GoalId } from './goals.js';
import type { Cube } from './search/conditions.js';

export interface Path {
  readonly id: string;
  readonly goal: GoalId;
  readonly scenario: Scenario;
  readonly capabilities: readonly CapabilityId[];
  /** Which secrets were used, by which capability. */
  readonly provenance: readonly { readonly capability: CapabilityId; readonly kinds: readonly TermKind[] }[];
  readonly cube: Cube;
  /** Checks that must be absent, and those that must be present. */
  readonly absent: readonly SwitchId[];
  readonly present: readonly SwitchId[];
  readonly steps: number;
  readonly moves: readonly string[];
  /** Threats that it is an instance of: by what it shows, or because the search found it as their way. */
  readonly threats: readonly ThreatId[];
}
