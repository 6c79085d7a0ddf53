// The profiles that ship, weakest first, then mixed ones, then those of today's documents. Those of the model take their sources from its tables.

import { measures } from '../../../model/measures.js';
import { profiles } from '../../../model/profiles.js';
import type { SwitchId } from '../../../model/switches.js';
import { composed, type ShippedProfile } from './build.js';
import { fapiPart1Confidential, fapiPart1Public, fapiPart2 } from './documents/appendix.js';
import { fapi1AdvancedJarm } from './documents/fapi1.js';
import { fapi2 } from './documents/fapi2.js';
import { bff, oauth21 } from './documents/oauth21.js';
import { rfc9700Must, rfc9700Should } from './documents/rfc9700.js';
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
  fapiPart1Public,
  fapiPart2,
  fapi1AdvancedJarm,
  fapi2,
  rfc9700Must,
  rfc9700Should,
  oauth21,
  bff,
];
