// The authorization server and the resource server, asked as a client would ask, or almost so.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  type CryptoKey,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import { Agent } from './agent.js';
import type { Exchange } from './evidence.js';
import { type Filling, formsOf } from './forms.js';
import type { Registered, TargetFile } from './target.js';
import type { Asked, Wire } from './wire.js';

/** What became of a request. `unclear`: no answer, a fault of the server, or a limit on requests. */
export type Outcome = 'accepted' | 'refused' | 'unclear';

export type Parameters = Readonly<Record<string, string | undefined>>;
const defined = (all: Parameters): [string, string][] =>
  Object.entries(all).flatMap(([k, v]) => (v === undefined ? [] : [[k, v] as [string, string]]));

export const random = (): string => randomBytes(32).toString('base64url');
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** A registered client with its secret read. */
export interface Party extends Omit<Registered, 'secret'> {
  readonly secret: string | undefined;
}

export interface Authorized {
  readonly outcome: Outcome;
  readonly code: string | null;
  /** What came back to the redirect URI; empty if nothing did. */
  readonly params: URLSearchParams;
  readonly by: 'query' | 'fragment' | 'form' | null;
  /** The redirect URI with what came back, as a browser would request it. */
  readonly back: Asked | null;
  readonly steps: readonly Exchange[];
}
export interface Grant {
  readonly code: string;
  readonly verifier: string | undefined;
  readonly redirect: string;
  readonly authorized: Authorized;
}
export interface Tokens {
  readonly outcome: Outcome;
  readonly error: string | null;
  readonly access: string | null;
  readonly refresh: string | null;
  readonly json: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange;
}

const passing = new Set(['server_error', 'temporarily_unavailable', 'slow_down']);
const isRefusal = (status: number): boolean => [400, 401, 403, 422].includes(status);

/** A key to prove possession of (RFC 9449). */
export interface Key {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}
export async function newKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: await exportJWK(publicKey) };
}
export const thumbprint = ({ jwk }: Key): Promise<string> => calculateJwkThumbprint(jwk);

export class Server {
  /** Whether a challenge goes with a request unless it is said otherwise. */
  usesPkce = true;
  /** Tokens are asked for with a proof of possession, if there is a key here. */
  key: Key | null = null;
  signsRequests = false;

  constructor(
    readonly wire: Wire,
    readonly at: TargetFile['server'],
    readonly client: Party,
    readonly other: Party | null,
    readonly settings: { scope: string | undefined; readonly key: Record<string, unknown> | undefined },
    readonly filling: Filling,
  ) {}

  agent(): Agent {
    return new Agent(this.wire, this.filling);
  }

  /** The parameters of a challenge that nobody has the verifier of; none where no challenge is used. */
  challenge(): Parameters {
    return this.usesPkce ? { code_challenge: challengeOf(random()), code_challenge_method: 'S256' } : {};
  }

