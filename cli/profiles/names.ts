// Names of shipped profiles, where a file claims one: the name must belong to the switches that the file lists.

import type { SwitchId } from '../../model/switches.js';
import { shippedProfiles } from './shipped/index.js';

const named = (name: string) => shippedProfiles.find((p) => p.name === name);

export const isShipped = (name: string): boolean => named(name) !== undefined;

/**
 * What is wrong with calling one configuration by this name: null, unless a shipped profile of that name has other
 * switches on or leaves some unknown, and so is many configurations.
 */
export function misnamed(name: string, on: ReadonlySet<SwitchId>): string | null {
  const profile = named(name);
  if (profile === undefined) return null;
  if (profile.unknown.size > 0)
    return `it is named \`${name}\`, and the shipped profile of that name leaves ${profile.unknown.size} switches unknown`;
  const more = [...on].filter((id) => !profile.on.has(id));
  const missing = [...profile.on].filter((id) => !on.has(id));
  const different = [...missing.map((id) => `${id} is off`), ...more.map((id) => `${id} is on`)];
  return different.length === 0
    ? null
    : `it is named \`${name}\`, and unlike in the shipped profile of that name ${different.slice(0, 3).join(', ')}${different.length > 3 ? `, and ${different.length - 3} more differ` : ''}`;
}
