import type { ServerAdapter } from '../adapter.js';
import { nodeOauth } from './nodeOauth.js';
import { oidcProvider } from './oidcProvider.js';

/** Every authorization server of the lab. */
export const servers: readonly ServerAdapter[] = [oidcProvider, nodeOauth];
