// The lab stays on loopback. Names of the lab resolve to it, every other name is refused, and so is every connection to
// an address elsewhere.

import dns from 'node:dns';
import net from 'node:net';

/** Servers listen here; browsers reach them at `front`, clients and other servers at `back`. */
export const addresses = { server: '127.0.0.1', front: '127.0.0.2', back: '127.0.0.3' } as const;

export const isLoopback = (address: string): boolean =>
  (net.isIPv4(address) && address.startsWith('127.')) || address === '::1';
/** Names of the lab: .test never resolves elsewhere (RFC 6761 section 6.2). */
export const isOfLab = (host: string): boolean => /^(bank|rs|client|evil|keys)\.test$/.test(host);

export class NotLoopback extends Error {
  override readonly name = 'NotLoopback';
  constructor(readonly host: string) {
    super(`the lab does not leave loopback: ${host}`);
  }
}

/** Throws unless an address is one of the lab's. */
export function assertOfLab(url: string): void {
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!isOfLab(host) && !isLoopback(host)) throw new NotLoopback(host);
}

type Found = (error: Error | null, address?: unknown, family?: number) => void;
/** Every lookup and every connection of this process is checked from now on. */
export function keepOnLoopback(): void {
  const lookup = (host: string, options: unknown, then?: Found) => {
    const found = (typeof options === 'function' ? options : then) as Found;
    const all = typeof options === 'object' && (options as { all?: boolean } | null)?.all === true;
    if (!isOfLab(host) && !isLoopback(host)) return found(new NotLoopback(host));
    const address = isLoopback(host) ? host : host === 'keys.test' ? addresses.server : addresses.back;
    if (all) found(null, [{ address, family: net.isIPv6(address) ? 6 : 4 }]);
    else found(null, address, net.isIPv6(address) ? 6 : 4);
  };
  dns.lookup = lookup as typeof dns.lookup;
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]) {
    const [first] = Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
    const host = (first as { host?: string } | null)?.host;
    if (typeof host === 'string' && net.isIP(host) > 0 && !isLoopback(host)) {
      process.nextTick(() => this.destroy(new NotLoopback(host)));
      return this;
    }
    return (connect as (...rest: unknown[]) => net.Socket).apply(this, given);
  } as typeof connect;
}
