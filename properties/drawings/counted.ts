/** A number and what it counts, in English: `1 step`, `2 steps`. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
