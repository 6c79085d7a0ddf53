import type { ClientAdapter } from '../adapter.js';
import { openidClient } from './openidClient.js';
import { passportOauth2 } from './passportOauth2.js';

/** Every client library of the lab. */
export const clients: readonly ClientAdapter[] = [openidClient, passportOauth2];
