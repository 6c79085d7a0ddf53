// The attacker makes or alters authorization responses: delivered by its own agent, by alice's (lured), by its own
// server in a tab that was sent to it, or put in the place of a response on its way.

import { listens, sayResponse } from '../../model/honest.js';
import { callback } from '../../model/exchanges/callbacks.js';
import type { AuthorizationRequest, AuthorizationResponse } from '../../model/exchanges/messages.js';
import { tabOf, valueView } from '../../model/instances.js';
import type { ClientContext } from '../../model/entities/client.js';
import { slotOf, type Person, type Server, type Term } from '../../model/names.js';
import type { Component, MoveFamily, View } from '../../model/world.js';
import { type AttackerMove, attackerMove, codes, type Look, type Needs, states } from './common.js';

const expectsView: View<string> = {
  name: 'expects',
  of: (local) => {
    const c = local.context as unknown as ClientContext;
    return c.server;
  },
};

const echoed: View<string> = {
  name: 'echoed',
  of: (local) => String((local.context as { state: string }).state),
};

/** A response that this session would take, if any check is to pass: it names the issuer the session expects. */
function responseFor(
  world: Look,
  s: Component,
  codeTerm: Term,
  stateTerm: Term | 'none',
  at: 'its own' | "the other server's" = 'its own',
): AuthorizationResponse {
  const server = world.peek(s, expectsView) as Server;
  const arrivesAt = at === 'its own' ? server : server === 'bank' ? 'evil' : 'bank';
  const issuer = server;
  const g = slotOf(codeTerm);
  // The bank signed exactly the pairs of code and state that it sent; the attacker signs for its own server.
  const signedByBank = g.startsWith('g') && world.peek(g as Component, echoed) === stateTerm;
  const signer = server === 'evil' ? issuer : signedByBank ? 'bank' : 'none';
  return {
    code: codeTerm,
    state: stateTerm,
    issuer,
    genuine: false,
    signer,
    uri: `cb.${arrivesAt}`,
    mode: 'registered',
    relayed: false,
  };
}

const junk = 'code:junk';
/** Codes to offer: those known, and (to a session that will redeem it at the attacker's server) any word. */
const offers = (world: Look, s: Component): readonly { code: Term; needs: Needs }[] => [
  ...codes(world),
  ...(world.peek(s, expectsView) === 'evil' ? [{ code: junk, needs: [] }] : []),
];

const deliveredBy = (agent: Person, s: Component): MoveFamily => ({
  name: `attacker has ${agent}'s agent deliver a response to ${s}`,
  moves: (world): readonly AttackerMove[] => {
    if (!listens(world, s)) return [];
    return states(world).flatMap(({ state, needs }) =>
      offers(world, s).map((offer) =>
        attackerMove(
          agent === 'alice' ? 'luresCallback' : 'sendsCallback',
          { continues: s, code: offer.code, state },
          {
            message: 'm7',
            to: 'client',
            needs: [...needs, ...offer.needs],
            capabilities: agent === 'alice' ? ['lure'] : [],
          },
          (run) => {
            const response = responseFor(run, s, offer.code, state);
            if (agent === 'alice') sayResponse(run, response);
            return callback(run, s, agent, response);
          },
        ),
      ),
    );
  },
});

/** The attacker's server answers the request that alice's agent brought it. */
const answeredByOwnServer = (u: Component): MoveFamily => ({
  name: `attacker's server answers ${u}`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'requesting') return [];
    const request = tabOf(world, u).carries as unknown as AuthorizationRequest;
    if (request.to !== 'evil' || request.maker === 'none') return [];
    const s = request.maker as Component;
    return (['its own', "the other server's"] as const).flatMap((at) =>
      offers(world, s).map((offer) =>
        attackerMove(
          'responds',
          { tab: u, code: offer.code, ...(at === 'its own' ? {} : { at }) },
          { message: 'm7', to: 'client', needs: offer.needs },
          (run) => {
            // One URI for both servers is no other URI.
            if (at !== 'its own' && !run.ask('redirect.distinct')) return false;
            const response = responseFor(run, s, offer.code, request.state, at);
            const message = { ...response, relayed: request.relayed };
            run.send(u, { type: 'RESPONSE', message });
            sayResponse(run, message);
            return true;
          },
        ),
      ),
    );
  },
});

/** A response in alice's agent is altered: another code, another state. */
const altered = (u: Component, s: Component): MoveFamily => ({
  name: `attacker alters the response in ${u} for ${s}`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'returning' || !listens(world, s)) return [];
    const response = tabOf(world, u).carries as unknown as AuthorizationResponse;
    const kept = { code: response.code, needs: [] as Needs };
    const statesToPut = [
      { state: response.state, needs: [] as Needs },
      ...states(world).filter(({ state }) => state !== response.state),
    ];
    return [kept, ...codes(world).filter(({ code }) => code !== response.code)].flatMap((offer) =>
      statesToPut
        .filter(({ state }) => state !== response.state || offer.code !== response.code)
        .map(({ state, needs }) =>
          attackerMove(
            'altersResponse',
            { tab: u, continues: s, code: offer.code, state },
            {
              message: 'm7',
              to: 'client',
              needs: [...needs, ...offer.needs],
              capabilities: ['agent.alter'],
            },
            (run) => {
              run.send(u, { type: 'ARRIVED' });
              return callback(run, s, 'alice', responseFor(run, s, offer.code, state));
            },
          ),
        ),
    );
  },
});

/** A genuine response of the bank's arrives in a session with the attacker's server, whose metadata claims to be the bank. */
const claimedAsOwn = (u: Component, s: Component): MoveFamily => ({
  name: `attacker's server claims to be the issuer in ${u} to ${s}`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'returning') return [];
    if (!listens(world, s) || world.peek(s, expectsView) !== 'evil') return [];
    return [
      attackerMove('claimsIssuer', { tab: u, continues: s }, { message: 'm7', to: 'client' }, (run) => {
        const response = tabOf(run, u).carries as unknown as AuthorizationResponse;
        run.send(u, { type: 'ARRIVED' });
        return callback(run, s, 'alice', response, true);
      }),
    ];
  },
});

const sessions = (instances: readonly Component[]) => instances.filter((c) => c[0] === 's');
export const callbackMoves = (instances: readonly Component[]): readonly MoveFamily[] => [
  ...sessions(instances).flatMap((s) => [deliveredBy('attacker', s), deliveredBy('alice', s)]),
  ...instances
    .filter((c) => c[0] === 'u')
    .flatMap((u) => [
      answeredByOwnServer(u),
      ...sessions(instances).map((s) => altered(u, s)),
      ...sessions(instances).map((s) => claimedAsOwn(u, s)),
    ]),
];
