// The attacker at the back channel: it redeems codes, refreshes, spends tokens at the resource server, and answers
// token requests that were sent to its own server.

import { heldByAttacker, type Presentation, serve } from '../../model/exchanges/resources.js';
import { noteLoss, takeTokens } from '../../model/exchanges/tokens.js';
import { grantOf, sessionOf, tickOf, valueView } from '../../model/instances.js';
import {
  accessStatus,
  type GrantContext,
  type Holder,
  holderOf,
  refreshStatus,
} from '../../model/entities/authorizationServer.js';
import {
  access,
  code,
  clientSecret,
  type Order,
  type Person,
  type RedirectUri,
  refresh,
  type Term,
  tokenNumbers,
  verifier,
} from '../../model/names.js';
import type { SwitchId } from '../../model/switches.js';
import type { Component, Move, MoveFamily, Run, View } from '../../model/world.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import {
  type AttackerMove,
  attackerMove,
  issuedGrants,
  type Look,
  type Needs,
  startedSessions,
} from './common.js';
import type { IsIdle } from './idle.js';

interface Identity {
  readonly as: 'client' | 'evil-client';
  readonly authenticated: boolean;
  readonly keyed: boolean;
  readonly needs: Needs;
  readonly takes: readonly CapabilityId[];
  /** Only if this is off. */
  readonly unless?: SwitchId;
}
const isThere = (run: Run, { unless }: Pick<Identity, 'unless'>): boolean =>
  unless === undefined || !run.ask(unless);

/** As whom the attacker can show up at the token endpoint. A native app's built-in secret is known to all. */
const identities = (world: Look): readonly Identity[] => {
  const isNative = world.scenario.client === 'native-app';
  return [
    { as: 'client', authenticated: isNative, keyed: false, needs: [], takes: [] },
    ...(isNative
      ? []
      : [{ as: 'client' as const, authenticated: true, keyed: false, needs: [[clientSecret]], takes: [] }]),
    { as: 'evil-client', authenticated: true, keyed: false, needs: [], takes: ['own.client'] },
    // The key of a native app is in every copy, unless each has its own.
    ...(isNative
      ? [
          {
            as: 'client' as const,
            authenticated: true,
            keyed: true,
            needs: [],
            takes: [],
            unless: 'client.instance-keys' as const,
          },
        ]
      : []),
    // Malware uses the keys of the device it is on; a server app's keys are elsewhere.
    ...(isNative
      ? [{ as: 'client' as const, authenticated: true, keyed: true, needs: [], takes: ['malware' as const] }]
      : []),
  ];
};

/** Which verifiers can be presented: none, its own, and those that it knows. */
const verifiers = (world: Look): readonly { verifier: Term; needs: Needs }[] => [
  { verifier: 'none', needs: [] },
  { verifier: 'verifier:own', needs: [] },
  ...startedSessions(world).map((s) => ({ verifier: verifier(s), needs: [[verifier(s)]] })),
];
const anyRedirect: readonly RedirectUri[] = ['cb.bank', 'cb.evil', 'site', 'evil'];

const redeems = (g: Component, isIdle: IsIdle): MoveFamily => ({
  name: `attacker redeems ${g}`,
  moves: (world) => {
    if (world.peek(g, valueView) !== 'issued') return [];
    const grant = grantOf(world, g);
    // It is refused whatever comes with it, and leaves no trace.
    if (grant.code === 'burnt') return [];
    const asRequested = grant.redirect;
    return identities(world).flatMap((who) =>
      verifiers(world).flatMap(({ verifier, needs }) =>
        anyRedirect
          .filter((redirect) => !isIdle({ about: 'redemption', grant, verifier, redirect }, world))
          .map((redirect) =>
            attackerMove(
              'redeems',
              {
                code: code(g),
                as: who.as,
                authenticated: who.authenticated,
                keyed: who.keyed,
                verifier,
                ...(who.unless !== undefined && { unless: who.unless }),
                ...(redirect !== asRequested && { redirect }),
              },
              {
                message: 'm8',
                to: 'authorizationServer',
                needs: [[code(g)], ...who.needs, ...needs],
                capabilities: who.takes,
              },
              (run) => {
                if (!isThere(run, who)) return false;
                return noteLoss(run, g, null, () => {
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
                  if (answer!.message === 'errorResponse') return false;
                  const tokens = answer!.fields as { access: Term; refresh: Term };
                  run.give(tokens.access);
                  if (tokens.refresh !== 'none') run.give(tokens.refresh);
                  return true;
                });
              },
            ),
          ),
      ),
    );
  },
});

/**
 * Whoever has a token hands it back in the name of the client that it was issued to (RFC 7009 section 2.1), if the bank
 * has an endpoint for that. No key is asked for there.
 */
