// What an access token is good for, and how it travels.

import { type Check, control, mustFail, text, type Tried, variant } from '../check.js';
import { newKey } from '../server.js';
import { honestly, tokensFrom } from './common.js';

/** Seconds. An access token that lives longer is not short-lived (the importer draws the line here, too). */
const day = 24 * 3600;

export const tokenChecks: readonly Check[] = [
  {
    switch: 'token.bound',
    run: async ({ server }) => {
      const got = await tokensFrom(server);
      if (got === null) return [];
      const right = await server.serves(got.access);
      const bare = await server.serves(got.access, { key: null });
      const all: Tried[] = [
        control(text('as the client would use it', 'クライアントと同様の使用'), right.outcome, [
          right.exchange,
        ]),
        mustFail(text('without a proof', '所持証明なし'), bare.outcome, [bare.exchange]),
      ];
      if (server.key !== null) {
        const other = await server.serves(got.access, { key: await newKey() });
        all.push(
          mustFail(text("with another key's proof", '別の鍵の所持証明'), other.outcome, [other.exchange]),
        );
      }
      return all;
    },
  },
  {
    switch: 'token.short-lived',
    waits: true,
    run: async ({ server, wait }) => {
      const got = await tokensFrom(server);
      if (got === null) return [];
      // The server says itself that it is good for longer. That it says less does not show that it then ends.
      const said = got.tokens.json.expires_in;
      if (typeof said === 'number' && said > day)
        return [variant(text(`expires_in ${said} s`, `expires_in ${said}秒`), 'off', [got.tokens.exchange])];
      if (wait === null) return [];
      const before = await server.serves(got.access);
      const seconds = await wait(day + 1);
      const late = await server.serves(got.access);
      const name = text(`the access token after ${seconds} s`, `${seconds}秒後のアクセストークン`);
      const isGood = late.outcome === 'accepted';
      const shows = late.outcome === 'refused' ? 'on' : isGood && seconds > day ? 'off' : 'nothing';
      return [
        control(text('the token works before', '経過前にトークンが有効'), before.outcome, [before.exchange]),
        variant(name, shows, [late.exchange]),
        await honestly(server),
      ];
    },
  },
  {
    switch: 'token.narrow-scope',
    needs: ['wide resource'],
    run: async ({ server }) => {
      const got = await tokensFrom(server);
      if (got === null) return [];
      const wide = await server.serves(got.access, { url: server.at.other! });
      const right = await server.serves(got.access);
      return [
        mustFail(text('at a resource of another scope', '別スコープのリソースで'), wide.outcome, [
          wide.exchange,
        ]),
        control(text('at the resource of its scope', '本来のリソースで'), right.outcome, [right.exchange]),
      ];
    },
  },
  {
    switch: 'token.in-header',
    needs: ['app'],
    // What the client sends cannot be seen. But if tokens in a URL are refused and the client's flow works, it sends none.
    run: async ({ server, own }) => {
      const got = await tokensFrom(server);
      const { delivered } = await own();
      // A token that needs a proof is refused in a URL for want of it.
      if (got === null || server.key !== null) return [];
      const header = await server.serves(got.access);
      const query = await server.serves(got.access, { inQuery: true });
      return [
        control(
          text("the client's flow gets through", 'クライアントのフローが完了'),
          delivered?.outcome ?? 'unclear',
          [],
        ),
        control(text('a token in a header', 'ヘッダ内のトークン'), header.outcome, [header.exchange]),
        variant(
          text('a token in the URL', 'URL内のトークン'),
          query.outcome === 'refused' ? 'on' : 'nothing',
          [query.exchange],
        ),
      ];
    },
  },
];
