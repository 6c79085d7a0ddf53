// Well-known results on the authorization code flow, as questions to the model: does a goal fall without a check, and
// does it stand with it? What the literature says is written beside each, only to be compared.

import { csrf } from './literature/csrf.js';
import { injection } from './literature/injection.js';
import { mixUp } from './literature/mixUp.js';
import { onTheWay } from './literature/onTheWay.js';
import { owner } from './literature/owner.js';
import { redirects } from './literature/redirects.js';
import type { KnownResult } from './literature/result.js';
import { tokens } from './literature/tokens.js';

/** Every known result, in the order in which they are listed. */
export const knownResults: readonly KnownResult[] = [
  ...csrf,
  ...injection,
  ...redirects,
  ...mixUp,
  ...tokens,
  ...owner,
  ...onTheWay,
];
