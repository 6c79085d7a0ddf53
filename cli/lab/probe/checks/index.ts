// Every check. Those that let time pass are made last.

import type { Check } from '../check.js';
import { callbackChecks } from './callbacks.js';
import { channelChecks } from './channels.js';
import { clientAuthChecks } from './clientAuth.js';
import { codeChecks } from './codes.js';
import { pageChecks } from './pages.js';
import { pkceChecks } from './pkce.js';
import { randomnessChecks } from './randomness.js';
import { redirectChecks } from './redirects.js';
import { refreshChecks } from './refresh.js';
import { responseChecks } from './responses.js';
import { startChecks } from './starts.js';
import { tokenChecks } from './tokens.js';

export const checks: readonly Check[] = [
  ...responseChecks,
  ...redirectChecks,
  ...pkceChecks,
  ...clientAuthChecks,
  ...codeChecks,
  ...refreshChecks,
  ...tokenChecks,
  ...pageChecks,
  ...startChecks,
  ...callbackChecks,
  ...channelChecks,
  ...randomnessChecks,
];
