// Shipped profiles by their names.

import type { LoadedProfile } from '../profileText.js';
import { shippedProfiles } from './index.js';

export const shippedNames: readonly string[] = shippedProfiles.map((p) => p.name);
export const shippedProfile = (name: string): LoadedProfile | null =>
  shippedProfiles.find((p) => p.name === name) ?? null;
