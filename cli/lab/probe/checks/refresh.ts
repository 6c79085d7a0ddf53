// Refresh tokens.

import { type Check, control, mustFail, text, type Tried, variant } from '../check.js';
import { newKey, random } from '../server.js';
import { honestly, tokensFrom } from './common.js';

/** Seconds. What lives longer is not called short-lived, whether or not it expires some day. */
const halfDay = 12 * 3600;

export const refreshChecks: readonly Check[] = [
  {
    switch: 'refresh.none',
    run: async ({ server }) => {
      const all: Tried[] = [];
      const scopes = [undefined, [server.settings.scope, 'offline_access'].filter(Boolean).join(' ')];
      for (const scope of scopes) {
        const grant = await server.grant(scope === undefined ? {} : { scope, prompt: 'consent' });
        const tokens = grant && (await server.redeem(grant));
        if (!tokens?.refresh) continue;
        // One that nobody can use is as good as none, but it was issued.
        const used = await server.refresh(tokens.refresh);
        const name = text('a refresh token came, and was used', 'リフレッシュトークンを受領し使用');
        all.push(
          variant(name, used.outcome === 'accepted' ? 'off' : 'nothing', [tokens.exchange, used.exchange]),
        );
      }
      if (all.length > 0) return all;
      // That none came proves nothing. That this client may not use the grant does.
      const junk = await server.refresh(random());
      const said = `${junk.error} ${junk.json.error_description ?? ''}`;
      const isForbidden =
        junk.outcome === 'refused' && /unauthorized_client|unsupported_grant_type|grant.?type/i.test(said);
      return [
        variant(
          text('the grant is refused to this client', 'このクライアントには当該グラントを拒否'),
          isForbidden ? 'on' : 'nothing',
          [junk.exchange],
        ),
        await honestly(server),
      ];
    },
  },
  {
    switch: 'refresh.rotated',
    needs: ['refresh tokens'],
    destroys: true,
    run: async ({ server }) => {
      const got = await tokensFrom(server);
      if (got?.refresh === null || got === null) return [];
      const first = await server.refresh(got.refresh);
      const isNew = first.refresh !== null && first.refresh !== got.refresh;
      const again = await server.refresh(got.refresh);
      return [
        control(text('the first refresh', '最初の更新'), first.outcome, [first.exchange]),
        ...(first.outcome === 'accepted' && !isNew
          ? [
              variant(text('no new refresh token came', '新しいリフレッシュトークンがない'), 'off', [
                first.exchange,
              ]),
            ]
          : []),
        mustFail(text('the old one again', '古いものを再提示'), again.outcome, [again.exchange]),
        await honestly(server),
      ];
    },
  },
  {
    switch: 'refresh.reuse-revokes',
    needs: ['refresh tokens'],
    destroys: true,
    ifMixed: 'unknown',
    run: async ({ server }) => {
      const retired = async () => {
        const got = await tokensFrom(server);
        if (got === null || got.refresh === null) return null;
        const first = await server.refresh(got.refresh);
        const again = await server.refresh(got.refresh);
        // Where the old one is still good, none is retired, and nothing is reused.
        return first.access === null || first.refresh === null || again.outcome !== 'refused'
          ? null
          : { first, again };
      };
      const [one, two] = [await retired(), await retired()];
      if (one === null || two === null) return [];
      const served = await server.serves(one.first.access!);
      const refreshed = await server.refresh(two.first.refresh!);
      return [
        mustFail(
          text('the newest access token after the reuse', '再使用後の最新アクセストークン'),
          served.outcome,
          [one.again.exchange, served.exchange],
        ),
        mustFail(
          text('the newest refresh token after the reuse', '再使用後の最新リフレッシュトークン'),
          refreshed.outcome,
          [two.again.exchange, refreshed.exchange],
        ),
        await honestly(server),
      ];
    },
  },
  {
    switch: 'refresh.bound-to-client',
    needs: ['refresh tokens', 'second client'],
    run: async ({ server }) => {
      const got = await tokensFrom(server);
      if (got === null || got.refresh === null) return [];
      const as = server.other!;
      const junk = await server.refresh(random(), { as });
      const tokens = await server.refresh(got.refresh, { as });
      const mine = await tokensFrom(server);
      const right = mine?.refresh ? await server.refresh(mine.refresh) : null;
      const shown =
        tokens.error === 'invalid_grant' || tokens.outcome === 'accepted' ? tokens.outcome : 'unclear';
      return [
        control(
          text(
            'the second client may refresh: its unknown token is an invalid_grant',
            '第2のクライアントは更新可能（未知のトークンはinvalid_grant）',
          ),
          junk.error === 'invalid_grant' ? 'accepted' : 'unclear',
          [junk.exchange],
        ),
        mustFail(text('by the second client', '第2のクライアントによる更新'), shown, [tokens.exchange]),
        control(
          text('an honest refresh', '正規の更新'),
          right?.outcome ?? 'unclear',
          right ? [right.exchange] : [],
        ),
      ];
    },
  },
  {
    switch: 'refresh.bound',
    needs: ['refresh tokens'],
    run: async ({ server }) => {
      const got = await tokensFrom(server);
      if (got === null || got.refresh === null) return [];
      // Whoever authenticates by a key binds its tokens to that (RFC 9449 5): no test that leaves the key out shows more.
      if (server.client.auth === 'private_key_jwt') return [];
      const stolen = await server.refresh(got.refresh, { key: server.key === null ? null : await newKey() });
      const mine = await tokensFrom(server);
      const right = mine?.refresh ? await server.refresh(mine.refresh) : null;
      return [
        mustFail(text('with another key, or none', '別の鍵、または鍵なしで'), stolen.outcome, [
          stolen.exchange,
        ]),
        control(
          text('an honest refresh', '正規の更新'),
          right?.outcome ?? 'unclear',
          right ? [right.exchange] : [],
        ),
      ];
    },
  },
  {
    switch: 'refresh.short-lived',
    needs: ['refresh tokens'],
    waits: true,
    run: async ({ server, wait }) => {
      const got = wait === null ? null : await tokensFrom(server);
      if (got === null || got.refresh === null) return [];
      const seconds = await wait!(halfDay);
      const late = await server.refresh(got.refresh);
      const mine = await tokensFrom(server);
      const right = mine?.refresh ? await server.refresh(mine.refresh) : null;
      const name = text(`the refresh token after ${seconds} s`, `${seconds}秒後のリフレッシュトークン`);
      return [
        variant(name, late.outcome === 'refused' ? 'on' : 'nothing', [late.exchange]),
        control(
          text('a fresh one', '新しいリフレッシュトークン'),
          right?.outcome ?? 'unclear',
          right ? [right.exchange] : [],
        ),
      ];
    },
  },
  {
    switch: 'revocation.takes-grant',
    needs: ['revocation', 'refresh tokens'],
    destroys: true,
    run: async ({ server }) => {
      const got = await tokensFrom(server);
      if (got === null || got.refresh === null) return [];
      const revoked = await server.revoke(got.access, 'access_token');
      const dead = await server.serves(got.access);
      if (revoked === null || revoked.status !== 200 || dead.outcome !== 'refused') return [];
      const tokens = await server.refresh(got.refresh);
      const mine = await tokensFrom(server);
      const right = mine?.refresh ? await server.refresh(mine.refresh) : null;
      return [
        mustFail(
          text(
            'the refresh token after the access token was revoked',
            'アクセストークン取消し後のリフレッシュトークン',
          ),
          tokens.outcome,
          [revoked, tokens.exchange],
        ),
        control(
          text('one whose access token was not revoked', 'アクセストークンを取り消していないもの'),
          right?.outcome ?? 'unclear',
          right ? [right.exchange] : [],
        ),
      ];
    },
  },
];
