// Moves and conditions of paths as one line of text.

import type { Path } from '../attacks/paths.js';

/** A move's name for people: `client.redeems {"slot":"s0"}` to `client redeems slot=s0`. */
export function moveText(name: string): string {
  const at = name.indexOf(' ');
  const choice = JSON.parse(name.slice(at + 1)) as Record<string, unknown>;
  const details = Object.entries(choice).map(([k, v]) => `${k}=${String(v)}`);
  return `${name.slice(0, at).replace('.', ' ')}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}
export const conditionText = (p: Pick<Path, 'absent' | 'present'>): string =>
  [...p.absent.map((id) => `no ${id}`), ...p.present.map((id) => `with ${id}`)].join(', ') ||
  'under any configuration';