  /** An authorization request as the client under test would make it, with changes; `undefined` leaves a parameter out. */
  async request(changes: Parameters = {}, signed = this.signsRequests): Promise<URL> {
    const { id, redirect } = this.client;
    const wanted = defined({
      response_type: 'code',
      client_id: id,
      redirect_uri: redirect,
      scope: this.settings.scope,
      state: random(),
      ...changes,
    });
    const url = new URL(this.at.authorize);
    const query = signed
      ? [
          ['client_id', id],
          ['request', await this.#signedRequest(wanted)],
        ]
      : wanted;
    for (const [name, text] of query) url.searchParams.append(name!, text!);
    return url;
  }

  async #signedRequest(claims: readonly (readonly [string, string])[]): Promise<string> {
    const audience = this.at.issuer ?? new URL(this.at.authorize).origin;
    return this.#sign(
      new SignJWT(Object.fromEntries(claims)).setIssuer(this.client.id).setAudience(audience),
      {
        typ: 'oauth-authz-req+jwt',
      },
    );
  }
  async #sign(jwt: SignJWT, header: object): Promise<string> {
    const key = this.settings.key as JWK;
    return jwt
      .setProtectedHeader({
        alg: key.alg ?? 'ES256',
        ...(key.kid !== undefined && { kid: key.kid }),
        ...header,
      })
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime('60s')
      .setJti(randomUUID())
      .sign(await importJWK(key, key.alg ?? 'ES256'));
  }

  /** Goes through a whole authorization in a browser, as the owner who agrees to everything. */
  async authorize(request: URL, agent = this.agent(), redirect = this.client.redirect): Promise<Authorized> {
    const { steps, reached } = await agent.browse({ method: 'GET', url: request.href }, (next) =>
      this.#isBack(next, redirect),
    );
    return authorizedOf(steps, reached);
  }

  #isBack({ url, form }: Asked, redirect: string): boolean {
    const to = new URL(url);
    if (URL.canParse(redirect)) {
      const wanted = new URL(redirect);
      if (to.origin === wanted.origin && to.pathname === wanted.pathname) return true;
    }
    // A response that goes elsewhere than was asked for is one all the same.
    const own = [this.at.authorize, this.at.token].map((u) => new URL(u).origin);
    const says = (all: URLSearchParams) => ['code', 'error', 'response'].some((name) => all.has(name));
    return (
      !own.includes(to.origin) &&
      (says(to.searchParams) ||
        says(new URLSearchParams(to.hash.slice(1))) ||
        (form !== undefined && says(form)))
    );
  }

  /** A code by an honest request, with a challenge unless told otherwise; null if none came. */
  async grant(changes: Parameters = {}, pkce = this.usesPkce, agent = this.agent()): Promise<Grant | null> {
    const verifier = pkce ? random() : undefined;
    const redirect = changes.redirect_uri ?? this.client.redirect;
    const request = await this.request({
      ...(verifier !== undefined && { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }),
      ...changes,
    });
    const authorized = await this.authorize(request, agent, redirect);
    const { code } = authorized;
    return code === null ? null : { code, verifier, redirect, authorized };
  }

  /** A token request for a code. `as`: the client that asks, `null` if none authenticates. */
  redeem(
    { code, verifier, redirect }: Pick<Grant, 'code' | 'verifier' | 'redirect'>,
    changes: TokenChanges = {},
  ): Promise<Tokens> {
    return this.token(
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirect,
        code_verifier: verifier,
        ...changes.params,
      },
      changes,
    );
  }
  refresh(refresh: string, changes: TokenChanges = {}): Promise<Tokens> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refresh, ...changes.params }, changes);
  }

  async token(params: Parameters, { as = this.client, key = this.key }: TokenChanges = {}): Promise<Tokens> {
    const { form, headers } = await this.#authenticated(as, params);
    const send = async (nonce?: string) =>
      this.wire.send({
        method: 'POST',
        url: this.at.token,
        form,
        headers: {
          accept: 'application/json',
          ...headers,
          ...(key !== null && { dpop: await proofOf(key, 'POST', this.at.token, { nonce }) }),
        },
      });
    let exchange = await send();
    const nonce = exchange.headers['dpop-nonce'];
    if (key !== null && typeof nonce === 'string' && /use_dpop_nonce/.test(exchange.text))
      exchange = await send(nonce);
    return tokensOf(exchange);
  }

  /** Revokes a token (RFC 7009), if the target says where. */
  async revoke(token: string, hint: string): Promise<Exchange | null> {
    if (this.at.revoke === undefined) return null;
    const { form, headers } = await this.#authenticated(this.client, { token, token_type_hint: hint });
    return this.wire.send({ method: 'POST', url: this.at.revoke, form, headers });
  }

  async #authenticated(as: Party, params: Parameters) {
    const form = new URLSearchParams(defined(params));
    const headers: Record<string, string> = {};
    if (as.auth === 'basic' && as.secret !== undefined)
      headers.authorization = `Basic ${Buffer.from(`${formEncoded(as.id)}:${formEncoded(as.secret)}`).toString('base64')}`;
    else {
      form.set('client_id', as.id);
      if (as.auth === 'post' && as.secret !== undefined) form.set('client_secret', as.secret);
      if (as.auth === 'private_key_jwt' && this.settings.key !== undefined) {
        form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        form.set(
          'client_assertion',
          await this.#sign(
            new SignJWT({})
              .setIssuer(as.id)
              .setSubject(as.id)
              .setAudience(this.at.issuer ?? this.at.token),
            {},
          ),
        );
      }
    }
    return { form, headers };
  }

  /** Whether a token is served at the resource: `accepted`, or `refused` with 401 or 403. */
  async serves(
    access: string,
    {
      key = this.key,
      inQuery = false,
      url = this.at.resource,
    }: { key?: Key | null; inQuery?: boolean; url?: string } = {},
  ): Promise<{ readonly outcome: Outcome; readonly exchange: Exchange }> {
    const address = new URL(url);
    if (inQuery) address.searchParams.set('access_token', access);
    const exchange = await this.wire.send({
      method: 'GET',
      url: address.href,
      headers: inQuery
        ? {}
        : key === null
          ? { authorization: `Bearer ${access}` }
          : { authorization: `DPoP ${access}`, dpop: await proofOf(key, 'GET', url, { access }) },
    });
    const { status } = exchange;
    return {
      outcome: status >= 200 && status < 300 ? 'accepted' : isRefusal(status) ? 'refused' : 'unclear',
      exchange,
    };
  }
}

