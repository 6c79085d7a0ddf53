// Redirect URIs: of the authorization request, of the token request, and of the client.

import {
  type Check,
  control,
  lastOf,
  mustFail,
  type Probing,
  seenAs,
  text,
  type Tried,
  variant,
} from '../check.js';
import type { Text } from '../../../i18n.js';
import { honestly } from './common.js';

interface Other {
  readonly name: Text;
  readonly uri: string;
}
const elsewhere = 'http://evil.test/cb';

/** URIs that are not the registered one, and lead elsewhere in a browser. */
export function othersOf(registered: string): {
  readonly sameOrigin: readonly Other[];
  readonly otherOrigin: readonly Other[];
} {
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(registered);
    change(url);
    return url.href;
  };
  const { protocol, host, hostname, pathname, port } = new URL(registered);
  // RFC 8252 7.3 lets loopback addresses have any port; a name is none.
  const isLiteral = /^(\d+\.){3}\d+$|^\[/.test(hostname);
  const all = {
    sameOrigin: [
      { name: text('a longer path', 'より長いパス'), uri: changed((u) => void (u.pathname += '/extra')) },
      { name: text('another path', '別のパス'), uri: changed((u) => void (u.pathname = '/elsewhere')) },
      { name: text('a path up', '上位へのパス'), uri: `${registered}/../elsewhere` },
      { name: text('a query added', 'クエリを付加'), uri: changed((u) => u.searchParams.set('x', '1')) },
      {
        name: text('a path in capitals', '大文字のパス'),
        uri: changed((u) => void (u.pathname = u.pathname.toUpperCase())),
      },
    ],
    otherOrigin: [
      { name: text('another host', '別のホスト'), uri: elsewhere },
      {
        name: text('a host that begins like it', '前方一致するホスト'),
        uri: `${protocol}//${hostname}.evil.test${port === '' ? '' : `:${port}`}${pathname}`,
      },
      {
        name: text('a host that ends like it', '後方一致するホスト'),
        uri: `${protocol}//evil-${host}${pathname}`,
      },
      {
        name: text('the host as user information', 'ホストをユーザ情報に'),
        uri: `${protocol}//${host}@evil.test${pathname}`,
      },
      { name: text('the URI within another', '別URIのクエリに埋込み'), uri: `${elsewhere}?x=${registered}` },
      ...(isLiteral
        ? []
        : [
            {
              name: text('another port', '別のポート'),
              uri: changed((u) => void (u.port = port === '4' ? '5' : '4')),
            },
          ]),
    ],
  };
  const differs = ({ uri }: Other) => !URL.canParse(uri) || new URL(uri).href !== new URL(registered).href;
  return { sameOrigin: all.sameOrigin.filter(differs), otherOrigin: all.otherOrigin.filter(differs) };
}

async function tried({ server }: Probing, others: readonly Other[]): Promise<readonly Tried[]> {
  const all: Tried[] = [];
  for (const { name, uri } of others) {
    const grant = await server.grant({ redirect_uri: uri });
    if (grant !== null) {
      all.push(variant(name, 'off', lastOf(grant.authorized.steps)));
      continue;
    }
    const a = await server.authorize(await server.request({ redirect_uri: uri }), server.agent(), uri);
    all.push(mustFail(name, a.outcome, lastOf(a.steps)));
  }
  return [...all, await honestly(server)];
}

