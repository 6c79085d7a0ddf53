// Every check, in the order in which they are made: those that let time pass come last.

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

const all: readonly Check[] = [
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
export const checks: readonly Check[] = [...all.filter(({ waits }) => !waits), ...all.filter(({ waits }) => waits)];
