// passport-oauth2: by itself it sends no state and no PKCE, and reads no iss.

import { randomUUID } from 'node:crypto';
import {
  adapted,
  alwaysOff,
  alwaysOn,
  type ClientAdapter,
  type ClientRequest,
  type Flow,
  setting,
  type Tokens,
} from '../adapter.js';
import { load } from '../load.js';

interface Strategy {
  redirect(url: string): void;
  fail(info: { message?: string } | string): void;
  error(error: Error & { oauthError?: { data?: string } }): void;
  success(user: Tokens): void;
  pass(): void;
  authenticate(request: ClientRequest, options: Record<string, unknown>): void;
  readonly _oauth2: {
    getOAuthAccessToken(
      token: string,
      parameters: Record<string, string>,
      done: (error: { data?: string } | null, access: string, refresh: string | undefined) => void,
    ): void;
  };
}
interface Package {
  readonly default: new (options: unknown, verify: unknown) => Strategy;
}

export const passportOauth2: ClientAdapter = {
  id: 'passport-oauth2',
  packages: { 'passport-oauth2': '1.8.0' },
  switches: {
    'state.fresh': alwaysOn('lib/state/session.js: uid(24) for each flow'),
    'state.compared': setting('state: true, or a store'),
    'state.bound-to-agent': setting(
      'state: true keeps it in the session; a store of the integrator in one table (off)',
    ),
    'state.single-use': alwaysOn('lib/state/session.js deletes the state when it is compared'),
    'client.strong-random': alwaysOn('uid2, 24 characters'),
    'pkce.sent': { ...setting('pkce; the library refuses it without state'), needs: 'state.compared' },
    'pkce.s256': setting('pkce: S256 or plain'),
    'pkce.fresh': alwaysOn('lib/strategy.js: a verifier for each request'),
    'issuer.checked': alwaysOff('the library does not read iss'),
    'issuer.missing-refused': alwaysOff('the library does not read iss'),
    'redirect.by-issuer': adapted('the app has a strategy for each issuer; nothing is discovered'),
    'response.in-body': adapted('authorizationParams; the app hands the form on as the query'),
    'response.signed': alwaysOff('the library verifies no responses'),
    'request.signed': alwaysOff('the library signs no requests'),
    'token.bound': alwaysOff('the library knows no keys'),
    'code.bound': alwaysOff('the library knows no keys'),
  },
  async make({ on, servers, callback, scopeOf, isPublic }) {
    const { default: OAuth2Strategy } = await load<Package>(
      'passport-oauth2',
      this.packages['passport-oauth2']!,
    );
    const table = new Map<string, { readonly verifier: unknown; readonly flow: Flow | undefined }>();
    /** A state store of the integrator's own, one table for all browsers. */
    const store = {
      store(request: ClientRequest, ...rest: unknown[]) {
        const done = rest.at(-1) as (error: null, state: string) => void;
        const state = randomUUID();
        table.set(state, { verifier: rest.length > 2 ? rest[0] : undefined, flow: request.session.flow });
        done(null, state);
      },
      verify(_request: ClientRequest, state: string, ...rest: unknown[]) {
        const done = rest.at(-1) as (error: null, ok: unknown, info?: unknown) => void;
        const found = table.get(state);
        if (found === undefined)
          return done(null, false, { message: 'Unable to verify authorization request state.' });
        table.delete(state);
        done(null, found.verifier ?? true, state);
      },
    };
    const strategy = (as: 'bank' | 'evil') => {
      const s = servers[as];
      const compared = on('state.compared') ? (on('state.bound-to-agent') ? { state: true } : { store }) : {};
      const made = new OAuth2Strategy(
        {
          authorizationURL: s.authorize,
          tokenURL: s.token,
          clientID: s.clientId,
          clientSecret: on('client.authenticated') && !isPublic ? s.secret : '',
          callbackURL: callback(as),
          sessionKey: `oauth2:${as}`,
          ...compared,
          ...(on('pkce.sent') && on('state.compared') && { pkce: on('pkce.s256') ? 'S256' : 'plain' }),
        },
        (
          access: string,
          refresh: string | undefined,
          _profile: unknown,
          done: (e: null, user: Tokens) => void,
        ) => done(null, { access, refresh }),
      );
      if (on('response.in-body'))
        (made as unknown as { authorizationParams: () => unknown }).authorizationParams = () => ({
          response_mode: 'form_post',
        });
      return made;
    };
    const run = (as: 'bank' | 'evil', request: ClientRequest, options: Record<string, unknown>) =>
      new Promise<{ readonly to?: string; readonly user?: Tokens }>((ok, no) => {
        const s = Object.create(strategy(as)) as Strategy;
        s.redirect = (to) => ok({ to });
        s.success = (user) => ok({ user });
        s.fail = (info) => no(new Error(typeof info === 'string' ? info : (info.message ?? 'refused')));
        s.error = (error) => no(new Error(`${error.message} ${error.oauthError?.data ?? ''}`.trim()));
        s.pass = () => no(new Error('nothing to do'));
        s.authenticate(request, options);
      });
    return {
      flowOf: (request) => {
        if (on('state.bound-to-agent')) return request.session.flow;
        const state = request.query.state ?? request.body.state;
        return (state === undefined ? undefined : table.get(state)?.flow) ?? request.session.flow;
      },
      resource: null,
      async begin(request, as, order) {
        const { to } = await run(as, request, { scope: scopeOf(order) });
        if (to === undefined) throw new Error('the library does not redirect');
        return to;
      },
      async finish(request, as) {
        if (request.method === 'POST') request.query = { ...request.query, ...request.body };
        const { user } = await run(as, request, {});
        if (user === undefined) throw new Error('the response holds no code');
        return user;
      },
      refresh: (as, token) =>
        new Promise((ok, no) => {
          const { _oauth2 } = strategy(as);
          _oauth2.getOAuthAccessToken(token, { grant_type: 'refresh_token' }, (error, access, refresh) =>
            error ? no(new Error(error.data ?? 'refused')) : ok({ access, refresh }),
          );
        }),
    };
  },
};
