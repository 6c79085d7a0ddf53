// Which real value stands for which term of the model. It is read off everything that passed; the lab knows it, the
// attacker does not.

import { createHash } from 'node:crypto';
import type { Exchange } from '../listen.js';

export const hashOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** The parameters of a request, those within a request object included. */
export function parametersOf(url: string): URLSearchParams {
  const found = new URL(url).searchParams;
  const payload = found.get('request')?.split('.')[1];
  if (payload === undefined) return found;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const all = new URLSearchParams(found);
  for (const [key, value] of Object.entries(claims)) if (typeof value === 'string') all.set(key, value);
  return all;
}
/** The parameters of a response, also if they are signed or in a form. */
export function responseIn(url: string, body = ''): URLSearchParams {
  const all = new URLSearchParams(new URL(url, 'http://lab.test').searchParams);
  for (const [key, value] of new URLSearchParams(body)) all.set(key, value);
  const payload = all.get('response')?.split('.')[1];
  if (payload === undefined) return all;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  for (const [key, value] of Object.entries(claims)) if (typeof value === 'string') all.set(key, value);
  return all;
}
const codeIn = (url: string): string | null => responseIn(url).get('code');

export class Truth {
  readonly values = new Map<string, string>();
  /** Requests that sessions of the client made, by slot. */
  readonly requests = new Map<string, string>();
  /** Redirect URI that a grant was asked for with, and whose it is. */
  readonly redirectOf = new Map<string, string>();
  /** The authorization that the bank is busy with: who drives it says so. */
  grant = 'g0';
  readonly #grantOf = new Map<string, string>();
  readonly #generation = new Map<string, number>();

  has(term: string): boolean {
    return this.values.has(term);
  }
  get(term: string): string | undefined {
    return this.values.get(term);
  }
  set(term: string, value: string): void {
    this.values.set(term, value);
  }
  grantOf(value: string): string | undefined {
    return this.#grantOf.get(value);
  }

  /** A request that a session made. */
  request(slot: string, url: string): void {
    this.requests.set(slot, url);
    const q = parametersOf(url);
    for (const [kind, key] of [
      ['state', 'state'],
      ['challenge', 'code_challenge'],
    ] as const) {
      const value = q.get(key);
      if (value !== null) this.set(`${kind}:${slot}`, value);
    }
    // Sent in the clear, a challenge is its verifier (RFC 7636 section 4.2).
    const plain = q.get('code_challenge_method') === 'plain' ? q.get('code_challenge') : null;
    if (plain !== null) this.set(`verifier:${slot}`, plain);
  }

  /** Takes what an exchange shows. */
  take(exchange: Exchange, tokenPath: string): void {
    if (exchange.site !== 'bank') return;
    const code =
      (exchange.location === null ? null : codeIn(exchange.location)) ??
      /name="code" value="([^"]+)"/.exec(exchange.out)?.[1] ??
      null;
    if (code !== null && !this.#grantOf.has(code)) {
      this.#grantOf.set(code, this.grant);
      this.set(`code:${this.grant}`, code);
    }
    if (!exchange.url.startsWith(tokenPath) || exchange.method !== 'POST') return;
    const q = new URLSearchParams(exchange.body);
    const verifier = q.get('code_verifier');
    for (const [term, value] of [...this.values])
      if (verifier !== null && term.startsWith('challenge:') && value === hashOf(verifier))
        this.set(term.replace('challenge', 'verifier'), verifier);
    if (exchange.status !== 200) return;
    const tokens = tokensIn(exchange.out);
    if (tokens?.access_token === undefined) return;
    const before = q.get('refresh_token');
    const grant = this.#grantOf.get(before ?? q.get('code') ?? '') ?? this.grant;
    // First issued is 0, first refreshed is 1, any further one is 2.
    const isRefresh = q.get('grant_type') === 'refresh_token';
    const first = isRefresh ? 1 : 0;
    const isTaken =
      this.values.has(`access:${grant}:${first}`) || (isRefresh && this.#generation.get(before ?? '') !== 0);
    const generation = isTaken ? 2 : first;
    this.set(`access:${grant}:${generation}`, tokens.access_token);
    this.#grantOf.set(tokens.access_token, grant);
    if (tokens.refresh_token !== undefined && !this.#generation.has(tokens.refresh_token)) {
      this.set(`refresh:${grant}:${generation}`, tokens.refresh_token);
      this.#grantOf.set(tokens.refresh_token, grant);
      this.#generation.set(tokens.refresh_token, generation);
    }
  }
}

/** The tokens of an answer; null: it was cut off on its way, and names none. */
export function tokensIn(
  body: string,
): { readonly access_token?: string; readonly refresh_token?: string } | null {
  try {
    return JSON.parse(body) as { readonly access_token?: string; readonly refresh_token?: string };
  } catch {
    return null;
  }
}
