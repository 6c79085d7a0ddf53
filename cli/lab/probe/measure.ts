// The probe against stacks whose settings are known: how often it is right, wrong, or does not know.

import fc from 'fast-check';
import type { SwitchId } from '../../../model/switches.js';
import { switchIds } from '../../../model/switches.js';
import type { Setting } from '../../../properties/probe/decide.js';
import { CliError } from '../../errors.js';
import { clients } from '../clients/index.js';
import { servers } from '../servers/index.js';
import { Stack } from '../stack.js';
import { trulyIs } from './declared.js';
import { labTarget } from './labTarget.js';
import { openTarget } from './openTarget.js';
import { probe } from './probe.js';
import { Wire } from './wire.js';

export interface Measured {
  readonly stack: string;
  readonly on: readonly SwitchId[];
  /** Null: an honest request does not get through in this configuration. */
  readonly switches:
    | readonly {
        readonly switch: SwitchId;
        readonly is: Setting;
        readonly truth: boolean;
        readonly corrected: string | null;
      }[]
    | null;
  readonly requests: number;
}

/** Without these no browser takes the stack's cookies where nothing is encrypted. */
const always: readonly SwitchId[] = ['login.same-site', 'cookie.same-site'];
const encrypted: readonly SwitchId[] = ['tls.front', 'tls.back', 'tls.start'];
/** Not drawn: they need TLS, or a key that a target file would have to hold. */
const left = new Set<SwitchId>([
  ...encrypted,
  'server.authenticated-front',
  'server.authenticated-back',
  'request.signed',
  'response.signed',
]);

/** A set of switches under which an honest request has a chance. */
function viable(drawn: readonly SwitchId[]): readonly SwitchId[] {
  const on = new Set<SwitchId>([...drawn, ...always]);
  if (!on.has('pkce.sent')) on.delete('pkce.required');
  if (on.has('issuer.missing-refused')) on.add('issuer.sent');
  // A code that is posted on with a form brings the client a request that it does not expect.
  if (!on.has('consent.separate-page')) on.add('redirect.303');
  return switchIds.filter((id) => on.has(id));
}

/** Weak, strong, encrypted, and so many that are drawn. */
export function configurations(drawn: number, seed: number): readonly (readonly SwitchId[])[] {
  const pool = switchIds.filter((id) => !left.has(id));
  const strong = pool.filter((id) => id !== 'refresh.none' && id !== 'response.in-body');
  const coins = fc.array(fc.boolean(), { minLength: pool.length, maxLength: pool.length });
  const some = fc.sample(coins, { numRuns: drawn, seed }).map((heads) => pool.filter((_id, i) => heads[i]));
  return [viable([]), viable(strong), viable([...strong, ...encrypted]), ...some.map(viable)];
}

/** Probes every stack of the lab in weak, strong and drawn configurations. One process serves them all. */
export async function measure(
  drawn: number,
  seed: number,
  signal: AbortSignal,
  progress: (line: string) => void,
  among: (stack: string) => boolean = () => true,
): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  const lab = await Stack.start();
  try {
    for (const server of servers)
      for (const client of clients) {
        const name = `${server.id}+${client.id}`;
        if (!among(name)) continue;
        for (const [i, on] of configurations(drawn, seed).entries()) {
          signal.throwIfAborted();
          progress(`${name} ${i + 1}`);
          const urls = await lab.configure({ server: server.id, client: client.id, on, refresh: true });
          const target = openTarget(labTarget(urls), urls.authority);
          const wire = new Wire(
            { hosts: new Set(), addresses: target.addresses },
            { requests: 5000, pause: 0, patience: 20_000 },
            target.ca,
            signal,
          );
          const probed = await probe(target, wire, {
            isDestructive: true,
            seconds: 90_000,
            pass: async (seconds) => void (await lab.ask.tick(seconds * 1000)),
            progress: () => {},
          }).catch((error: unknown) => {
            if (error instanceof CliError) return null;
            throw error;
          });
          const stack = { server: server.id, client: client.id };
          const switches =
            probed?.results.map(({ switch: id, is }) => {
              const { is: truth, corrected } = trulyIs(stack, urls.is, id);
              return { switch: id, is, truth, corrected };
            }) ?? null;
          all.push({ stack: name, on, switches, requests: wire.count });
        }
      }
  } finally {
    await lab.close();
  }
  return all;
}

/** How often a setting is told wrongly, and how often not at all. */
export function tally(all: readonly Measured[]) {
  const probed = all.flatMap(({ switches }) => switches ?? []);
  const count = (is: (s: (typeof probed)[number]) => boolean) => probed.filter(is).length;
  return {
    configurations: all.length,
    notProbed: all.filter(({ switches }) => switches === null).length,
    settings: probed.length,
    rightTrue: count((s) => s.is === true && s.truth),
    rightFalse: count((s) => s.is === false && !s.truth),
    wrongTrue: count((s) => s.is === true && !s.truth),
    wrongFalse: count((s) => s.is === false && s.truth),
    unknown: count((s) => s.is === 'unknown'),
    corrected: count((s) => s.is !== 'unknown' && s.corrected !== null),
  };
}
