// The attacker at the back channel: it redeems codes, refreshes, spends tokens at the resource server, and answers
// token requests that were sent to its own server.

import { heldByAttacker, serve } from '../../model/exchanges/resources.js';
import { noteLoss, takeTokens } from '../../model/exchanges/tokens.js';
import { grantOf, sessionOf, tickOf, valueView } from '../../model/instances.js';
import type { GrantContext, Holder } from '../../model/entities/authorizationServer.js';
import {
  access,
  code,
  clientSecret,
  type Order,
  type Person,
  refresh,
  slotOf,
  type Term,
} from '../../model/names.js';
import type { Component, Move, MoveFamily, View } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import { type AttackerMove, attackerMove, issuedGrants, type Look, type Needs } from './common.js';

interface Identity {
  readonly as: 'client' | 'evil-client';
  readonly authenticated: boolean;
  readonly keyed: boolean;
  readonly needs: Needs;
  readonly takes: readonly CapabilityId[];
}

/** As whom the attacker can show up at the token endpoint. A native app's built-in secret is known to all. */
const identities = (world: Look): readonly Identity[] => {
  const isNative = world.scenario.client === 'native-app';
  return [
    { as: 'client', authenticated: isNative, keyed: false, needs: [], takes: [] },
    ...(isNative
      ? []
      : [{ as: 'client' as const, authenticated: true, keyed: false, needs: [[clientSecret]], takes: [] }]),
    { as: 'evil-client', authenticated: true, keyed: false, needs: [], takes: ['own.client'] },
    // Malware uses the keys of the device it is on; a server app's keys are elsewhere.
    ...(isNative
      ? [{ as: 'client' as const, authenticated: true, keyed: true, needs: [], takes: ['malware' as const] }]
      : []),
  ];
};

/** Which verifier can be presented: what matches the stored challenge if known, or none. */
const verifiers = (challenge: string): readonly { verifier: Term; needs: Needs }[] => {
  if (challenge === 'none') return [{ verifier: 'none', needs: [] }];
  const own = slotOf(challenge) === 'own';
  if (own) return [{ verifier: 'verifier:own', needs: [] }];
  const verifier = `verifier:${slotOf(challenge)}`;
  return [
    { verifier: 'none', needs: [] },
    { verifier, needs: [[verifier]] },
  ];
};

const redeems = (g: Component): MoveFamily => ({
  name: `attacker redeems ${g}`,
  moves: (world) => {
    if (world.peek(g, valueView) !== 'issued') return [];
    const { challenge, redirect } = grantOf(world, g);
    return identities(world).flatMap((who) =>
      verifiers(challenge).map(({ verifier, needs }) =>
        attackerMove(
          'redeems',
          { code: code(g), as: who.as, authenticated: who.authenticated, keyed: who.keyed, verifier },
          {
            message: 'm8',
            to: 'authorizationServer',
            needs: [[code(g)], ...who.needs, ...needs],
            capabilities: who.takes,
          },
          (run) => {
            return noteLoss(run, g, () => {
              const [answer] = run.send(g, {
                type: 'TOKEN_REQUEST',
                client: who.as,
                authenticated: who.authenticated,
                keyed: who.keyed,
                presenter: 'attacker',
                redirect,
                verifier,
                tick: tickOf(run),
              }).outputs;
              if (answer!.message !== 'tokenResponse') return false;
              const tokens = answer!.fields as { access: Term; refresh: Term };
              run.give(tokens.access);
              if (tokens.refresh !== 'none') run.give(tokens.refresh);
              return true;
            });
          },
        ),
      ),
    );
  },
});

