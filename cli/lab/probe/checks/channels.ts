// Whether what travels is encrypted. Only what was seen to travel counts.

import { type Check, control, text, type Tried, variant } from '../check.js';
import type { Exchange } from '../evidence.js';
import { noAnswer, type Wire } from '../wire.js';

const isOpen = ({ url }: { readonly url: string }): boolean => url.startsWith('http:');

/** Whether the same port answers without encryption. */
async function answersPlainly(wire: Wire, { url }: { readonly url: string }): Promise<Exchange | null> {
  const open = new URL(url);
  // An https address with no port is at 443, where plain http is asked as well.
  const port = open.port === '' ? '443' : open.port;
  const answer = await wire.send({ method: 'GET', url: `http://${open.hostname}:${port}/` });
  return answer.status === noAnswer || answer.status === 400 ? null : answer;
}

/** What travelled. `probed`: an address that also answers without encryption shows nothing, since who uses it was not seen. */
async function encrypted(exchanges: readonly Exchange[], probed: Wire | null): Promise<readonly Tried[]> {
  const all: Tried[] = [];
  const seen = new Set<string>();
  for (const exchange of exchanges) {
    const { origin } = new URL(exchange.url);
    if (seen.has(origin) || exchange.status === noAnswer) continue;
    seen.add(origin);
    if (isOpen(exchange))
      all.push(variant(text(`${origin} is plain http`, `${origin} は平文のhttp`), 'off', [exchange]));
    else {
      const open = probed === null ? null : await answersPlainly(probed, exchange);
      all.push(
        open === null
          ? variant(text(`${origin} was reached over TLS`, `${origin} にTLSで到達`), 'on', [exchange])
          : variant(text(`${origin} answers without TLS as well`, `${origin} はTLSなしでも応答`), 'nothing', [
              open,
            ]),
      );
    }
  }
  return all.length === 0
    ? []
    : [...all, control(text('exchanges took place', 'やり取りが成立'), 'accepted', [])];
}

export const channelChecks: readonly Check[] = [
  {
    switch: 'tls.front',
    run: async ({ own, walk, app }) => {
      const { grant } = await walk();
      const steps = grant?.authorized.steps ?? [];
      const back = grant?.authorized.back?.url;
      if (back !== undefined && isOpen({ url: back }))
        return [
          variant(
            text('the response goes to a plain http address', '応答の宛先が平文のhttp'),
            'off',
            steps.slice(-1),
          ),
        ];
      const { returned, delivered } = await own();
      const all = [...steps, ...(returned?.authorized.steps ?? []), ...(delivered?.steps ?? [])];
      const tried = await encrypted(all, null);
      // Without the client its side of the channel was not seen.
      return app === null || delivered === null
        ? tried.filter((t) => t.part === 'variant' && t.shows === 'off')
        : tried;
    },
  },
  {
    switch: 'tls.back',
    run: async ({ server }) => {
      const grant = await server.grant();
      const tokens = grant && (await server.redeem(grant));
      if (tokens === null || tokens.access === null) return [];
      const served = await server.serves(tokens.access);
      return encrypted([tokens.exchange, served.exchange], server.wire);
    },
  },
  {
    switch: 'tls.start',
    needs: ['app'],
    // An https address does not show that nobody comes by http first.
    run: async ({ app }) => {
      const { page } = await app!.open();
      return isOpen(page) && page.status !== noAnswer
        ? [variant(text('the start page is plain http', '開始画面が平文のhttp'), 'off', [page])]
        : [];
    },
  },
  {
    switch: 'server.authenticated-front',
    run: async ({ walk }) => {
      const { grant } = await walk();
      const open = grant?.authorized.steps.find(isOpen);
      return open === undefined
        ? []
        : [
            variant(
              text('plain http has no certificate to verify', '平文のhttpには検証すべき証明書がない'),
              'off',
              [open],
            ),
          ];
    },
  },
  {
    switch: 'server.authenticated-back',
    run: async ({ server }) => {
      const grant = await server.grant();
      const tokens = grant && (await server.redeem(grant));
      const isPlain = tokens !== null && tokens.outcome === 'accepted' && isOpen({ url: server.at.token });
      return isPlain
        ? [
            variant(
              text('plain http has no certificate to verify', '平文のhttpには検証すべき証明書がない'),
              'off',
              [tokens.exchange],
            ),
          ]
        : [];
    },
  },
];
