import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
export const outsideOauth21: readonly Unmodelled[] = [];
export const outsideBff: readonly Unmodelled[] = [];
