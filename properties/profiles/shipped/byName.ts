// Shipped profiles by their names.

import type { ShippedProfile } from './build.js';
import { shippedProfiles } from './index.js';

export const shippedNames: readonly string[] = shippedProfiles.map((p) => p.name);
export const shippedProfile = (name: string): ShippedProfile | null =>
  shippedProfiles.find((p) => p.name === name) ?? null;
