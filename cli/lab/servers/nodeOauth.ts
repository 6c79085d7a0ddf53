// @node-oauth/oauth2-server is a framework: what it asks its integrator for, the integrator can get wrong. The pages, the
// store and the endpoints here are the integrator's.

import { createHash, randomInt, randomUUID } from 'node:crypto';
import { adapted, alwaysOff, alwaysOn, goesWith, type ServerAdapter, setting } from '../adapter.js';
import { bodyOf, cookiesOf, escapeHtml, formOf, page, pathOf, queryOf, redirect } from '../http.js';
import { load } from '../load.js';

interface Client {
  readonly id: string;
  readonly redirectUris: readonly string[];
  readonly grants: readonly string[];
}
interface User {
  readonly id: string;
}
interface Code {
  authorizationCode: string;
  redirectUri: string | undefined;
  codeChallenge: string | undefined;
  codeChallengeMethod: string | undefined;
  readonly client: Client;
  readonly user: User;
  /** What came, whatever the framework is told of it. */
  readonly challenged: boolean;
}
interface Token {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken?: string;
  readonly scope?: readonly string[];
  readonly authorizationCode?: string;
  readonly client: Client;
  readonly user: User;
  /** Of which authorization. */
  family: string;
}
interface Answer {
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
  readonly status: number;
}
interface Framework {
  authorize(request: unknown, response: Answer, options: unknown): Promise<unknown>;
  token(request: unknown, response: Answer): Promise<unknown>;
}
interface Package {
  readonly default: {
    new (options: unknown): Framework;
    readonly Request: new (of: unknown) => unknown;
    readonly Response: new (of?: unknown) => Answer;
  };
}

const weak = () => `t${randomInt(4096).toString(16).padStart(3, '0')}`;
const days = 86_400;