const revokes = (g: Component): MoveFamily => ({
  name: `attacker revokes a token of ${g}`,
  moves: (world) => {
    if (world.peek(g, valueView) !== 'issued') return [];
    // With refresh tokens this is not searched: the states are too many (semantics, Known gaps).
    if (world.scenario.refresh) return [];
    const grant = grantOf(world, g);
    // Further tokens go by one number: of those that both hold, the attacker's own is none that the client uses.
    const live = tokenNumbers
      .filter((n) => accessStatus(grant, n) === 'live' && !(n === 2 && holderOf(grant, n) === 'both'))
      .map((n) => access(g, n));
    return live.flatMap((token) =>
      identities(world)
        .filter(({ keyed }) => !keyed)
        .map((who) =>
          attackerMove(
            'revokes',
            { token, as: who.as, authenticated: who.authenticated },
            {
              message: 'm16',
              to: 'authorizationServer',
              needs: [[token], ...who.needs],
              capabilities: who.takes,
            },
            (run) => {
              if (!run.ask('owner.can-revoke')) return false;
              return noteLoss(run, g, null, () => {
                const [answer] = run.send(g, {
                  type: 'REVOKE',
                  token,
                  client: who.as,
                  authenticated: who.authenticated,
                }).outputs;
                return answer?.message !== 'errorResponse';
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
    const grant = grantOf(world, g);
    const numbers = tokenNumbers.filter((n) => refreshStatus(grant, n) !== 'none');
    return numbers.flatMap((generation) =>
      identities(world).map((who) =>
        attackerMove(
          'refreshes',
          {
            refresh: refresh(g, generation),
            as: who.as,
            authenticated: who.authenticated,
            keyed: who.keyed,
            ...(who.unless !== undefined && { unless: who.unless }),
          },
          {
            message: 'm12',
            to: 'authorizationServer',
            needs: [[refresh(g, generation)], ...who.needs],
            capabilities: who.takes,
          },
          (run) => {
            if (!isThere(run, who)) return false;
            return noteLoss(run, g, null, () => {
              const [answer] = run.send(g, {
                type: 'REFRESH_REQUEST',
                client: who.as,
                authenticated: who.authenticated,
                keyed: who.keyed,
                presenter: 'attacker',
                refresh: refresh(g, generation),
                tick: tickOf(run),
              }).outputs;
              if (answer!.message === 'errorResponse') return false;
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
    const numbers = tokenNumbers.filter((n) => accessStatus(grant, n) !== 'none');
    // What was asked for is of no use where no token was issued.
    if (numbers.length === 0) return [];
    const orders: readonly Order[] =
      world.scenario.orders === 'scope-only' ? ['none', 'attacker'] : [grant.order];
    const uses: readonly Pick<Presentation, 'operation' | 'order'>[] = [
      ...orders.map((order) => ({ operation: 'use' as const, order })),
      // Synchronising her content with its own is nothing that it does with a token of its own.
      ...(world.scenario.jointAccounts && grant.owner === 'alice'
        ? [{ operation: 'synchronise' as const, order: 'none' as const }]
        : []),
    ];
    const keyed: readonly {
      by: readonly CapabilityId[];
      holds: (h: Holder) => boolean;
      unless?: SwitchId;
    }[] = [
      { by: [], holds: heldByAttacker },
      ...(world.scenario.client === 'native-app'
        ? [
            { by: ['malware' as const], holds: () => true },
            { by: [], holds: () => true, unless: 'client.instance-keys' as const },
          ]
        : []),
    ];
    return numbers.flatMap((generation) =>
      uses.flatMap(({ operation, order }) =>
        keyed.map(
          ({ by, holds, unless }): AttackerMove =>
            attackerMove(
              'spends',
              {
                access: access(g, generation),
                order,
                ...(operation !== 'use' && { operation }),
                keyed: by.length > 0 || unless !== undefined,
                ...(unless !== undefined && { unless }),
              },
              { message: 'm10', to: 'resourceServer', needs: [[access(g, generation)]], capabilities: by },
              (run) =>
                isThere(run, unless === undefined ? {} : { unless }) &&
                serve(run, {
                  token: access(g, generation),
                  operation,
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

/** Whose account tokens are for, what they may do, and which there are; empty: none was issued. */
const tokenView: View<string> = {
  name: 'token',
  of: (local) => {
    const c = local.context as unknown as GrantContext;
    const there = (status: (c: GrantContext, n: number) => string) =>
      tokenNumbers.filter((n) => status(c, n) !== 'none').join('');
    return c.access0 === 'none' ? '' : `${c.owner}/${c.order}/${there(accessStatus)}/${there(refreshStatus)}`;
  },
};

/**
 * A client's token request, or its refresh request, ended at the attacker's server: it answers with tokens of its own or
 * with what it knows.
 */
const answers = (s: Component): MoveFamily => ({
  name: `attacker answers ${s}`,
  moves: (world): readonly Move[] => {
    const value = world.peek(s, valueView);
    if (value !== 'redeeming' && value !== 'refreshing') return [];
    const known = issuedGrants(world).flatMap((g) => {
      const tokens = world.peek(g, tokenView);
      if (tokens === '') return [];
      const [account, services, accesses, refreshes] = tokens.split('/') as [Person, Order, string, string];
      return [...accesses].flatMap((a) =>
        [null, ...refreshes].map((r) => {
          const [token, beside] = [
            access(g, Number(a)),
            r === null ? ('none' as const) : refresh(g, Number(r)),
          ];
          return {
            token,
            refresh: beside,
            needs: [[token], ...(beside === 'none' ? [] : [[beside]])] as Needs,
            account,
            services,
          };
        }),
      );
    });
    const own = {
      token: 'access:evil',
      refresh: 'none' as const,
      needs: [] as Needs,
      account: 'none' as const,
      services: sessionOf(world, s).order,
    };
    return [own, ...known].map(({ token, needs, account, services, refresh: beside }) =>
      attackerMove(
        'answers',
        { slot: s, access: token, ...(beside !== 'none' && { refresh: beside }) },
        { message: value === 'redeeming' ? 'm9' : 'm13', to: 'client', needs },
        (run) => {
          takeTokens(run, s, { access: token, refresh: beside, account, services });
          return true;
        },
      ),
    );
  },
});

export const tokenMoves = (instances: readonly Component[], isIdle: IsIdle): readonly MoveFamily[] => [
  ...instances
    .filter((c) => c[0] === 'g')
    .flatMap((g) => [redeems(g, isIdle), refreshes(g), revokes(g), spends(g)]),
  ...instances.filter((c) => c[0] === 's').map(answers),
];
