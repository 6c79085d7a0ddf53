// The attacker makes or alters authorization responses: delivered by its own agent, by alice's (lured), by its own
// server in a tab that was sent to it, or put in the place of a response on its way.

import { listens, sayResponse } from '../../model/honest.js';
import { callback } from '../../model/exchanges/callbacks.js';
import type { AuthorizationRequest, AuthorizationResponse } from '../../model/exchanges/messages.js';
import { agentView, sessionSlots, tabOf, valueView } from '../../model/instances.js';
import type { ClientContext } from '../../model/entities/client.js';
import { slotOf, type Person, type RedirectUri, type Server, type Term } from '../../model/names.js';
import type { Component, MoveFamily, View } from '../../model/world.js';
import { type Doer, doersOf, isKeptOut, movesOf } from './bySwitches.js';
import { type AttackerMove, attackerMove, codes, type Look, type Needs, states } from './common.js';
import type { IsIdle } from './idle.js';

/** From which server a session expects a response, and where. */
const expectsView: View<string> = {
  name: 'expects',
  of: (local) => {
    const { server, redirect } = local.context as unknown as ClientContext;
    return `${server}/${redirect}`;
  },
};
const expectedBy = (world: Look, s: Component) => {
  const [server, redirect] = world.peek(s, expectsView).split('/') as [Server, RedirectUri];
  return { server, redirect };
};

const echoed: View<string> = {
  name: 'echoed',
  of: (local) => String((local.context as { state: string }).state),
};

interface Made {
  readonly response: AuthorizationResponse;
  readonly needs: Needs;
}
/** What can be put into a field, and what the attacker must know for it. */
interface Filling {
  readonly term: Term | 'none';
  readonly needs: Needs;
}
/** Codes that are known, any word, and none at all: an error response. */
const knownCodes = (world: Look): readonly Filling[] => [
  ...codes(world).map(({ code, needs }) => ({ term: code, needs })),
  { term: 'code:junk', needs: [] },
  { term: 'none', needs: [] },
];
const knownStates = (world: Look): readonly Filling[] =>
  states(world).map(({ state, needs }) => ({ term: state, needs }));

/** Who can have signed a pair of code and state: the attacker, or the bank if it sent exactly these. */
function signersOf(world: Look, code: Term | 'none', state: Term | 'none'): readonly (Server | 'none')[] {
  const g = code === 'none' ? '' : slotOf(code);
  const byBank = g.startsWith('g') && world.peek(g as Component, echoed) === state;
  return ['none', 'evil', ...(byBank ? (['bank'] as const) : [])];
}

/**
 * Every response of the attacker's own that one of these sessions may take: in each field anything that it can know or
 * make, or nothing.
 */
function* responses(
  world: Look,
  to: readonly Component[],
  isIdle: IsIdle,
  fillings: { readonly codes: readonly Filling[]; readonly states: readonly Filling[] },
  { relayed = false, agent = 'alice' }: { readonly relayed?: boolean; readonly agent?: Person } = {},
): Generator<Made> {
  const expected = to.map((s) => expectedBy(world, s));
  for (const { term: code, needs: first } of fillings.codes)
    for (const { term: state, needs: second } of fillings.states) {
      const signers = signersOf(world, code, state);
      // By a link, or by a form if the client takes responses in forms. Its own agent sends what cookies it likes.
      for (const signer of signers)
        for (const issuer of ['bank', 'evil', 'none'] as const)
          for (const uri of ['cb.bank', 'cb.evil'] as const)
            for (const mode of agent === 'alice'
              ? (['query', 'registered'] as const)
              : (['query'] as const)) {
              const response: AuthorizationResponse = {
                code,
                state,
                issuer,
                genuine: false,
                signer,
                uri,
                mode,
                relayed,
              };
              if (!expected.every((of) => isIdle({ about: 'response', response, signers, ...of }, world)))
                yield { response, needs: [...first, ...second] };
            }
    }
}

/** Alice has opened a page of the client's. */
const hasBegun = (world: Look): boolean =>
  sessionSlots(world).some((s) => world.peek(s, agentView) === 'alice');

