// What a tap may be pointed at.

import type { Agent } from '../agents/agent.js';
import type { Stack } from '../stack.js';
import type { Urls } from '../wanted.js';
import type { Truth } from './truth.js';

export interface Sight {
  readonly stack: Stack;
  readonly urls: Urls;
  readonly alice: Agent;
  readonly truth: Truth;
  /** What alice typed, and what she was shown. */
  readonly typed: readonly string[];
  readonly shown: readonly string[];
  readonly storesRead: readonly string[];
  /** The client's log as it was before the last tick. */
  readonly logBefore: string;
  /** Alice reaches the client through a program or site of the attacker's. */
  readonly isRelayed: boolean;
  /** The client hands tokens over to an app elsewhere. */
  readonly handsOver: boolean;
}
