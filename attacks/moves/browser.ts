// In alice's browser: forms approved unseen, her browser logged in as somebody else, messages dropped, held back or taken
// on their way.

import { issue } from '../../model/honest.js';
import { type AuthorizationResponse, front, responseFields } from '../../model/exchanges/messages.js';
import { grantFor, grantOf, grantSlotsOf, tabOf, tickOf, valueView } from '../../model/instances.js';
import type { Component, MoveFamily, View } from '../../model/world.js';
import { type Deed, movesOf } from './bySwitches.js';
import type { Look } from './common.js';

/** Alice's browser is at the bank, which would ask her. */
const isAtForm = (world: Look, u: Component): boolean =>
  grantSlotsOf(world).includes(grantFor(u)) &&
  world.peek(u, valueView) === 'atServer' &&
  world.peek(grantFor(u), valueView) === 'asked';

const approvesUnseen = (u: Component): MoveFamily => ({
  name: `attacker gets the form in ${u} approved`,
  moves: (world) =>
    isAtForm(world, u)
      ? movesOf(
          'approves',
          world,
          'getsApproval',
          (by) => ({ tab: u, by }),
          { message: 'm5', to: 'authorizationServer' },
          (run, by) => {
            if (run.send(u, { type: 'SHOW_FORM', framed: by === 'frame' }).refusal !== null) return false;
            issue(run, u, false);
            return true;
          },
        )
      : [],
});

/** On her way to the bank, alice is asked for her password by somebody else. */
const asksPassword = (u: Component): MoveFamily => ({
  name: `attacker asks for her password in ${u}`,
  moves: (world) =>
    isAtForm(world, u) || world.peek(u, boundForView) === 'bank'
      ? movesOf(
          'asksPassword',
          world,
          'asksPassword',
          (by) => ({ tab: u, by }),
          { message: 'm5', to: 'attacker' },
          (run, by) => {
            const to = by === 'dns.as' ? 'impostor.as' : 'impostor.proxy';
            run.say(front('m5', 'userAgent', to, [], { carries: 'password' }));
            return true;
          },
        )
      : [],
});
/** To which server a tab brings a request. */
const boundForView: View<string> = {
  name: 'bound for',
  of: ({ value, context }) =>
    value === 'requesting' ? String((context.carries as { readonly to: string }).to) : '',
};

/** Alice's browser is logged in at the bank as the attacker, by a request from another site. */
const logsIn = (u: Component): MoveFamily => ({
  name: `attacker logs ${u} in`,
  moves: (world) => {
    const g = grantFor(u);
    if (!isAtForm(world, u) || grantOf(world, g).owner === 'attacker') return [];
    return movesOf(
      'leads',
      world,
      'logsIn',
      (by) => ({ tab: u, by }),
      { message: 'm5', to: 'authorizationServer' },
      (run) => run.send(g, { type: 'LOGIN', posted: 'byAnotherSite' }).refusal === null,
    );
  },
});

/** Who can hold back what a tab carries, and which message that is. */
const holdersOf = (value: string): { readonly deed: Deed; readonly message: string } =>
  /request/i.test(value) ? { deed: 'holdsRequest', message: 'm3' } : { deed: 'holdsResponse', message: 'm7' };

const drops = (u: Component): MoveFamily => ({
  name: `attacker drops what ${u} carries`,
  moves: (world) => {
    const value = world.peek(u, valueView);
    if (value !== 'requesting' && value !== 'returning') return [];
    const { deed, message } = holdersOf(value);
    return movesOf(
      deed,
      world,
      'drops',
      (by) => ({ tab: u, by }),
      { message, to: 'userAgent' },
      (run) => {
        run.send(u, { type: 'DROP' });
        return true;
      },
    );
  },
});

/**
 * A message is held back while time passes, and let go after that. Where no more time can pass, holding is no more
 * than not delivering yet, which needs no move.
 */
const delays = (u: Component): MoveFamily => ({
  name: `attacker delays what ${u} carries`,
  moves: (world) => {
    const value = world.peek(u, valueView);
    const isHeld = value === 'heldRequest' || value === 'heldResponse';
    const canBeHeld = value === 'requesting' || value === 'returning';
    const tick = tickOf(world);
    if (!(isHeld && tick > 0) && !(canBeHeld && tick < world.scenario.ticks)) return [];
    const { deed, message } = holdersOf(value);
    return movesOf(
      deed,
      world,
      isHeld ? 'releases' : 'holds',
      (by) => ({ tab: u, by }),
      { message, to: 'userAgent' },
      (run) => {
        run.send(u, { type: isHeld ? 'RELEASE' : 'HOLD' });
        return true;
      },
    );
  },
});

/** The response goes to whoever answers for the client. */
const takesResponse = (u: Component): MoveFamily => ({
  name: `attacker takes the response in ${u}`,
  moves: (world) =>
    world.peek(u, valueView) === 'returning'
      ? movesOf(
          'takesResponse',
          world,
          'takesResponse',
          (by) => ({ tab: u, by }),
          { message: 'm7', to: 'attacker' },
          (run, by) => {
            const response = tabOf(run, u).carries as unknown as AuthorizationResponse;
            run.learn(
              by,
              responseFields(response).map(({ term }) => term),
            );
            run.send(u, { type: 'DROP' });
            return true;
          },
        )
      : [],
});

export const browserMoves = (instances: readonly Component[]): readonly MoveFamily[] =>
  instances
    .filter((c) => c[0] === 'u')
    .flatMap((u) => [approvesUnseen(u), asksPassword(u), logsIn(u), drops(u), delays(u), takesResponse(u)]);
