// One exhaustive search: of which world, which attackers and which configurations.

import type { Scenario } from '../model/scenario.js';
import type { SwitchId } from '../model/switches.js';
import type { CapabilityId } from './capabilities/capabilities.js';

export interface BoundedSearch {
  readonly name: string;
  readonly scenario: Scenario;
  /** Most capabilities at a time; null: any number. */
  readonly maxCapabilities: number | null;
  /** Capabilities that attackers may have in this search; absent: any. */
  readonly allowed?: readonly CapabilityId[];
  /** Switches that are settled, on or off; absent: every switch is open. */
  readonly settled?: { readonly on: readonly SwitchId[]; readonly off: readonly SwitchId[] };
  /** The threats of the catalogue are told apart, and not only goals. */
  readonly threats: boolean;
  /** Nothing is left out by a reduction. */
  readonly unreduced?: true;
  /** If the world cannot be exhausted, smaller ones stand in for it (`exhaust` in `paths.ts`). */
  readonly stepsDown?: boolean;
}
