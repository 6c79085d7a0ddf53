// What FAPI 1.0 Advanced with signed responses demands and the model does not have.

import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
import { at, demands } from './outside.js';

const part1 = 'FAPI 1.0 Part 1';
const part2 = 'FAPI 1.0 Part 2';

export const outsideFapi1: readonly Unmodelled[] = [
  at(`${part2} 5.2.2-14`, demands.privateKey),
  at(`${part2} 5.2.2-10, -13, -15, -17`, demands.requestObject),
  at(`${part2} 5.2.2-11 (may)`, demands.pushed),
  at(`${part1} 5.2.2.1, 5.2.3-8`, demands.idToken),
  at(`${part1} 5.2.3-10`, demands.scopeCompared),
  at(`${part1} 5.2.2-22, 5.2.3-11`, demands.metadataOnly),
  at(`${part1} 5.2.2-5, -6, 7.1, ${part2} 8.5, 8.6`, demands.cryptography),
];
