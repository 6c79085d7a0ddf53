// What registered redirect URIs say: how they are compared, how responses travel to them, what kind of client has them.

import type { SwitchId } from '../../../model/switches.js';
import type { Notebook } from './finding.js';

/** What a registered pattern leaves free. */
export type Freedom = 'nothing' | 'path' | 'origin';

/**
 * What follows from the freest of a client's patterns. `path`: any path of the client's own origin is let through;
 * `origin`: the host is free as well, or everything is.
 */
const claims: Readonly<Record<Freedom, Readonly<Partial<Record<SwitchId, boolean>>>>> = {
  nothing: { 'redirect.exact': true },
  path: { 'redirect.exact': false, 'redirect.same-origin': true },
  origin: { 'redirect.exact': false, 'redirect.same-origin': false },
};

interface Uri {
  /** Lower case; null where there is none, as in a path, or none that is fixed. */
  readonly scheme: string | null;
  /** Null where it has none; it may have a user and a port. */
  readonly authority: string | null;
}

const partsOf = (uri: string): Uri => {
  const found = /^([a-z][a-z0-9+.-]*):(?!\d+(?:[/*?#]|$))(?:\/\/([^/?#\\]*))?/i.exec(uri);
  return { scheme: found?.[1]?.toLowerCase() ?? null, authority: found?.[2] ?? null };
};

// Where a file is filled in on deployment, such as `${APP}/*`; it stands for a fixed address.
const filledIn = /^\$(?:\{[^}]*\}|\([^)]*\))/;

/** What the wildcards of a pattern leave free. */
export function freedomOf(uri: string): Freedom {
  if (!uri.includes('*')) return 'nothing';
  const rest = uri.replace(filledIn, '');
  if (rest !== uri || uri.startsWith('/')) return /^[/?#]/.test(rest) ? 'path' : 'origin';
  const { scheme, authority } = partsOf(uri);
  if (scheme === null) return 'origin';
  if (!isWeb(scheme)) return 'path';
  return authority === null || authority.includes('*') ? 'origin' : 'path';
}

const isWeb = (scheme: string): boolean => scheme === 'http' || scheme === 'https';

const isLoopback = (authority: string): boolean =>
  /^(localhost|[^@:]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:[\d*]*)?$/i.test(authority);

/** Schemes that a browser or its extensions keep to themselves; no app is called by them. */
const notOfApps = /^(about|blob|data|file|ftp|javascript|mailto|wss?|view-source|.*-extension)$/;

type Way = 'encrypted' | 'within the device' | 'open' | 'not known';
function wayTo(uri: string): Way {
  const { scheme, authority } = partsOf(uri);
  if (scheme === 'https') return 'encrypted';
  if (scheme === 'http') return authority !== null && isLoopback(authority) ? 'within the device' : 'open';
  return scheme === null || notOfApps.test(scheme) ? 'not known' : 'within the device';
}

/** Whether a URI is of a private-use scheme, by which an app is called (RFC 8252 7.1). */
const callsAnApp = (uri: string): boolean => {
  const { scheme } = partsOf(uri);
  return scheme !== null && !isWeb(scheme) && !notOfApps.test(scheme);
};
export const appUriOf = (uris: readonly string[]): string | undefined => uris.find(callsAnApp);

/**
 * What the registered URIs say. `from` is the field with its value; `compares` says whether the server is known to
 * compare them as they are written, so that one without a wildcard is compared exactly.
 */
export function noteRedirects(
  notes: Notebook,
  uris: readonly string[],
  from: string,
  compares: boolean,
): void {
  if (uris.length === 0) return;
  const found = new Set(uris.map(freedomOf));
  const freest = (['origin', 'path', 'nothing'] as const).find((freedom) => found.has(freedom))!;
  if (compares || freest !== 'nothing')
    for (const [id, is] of Object.entries(claims[freest]) as [SwitchId, boolean][]) notes.set([id], is, from);

  const ways = uris.map(wayTo);
  if (ways.includes('open')) {
    notes.end('redirect URIs', false, `${from}: not https`);
    notes.set(['server.authenticated-front'], false, `${from}: not https`);
  } else if (!ways.includes('not known')) notes.end('redirect URIs', true, from);
}
