import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
export const outsideRfc9700: readonly Unmodelled[] = [];
