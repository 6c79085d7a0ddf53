// The bank's resource server: accounts, notes that a client stores, transfers. It asks the authorization server what a
// token is good for.

import { createHash } from 'node:crypto';
import {
  adapted,
  alwaysOff,
  alwaysOn,
  type Handler,
  type IsOn,
  type RunningServer,
  type Switches,
} from './adapter.js';
import { bodyOf, json, pathOf, queryOf } from './http.js';
import { load } from './load.js';

export const switches: Switches = {
  'token.narrow-scope': adapted('the scope of the token is compared with the request'),
  'grant.order-compared': adapted('the transfer in the request is compared with the scope of the token'),
  'sync.refused': alwaysOn('nobody can synchronise accounts here'),
  'token.audience-checked': alwaysOn('introspection knows tokens of this server only'),
  'second-channel': alwaysOff('there is no second channel'),
};

interface Jose {
  jwtVerify(
    jwt: string,
    key: unknown,
    options: unknown,
  ): Promise<{ payload: Record<string, unknown>; protectedHeader: { jwk: Record<string, string> } }>;
  calculateJwkThumbprint(jwk: unknown): Promise<string>;
  readonly EmbeddedJWK: unknown;
}

export interface Ledger {
  readonly transfers: { readonly from: string; readonly payee: string; readonly amount: number }[];
  readonly notes: { readonly account: string; readonly text: string }[];
}

/** `scope-only`: the request says what is transferred, and not the grant. */
export function resourceServer(
  { introspect }: RunningServer,
  ledger: Ledger,
  orders: 'granted' | 'scope-only',
  on: IsOn,
): Handler {
  const proved = async (proof: string | undefined, token: string, key: string, method: string) => {
    if (proof === undefined) return 'DPoP proof missing';
    const jose = await load<Jose>('jose', '6.2.18');
    const ath = createHash('sha256').update(token).digest('base64url');
    try {
      const { payload, protectedHeader } = await jose.jwtVerify(proof, jose.EmbeddedJWK, { typ: 'dpop+jwt' });
      const thumbprint = await jose.calculateJwkThumbprint(protectedHeader.jwk);
      return thumbprint === key && payload.htm === method && payload.ath === ath ? null : 'DPoP proof wrong';
    } catch {
      return 'DPoP proof wrong';
    }
  };
  return async (request, response) => {
    const text = await bodyOf(request);
    const header = /^(?:Bearer|DPoP) (.+)/i.exec(request.headers.authorization ?? '')?.[1];
    const token = header ?? queryOf(request).access_token ?? '';
    const info = await introspect(token);
    if (info === null) return json(response, { error: 'invalid_token' }, 401);
    if (info.key !== null) {
      const flaw = await proved(request.headers.dpop as string | undefined, token, info.key, request.method!);
      if (flaw !== null) return json(response, { error: 'invalid_token', why: flaw }, 401);
    }
    if (pathOf(request) === '/api/note') {
      ledger.notes.push({ account: info.owner, text });
      return json(response, { stored: info.owner });
    }
    const granted = /pay-(\w+)-(\d+)/.exec(info.scope);
    const wanted = /pay-(\w+)-(\d+)/.exec(queryOf(request).transfer ?? '');
    if (orders === 'scope-only' && on('token.narrow-scope') && wanted && !granted)
      return json(response, { error: 'insufficient_scope' }, 403);
    if (on('grant.order-compared') && wanted && wanted[0] !== granted?.[0])
      return json(response, { error: 'order_differs' }, 403);
    const order = orders === 'granted' ? granted : wanted;
    if (order) ledger.transfers.push({ from: info.owner, payee: order[1]!, amount: Number(order[2]) });
    json(response, { account: info.owner, balance: info.owner === 'alice' ? 1234 : 1, scope: info.scope });
  };
}
