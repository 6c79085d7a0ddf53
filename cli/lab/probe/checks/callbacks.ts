// What the client does with authorization responses that are not as they should be.

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
import type { App, Returned } from '../app.js';
import type { Text } from '../../../i18n.js';
import { referrerHidden } from '../../../profiles/import/headers.js';
import { random, type Server } from '../server.js';
import { redeemWith } from './common.js';
import { referrerSays } from './pages.js';

const whole = text("the client's own flow", 'クライアント本来のフロー');

/** The honest flow once more, after what was tried. */
async function honestly(app: App): Promise<Tried> {
  const { delivered } = await app.whole();
  return control(whole, delivered?.outcome ?? 'unclear', lastOf(delivered?.steps ?? []));
}

/** Responses with something changed, each of a flow of its own in a browser of its own. */
async function changed(
  { app }: Probing,
  changes: readonly (readonly [Text, (flow: Returned) => Readonly<Record<string, string | undefined>>])[],
): Promise<readonly Tried[]> {
  const all: Tried[] = [];
  for (const [name, change] of changes) {
    const flow = await app!.flow();
    if (flow === null) continue;
    const { outcome, steps } = await app!.deliver(flow.agent, app!.changed(flow, change(flow)));
    all.push(mustFail(name, outcome, steps));
  }
  return [...all, await honestly(app!)];
}
const isPlain = async ({ own }: Probing): Promise<boolean> =>
  (await own()).returned?.response.has('response') !== true;