export const nodeOauth: ServerAdapter = {
  id: 'node-oauth',
  packages: { '@node-oauth/oauth2-server': '5.3.0' },
  paths: { authorize: '/authorize', token: '/token', revoke: '/revoke' },
  switches: {
    'secrets.strong-random': setting(
      'model.generateAuthorizationCode and generateAccessToken (off: 12 bits)',
    ),
    'redirect.exact': setting('model.validateRedirectUri'),
    'redirect.same-origin': setting('model.validateRedirectUri'),
    'redirect.equal-at-token': adapted(
      'the stored redirect URI is left out before the framework compares it (off)',
    ),
    'issuer.sent': adapted('the integrator adds iss to the response'),
    'response.in-body': adapted('the integrator answers with a form if response_mode=form_post'),
    'response.mode-locked': alwaysOff('the integrator honours response_mode'),
    'code.single-use': setting('model.revokeAuthorizationCode'),
    'code.short-lived': setting('authorizationCodeLifetime'),
    'code.replay-revokes': adapted('model.getAuthorizationCode revokes where the code was revoked before'),
    'code.bound-to-client': alwaysOn('lib/grant-types/authorization-code-grant-type.js: code.client.id'),
    'code.burnt-on-failure': goesWith(
      'code.single-use',
      'lib/grant-types/authorization-code-grant-type.js revokes the code before PKCE and redirect URI are compared',
    ),
    'code.bound': alwaysOff('the framework knows no keys'),
    'refresh.none': setting('grants of the client'),
    'refresh.rotated': setting('alwaysIssueNewRefreshToken, model.revokeToken'),
    'refresh.reuse-revokes': adapted('model.getRefreshToken revokes where the token was revoked before'),
    'refresh.short-lived': setting('refreshTokenLifetime'),
    'refresh.bound-to-client': alwaysOn('lib/grant-types/refresh-token-grant-type.js: token.client.id'),
    'refresh.bound': alwaysOff('the framework knows no keys'),
    'client.authenticated': setting('requireClientAuthentication'),
    'client.authenticated-always': adapted('model.getClient refuses a token request without a secret'),
    'pkce.required': adapted('the integrator asks for code_challenge'),
    'pkce.verified': adapted(
      'the integrator does not hand code_challenge on (off): a server that ignores PKCE',
    ),
    'pkce.no-downgrade': adapted(
      'model.getAuthorizationCode gives one that matches if no challenge was stored (off)',
    ),
    'redirect.303': adapted('the integrator redirects'),
    'frames.refused': adapted('X-Frame-Options: DENY is added'),
    'consent.separate-page': adapted('the integrator answers the login with a redirect to itself'),
    'consent.client-shown': adapted("the integrator's page"),
    'consent.asked': adapted('the integrator remembers what was allowed (off)'),
    'login.csrf-checked': adapted('the form holds a value of the cookie'),
    'login.same-site': adapted('SameSite of the login cookie'),
    'authorization.bound-to-agent': alwaysOn(
      'the page holds the whole request: there is nothing to hand over',
    ),
    'referrer.hidden-as': adapted('Referrer-Policy: no-referrer (off: unsafe-url)'),
    'request.signed': alwaysOff('the framework knows no request objects'),
    'response.signed': alwaysOff('the framework signs no responses'),
    'token.bound': alwaysOff('the framework knows no keys'),
    'token.short-lived': setting('accessTokenLifetime'),
    'owner.can-revoke': adapted('the integrator has an endpoint (RFC 7009)'),
    'revocation.takes-grant': adapted('the integrator removes the tokens of the same authorization'),
  },
  async make({ front, on, clients, refresh, scopes, passwords }) {
    const { default: OAuth2Server } = await load<Package>(
      '@node-oauth/oauth2-server',
      this.packages['@node-oauth/oauth2-server']!,
    );
    const { Request, Response } = OAuth2Server;
    const codes = new Map<string, Code>();
    const spentCodes = new Set<string>();
    const tokens = new Map<string, Token>();
    const refreshes = new Map<string, Token>();
    const spentRefreshes = new Map<string, Token>();
    const logins = new Map<string, User>();
    const allowed = new Set<string>();
    const families = new Map<string, string>();
    const clientOf = (id: string) => clients.find((c) => c.id === id);
    const dropFamily = (family: string) => {
      for (const [key, t] of tokens) if (t.family === family) tokens.delete(key);
      for (const [key, t] of refreshes) if (t.family === family) refreshes.delete(key);
    };
    const isAllowed = (uri: string, own: readonly string[]) => {
      if (on('redirect.exact')) return own.includes(uri);
      if (on('redirect.same-origin')) return own.some((o) => new URL(o).origin === new URL(uri).origin);
      return true;
    };
    const model = {
      getClient: async (id: string, secret: string | null | undefined): Promise<Client | null> => {
        const c = clientOf(id);
        if (!c || (secret && c.secret !== secret)) return null;
        const asks = on('client.authenticated') && on('client.authenticated-always') && !c.isPublic;
        // The authorization endpoint asks with null.
        if (secret === undefined && asks) return null;
        const grants = ['authorization_code', ...(refresh && !on('refresh.none') ? ['refresh_token'] : [])];
        return { id: c.id, redirectUris: c.redirects, grants };
      },
      validateRedirectUri: async (uri: string, client: Client) => isAllowed(uri, client.redirectUris),
      saveAuthorizationCode: async (
        code: Omit<Code, 'client' | 'user' | 'challenged'>,
        client: Client,
        user: User,
      ) => {
        const saved: Code = { ...code, client, user, challenged: code.codeChallenge !== undefined };
        if (!on('redirect.equal-at-token')) saved.redirectUri = undefined;
        codes.set(code.authorizationCode, saved);
        return { ...code, client, user };
      },
      getAuthorizationCode: async (value: string) => {
        const family = families.get(value);
        if (spentCodes.has(value) && on('code.replay-revokes') && family !== undefined) dropFamily(family);
        return codes.get(value) ?? null;
      },
      revokeAuthorizationCode: async ({ authorizationCode: value }: Code) => {
        if (!on('code.single-use')) return true;
        spentCodes.add(value);
        return codes.delete(value);
      },
      saveToken: async (token: Omit<Token, 'client' | 'user' | 'family'>, client: Client, user: User) => {
        const from = token.authorizationCode;
        const family = (from === undefined ? retired?.family : families.get(from)) ?? randomUUID();
        if (from !== undefined) families.set(from, family);
        const { refreshToken, ...access } = token;
        const isKept = refresh && !on('refresh.none') && refreshToken !== undefined;
        const saved: Token = { ...access, ...(isKept && { refreshToken }), client, user, family };
        tokens.set(saved.accessToken, saved);
        if (saved.refreshToken !== undefined) refreshes.set(saved.refreshToken, saved);
        return saved;
      },
      getAccessToken: async (value: string) => tokens.get(value) ?? null,
      getRefreshToken: async (value: string) => {
        const before = spentRefreshes.get(value);
        if (before !== undefined && on('refresh.reuse-revokes')) dropFamily(before.family);
        return (retired = refreshes.get(value)) ?? null;
      },
      revokeToken: async (token: Token) => {
        if (!on('refresh.rotated')) return true;
        spentRefreshes.set(token.refreshToken!, token);
        return refreshes.delete(token.refreshToken!);
      },
      validateScope: async (_user: unknown, _client: unknown, scope: readonly string[] | undefined) =>
        (scope ?? ['accounts']).filter((s) => scopes.includes(s)),
      verifyScope: async () => true,
      ...(!on('secrets.strong-random') && {
        generateAuthorizationCode: async () => weak(),
        generateAccessToken: async () => weak(),
        generateRefreshToken: async () => weak(),
      }),
    };
    let retired: Token | undefined;
    const authenticated = on('client.authenticated') && !clients[0]!.isPublic;
    const server = new OAuth2Server({
      model,
      allowEmptyState: true,
      enablePlainPKCE: true,
      requireClientAuthentication: { authorization_code: authenticated, refresh_token: authenticated },
      alwaysIssueNewRefreshToken: on('refresh.rotated'),
      authorizationCodeLifetime: on('code.short-lived') ? 60 : days,
      accessTokenLifetime: on('token.short-lived') ? 600 : 30 * days,
      refreshTokenLifetime: on('refresh.short-lived') ? 5400 : 30 * days,
    });

    const approve = async (
      user: User,
      q: Record<string, string>,
      request: { headers: unknown },
      res: Parameters<typeof page>[0],
    ) => {
      const asked = new Request({ headers: request.headers, method: 'GET', query: q, body: {} });
      const answer = new Response();
      await server.authorize(asked, answer, { authenticateHandler: { handle: () => user } }).catch(() => {});
      const location = answer.headers.location;
      if (location === undefined) return page(res, `AS error: ${JSON.stringify(answer.body)}`, 400);
      const to = new URL(location);
      if (on('issuer.sent')) to.searchParams.set('iss', front);
      if (q.response_mode === 'form_post') {
        const fields = [...to.searchParams].map(
          ([k, v]) => `<input type=hidden name="${escapeHtml(k)}" value="${escapeHtml(v)}">`,
        );
        to.search = '';
        return page(
          res,
          `<form id=response method=post action="${escapeHtml(to.href)}">${fields.join('')}</form>` +
            '<script>document.getElementById("response").submit()</script>',
        );
      }
      redirect(res, to.href, on('redirect.303') ? 303 : 307);
    };
    return {
      handler: async (request, response) => {
        const q = queryOf(request);
        const body = request.method === 'POST' ? formOf(await bodyOf(request)) : {};
        const sid = cookiesOf(request).as_sid;
        const user = sid === undefined ? undefined : logins.get(sid);
        const heads = () => {
          if (on('frames.refused')) response.setHeader('X-Frame-Options', 'DENY');
          response.setHeader('Referrer-Policy', on('referrer.hidden-as') ? 'no-referrer' : 'unsafe-url');
        };
        const path = pathOf(request);
        if (path === '/authorize') {
          const c = clientOf(q.client_id ?? '');
          if (!c) return page(response, 'AS error: unknown client', 400);
          if (!isAllowed(q.redirect_uri ?? '', c.redirects))
            return page(response, 'AS error: redirect_uri does not match', 400);
          if (on('pkce.required') && q.code_challenge === undefined)
            return page(response, 'AS error: code_challenge required', 400);
          if (user && !on('consent.asked') && allowed.has(`${user.id} ${c.id}`))
            return approve(user, q, request, response);
          heads();
          const name = on('consent.client-shown') ? escapeHtml(c.name) : 'An app';
          const asked = escapeHtml(new URLSearchParams(q).toString());
          // A form that is not bound to the browser can be posted from any site.
          const token = on('login.csrf-checked') ? (cookiesOf(request).as_form ?? randomUUID()) : '';
          if (token !== '')
            response.setHeader('Set-Cookie', `as_form=${token}; Path=/; HttpOnly; SameSite=Lax`);
          return page(
            response,
            `<title>bank</title><p>${name} asks for: ${escapeHtml(q.scope ?? 'accounts')}</p>` +
              `<form method=post action="/decision?${asked}">` +
              (user ? '' : '<input name=login><input name=password type=password>') +
              `<input type=hidden name=form value="${token}"><button id=ok>Allow</button></form>`,
          );
        }
        if (path === '/decision') {
          heads();
          let who = user;
          if (on('login.csrf-checked') && (!body.form || body.form !== cookiesOf(request).as_form))
            return page(response, 'AS error: the form was not shown to this browser', 403);
          if (body.password) {
            if (passwords[body.login ?? ''] !== body.password)
              return page(response, 'AS error: bad password', 403);
            who = { id: body.login! };
            const value = randomUUID();
            logins.set(value, who);
            const none = on('tls.front') ? '; SameSite=None; Secure' : '';
            const site = on('login.same-site') ? '; SameSite=Lax' : none;
            response.appendHeader('Set-Cookie', `as_sid=${value}; Path=/; HttpOnly${site}`);
            if (on('consent.separate-page'))
              return redirect(response, `/authorize?${new URLSearchParams(q)}`, 303);
          }
          if (!who) return page(response, 'AS error: not logged in', 403);
          allowed.add(`${who.id} ${q.client_id}`);
          return approve(who, q, request, response);
        }
        if (path === '/token') {
          const stored = codes.get(body.code ?? '');
          const isCompared = on('pkce.verified') ? stored?.challenged || on('pkce.no-downgrade') : false;
          const isUnexpected = stored?.challenged === false && on('pkce.no-downgrade');
          if (stored !== undefined && !isCompared && !isUnexpected) {
            // The store says what will match, as if nothing were compared.
            const verifier = body.code_verifier;
            stored.codeChallengeMethod = 'S256';
            stored.codeChallenge =
              verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');
          }
          const asked = new Request({ headers: request.headers, method: 'POST', query: q, body });
          const answer = new Response();
          await server.token(asked, answer).catch(() => {});
          response.writeHead(answer.status, { ...answer.headers, 'content-type': 'application/json' });
          return void response.end(JSON.stringify(answer.body));
        }
        if (path === '/revoke' && on('owner.can-revoke')) {
          const c = clientOf(body.client_id ?? '');
          const known = c && (!authenticated || c.isPublic || c.secret === body.client_secret);
          if (!known) return page(response, '{"error":"invalid_client"}', 401);
          const token = tokens.get(body.token ?? '');
          if (token && token.client.id === c.id) {
            if (on('revocation.takes-grant')) dropFamily(token.family);
            else tokens.delete(token.accessToken);
          }
          return void response.writeHead(200).end();
        }
        page(response, 'AS error: no such page', 404);
      },
      introspect: async (value) => {
        const t = tokens.get(value);
        return t && t.accessTokenExpiresAt > new Date()
          ? { owner: t.user.id, client: t.client.id, scope: (t.scope ?? []).join(' '), key: null }
          : null;
      },
    };
  },
};
