// Switches of earlier versions: what each became. Files that name one are still read.

import type { SwitchId } from '../../model/switches.js';

export const renamedSwitches: Readonly<Record<string, readonly SwitchId[]>> = {
  'logs.no-secrets': ['logs.no-codes', 'logs.no-tokens'],
};

export const isRenamed = (id: string): boolean => Object.hasOwn(renamedSwitches, id);

/** What a switch became, where an error says that there is none of that name. */
export const renamedHint = (id: string): { readonly fix: string } | Record<string, never> =>
  isRenamed(id)
    ? { fix: `\`${id}\` is now ${renamedSwitches[id]!.map((now) => `\`${now}\``).join(' and ')}` }
    : {};

/** What is said of switches, by the names of today; and by which name it was said of those that had another. */
export function byNewNames<T>(said: Readonly<Record<string, T>>): {
  readonly said: Readonly<Record<string, T>>;
  readonly was: ReadonlyMap<string, string>;
} {
  const was = new Map<string, string>();
  const entries = Object.entries(said).flatMap(([id, value]) => {
    if (!isRenamed(id)) return [[id, value] as const];
    for (const now of renamedSwitches[id]!) was.set(now, id);
    return renamedSwitches[id]!.map((now) => [now, value] as const);
  });
  return { said: Object.fromEntries(entries), was };
}
