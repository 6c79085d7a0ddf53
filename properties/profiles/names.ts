// Names of shipped profiles, where a file claims one: the name must belong to the switches that the file lists.

import { measures } from '../../model/measures.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { shippedProfiles } from './shipped/index.js';

const named = (name: string) => shippedProfiles.find((p) => p.name === name);

export const isShipped = (name: string): boolean => named(name) !== undefined;

/** What a name stands for: a shipped profile, alone or with measures and switches after ` + `. Null: it is a user's own. */
function meaningOf(
  name: string,
): { readonly on: ReadonlySet<SwitchId>; readonly unknown: ReadonlySet<SwitchId> } | null {
  const [first, ...more] = name.split(' + ');
  const profile = named(first!);
  if (profile === undefined) return null;
  const on = new Set(profile.on);
  for (const id of more) {
    const ids = measures.find((m) => m.id === id)?.switches ?? switchIds.filter((s) => s === id);
    // Another's name that merely begins like a shipped one.
    if (ids.length === 0) return null;
    for (const added of ids) on.add(added);
  }
  return { on, unknown: profile.unknown };
}

/**
 * What is wrong with calling one configuration by this name: null, unless the name is a shipped profile's and the
 * switches are others. `settled`: what that profile leaves unknown may have been settled here; else such a profile, being
 * many configurations, lends its name to none.
 */
export function misnamed(
  name: string,
  on: ReadonlySet<SwitchId>,
  { settled }: { readonly settled: boolean } = { settled: false },
): string | null {
  const meant = meaningOf(name);
  if (meant === null) return null;
  if (!settled && meant.unknown.size > 0)
    return `it is named \`${name}\`, and the shipped profile of that name leaves ${meant.unknown.size} switches unknown`;
  const more = [...on].filter((id) => !meant.on.has(id) && !meant.unknown.has(id));
  const missing = [...meant.on].filter((id) => !on.has(id));
  const different = [...missing.map((id) => `${id} is off`), ...more.map((id) => `${id} is on`)];
  return different.length === 0
    ? null
    : `it is named \`${name}\`, and unlike in the shipped profile of that name ${different.slice(0, 3).join(', ')}${different.length > 3 ? `, and ${different.length - 3} more differ` : ''}`;
}
