// The attacker's moves. All of them are generic: none knows what it is good for, or which attack it belongs to.

import type { Component, MoveFamily } from '../../model/world.js';
import { callbackMoves } from './callbacks.js';
import { guessMoves } from './guessing.js';
import { type IsIdle, nothingIsIdle } from './idle.js';
import { requestMoves } from './requests.js';
import { sessionMoves } from './sessions.js';
import { terminalMoves } from './terminal.js';
import { tokenMoves } from './tokens.js';

/**
 * The attacker's moves among these instances. `isIdle` says which choices are left out since another does as well; without
 * it everything is offered.
 */
export const attackerMoves = (
  instances: readonly Component[],
  isIdle: IsIdle = nothingIsIdle,
): readonly MoveFamily[] => [
  ...sessionMoves(instances, isIdle),
  ...requestMoves(instances, isIdle),
  ...callbackMoves(instances, isIdle),
  ...tokenMoves(instances, isIdle),
  ...terminalMoves(instances),
  ...guessMoves(instances),
];
