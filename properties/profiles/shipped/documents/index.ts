// Profiles of FAPI's documents, of RFC 9700, of OAuth 2.1 and of browser-based applications. A profile ships, in the list
// beside this folder, once what was found of it is in `results/`.

import type { ShippedProfile } from '../build.js';
import { fapiPart1Confidential, fapiPart1Public, fapiPart2 } from './appendix.js';
import { fapi1AdvancedJarm } from './fapi1.js';
import { fapi2 } from './fapi2.js';
import { bff, oauth21 } from './oauth21.js';
import { rfc9700Must, rfc9700Should } from './rfc9700.js';

export const documentProfiles: readonly ShippedProfile[] = [
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
