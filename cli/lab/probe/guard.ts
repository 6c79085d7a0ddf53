// Which hosts may be spoken to. Every request passes here, each hop of a redirect as well, and goes to the very address
// that was checked.

import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { CliError, EXIT } from '../../errors.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const isLoopback = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

export interface Allowed {
  /** Names besides this machine, each named and confirmed by the user. */
  readonly hosts: ReadonlySet<string>;
  /** Addresses by name, before the system is asked. */
  readonly addresses: ReadonlyMap<string, string>;
}

export interface Place {
  readonly address: string;
  readonly family: 4 | 6;
  /** Not this machine, or allowed as if it were not: slow, and nothing destructive. */
  readonly foreign: boolean;
}

/**
 * Where a URL leads, if it may be spoken to. Throws a usage error if its host is neither this machine nor allowed. All
 * addresses of a name must be loopback.
 */
export async function placeOf(url: URL, { hosts, addresses }: Allowed): Promise<Place> {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const given = addresses.get(host);
  const found =
    given !== undefined ? [given] : isIP(host) !== 0 ? [host] : await resolved(host, hosts.has(host));
  const foreign = hosts.has(host);
  const outside = foreign ? undefined : found.find((address) => !isLoopback(address));
  if (outside !== undefined)
    throw new CliError(EXIT.usage, `\`${host}\` is not on this machine`, {
      why: `it is at ${outside}; only loopback addresses are probed unless you name the host and say that you may test it`,
      fix: `--allow-host ${host} --i-am-authorised-to-test ${host}, if you are; nothing was sent there`,
    });
  const address = found[0]!;
  return { address, family: isIP(address) === 6 ? 6 : 4, foreign };
}

async function resolved(host: string, foreign: boolean): Promise<readonly string[]> {
  try {
    const all = await lookup(host, { all: true });
    return all.map(({ address }) => address);
  } catch (error) {
    throw new CliError(foreign ? EXIT.missing : EXIT.usage, `no address for \`${host}\``, {
      why: (error as Error).message,
      fix: 'give its address under `hosts` in the target file, or start what answers there',
    });
  }
}
