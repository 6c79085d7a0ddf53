import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
export const outsideFapi2: readonly Unmodelled[] = [];
