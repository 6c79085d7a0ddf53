// node-oidc-provider: a certified OpenID provider. What it cannot be told not to do is evidence itself.

import { adapted, alwaysOff, alwaysOn, setting, type ServerAdapter, type TokenInfo } from '../adapter.js';
import { load } from '../load.js';

interface Token {
  readonly accountId: string;
  readonly clientId: string;
  readonly scope?: string;
  readonly jkt?: string;
  readonly grantId: string;
  readonly isExpired: boolean;
}
interface Provider {
  callback(): (request: unknown, response: unknown) => void;
  on(event: string, listener: (ctx: unknown, out: Record<string, unknown>) => void): void;
  readonly Client: { prototype: Record<string, unknown> };
  readonly AuthorizationCode: { prototype: Record<string, unknown> };
  readonly AccessToken: { find(token: string): Promise<Token | undefined> };
  readonly Grant: { find(id: string): Promise<unknown> };
}
interface Package {
  readonly default: new (issuer: string, configuration: unknown) => Provider;
}

interface LoadingContext {
  readonly oidc: {
    readonly result?: { readonly consent?: { readonly grantId?: string } };
    readonly provider: Provider;
  };
}

const days = 86_400;

export const oidcProvider: ServerAdapter = {
  id: 'oidc-provider',
  packages: { 'oidc-provider': '9.13.3' },
  paths: { authorize: '/auth', token: '/token', revoke: '/token/revocation' },
  switches: {
    'secrets.strong-random': setting('formats.bitsOfOpaqueRandomness (off: 12 bits)'),
    'redirect.exact': adapted('Client.prototype.redirectUriAllowed replaced by one that allows all'),
    'redirect.same-origin': adapted(
      'Client.prototype.redirectUriAllowed replaced by one that compares origins',
    ),
    'redirect.equal-at-token': alwaysOn(
      'lib/actions/grants/authorization_code.js: code.redirectUri is compared if one came',
    ),
    'issuer.sent': adapted('iss is deleted at the event authorization.success (off)'),
    'response.mode-locked': alwaysOff('response_mode of the request is honoured'),
    'code.single-use': adapted('AuthorizationCode.prototype.consume does nothing (off)'),
    'code.short-lived': setting('ttl.AuthorizationCode'),
    'code.replay-revokes': alwaysOn(
      'lib/actions/grants/authorization_code.js: revoke() where the code is consumed',
    ),
    'code.bound-to-client': alwaysOn('lib/actions/grants/authorization_code.js: client mismatch'),
    'code.burnt-on-failure': alwaysOff('the code is consumed after every check'),
    'code.bound': { ...setting('features.dPoP; the client sends dpop_jkt'), needs: 'token.bound' },
    'refresh.none': setting('grant_types of the client, issueRefreshToken'),
    'refresh.rotated': setting('rotateRefreshToken'),
    'refresh.reuse-revokes': alwaysOn('lib/actions/grants/refresh_token.js: revoke() where it is consumed'),
    'refresh.short-lived': setting('ttl.RefreshToken'),
    'refresh.bound-to-client': alwaysOn('lib/actions/grants/refresh_token.js: client mismatch'),
    'refresh.bound': alwaysOff('bound to a key for public clients only, by client authentication for others'),
    'client.authenticated': setting('token_endpoint_auth_method (off: none)'),
    'client.authenticated-always': alwaysOn('lib/shared/client_auth.js does not look at code_verifier'),
    'pkce.required': setting('pkce.required'),
    'pkce.verified': alwaysOn('lib/helpers/pkce.js'),
    'pkce.no-downgrade': alwaysOn('lib/helpers/pkce.js: a verifier without a challenge is refused'),
    'pkce.s256': alwaysOn('lib/helpers/pkce.js knows S256 only'),
    'redirect.303': adapted('303 is replaced by 307 where it leaves the server (off)'),
    'frames.refused': adapted('X-Frame-Options: DENY is added'),
    'consent.separate-page': alwaysOn('the interaction is answered by a redirect to the server itself'),
    'consent.client-shown': alwaysOff(
      'the page of features.devInteractions does not show the name of the client',
    ),
    'consent.asked': setting('loadExistingGrant (on: none of before is loaded)'),
    'login.csrf-checked': alwaysOn('an interaction is bound to a cookie and has an address of its own'),
    'login.same-site': setting('cookies.long.sameSite and cookies.short.sameSite'),
    'authorization.bound-to-agent': alwaysOn(
      'lib/shared/session.js, interactions: the cookie must match the address',
    ),
    'referrer.hidden-as': alwaysOn(
      'features.devInteractions sets no third-party content, and the page has its own address',
    ),
    'request.signed': setting('require_signed_request_object of the client'),
    'token.bound': setting('features.dPoP, dpop_bound_access_tokens of the client'),
    'token.short-lived': setting('ttl.AccessToken'),
    'owner.can-revoke': setting('features.revocation'),
    'revocation.takes-grant': setting('revokeGrantPolicy'),
  },
  async make({ front, on, clients, refresh, scopes }) {
    const { default: OidcProvider } = await load<Package>('oidc-provider', this.packages['oidc-provider']!);
    const none = on('tls.front') ? { sameSite: 'none', secure: true } : { sameSite: undefined };
    const sameSite = on('login.same-site') ? { sameSite: 'lax' } : none;
    const withRefresh = refresh && !on('refresh.none');
    const provider = new OidcProvider(front, {
      clients: clients.map((c) => ({
        client_id: c.id,
        client_name: c.name,
        redirect_uris: c.redirects,
        response_types: ['code'],
        grant_types: ['authorization_code', ...(withRefresh ? ['refresh_token'] : [])],
        ...(on('client.authenticated') && !c.isPublic
          ? { client_secret: c.secret, token_endpoint_auth_method: 'client_secret_post' }
          : { token_endpoint_auth_method: 'none' }),
        ...(on('token.bound') && { dpop_bound_access_tokens: true }),
        ...(c.jwk !== null && { jwks: { keys: [c.jwk] } }),
        ...(on('request.signed') &&
          c.jwk !== null && { require_signed_request_object: true, request_object_signing_alg: 'ES256' }),
        ...(on('response.signed') && { authorization_signed_response_alg: 'RS256' }),
        scope: scopes.join(' '),
      })),
      scopes,
      claims: { openid: ['sub'] },
      findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
      pkce: { required: () => on('pkce.required') },
      formats: {
        bitsOfOpaqueRandomness: (_ctx: unknown, { kind }: { kind: string }) =>
          !on('secrets.strong-random') && ['AuthorizationCode', 'AccessToken', 'RefreshToken'].includes(kind)
            ? 12
            : 256,
      },
      features: {
        devInteractions: { enabled: true },
        dPoP: { enabled: true },
        userinfo: { enabled: true },
        revocation: { enabled: on('owner.can-revoke') },
        requestObjects: { enabled: on('request.signed') },
        jwtResponseModes: { enabled: on('response.signed') },
      },
      ...(on('consent.asked') && {
        // Only what was just allowed counts.
        loadExistingGrant: ({ oidc }: LoadingContext) => {
          const id = oidc.result?.consent?.grantId;
          return id === undefined ? undefined : oidc.provider.Grant.find(id);
        },
      }),
      revokeGrantPolicy: () => on('revocation.takes-grant'),
      rotateRefreshToken: () => on('refresh.rotated'),
      issueRefreshToken: (_ctx: unknown, client: { grantTypeAllowed(type: string): boolean }) =>
        client.grantTypeAllowed('refresh_token'),
      ttl: {
        AuthorizationCode: on('code.short-lived') ? 60 : days,
        AccessToken: on('token.short-lived') ? 600 : 30 * days,
        RefreshToken: on('refresh.short-lived') ? 5400 : 30 * days,
        Grant: 30 * days,
        Session: days,
        Interaction: 7 * days,
      },
      cookies: { keys: ['lab'], long: { ...sameSite, signed: true }, short: { ...sameSite, signed: true } },
      renderError: (ctx: { type: string; body: string }, out: Record<string, string>) => {
        ctx.type = 'text';
        ctx.body = `AS error: ${out.error} ${out.error_description ?? ''}`;
      },
    });
    if (on('redirect.same-origin') && !on('redirect.exact'))
      provider.Client.prototype.redirectUriAllowed = function (
        this: { redirectUris: string[] },
        uri: string,
      ) {
        return this.redirectUris.some((own) => new URL(own).origin === new URL(uri).origin);
      };
    else if (!on('redirect.exact')) provider.Client.prototype.redirectUriAllowed = () => true;
    if (!on('issuer.sent'))
      provider.on('authorization.success', (_ctx, out) => {
        delete out.iss;
      });
    if (!on('code.single-use')) provider.AuthorizationCode.prototype.consume = async () => {};
    const handler = provider.callback();
    return {
      handler: (request, response) => {
        if (!on('redirect.303')) {
          const write = response.writeHead.bind(response) as (...given: unknown[]) => typeof response;
          response.writeHead = ((status: number, ...rest: unknown[]) => {
            const to = String(response.getHeader('location') ?? '');
            const leaves = status === 303 && !to.startsWith(front) && !to.startsWith('/');
            return write(leaves ? 307 : status, ...rest);
          }) as typeof response.writeHead;
        }
        if (on('frames.refused')) response.setHeader('X-Frame-Options', 'DENY');
        handler(request, response);
      },
      introspect: async (token): Promise<TokenInfo | null> => {
        const found = token === '' ? undefined : await provider.AccessToken.find(token);
        if (!found || found.isExpired || !(await provider.Grant.find(found.grantId))) return null;
        const { accountId, clientId, scope = '', jkt = null } = found;
        return { owner: accountId, client: clientId, scope, key: jkt };
      },
    };
  },
};
