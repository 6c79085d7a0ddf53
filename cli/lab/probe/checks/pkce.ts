// Code challenges and verifiers.

import { type Check, control, lastOf, mustFail, seenAs, text, type Tried, variant } from '../check.js';
import { challengeOf, random } from '../server.js';
import { redeemWith } from './common.js';

const challenged = text('a request with a challenge', 'code_challengeを伴う要求');

export const pkceChecks: readonly Check[] = [
  {
    switch: 'pkce.required',
    run: async ({ server }) => {
      const all: Tried[] = [];
      const withOne = await server.grant({}, true);
      all.push(
        control(
          challenged,
          withOne === null ? 'refused' : 'accepted',
          withOne === null ? [] : lastOf(withOne.authorized.steps),
        ),
      );
      const without = await server.authorize(await server.request());
      all.push(
        mustFail(
          text('a request without a challenge', 'code_challengeのない要求'),
          without.outcome,
          lastOf(without.steps),
        ),
      );
      const empty = await server.authorize(await server.request({ code_challenge: '' }));
      const name = text('a request with an empty challenge', '空のcode_challengeの要求');
      if (empty.code === null) return [...all, mustFail(name, empty.outcome, lastOf(empty.steps))];
      // An empty challenge may be one that nothing fits: it is none if no verifier is asked for.
      const { outcome, exchange } = await server.redeem({
        code: empty.code,
        verifier: undefined,
        redirect: server.client.redirect,
      });
      return [
        ...all,
        variant(name, outcome === 'accepted' ? 'off' : 'nothing', [...lastOf(empty.steps), exchange]),
      ];
    },
  },
  {
    switch: 'pkce.verified',
    run: async ({ server }) => {
      const all: Tried[] = [];
      const verifier = random();
      for (const [name, sent] of [
        [text('another verifier', '別のcode_verifier'), random()],
        [text('no verifier', 'code_verifierなし'), undefined],
        [
          text('the challenge in place of the verifier', 'code_verifierの代わりにcode_challenge'),
          challengeOf(verifier),
        ],
      ] as const) {
        const challenge = { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' };
        const grant = await server.grant(challenge, false);
        if (grant === null) continue;
        const { outcome, exchange } = await server.redeem({ ...grant, verifier: sent });
        all.push(mustFail(name, outcome, [exchange]));
      }
      const grant = await server.grant(
        { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' },
        false,
      );
      const right = grant && (await server.redeem({ ...grant, verifier }));
      return [
        ...all,
        control(
          text('the right verifier', '正しいcode_verifier'),
          right?.outcome ?? 'unclear',
          right ? [right.exchange] : [],
        ),
      ];
    },
  },
  {
    switch: 'pkce.no-downgrade',
    run: async ({ server }) => {
      const tokens = await redeemWith(server, { params: { code_verifier: random() } }, { pkce: false });
      // Where a challenge is required, there is no such code, and nothing is shown.
      if (tokens === null) return [];
      const plain = await redeemWith(server, {}, { pkce: false });
      return [
        mustFail(
          text('a verifier for a code without a challenge', 'code_challengeのないコードにcode_verifier'),
          tokens.outcome,
          [tokens.exchange],
        ),
        control(
          text('the same without a verifier', '同じくcode_verifierなし'),
          plain?.outcome ?? 'unclear',
          plain ? [plain.exchange] : [],
        ),
      ];
    },
  },
  {
    switch: 'pkce.sent',
    needs: ['app'],
    run: async ({ own, server }) => {
      const { returned, delivered } = await own();
      if (returned === null) return [];
      const asks = returned.request.searchParams;
      if (asks.has('request') || asks.has('request_uri')) return [];
      if (!asks.has('code_challenge'))
        return seenAs(
          text('no code_challenge in the request', '要求にcode_challengeがない'),
          false,
          lastOf(returned.steps),
        );
      // That the verifier follows shows only where a code with a challenge is refused without one.
      const without = await redeemWith(server, {}, { verifier: undefined, pkce: true });
      return [
        control(
          text("the client's flow gets through", 'クライアントのフローが完了'),
          delivered?.outcome ?? 'unclear',
          lastOf(delivered?.steps ?? []),
        ),
        variant(
          text(
            'a challenge is sent, and the server takes no such code without its verifier',
            'code_challengeを送信し、サーバはcode_verifierなしを拒否',
          ),
          without?.outcome === 'refused' ? 'on' : 'nothing',
          [...lastOf(returned.steps), ...(without ? [without.exchange] : [])],
        ),
      ];
    },
  },
  {
    switch: 'pkce.s256',
    needs: ['app'],
    run: async ({ own }) => {
      const { returned } = await own();
      const asks = returned?.request.searchParams;
      if (returned === null || asks === undefined || !asks.has('code_challenge')) return [];
      const method = asks.get('code_challenge_method') ?? 'plain';
      return seenAs(
        text(`code_challenge_method ${method}`, `code_challenge_method ${method}`),
        method === 'S256',
        lastOf(returned.steps),
      );
    },
  },
  {
    switch: 'pkce.fresh',
    needs: ['app'],
    run: async ({ app }) => {
      const agent = app!.server.agent();
      const flows = [await app!.begin(agent), await app!.begin(agent), await app!.begin()];
      const challenges = flows.flatMap((f) => f?.request.searchParams.get('code_challenge') ?? []);
      if (challenges.length < flows.length) return [];
      return seenAs(
        text(
          'challenges of three flows, two of them in one browser',
          '3つのフロー（うち2つは同一ブラウザ）のcode_challenge',
        ),
        new Set(challenges).size === challenges.length,
        flows.flatMap((f) => lastOf(f?.steps ?? [])),
      );
    },
  },
];
