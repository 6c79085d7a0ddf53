// The attacker's moves. All of them are generic: none knows what it is good for, or which attack it belongs to.

import type { Component, MoveFamily } from '../../model/world.js';
import { alicesSessionMoves } from './alicesSession.js';
import { browserMoves } from './browser.js';
import { callbackMoves } from './callbacks.js';
import { forgingMoves } from './forging.js';
import { guessMoves } from './guessing.js';
import { type IsIdle, nothingIsIdle } from './idle.js';
import { impostorMoves } from './impostors.js';
import { requestMoves } from './requests.js';
import { sessionMoves } from './sessions.js';
import { storeMoves } from './stores.js';
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
  ...browserMoves(instances),
  ...impostorMoves(instances),
  ...alicesSessionMoves(instances),
  ...forgingMoves(instances),
  ...storeMoves(instances),
  ...guessMoves(instances),
];
