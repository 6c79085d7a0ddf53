// The attacker's own program: it speaks to the token endpoint and to the resource server, with what it knows.

import { createHash, randomUUID } from 'node:crypto';
import type { Order } from '../../../../model/names.js';
import { load } from '../../load.js';
import { type Performance, short } from '../performance.js';
import { Stop, type StopParty, unsupported } from '../stop.js';
import { tokensIn } from '../truth.js';
import { redirectUri, type RequestChoice } from './bank.js';

interface Jose {
  generateKeyPair(alg: string, options: unknown): Promise<{ publicKey: unknown; privateKey: unknown }>;
  exportJWK(key: unknown): Promise<Record<string, unknown>>;
  readonly SignJWT: new (
    payload: unknown,
  ) => {
    setProtectedHeader(header: unknown): { sign(key: unknown): Promise<string> };
  };
}
let own: Promise<{ readonly jose: Jose; readonly privateKey: unknown; readonly jwk: unknown }> | null = null;
const ownKey = () =>
  (own ??= (async () => {
    const jose = await load<Jose>('jose', '6.2.18');
    const { publicKey, privateKey } = await jose.generateKeyPair('ES256', { extractable: true });
    return { jose, privateKey, jwk: await jose.exportJWK(publicKey) };
  })());

/** Proof of the attacker's own key (RFC 9449 section 4.2): the best that it has. */
async function proof(p: Performance, method: string, url: string, token?: string): Promise<string> {
  const { jose, privateKey, jwk } = await ownKey();
  const payload = {
    jti: randomUUID(),
    htm: method,
    htu: url,
    iat: Math.floor(Date.now() / 1000) + p.ticks * (tickMs / 1000),
    ...(token !== undefined && { ath: createHash('sha256').update(token).digest('base64url') }),
  };
  return new jose.SignJWT(payload)
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
    .sign(privateKey);
}
/** What one tick of the model is: longer than whatever is short-lived, in milliseconds. */
export const tickMs = 2 * 3_600_000;

export interface Identity {
  readonly as: 'client' | 'evil-client';
  readonly authenticated: boolean;
  readonly keyed?: boolean;
}
async function credentials(p: Performance, who: Identity): Promise<Record<string, string>> {
  const { id, secret } = p.urls.clients[who.as];
  if (who.keyed) throw unsupported("the device's keys are not real here");
  if (!who.authenticated || !p.urls.is['client.authenticated']) {
    if (who.authenticated && who.as === 'client') await p.need('secret:client');
    return { client_id: id };
  }
  if (who.as === 'client') await p.need('secret:client');
  // A public client has no secret to send.
  return p.scenario.client === 'native-app' && who.as === 'client'
    ? { client_id: id }
    : { client_id: id, client_secret: secret };
}
async function post(p: Performance, url: string, fields: Record<string, string | undefined>) {
  const given = Object.entries(fields).filter((f): f is [string, string] => f[1] !== undefined);
  const headers = p.urls.is['token.bound'] ? { dpop: await proof(p, 'POST', url) } : {};
  const reply = await p.direct.request('POST', url, { body: new URLSearchParams(given).toString(), headers });
  p.lastAnswer = reply;
  await p.stack.ask.sync();
  return reply;
}
function refuseUnless(status: number, text: string, by: StopParty): void {
  if (status !== 200) throw new Stop('refused', by, short(`${status} ${text}`));
}
/** The attacker has what was answered to it. */
function keepTokens(p: Performance, text: string): void {
  const tokens = tokensIn(text);
  for (const [term, value] of p.truth.values)
    if (tokens !== null && (value === tokens.access_token || value === tokens.refresh_token))
      p.learn(term, 'answered to it');
}

