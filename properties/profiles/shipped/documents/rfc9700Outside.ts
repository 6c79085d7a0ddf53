// What RFC 9700 demands and the model does not have.

import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
import { at, demands } from './outside.js';

export const outsideRfc9700: readonly Unmodelled[] = [
  at('RFC 9700 2.5 (RECOMMENDED)', demands.privateKey),
  at('RFC 9700 2.2.1 (SHOULD)', demands.proofs),
  at('RFC 9700 2.1.1, 4.5.3.2 (a nonce instead of PKCE)', demands.idToken),
  at('RFC 9700 2.6 (RECOMMENDED)', demands.metadataOnly),
  at('RFC 9700 4.9.3 (MUST)', demands.resourceLogs),
  at('RFC 9700 2.1.2, 2.4', demands.otherGrants),
  at('RFC 9700 4.13 (MUST)', demands.proxies),
  at('RFC 9700 4.17 (MUST)', demands.inBrowser),
];
