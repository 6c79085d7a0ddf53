// What OAuth 2.1 and the document on browser-based applications demand and the model does not have.

import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
import { at, demands } from './outside.js';

const draft = 'OAuth 2.1 (draft 16)';
const browser = 'OAuth 2.0 for Browser-Based Applications (draft 26)';

export const outsideOauth21: readonly Unmodelled[] = [
  at(`${draft} 2.4 (RECOMMENDED)`, demands.privateKey),
  at(`${draft} 7.1.4 (SHOULD)`, demands.proofs),
  at(`${draft} 8.4`, demands.redirectClaimed),
  at(`${draft} 10.1`, demands.otherGrants),
];

export const outsideBff: readonly Unmodelled[] = [
  ...outsideOauth21.filter(({ text }) => text !== demands.redirectClaimed.text),
  at(`${browser} 6.1.3.2`, demands.cookies),
  at(`${browser} 6.1.2, 6.1.3.6`, demands.frontend),
];
