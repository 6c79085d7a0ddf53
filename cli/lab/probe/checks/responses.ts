// Authorization requests and responses: what the server asks for and how it answers.

import { type Check, control, lastOf, mustFail, seenAs, text, type Tried, variant } from '../check.js';
import { honestly } from './common.js';

export const responseChecks: readonly Check[] = [
  {
    switch: 'request.signed',
    run: async ({ server }) => {
      const plain = await server.authorize(await server.request(server.challenge(), false));
      const all: Tried[] = [
        mustFail(text('a request that is not signed', '署名のない要求'), plain.outcome, lastOf(plain.steps)),
      ];
      if (server.settings.key === undefined) return all;
      const signed = await server.authorize(await server.request(server.challenge(), true));
      return [
        ...all,
        control(text('a signed request', '署名付きの要求'), signed.outcome, lastOf(signed.steps)),
      ];
    },
  },
  {
    switch: 'issuer.sent',
    run: async ({ walk, server }) => {
      const { grant } = await walk();
      if (grant === null) return [];
      const iss = grant.authorized.params.get('iss');
      const wanted = server.at.issuer;
      const is = iss !== null && (wanted === undefined || iss === wanted);
      return seenAs(
        text(`iss ${iss ?? 'is not in the response'}`, iss === null ? '応答にissがない' : `iss ${iss}`),
        is,
        lastOf(grant.authorized.steps),
      );
    },
  },
  {
    switch: 'response.in-body',
    run: async ({ walk, own, app }) => {
      // The client may ask for it, so its own flow counts where there is one.
      const authorized = app === null ? (await walk()).grant?.authorized : (await own()).returned?.authorized;
      if (authorized === undefined || authorized.by === null) return [];
      return seenAs(
        text(`the response came by ${authorized.by}`, `応答の経路: ${authorized.by}`),
        authorized.by === 'form',
        lastOf(authorized.steps),
      );
    },
  },
  {
    switch: 'response.mode-locked',
    run: async ({ server }) => {
      const all: Tried[] = [];
      const registered = (await server.grant())?.authorized.by;
      if (registered === undefined) return [];
      for (const mode of ['query', 'fragment', 'form_post'] as const) {
        const by = mode === 'form_post' ? 'form' : mode;
        if (by === registered) continue;
        const { authorized: a } = (await server.grant({ response_mode: mode })) ?? {
          authorized: await server.authorize(
            await server.request({ ...server.challenge(), response_mode: mode }),
          ),
        };
        const shows =
          a.by === by && a.outcome === 'accepted' ? 'off' : a.outcome === 'unclear' ? 'nothing' : 'on';
        all.push(variant(text(`response_mode=${mode}`, `response_mode=${mode}`), shows, lastOf(a.steps)));
      }
      return [...all, await honestly(server)];
    },
  },
  {
    switch: 'response.signed',
    needs: ['app'],
    run: async ({ own, app }) => {
      const { returned, delivered } = await own();
      if (returned === null || delivered === null) return [];
      if (!returned.response.has('response'))
        return [
          mustFail(
            text('a response that is not signed', '署名のない応答'),
            delivered.outcome,
            delivered.steps,
          ),
        ];
      const flow = await app!.flow();
      if (flow === null) return [];
      const [head, body, signature] = flow.response.get('response')!.split('.');
      const spoilt = `${head}.${body}.${signature!.startsWith('A') ? 'B' : 'A'}${signature!.slice(1)}`;
      const forged = await app!.deliver(flow.agent, app!.changed(flow, { response: spoilt }));
      return [
        mustFail(
          text('a response with a spoilt signature', '署名を壊した応答'),
          forged.outcome,
          forged.steps,
        ),
        control(text('the signed response', '署名付きの応答'), delivered.outcome, lastOf(delivered.steps)),
      ];
    },
  },
];