export const callbackChecks: readonly Check[] = [
  {
    switch: 'state.fresh',
    needs: ['app'],
    run: async ({ app }) => {
      const agent = app!.server.agent();
      const flows = [await app!.begin(agent), await app!.begin(agent), await app!.begin()].flatMap(
        (f) => f ?? [],
      );
      if (
        flows.length < 3 ||
        flows.some((f) => f.request.searchParams.has('request') || f.request.searchParams.has('request_uri'))
      )
        return [];
      const states = flows.flatMap((f) => f.request.searchParams.get('state') ?? []);
      if (states.length < flows.length) return [];
      return seenAs(
        text(
          'states of three flows, two of them in one browser',
          '3つのフロー（うち2つは同一ブラウザ）のstate',
        ),
        new Set(states).size === states.length,
        flows.flatMap((f) => lastOf(f.steps)),
      );
    },
  },
  {
    switch: 'state.compared',
    needs: ['app'],
    run: async (p) =>
      (await isPlain(p))
        ? changed(p, [
            [text('another state', '別のstate'), () => ({ state: random() })],
            [text('no state', 'stateなし'), () => ({ state: undefined })],
            [text('an empty state', '空のstate'), () => ({ state: '' })],
            [
              text('the state cut short', '途中で切れたstate'),
              ({ response }) => ({ state: (response.get('state') ?? '').slice(0, -1) || 'x' }),
            ],
          ])
        : [],
  },
  {
    switch: 'state.bound-to-agent',
    needs: ['app'],
    run: async ({ app, server }) => {
      const all: Tried[] = [];
      // A response that opens a session of its own would be taken as well: then being taken shows nothing.
      const opens = await unsolicited(app!, 'unknown');
      for (const [name, hasFlow] of [
        [
          text(
            "one browser's response in a browser without a flow",
            'あるブラウザの応答を、フローのない別ブラウザに',
          ),
          false,
        ],
        [
          text(
            "one browser's response in a browser with a flow of its own",
            'あるブラウザの応答を、自身のフローを持つ別ブラウザに',
          ),
          true,
        ],
      ] as const) {
        const flow = await app!.flow();
        if (flow === null) return [];
        if (!flow.response.has('state') && !flow.response.has('response')) return [];
        const agent = server.agent();
        if (hasFlow) await app!.begin(agent);
        else await app!.open(agent);
        const { outcome, steps } = await app!.deliver(agent, flow.back);
        const usesVerifier = flow.request.searchParams.has('code_challenge') && (await verifies(server));
        // With a verifier that only the flow's own session has, being taken means that this session went on.
        const isCertain = usesVerifier || (!hasFlow && opens === 'refused');
        all.push(
          variant(
            name,
            outcome === 'refused' ? 'on' : outcome === 'accepted' && isCertain ? 'off' : 'nothing',
            steps,
          ),
        );
      }
      return [...all, await honestly(app!)];
    },
  },
  {
    switch: 'state.single-use',
    needs: ['app'],
    run: async ({ app }) => {
      const flow = await app!.flow();
      if (flow === null || !flow.response.has('state')) return [];
      const first = await app!.deliver(flow.agent, flow.back);
      // A new code for the same state: with the old one it would be the server that refuses.
      const again = await app!.comeBack(flow);
      if (again === null) return [];
      const second = await app!.deliver(flow.agent, again.back);
      const isTaken = second.outcome === 'accepted' && second.answer === first.answer;
      // Where a response without a flow is taken, or may be, this one may have been taken as such.
      const needsFlow =
        (flow.request.searchParams.has('code_challenge') && (await verifies(app!.server))) ||
        (await unsolicited(app!, 'visited')) === 'refused';
      return [
        control(text('the first response', '最初の応答'), first.outcome, lastOf(first.steps)),
        variant(
          text('another response with the same state', '同じstateの別の応答'),
          isTaken ? (needsFlow ? 'off' : 'nothing') : second.outcome === 'refused' ? 'on' : 'nothing',
          second.steps,
        ),
        await honestly(app!),
      ];
    },
  },
  {
    switch: 'state.unsolicited-refused',
    needs: ['app'],
    run: async ({ app, own }) => {
      const all: Tried[] = [];
      for (const [name, how] of [
        [text('a response without a flow and without state', 'フローもstateもない応答'), 'none'],
        [
          text('a response without a flow, with a state of nobody', 'フローがなく未知のstateの応答'),
          'unknown',
        ],
        [text('the same in a browser that has been here', '訪問済みブラウザで同様に'), 'visited'],
      ] as const) {
        const outcome = await unsolicited(app!, how);
        if (outcome === null) return [];
        all.push(mustFail(name, outcome, app!.server.wire.record.slice(-1)));
      }
      const { delivered } = await own();
      return [...all, control(whole, delivered?.outcome ?? 'unclear', []), await honestly(app!)];
    },
  },
  {
    switch: 'state.spent-on-refusal',
    needs: ['app'],
    run: async ({ app }) => {
      const flow = await app!.flow();
      if (flow === null || !flow.response.has('state')) return [];
      const first = await app!.deliver(flow.agent, app!.changed(flow, { state: random() }));
      if (first.outcome !== 'refused') return [];
      const right = await app!.deliver(flow.agent, flow.back);
      return [
        mustFail(
          text('the right response after one that was refused', '拒否された応答の後の正しい応答'),
          right.outcome,
          [...lastOf(first.steps), ...right.steps],
        ),
        await honestly(app!),
      ];
    },
  },
  {
    switch: 'issuer.checked',
    needs: ['app'],
    run: async (p) =>
      (await isPlain(p))
        ? changed(p, [
            [text('another issuer', '別の発行者'), () => ({ iss: 'https://evil.test' })],
            [
              text('an issuer that begins like it', '前方一致する発行者'),
              ({ response }) => ({
                iss: `${response.get('iss') ?? p.server.at.issuer ?? new URL(p.server.at.authorize).origin}.evil.test`,
              }),
            ],
          ])
        : [],
  },
  {
    switch: 'issuer.missing-refused',
    needs: ['app'],
    run: async (p) =>
      (await isPlain(p)) ? changed(p, [[text('no issuer', '発行者なし'), () => ({ iss: undefined })]]) : [],
  },
  {
    switch: 'client.burns-foreign-code',
    needs: ['app'],
    destroys: true,
    run: async ({ app, server }) => {
      const flow = await app!.flow();
      const grant = await server.grant();
      if (flow === null || grant === null || !flow.response.has('state')) return [];
      const first = await app!.deliver(flow.agent, app!.changed(flow, { state: random(), code: grant.code }));
      if (first.outcome !== 'refused') return [];
      const right = await server.redeem(grant);
      const other = await server.grant();
      const kept = other && (await server.redeem(other));
      return [
        // One that is dead may have been redeemed in vain before the client refused: only a live one shows something.
        variant(
          text('a code after the client refused it', 'クライアントが拒否した後のコード'),
          right.outcome === 'accepted' ? 'off' : 'nothing',
          [...lastOf(first.steps), right.exchange],
        ),
        control(
          text('a code that it never saw', 'クライアントが受け取っていないコード'),
          kept?.outcome ?? 'unclear',
          kept ? [kept.exchange] : [],
        ),
      ];
    },
  },
  {
    switch: 'referrer.hidden-client',
    needs: ['app'],
    run: async ({ own }) => {
      const { delivered } = await own();
      const page = delivered?.steps[0];
      if (page === undefined || delivered?.outcome !== 'accepted') return [];
      const said = referrerSays(page);
      if (said === undefined)
        return [
          variant(
            text('no Referrer-Policy at the redirect URI', 'リダイレクトURIの応答にReferrer-Policyがない'),
            'nothing',
            [page],
          ),
        ];
      const is = referrerHidden({ referrerPolicy: said });
      return is === 'unknown'
        ? []
        : seenAs(text(`Referrer-Policy: ${said}`, `Referrer-Policy: ${said}`), is, [page]);
    },
  },
  {
    switch: 'cookie.same-site',
    needs: ['app'],
    run: async ({ app, server }) => {
      const deliver = async (keep: (sameSite: 'strict' | 'lax' | 'none' | undefined) => boolean) => {
        const flow = await app!.flow();
        if (flow === null) return null;
        const agent = await flow.agent.keeping(keep);
        // What else the browser has for the client it keeps: only what the flow needs is asked about.
        return {
          delivered: await app!.deliver(agent, flow.back),
          of: await flow.agent.sameSites(server.client.redirect),
        };
      };
      const all = await deliver(() => true);
      const bare = await deliver(() => false);
      const crossSite = await deliver((sameSite) => sameSite === 'none' || sameSite === undefined);
      if (all === null || bare === null || crossSite === null) return [];
      const isNeeded = bare.delivered.outcome === 'refused';
      const came = crossSite.delivered.outcome;
      return [
        control(whole, all.delivered.outcome, lastOf(all.delivered.steps)),
        variant(
          text(
            `the response with the cookies that a posted form of another site brings (SameSite ${all.of.map((s) => s ?? '-').join(', ')})`,
            `他サイトからのPOSTに伴うcookieのみの応答（SameSite ${all.of.map((s) => s ?? '-').join(', ')}）`,
          ),
          !isNeeded ? 'nothing' : came === 'accepted' ? 'off' : came === 'refused' ? 'on' : 'nothing',
          lastOf(crossSite.delivered.steps),
        ),
      ];
    },
  },
];

/** A good code of our own making in a browser that has no flow; null if none can be had that needs no verifier. */
async function unsolicited(app: App, how: 'none' | 'unknown' | 'visited') {
  const { server } = app;
  const grant = await server.grant({}, false);
  if (grant === null) return null;
  const agent = server.agent();
  if (how === 'visited') await app.open(agent);
  const iss = grant.authorized.params.get('iss');
  const { outcome } = await app.deliver(
    agent,
    app.response({
      code: grant.code,
      ...(how === 'none' ? {} : { state: random() }),
      ...(iss !== null && { iss }),
    }),
  );
  return outcome;
}

/** Whether the server refuses a code with a challenge where the verifier is another. */
async function verifies(server: Server): Promise<boolean> {
  const tokens = await redeemWith(server, {}, { verifier: random(), pkce: true });
  const without = await redeemWith(server, {}, { verifier: undefined, pkce: true });
  return tokens?.outcome === 'refused' && without?.outcome === 'refused';
}
