// What checks of a server share: codes to try things with, and honest requests that must still get through.

import type { Grant, Parameters, Server, TokenChanges, Tokens } from '../server.js';
import { control, text, type Tried } from '../check.js';

const honest = text('an honest redemption', '正規のコード引換え');

/** A code, redeemed as it should be. */
export async function honestly(server: Server): Promise<Tried> {
  const grant = await server.grant();
  if (grant === null)
    return control(text('an honest request for a code', '正規の認可リクエスト'), 'unclear', []);
  const { outcome, exchange } = await server.redeem(grant);
  return control(honest, outcome, [exchange]);
}

/** Tokens from an honest flow, which must have come for what is tried with them to say anything. */
export async function tokensFrom(server: Server): Promise<{
  readonly grant: Grant;
  readonly tokens: Tokens;
  readonly access: string;
  readonly refresh: string | null;
} | null> {
  const grant = await server.grant();
  if (grant === null) return null;
  const tokens = await server.redeem(grant);
  return tokens.access === null ? null : { grant, tokens, access: tokens.access, refresh: tokens.refresh };
}

/** Tries a fresh code in some way. */
export async function withCode<T>(
  server: Server,
  use: (grant: Grant) => Promise<T>,
  changes: Parameters = {},
  pkce?: boolean,
): Promise<T | null> {
  const grant = await server.grant(changes, pkce);
  return grant === null ? null : use(grant);
}

/** A fresh code, redeemed with something wrong: what came of it; null if there was no code. */
export const redeemWith = (
  server: Server,
  changes: TokenChanges,
  over: { readonly verifier?: string | undefined; readonly pkce?: boolean } = {},
): Promise<Tokens | null> =>
  withCode(
    server,
    (grant) => server.redeem('verifier' in over ? { ...grant, verifier: over.verifier } : grant, changes),
    {},
    over.pkce,
  );
