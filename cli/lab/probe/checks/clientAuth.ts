// Whether the server knows who asks at its token endpoint.

import { type Check, mustFail, text, type Tried, variant } from '../check.js';
import type { Party, Tokens } from '../server.js';
import { random } from '../server.js';
import { honestly, redeemWith, tokensFrom } from './common.js';

const nobody = (client: Party): Party => ({ ...client, auth: 'none', secret: undefined });

/** Ways to come without the client's secret. */
const impostors = (client: Party): readonly (readonly [ReturnType<typeof text>, Party])[] => [
  [text('no secret', 'シークレットなし'), nobody(client)],
  ...(client.secret === undefined
    ? []
    : ([
        [text('a wrong secret', '誤ったシークレット'), { ...client, secret: `${random()}` }],
        [text('an empty secret', '空のシークレット'), { ...client, secret: '' }],
      ] as const)),
];

/** Refused because of who asks (RFC 6749 5.2). */
const isForClient = ({ outcome, error }: Tokens): boolean =>
  outcome === 'refused' && /^(invalid|unauthorized)_client$/.test(error ?? '');

export const clientAuthChecks: readonly Check[] = [
  {
    switch: 'client.authenticated',
    run: async ({ server }) => {
      const all: Tried[] = [];
      for (const [name, as] of impostors(server.client)) {
        const tokens = await redeemWith(server, { as }, { pkce: false });
        if (tokens !== null) all.push(mustFail(name, tokens.outcome, [tokens.exchange]));
        else all.push(await whereChallenged(name, as));
      }
      const got = await tokensFrom(server);
      if (got?.refresh) {
        const tokens = await server.refresh(got.refresh, { as: nobody(server.client) });
        all.push(
          mustFail(text('a refresh without a secret', 'シークレットなしの更新'), tokens.outcome, [
            tokens.exchange,
          ]),
        );
      }
      return [...all, await honestly(server)];

      /** Every code needs a verifier here: without both, what it is refused for says what was looked at. */
      async function whereChallenged(name: ReturnType<typeof text>, as: Party): Promise<Tried> {
        const tokens: Tokens | null = await redeemWith(server, { as }, { verifier: undefined, pkce: true });
        const isKnown = tokens !== null && isForClient(tokens);
        if (tokens === null || isKnown || tokens.outcome === 'accepted')
          return variant(
            name,
            tokens === null ? 'nothing' : isKnown ? 'on' : 'off',
            tokens ? [tokens.exchange] : [],
          );
        // With a verifier it is a redemption that nothing else is wrong with.
        const right = await redeemWith(server, { as }, { pkce: true });
        return variant(name, right?.outcome === 'refused' ? 'on' : 'nothing', right ? [right.exchange] : []);
      }
    },
  },
  {
    switch: 'client.authenticated-always',
    run: async ({ server }) => {
      // Where nobody authenticates, a verifier has nothing to stand in for.
      const as = nobody(server.client);
      const plain =
        (await redeemWith(server, { as }, { pkce: false })) ??
        (await redeemWith(server, { as }, { verifier: undefined, pkce: true }));
      if (plain?.outcome !== 'refused' || !isForClient(plain)) return [];
      const all: Tried[] = [];
      for (const [name, as] of impostors(server.client)) {
        const tokens = await redeemWith(server, { as }, { pkce: true });
        if (tokens !== null)
          all.push(
            mustFail(
              { en: `${name.en}, but a verifier`, ja: `${name.ja}、code_verifierあり` },
              tokens.outcome,
              [tokens.exchange],
            ),
          );
      }
      return [...all, await honestly(server)];
    },
  },
];
