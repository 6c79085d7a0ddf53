import type { Unmodelled } from '../../../../properties/verdicts/profile.js';
export const outsidePart1: readonly Unmodelled[] = [];
export const outsidePart1Public: readonly Unmodelled[] = [];
export const outsidePart2: readonly Unmodelled[] = [];
