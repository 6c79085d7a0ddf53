// A stack of the lab, started for a probe and ended after it.

import type { SwitchId } from '../../../model/switches.js';
import { switchIds } from '../../../model/switches.js';
import { EXIT, unknown } from '../../errors.js';
import { clients } from '../clients/index.js';
import { servers } from '../servers/index.js';
import { startStack } from '../stack.js';
import { labTarget } from './labTarget.js';
import { type OpenTarget, openTarget } from './openTarget.js';

/** The names of a stack: server+client. Throws where there is none of that name. */
export function stackNamed(name: string): { readonly server: string; readonly client: string } {
  const all = servers.flatMap((s) => clients.map((c) => ({ server: s.id, client: c.id })));
  const found = all.find(({ server, client }) => `${server}+${client}` === name);
  if (found === undefined)
    throw unknown(
      'stack',
      name,
      all.map(({ server, client }) => `${server}+${client}`),
      EXIT.usage,
    );
  return found;
}

export function switchesNamed(lists: readonly string[]): readonly SwitchId[] {
  return lists
    .flatMap((list) => list.split(','))
    .filter((word) => word !== '')
    .map((word) => {
      const id = switchIds.find((known) => known === word);
      if (id === undefined) throw unknown('switch', word, switchIds, EXIT.usage);
      return id;
    });
}

/** Starts a stack, hands it over as a target, and ends it whatever happens. Its clock can be moved. */
export async function labTargets<T>(
  name: string,
  on: readonly string[],
  use: (target: OpenTarget, pass: (seconds: number) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { server, client } = stackNamed(name);
  const { stack, urls } = await startStack({ server, client, on: switchesNamed(on), refresh: true });
  try {
    return await use(openTarget({ ...labTarget(urls), name }, urls.authority), async (seconds) => {
      await stack.ask.tick(seconds * 1000);
    });
  } finally {
    await stack.close();
  }
}
