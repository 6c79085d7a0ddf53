// Where a walk has got to, as JSON.

import { beyondIn } from '../../properties/stepping/offers.js';
import { reachedIn, stateOf } from '../../properties/stepping/walk.js';
import { version } from '../../properties/traces/outputVersion.js';
import { offersAt, type Session } from './session.js';
import { refusalsOf } from './text.js';

export const stepData = ({ walk, profile, lang }: Session) => ({
  version,
  profile,
  bounds: { scenario: walk.setting.scenario, capabilities: [...walk.setting.capabilities] },
  on: [...walk.setting.on],
  steps: walk.taken.map(({ step }) => step),
  ahead: walk.ahead,
  knows: [...stateOf(walk).known].sort(),
  reached: Object.fromEntries(reachedIn(walk)),
  moves: offersAt(walk).map((offer) => ({
    n: offer.n,
    move: offer.id,
    to: offer.move.to,
    message: offer.move.message,
    ruledOut: offer.isRuledOut,
    refusals: refusalsOf(walk, offer, lang),
    learns: offer.learns,
    goals: offer.goals,
  })),
  beyond: beyondIn(walk),
});
