// The attacker's moves. All of them are generic: none knows what it is good for, or which attack it belongs to.

import type { Component, MoveFamily } from '../../model/world.js';
import { callbackMoves } from './callbacks.js';
import { guessMoves } from './guessing.js';
import { requestMoves } from './requests.js';
import { sessionMoves } from './sessions.js';
import { terminalMoves } from './terminal.js';
import { tokenMoves } from './tokens.js';

export const attackerMoves = (instances: readonly Component[]): readonly MoveFamily[] => [
  ...sessionMoves(instances),
  ...requestMoves(instances),
  ...callbackMoves(instances),
  ...tokenMoves(instances),
  ...terminalMoves(instances),
  ...guessMoves(instances),
];
