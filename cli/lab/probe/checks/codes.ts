// How often, by whom and how long a code can be redeemed.

import { type Check, control, lastOf, mustFail, text, type Tried, variant } from '../check.js';
import { random } from '../server.js';
import { honestly, tokensFrom } from './common.js';

/** RFC 6749 4.1.2: ten minutes at most, in seconds. */
const longestCode = 600;

export const codeChecks: readonly Check[] = [
  {
    switch: 'code.single-use',
    destroys: true,
    run: async ({ server }) => {
      const all: Tried[] = [];
      for (const [name, pause] of [
        [text('the code again at once', '直後に同じコードを再提示'), 0],
        [text('the code a third time', '同じコードを三たび提示'), 1],
      ] as const) {
        const got = await tokensFrom(server);
        if (got === null) continue;
        if (pause > 0) await server.redeem(got.grant);
        const again = await server.redeem(got.grant);
        all.push(control(text('the first redemption', '最初の引換え'), got.tokens.outcome, []));
        all.push(mustFail(name, again.outcome, [again.exchange]));
      }
      return [...all, await honestly(server)];
    },
  },
  {
    switch: 'code.replay-revokes',
    destroys: true,
    ifMixed: 'unknown',
    run: async ({ server }) => {
      const got = await tokensFrom(server);
      if (got === null) return [];
      const before = await server.serves(got.access);
      const again = await server.redeem(got.grant);
      // Where codes are taken again, none is noticed as a replay, and whether one would revoke does not show.
      if (again.outcome !== 'refused') return [];
      const after = await server.serves(got.access);
      const all: Tried[] = [
        control(text('the token works before the replay', '再提示前にトークンが有効'), before.outcome, [
          before.exchange,
        ]),
        mustFail(text('the access token after the replay', '再提示後のアクセストークン'), after.outcome, [
          again.exchange,
          after.exchange,
        ]),
      ];
      if (got.refresh !== null) {
        const other = await tokensFrom(server);
        if (other !== null && other.refresh !== null) {
          const replay = await server.redeem(other.grant);
          const refreshed = await server.refresh(other.refresh);
          all.push(
            mustFail(
              text('the refresh token after the replay', '再提示後のリフレッシュトークン'),
              refreshed.outcome,
              [replay.exchange, refreshed.exchange],
            ),
          );
        }
      }
      return [...all, await honestly(server)];
    },
  },
  {
    switch: 'code.bound-to-client',
    needs: ['second client'],
    run: async ({ server }) => {
      const other = server.other!;
      // That the second client gets in at all shows in what a code of nobody is refused for.
      const junk = await server.redeem(
        { code: random(), verifier: random(), redirect: other.redirect },
        { as: other },
      );
      const all: Tried[] = [
        control(
          text(
            'the second client is let in: its unknown code is an invalid_grant',
            '第2のクライアントは認証される（未知のコードはinvalid_grant）',
          ),
          junk.error === 'invalid_grant' ? 'accepted' : 'unclear',
          [junk.exchange],
        ),
      ];
      for (const [name, redirect] of [
        [
          text(
            'by the second client, with the redirect URI of the request',
            '第2のクライアントが、要求時のリダイレクトURIで',
          ),
          undefined,
        ],
        [
          text(
            'by the second client, with a redirect URI of its own',
            '第2のクライアントが、自身のリダイレクトURIで',
          ),
          other.redirect,
        ],
      ] as const) {
        const grant = await server.grant();
        if (grant === null) continue;
        const tokens = await server.redeem(redirect === undefined ? grant : { ...grant, redirect }, {
          as: other,
        });
        const shown =
          tokens.outcome === 'refused' && tokens.error === 'invalid_client' ? 'unclear' : tokens.outcome;
        all.push(mustFail(name, shown, [tokens.exchange]));
      }
      return [...all, await honestly(server)];
    },
  },
  {
    switch: 'code.burnt-on-failure',
    destroys: true,
    ifMixed: 'unknown',
    run: async ({ server }) => {
      const all: Tried[] = [];
      const other = new URL(server.client.redirect);
      other.pathname += '-other';
      for (const [name, wrong] of [
        [text('after a wrong verifier', '誤ったcode_verifierの後'), { code_verifier: random() }],
        [text('after another redirect URI', '別のリダイレクトURIの後'), { redirect_uri: other.href }],
      ] as const) {
        const grant = await server.grant();
        if (grant === null || (grant.verifier === undefined && 'code_verifier' in wrong)) continue;
        const failed = await server.redeem(grant, { params: wrong });
        if (failed.outcome !== 'refused') continue;
        const right = await server.redeem(grant);
        all.push(mustFail(name, right.outcome, [failed.exchange, right.exchange]));
      }
      return [...all, await honestly(server)];
    },
  },
  {
    switch: 'code.short-lived',
    waits: true,
    run: async ({ server, wait }) => {
      const grant = wait === null ? null : await server.grant();
      if (grant === null) return [];
      const seconds = await wait!(longestCode + 1);
      const late = await server.redeem(grant);
      const name = text(`the code after ${seconds} s`, `${seconds}秒後のコード`);
      // What is still good earlier may yet expire in time.
      const isGood = late.outcome === 'accepted';
      const shows = late.outcome === 'refused' ? 'on' : isGood && seconds > longestCode ? 'off' : 'nothing';
      return [variant(name, shows, [late.exchange]), await honestly(server)];
    },
  },
  {
    switch: 'code.bound',
    needs: ['app'],
    run: async ({ own }) => {
      const { returned } = await own();
      if (returned === null) return [];
      const asks = returned.request.searchParams;
      const isHidden = asks.has('request') || asks.has('request_uri');
      return asks.has('dpop_jkt') || isHidden
        ? [
            variant(
              text(
                'the request names a key (dpop_jkt), or is hidden',
                '要求が鍵（dpop_jkt）を指定、または内容を確認できない',
              ),
              'nothing',
              lastOf(returned.steps),
            ),
          ]
        : [
            variant(
              text(
                'the client names no key (dpop_jkt) in its request',
                'クライアントの要求に鍵（dpop_jkt）がない',
              ),
              'off',
              lastOf(returned.steps),
            ),
          ];
    },
  },
];