const namesOf = ({ code, state, issuer, signer, uri, mode }: AuthorizationResponse) => ({
  code,
  state,
  issuer,
  signer,
  at: uri,
  ...(mode !== 'query' && { mode }),
});
const delivered = (agent: Person, s: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker has ${agent}'s agent deliver a response to ${s}`,
  moves: (world): readonly AttackerMove[] => {
    if (!listens(world, s)) return [];
    const fillings = { codes: knownCodes(world), states: knownStates(world) };
    // Whoever has her cookie sends the response in her name.
    const doers: readonly (Doer | null)[] =
      agent === 'attacker'
        ? [null]
        : [...doersOf('leads', world), ...(hasBegun(world) ? doersOf('hasCookie', world) : [])];
    return [...responses(world, [s], isIdle, fillings, { agent })].flatMap(({ response, needs }) =>
      doers.map((doer) =>
        attackerMove(
          doer === null ? 'sendsCallback' : 'luresCallback',
          { continues: s, ...namesOf(response), ...(doer !== null && { by: doer.by }) },
          { message: 'm7', to: 'client', needs, capabilities: doer === null ? [] : [doer.by] },
          (run) => {
            if (doer !== null && isKeptOut(run, doer)) return false;
            if (agent === 'alice') sayResponse(run, response);
            return callback(run, s, agent, response);
          },
        ),
      ),
    );
  },
});

/** The attacker's server answers the request that alice's agent brought it. */
const answeredByOwnServer = (u: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker's server answers ${u}`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'requesting') return [];
    const request = tabOf(world, u).carries as unknown as AuthorizationRequest;
    if (request.to !== 'evil' || request.maker === 'none') return [];
    const fillings = {
      codes: knownCodes(world),
      states: kept({ term: request.state, needs: [] }, knownStates(world)),
    };
    return [...responses(world, sessionSlots(world), isIdle, fillings, { relayed: request.relayed })].map(
      ({ response, needs }) =>
        attackerMove(
          'responds',
          { tab: u, ...namesOf(response) },
          { message: 'm7', to: 'client', needs },
          (run) => {
            run.send(u, { type: 'RESPONSE', message: response as never });
            sayResponse(run, response);
            return true;
          },
        ),
    );
  },
});
/** What stands in the message already can be left as it is, whoever knows it. */
const kept = (filling: Filling, others: readonly Filling[]): readonly Filling[] => [
  filling,
  ...others.filter(({ term }) => term !== filling.term),
];

/** A response in alice's agent is altered: anything in it. */
const altered = (u: Component, s: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker alters the response in ${u} for ${s}`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'returning' || !listens(world, s)) return [];
    const carried = tabOf(world, u).carries as unknown as AuthorizationResponse;
    const fillings = {
      codes: kept({ term: carried.code, needs: [] }, knownCodes(world)),
      states: kept({ term: carried.state, needs: [] }, knownStates(world)),
    };
    return [...responses(world, [s], isIdle, fillings)].flatMap(({ response, needs }) =>
      movesOf(
        'altersResponse',
        world,
        'altersResponse',
        (by) => ({ tab: u, continues: s, ...namesOf(response), by }),
        { message: 'm7', to: 'client', needs },
        (run) => {
          run.send(u, { type: 'ARRIVED' });
          return callback(run, s, 'alice', response);
        },
      ),
    );
  },
});

/** A genuine response of the bank's arrives in a session with the attacker's server, whose metadata claims to be the bank. */
const claimedAsOwn = (u: Component, s: Component): MoveFamily => ({
  name: `attacker's server claims to be the issuer in ${u} to ${s}`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'returning') return [];
    if (!listens(world, s) || expectedBy(world, s).server !== 'evil') return [];
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
export const callbackMoves = (instances: readonly Component[], isIdle: IsIdle): readonly MoveFamily[] => [
  ...sessions(instances).flatMap((s) => [delivered('attacker', s, isIdle), delivered('alice', s, isIdle)]),
  ...instances
    .filter((c) => c[0] === 'u')
    .flatMap((u) => [
      answeredByOwnServer(u, isIdle),
      ...sessions(instances).map((s) => altered(u, s, isIdle)),
      ...sessions(instances).map((s) => claimedAsOwn(u, s)),
    ]),
];