export const redirectChecks: readonly Check[] = [
  {
    switch: 'redirect.exact',
    run: (p) => {
      const { sameOrigin, otherOrigin } = othersOf(p.server.client.redirect);
      return tried(p, [...sameOrigin, ...otherOrigin]);
    },
  },
  {
    switch: 'redirect.same-origin',
    // Where the path is not free either, URIs are compared exactly, and whether the origin alone would do does not show.
    run: async (p) => {
      const { sameOrigin, otherOrigin } = othersOf(p.server.client.redirect);
      const [free] = sameOrigin;
      const grant = await p.server.grant({ redirect_uri: free!.uri });
      const isFree = control(
        text('the path is free', 'パスは自由'),
        grant === null ? 'refused' : 'accepted',
        lastOf(grant?.authorized.steps ?? []),
      );
      return [isFree, ...(await tried(p, otherOrigin))];
    },
  },
  {
    switch: 'redirect.equal-at-token',
    run: async ({ server }) => {
      const all: Tried[] = [];
      const { sameOrigin, otherOrigin } = othersOf(server.client.redirect);
      for (const { name, uri } of [sameOrigin[0]!, otherOrigin[0]!]) {
        const grant = await server.grant();
        if (grant === null) continue;
        const tokens = await server.redeem({ ...grant, redirect: uri });
        all.push(mustFail(name, tokens.outcome, [tokens.exchange]));
      }
      // A code that went elsewhere, sent as the client would send it: with the registered URI, or with none.
      for (const [name, redirect] of [
        [
          text('the registered URI for a code that went elsewhere', '別URIへ送られたコードに登録済みURI'),
          server.client.redirect,
        ],
        [text('no URI for a code that went elsewhere', '別URIへ送られたコードにURIなし'), undefined],
      ] as const) {
        const grant = await server.grant({ redirect_uri: elsewhere });
        if (grant === null) continue;
        const tokens = await server.redeem(grant, { params: { redirect_uri: redirect } });
        all.push(mustFail(name, tokens.outcome, [tokens.exchange]));
      }
      return [...all, await honestly(server)];
    },
  },
  {
    switch: 'redirect.distinct',
    needs: ['app', 'second server'],
    run: async ({ app }) => {
      const flows = [await app!.begin(), await app!.begin(undefined, app!.at.otherForm)];
      const uris = flows.flatMap((f) => f?.request.searchParams.get('redirect_uri') ?? []);
      if (uris.length < 2 || flows[0]!.request.origin === flows[1]!.request.origin) return [];
      return seenAs(
        text('redirect URIs for two servers', '2つのサーバへのリダイレクトURI'),
        uris[0] !== uris[1],
        flows.flatMap((f) => lastOf(f?.steps ?? [])),
      );
    },
  },
  {
    switch: 'redirect.arrival-compared',
    needs: ['app', 'second server'],
    // Refused there, it may be the token request that failed: only being taken shows something.
    run: (p) =>
      atOther(p, (name, outcome, seen) => variant(name, outcome === 'accepted' ? 'off' : 'nothing', seen)),
  },
  {
    switch: 'as.from-session',
    needs: ['app', 'second server'],
    // Taken from the session, the code goes to the server that made it and is good there. If it fails, nothing shows.
    run: (p) =>
      atOther(p, (name, outcome, seen) => variant(name, outcome === 'accepted' ? 'on' : 'nothing', seen)),
  },
];

/** The response of one server, delivered at the redirect URI of another. */
async function atOther({ app, own }: Probing, judged: typeof mustFail): Promise<readonly Tried[]> {
  const other = await app!.begin(undefined, app!.at.otherForm);
  const uri = other?.request.searchParams.get('redirect_uri');
  const flow = await app!.flow();
  if (flow === null || uri === undefined || uri === null) return [];
  const here = new URL(flow.back.url);
  const there = new URL(uri);
  if (here.origin + here.pathname === there.origin + there.pathname) return [];
  there.search = here.search;
  const moved = await app!.deliver(flow.agent, { ...flow.back, url: there.href });
  const { delivered } = await own();
  return [
    judged(
      text("the bank's response at the other server's redirect URI", '別サーバ用URIに届いた応答'),
      moved.outcome,
      moved.steps,
    ),
    control(
      text('the response at its own URI', '本来のURIに届いた応答'),
      delivered?.outcome ?? 'unclear',
      lastOf(delivered?.steps ?? []),
    ),
  ];
}