export interface TokenChanges {
  readonly as?: Party;
  readonly key?: Key | null;
  readonly params?: Parameters;
}

/** RFC 6749 2.3.1: both are form-encoded before they are put together. */
const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

async function proofOf(
  key: Key,
  method: string,
  url: string,
  { access, nonce }: { access?: string; nonce?: string | undefined },
): Promise<string> {
  const { origin, pathname } = new URL(url);
  return new SignJWT({
    htm: method,
    htu: origin + pathname,
    ...(access !== undefined && { ath: createHash('sha256').update(access).digest('base64url') }),
    ...(nonce !== undefined && { nonce }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk })
    .setIssuedAt()
    .setJti(randomUUID())
    .sign(key.privateKey);
}

/** What came of a walk through an authorization. */
export function authorizedOf(steps: readonly Exchange[], reached: Asked | null): Authorized {
  const last = steps.at(-1);
  if (reached === null) {
    const refused = last !== undefined && isRefusal(last.status);
    return {
      outcome: refused ? 'refused' : 'unclear',
      code: null,
      params: new URLSearchParams(),
      by: null,
      back: null,
      steps,
    };
  }
  const url = new URL(reached.url);
  const fragment = new URLSearchParams(url.hash.slice(1));
  const isPosted = reached.form !== undefined && postedByForm(last, reached);
  const by = isPosted ? 'form' : fragment.has('code') || fragment.has('error') ? 'fragment' : 'query';
  const params = by === 'form' ? reached.form! : by === 'fragment' ? fragment : url.searchParams;
  const code = params.get('code');
  const error = params.get('error');
  const outcome =
    code !== null || params.has('response')
      ? 'accepted'
      : error !== null && !passing.has(error)
        ? 'refused'
        : 'unclear';
  return { outcome, code, params, by, back: reached, steps };
}

/** Whether a form of the server's page posts to the redirect URI, rather than a redirect that keeps what was posted. */
const postedByForm = (last: Exchange | undefined, { url }: Asked): boolean =>
  last !== undefined &&
  last.status < 300 &&
  formsOf(last.text, last.url).some(({ action }) => action.href === url);

function tokensOf(exchange: Exchange): Tokens {
  let json: Record<string, unknown> = {};
  try {
    const read: unknown = JSON.parse(exchange.text);
    if (read !== null && typeof read === 'object') json = read as Record<string, unknown>;
  } catch {
    // No JSON: neither tokens nor an error of the protocol.
  }
  const text = (name: string) => (typeof json[name] === 'string' ? (json[name] as string) : null);
  const access = text('access_token');
  const error = text('error');
  const { status } = exchange;
  const outcome =
    status === 200 && access !== null
      ? 'accepted'
      : isRefusal(status) && error !== null && !passing.has(error)
        ? 'refused'
        : 'unclear';
  return { outcome, error, access, refresh: text('refresh_token'), json, exchange };
}
