import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
export const outsideFapi1: readonly Unmodelled[] = [];
