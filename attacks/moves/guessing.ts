// Having seen a value of a kind of its own, the attacker derives another of the same kind from the same maker.

import { state, type Term, verifier } from '../../model/names.js';
import { access, code, refresh, tokenNumbers } from '../../model/names.js';
import { agentView } from '../../model/instances.js';
import type { GrantContext } from '../../model/entities/authorizationServer.js';
import type { Component, MoveFamily, View } from '../../model/world.js';
import { type AttackerMove, attackerMove, issuedGrants, startedSessions } from './common.js';
import type { SwitchId } from '../../model/switches.js';

/** Which tokens of an authorization were ever issued. */
const issuedView: View<string> = {
  name: 'issued tokens',
  of: (local) => {
    const c = local.context as unknown as GrantContext;
    return [c.access0, c.access1, c.access2, c.refresh0, c.refresh1, c.refresh2]
      .map((t) => (t === 'none' ? 'none' : 'issued'))
      .join(' ');
  },
};

const guesses = (_instances: readonly Component[]): MoveFamily => ({
  name: 'attacker guesses',
  moves: (world): readonly AttackerMove[] => {
    const grants = issuedGrants(world);
    const sessions = startedSessions(world);
    if (grants.length < 2 && sessions.length < 2) return [];
    const tokensOf = (g: Component) => {
      const issued = world.peek(g, issuedView).split(' ');
      return [...tokenNumbers.map((n) => access(g, n)), ...tokenNumbers.map((n) => refresh(g, n))].filter(
        (_, i) => issued[i] !== 'none',
      );
    };
    const guess = (
      target: Term,
      from: readonly Term[],
      against: SwitchId,
      capability: 'guess' | null,
      exists: readonly SwitchId[] = [],
    ) =>
      from.length === 0
        ? []
        : [
            attackerMove(
              'guesses',
              { term: target, by: capability ?? 'repetition' },
              {
                message: 'guess',
                to: 'attacker',
                needs: [from],
                capabilities: capability === null ? [] : [capability],
              },
              (run) => {
                if (run.ask(against)) return false;
                run.learn(capability, [target], exists);
                return true;
              },
            ),
          ];
    const others = <T>(all: readonly T[], one: T) => all.filter((x) => x !== one);
    return [
      ...grants.flatMap((g) => {
        const rest = others(grants, g);
        const ofKind = (kind: string) => rest.flatMap(tokensOf).filter((t) => t.startsWith(kind));
        return [
          ...guess(
            code(g),
            rest.map((r) => code(r)),
            'secrets.strong-random',
            'guess',
          ),
          ...tokensOf(g).flatMap((t) =>
            guess(t, ofKind(t.startsWith('access') ? 'access' : 'refresh'), 'secrets.strong-random', 'guess'),
          ),
        ];
      }),
      ...sessions.flatMap((s) => {
        const rest = others(sessions, s);
        return [
          ...guess(state(s), rest.map(state), 'client.strong-random', 'guess'),
          // A client that makes no new state repeats it in the same user agent.
          ...guess(
            state(s),
            rest.filter((other) => world.peek(other, agentView) === world.peek(s, agentView)).map(state),
            'state.fresh',
            null,
          ),
          // One weak source of randomness gives away what else it made.
          ...guess(
            verifier(s),
            [...sessions.map(state), ...rest.map(verifier)],
            'client.strong-random',
            'guess',
            ['pkce.sent'],
          ),
          // One verifier for all flows is the same in every user agent.
          ...guess(verifier(s), rest.map(verifier), 'pkce.fresh', null, ['pkce.sent']),
        ];
      }),
    ];
  },
});

export const guessMoves = (instances: readonly Component[]): readonly MoveFamily[] => [guesses(instances)];