const refreshes = (g: Component): MoveFamily => ({
  name: `attacker refreshes ${g}`,
  moves: (world) => {
    if (!world.scenario.refresh || world.peek(g, valueView) !== 'issued') return [];
    const { refresh0, refresh1 } = grantOf(world, g);
    const generations = [...(refresh0 === 'none' ? [] : [0]), ...(refresh1 === 'none' ? [] : [1])];
    return generations.flatMap((generation) =>
      identities(world).map((who) =>
        attackerMove(
          'refreshes',
          { refresh: refresh(g, generation), as: who.as, authenticated: who.authenticated, keyed: who.keyed },
          {
            message: 'm12',
            to: 'authorizationServer',
            needs: [[refresh(g, generation)], ...who.needs],
            capabilities: who.takes,
          },
          (run) => {
            return noteLoss(run, g, () => {
              const [answer] = run.send(g, {
                type: 'REFRESH_REQUEST',
                client: who.as,
                authenticated: who.authenticated,
                keyed: who.keyed,
                presenter: 'attacker',
                refresh: refresh(g, generation),
                tick: tickOf(run),
              }).outputs;
              if (answer!.message !== 'refreshResponse') return false;
              const tokens = answer!.fields as { access: Term; refresh: Term };
              run.give(tokens.access);
              run.give(tokens.refresh);
              return true;
            });
          },
        ),
      ),
    );
  },
});

const spends = (g: Component): MoveFamily => ({
  name: `attacker spends ${g}`,
  moves: (world) => {
    if (world.peek(g, valueView) !== 'issued') return [];
    const grant = grantOf(world, g);
    const generations = [...(grant.access0 === 'none' ? [] : [0]), ...(grant.access1 === 'none' ? [] : [1])];
    const orders: readonly Order[] =
      world.scenario.orders === 'scope-only' ? ['none', 'attacker'] : [grant.order];
    const keyed: readonly { by: readonly CapabilityId[]; holds: (h: Holder) => boolean }[] = [
      { by: [], holds: heldByAttacker },
      ...(world.scenario.client === 'native-app' ? [{ by: ['malware' as const], holds: () => true }] : []),
    ];
    return generations.flatMap((generation) =>
      orders.flatMap((order) =>
        keyed.map(
          ({ by, holds }): AttackerMove =>
            attackerMove(
              'spends',
              { access: access(g, generation), order, keyed: by.length > 0 },
              { message: 'm10', to: 'resourceServer', needs: [[access(g, generation)]], capabilities: by },
              (run) =>
                serve(run, {
                  token: access(g, generation),
                  operation: 'use',
                  order,
                  presenter: 'attacker',
                  keyed: holds,
                }) !== null,
            ),
        ),
      ),
    );
  },
});

/** Whose account an access token is for and what it may do; empty: none was issued. */
const tokenView: View<string> = {
  name: 'token',
  of: (local) => {
    const { access0, owner, order } = local.context as unknown as GrantContext;
    return access0 === 'none' ? '' : `${owner}/${order}`;
  },
};

/** A client's token request ended at the attacker's server: it answers with a token of its own or one it knows. */
const answers = (s: Component): MoveFamily => ({
  name: `attacker answers ${s}`,
  moves: (world): readonly Move[] => {
    if (world.peek(s, valueView) !== 'redeeming') return [];
    const known = issuedGrants(world).flatMap((g) => {
      const token = world.peek(g, tokenView);
      if (token === '') return [];
      const [account, services] = token.split('/') as [Person, Order];
      return [{ token: access(g, 0), needs: [[access(g, 0)]] as Needs, account, services }];
    });
    const own = {
      token: 'access:evil',
      needs: [] as Needs,
      account: 'none' as const,
      services: sessionOf(world, s).order,
    };
    return [own, ...known].map(({ token, needs, account, services }) =>
      attackerMove('answers', { slot: s, access: token }, { message: 'm9', to: 'client', needs }, (run) => {
        takeTokens(run, s, { access: token, refresh: 'none', account, services });
        return true;
      }),
    );
  },
});

export const tokenMoves = (instances: readonly Component[]): readonly MoveFamily[] => [
  ...instances.filter((c) => c[0] === 'g').flatMap((g) => [redeems(g), refreshes(g), spends(g)]),
  ...instances.filter((c) => c[0] === 's').map(answers),
];
