// Every case, in the order in which they are told.

import { apps } from './apps.js';
import { codes } from './codes.js';
import { consent } from './consent.js';
import { pkce } from './pkce.js';
import { redirects } from './redirects.js';
import { servers } from './servers.js';
import { sessions } from './sessions.js';
import { tokens } from './tokens.js';
import type { Case } from './case.js';

export const cases: readonly Case[] = [
  ...redirects,
  ...pkce,
  ...codes,
  ...sessions,
  ...servers,
  ...consent,
  ...apps,
  ...tokens,
];