export async function redeem(
  p: Performance,
  c: Identity & {
    readonly code: string;
    readonly verifier: string;
    readonly redirect?: RequestChoice['redirect'];
  },
): Promise<void> {
  const code = await p.need(c.code);
  const grant = c.code.slice('code:'.length);
  const redirect = c.redirect === undefined ? p.truth.redirectOf.get(grant) : redirectUri(p, c.redirect);
  const reply = await post(p, p.urls.token, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    code_verifier: await p.need(c.verifier),
    ...(await credentials(p, c)),
  });
  refuseUnless(reply.status, reply.text, 'authorizationServer');
  keepTokens(p, reply.text);
}
export async function refresh(p: Performance, c: Identity & { readonly refresh: string }): Promise<void> {
  const reply = await post(p, p.urls.token, {
    grant_type: 'refresh_token',
    refresh_token: await p.need(c.refresh),
    ...(await credentials(p, c)),
  });
  refuseUnless(reply.status, reply.text, 'authorizationServer');
  keepTokens(p, reply.text);
}
export async function revoke(p: Performance, c: Identity & { readonly token: string }): Promise<void> {
  if (p.urls.revoke === null) throw new Stop('refused', 'authorizationServer', 'it has no endpoint for that');
  const reply = await post(p, p.urls.revoke, { token: await p.need(c.token), ...(await credentials(p, c)) });
  refuseUnless(reply.status, reply.text, 'authorizationServer');
}
const transfers: Readonly<Record<Order, string>> = {
  none: 'none',
  alice: 'pay-shop-10',
  attacker: 'pay-mallory-1000',
};
export async function spend(
  p: Performance,
  c: {
    readonly access: string;
    readonly order: Order;
    readonly operation?: string;
    readonly keyed?: boolean;
  },
): Promise<void> {
  if (c.keyed) throw unsupported("the device's keys are not real here");
  if (c.operation === 'synchronise') throw unsupported('accounts are not synchronised here');
  const token = (await p.need(c.access))!;
  const url = new URL('/api/account', p.urls.resource);
  const headers = p.urls.is['token.bound']
    ? { authorization: `DPoP ${token}`, dpop: await proof(p, 'GET', url.href, token) }
    : { authorization: `Bearer ${token}` };
  if (p.scenario.orders === 'scope-only') url.searchParams.set('transfer', transfers[c.order]);
  const reply = await p.direct.request('GET', url.href, { headers });
  p.spent = reply;
  refuseUnless(reply.status, reply.text, 'resourceServer');
}

/** Candidates of the shape of a value; null: too many to try. */
function candidatesLike(value: string): readonly string[] | null {
  if (/^t[0-9a-f]{3}$/.test(value))
    return Array.from({ length: 4096 }, (_, i) => `t${i.toString(16).padStart(3, '0')}`);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
  return value.length === 2 ? letters.flatMap((x) => letters.map((y) => x + y)) : null;
}
export async function guess(
  p: Performance,
  c: { readonly term: string; readonly by: string },
): Promise<void> {
  const kind = c.term.slice(0, c.term.indexOf(':'));
  const example = [...p.truth.values].find(
    ([term, v]) =>
      term.startsWith(`${kind}:`) &&
      term !== c.term &&
      !/:(own|evil)/.test(term) &&
      p.known.has(term) &&
      v !== '',
  )?.[1];
  const target = p.truth.get(c.term);
  if (example === undefined)
    throw new Stop('unknown', 'attacker', 'it has no value of its own to learn from');
  if (c.by === 'repetition') {
    if (target !== example) throw new Stop('unknown', 'attacker', 'the value is not the same as before');
    return p.learn(c.term, 'the same as before');
  }
  const candidates = candidatesLike(example);
  if (candidates === null)
    throw new Stop(
      'refused',
      'authorizationServer',
      `a value has ${example.length} characters: too many to try`,
    );
  let tries = 0;
  for (const candidate of candidates) {
    if (candidate === example) continue;
    tries++;
    // A token is tried at the resource server. A code would be used up: the next step tries it.
    const isHit =
      kind === 'access'
        ? // What a token without its key is answered tells that it is one.
          /"alice"|DPoP proof/.test(
            (
              await p.direct.request('GET', `${p.urls.resource}/api/account`, {
                headers: { authorization: `Bearer ${candidate}` },
              })
            ).text,
          )
        : candidate === target;
    if (!isHit) continue;
    p.truth.set(c.term, candidate);
    p.learn(c.term, 'guessed');
    p.notes.push(
      `${c.term} is guessed in ${tries} ${kind === 'access' ? 'requests' : 'tries; the next step tries it for real'}`,
    );
    return;
  }
  throw new Stop('refused', 'resourceServer', `not guessed in ${tries} tries`);
}
