// openid-client: a certified client library. The app hands it what the session keeps.

import type * as OpenidClient from 'openid-client';
import { createHash } from 'node:crypto';
import {
  adapted,
  alwaysOn,
  type ClientAdapter,
  type ClientRequest,
  type Flow,
  setting,
  type Tokens,
} from '../adapter.js';
import { load } from '../load.js';

type Library = typeof OpenidClient;

export const openidClient: ClientAdapter = {
  id: 'openid-client',
  packages: { 'openid-client': '6.9.0' },
  switches: {
    'state.fresh': adapted('randomState() for each flow, or once for each session (off)'),
    'state.compared': setting('expectedState, or skipStateCheck'),
    'state.bound-to-agent': adapted('flows are kept in the session, or in one table for all browsers (off)'),
    'state.single-use': adapted('the flow is deleted when a response is taken'),
    'client.strong-random': alwaysOn('randomState, randomPKCECodeVerifier: 32 bytes'),
    'pkce.sent': setting('code_challenge, pkceCodeVerifier'),
    'pkce.s256': setting('code_challenge_method S256 or plain'),
    'pkce.fresh': adapted('randomPKCECodeVerifier() for each flow, or once (off)'),
    'issuer.checked': alwaysOn('oauth4webapi validateAuthResponse compares iss if it is there'),
    'issuer.missing-refused': setting('authorization_response_iss_parameter_supported of the metadata'),
    'redirect.by-issuer': adapted('the app has a Configuration for each issuer; nothing is discovered'),
    'response.in-body': setting('response_mode=form_post'),
    'response.signed': setting('useJwtResponseMode'),
  },
  async make({ on, servers, callback, scopeOf, keys, isPublic }) {
    const oc = await load<Library>('openid-client', this.packages['openid-client']!);
    const pending = new Map<string, Flow>();
    const configurations = Object.fromEntries(
      Object.entries(servers).map(([name, s]) => {
        const configuration = new oc.Configuration(
          {
            issuer: s.issuer,
            authorization_endpoint: s.authorize,
            token_endpoint: s.token,
            jwks_uri: s.jwks,
            ...(on('issuer.missing-refused') && { authorization_response_iss_parameter_supported: true }),
            ...(on('response.signed') && { authorization_signing_alg_values_supported: ['RS256'] }),
          },
          s.clientId,
          {
            ...(on('response.signed') && { authorization_signed_response_alg: 'RS256' }),
          },
          on('client.authenticated') && !isPublic ? oc.ClientSecretPost(s.secret) : oc.None(),
        );
        oc.allowInsecureRequests(configuration);
        if (on('response.signed')) oc.useJwtResponseMode(configuration);
        return [name, configuration];
      }),
    );
    const of = (as: string) => configurations[as]!;
    const handles: Record<string, ReturnType<Library['getDPoPHandle']>> = {};
    const dpop = (as: string) => (handles[as] ??= oc.getDPoPHandle(of(as), keys));
    const proof = (as: string) => (on('token.bound') ? { DPoP: dpop(as) } : {});
    const flowOf = (request: ClientRequest): Flow | undefined => {
      if (on('state.bound-to-agent')) return request.session.flow;
      const state = request.query.state ?? request.body.state;
      return (state === undefined ? undefined : pending.get(state)) ?? request.session.flow;
    };
    let everyVerifier: string | undefined;
    const taken = (t: { access_token: string; refresh_token?: string | undefined }): Tokens => ({
      access: t.access_token,
      refresh: t.refresh_token,
    });
    /** What the library says, and what the server said to it. */
    const words = (error: unknown): Error => {
      const e = error as Error & {
        error?: string;
        error_description?: string;
        cause?: { error_description?: string };
      };
      return new Error([e.message, e.error, e.error_description].filter(Boolean).join(' '));
    };
    return {
      flowOf,
      resource: on('token.bound')
        ? (as, token, url, method, body) =>
            oc.fetchProtectedResource(of(as), token, new URL(url), method, body, new Headers(), proof(as))
        : null,
      async begin(request, as, order) {
        const flow = request.session.flow!;
        const kept = request.session as unknown as { state?: string };
        flow.state = on('state.fresh') ? oc.randomState() : (kept.state ??= oc.randomState());
        flow.verifier = on('pkce.fresh')
          ? oc.randomPKCECodeVerifier()
          : (everyVerifier ??= oc.randomPKCECodeVerifier());
        pending.set(flow.state, { ...flow });
        const parameters: Record<string, string> = {
          redirect_uri: callback(as),
          scope: scopeOf(order),
          state: flow.state,
          ...(on('pkce.sent') && {
            code_challenge: on('pkce.s256')
              ? await oc.calculatePKCECodeChallenge(flow.verifier)
              : flow.verifier,
            code_challenge_method: on('pkce.s256') ? 'S256' : 'plain',
          }),
          ...(on('response.in-body') && !on('response.signed') && { response_mode: 'form_post' }),
        };
        if (on('code.bound')) {
          const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
          // RFC 7638: members in lexicographic order.
          const canonical = JSON.stringify({ crv, kty, x, y });
          parameters.dpop_jkt = createHash('sha256').update(canonical).digest('base64url');
        }
        const url = on('request.signed')
          ? await oc.buildAuthorizationUrlWithJAR(of(as), parameters, keys.privateKey)
          : oc.buildAuthorizationUrl(of(as), parameters);
        return url.href;
      },
      async finish(request, as) {
        const flow = flowOf(request);
        if (on('state.single-use') && flow !== undefined) {
          request.session.flow = undefined;
          if (flow.state !== undefined) pending.delete(flow.state);
        }
        const url = new URL(callback(as));
        // A form with something else in it, posted on by a 307, is no response (RFC 9700 section 4.12).
        const isForm = ['code', 'error', 'response'].some((key) => key in request.body);
        for (const [key, value] of Object.entries(isForm ? request.body : request.query))
          url.searchParams.set(key, value);
        try {
          return taken(
            await oc.authorizationCodeGrant(
              of(as),
              url,
              {
                ...(on('pkce.sent') && flow?.verifier !== undefined && { pkceCodeVerifier: flow.verifier }),
                ...(on('state.compared')
                  ? flow?.state !== undefined && { expectedState: flow.state }
                  : { expectedState: oc.skipStateCheck }),
                idTokenExpected: false,
              },
              undefined,
              proof(as),
            ),
          );
        } catch (error) {
          throw words(error);
        }
      },
      async refresh(as, token) {
        try {
          return taken(await oc.refreshTokenGrant(of(as), token, undefined, proof(as)));
        } catch (error) {
          throw words(error);
        }
      },
    };
  },
};
