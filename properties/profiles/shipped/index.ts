// The profiles that ship, weakest first, then mixed ones, then those of today's documents. Those of the model take their sources from its tables.

import { measures } from '../../../model/measures.js';
import { profiles } from '../../../model/profiles.js';
import type { SwitchId } from '../../../model/switches.js';
import { composed, type ShippedProfile } from './build.js';
import { fapiPart1Confidential, fapiPart2 } from './documents/appendix.js';
import { fapi2 } from './documents/fapi2.js';
import { mixedIssuer, mixedPkce, mixedState } from './mixed.js';
import { paperNativeApp, paperServerApp } from './paper.js';
import { rfc6749 } from './rfc6749.js';

const ofTheModel: readonly ShippedProfile[] = profiles.map(({ name, description, on }) => ({
  ...composed(
    { name, description },
    measures.filter((m) => m.switches.every((id) => (on as ReadonlySet<string>).has(id))).map(({ id }) => id),
  ),
  on: on as ReadonlySet<SwitchId>,
}));

export const shippedProfiles: readonly ShippedProfile[] = [
  ...ofTheModel,
  rfc6749,
  paperServerApp,
  paperNativeApp,
  mixedPkce,
  mixedState,
  mixedIssuer,
  fapiPart1Confidential,
  fapiPart2,
  fapi2,
];
