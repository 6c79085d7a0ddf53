// What FAPI 2.0 demands and the model does not have.

import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
import { at, demands } from './outside.js';

const profile = 'FAPI 2.0 Security Profile';

export const outsideFapi2: readonly Unmodelled[] = [
  at(`${profile} 5.3.2.2-2, -3, -4, 5.3.3.2-2`, demands.pushed),
  at(`${profile} 5.3.2.1-6, -8, 5.3.3.1-5`, demands.privateKey),
  at(`${profile} 5.3.2.1-5, -10, 5.3.4-5, RFC 9449 4.3`, demands.proofs),
  at(`${profile} 5.3.2.3`, demands.idToken),
  at(`${profile} 5.3.2.1 Note 1 and 2`, demands.refreshGrace),
  at(`${profile} 5.3.2.1-1, 5.3.3.1-9, -10`, demands.metadataOnly),
  at(`${profile} 5.2, 5.4`, demands.cryptography),
  at(`${profile} 5.3.2.1-11, -13, 5.3.2.2-12`, demands.clocks),
];
