// How long the rest may take. It is said as a range, of what was measured, and only once enough was.

export interface Timings {
  readonly n: number;
  readonly mean: number;
  /** Standard deviation of the cells that were answered. */
  readonly deviation: number;
  readonly longest: number;
}

export function timingsOf(seconds: readonly number[]): Timings {
  const n = seconds.length;
  if (n === 0) return { n, mean: 0, deviation: 0, longest: 0 };
  const mean = seconds.reduce((sum, s) => sum + s, 0) / n;
  const variance = n === 1 ? 0 : seconds.reduce((sum, s) => sum + (s - mean) ** 2, 0) / (n - 1);
  return { n, mean, deviation: Math.sqrt(variance), longest: Math.max(...seconds) };
}

/** Of fewer cells nothing follows. */
const enough = 5;

export interface Estimate {
  /** Seconds by the clock: about 95 of 100 times between these, if the cells to come are like those answered. */
  readonly least: number;
  readonly most: number;
}

/**
 * Null: too few cells are answered, or nobody is at work.
 * @param left cells that are not answered, and not dead
 * @param atWork cells that are being answered now
 */
export function estimate(timings: Timings, left: number, atWork: number): Estimate | null {
  const { n, mean, deviation, longest } = timings;
  if (left === 0) return { least: 0, most: 0 };
  if (n < enough || atWork === 0) return null;
  // Of the sum of what is left, and of the mean itself, which is of n cells only.
  const spread = 2 * deviation * Math.sqrt(left + left ** 2 / n);
  const hands = Math.min(atWork, left);
  return {
    least: Math.max(0, (left * mean - spread) / hands),
    // The last cell may be a long one, and the others are idle by then.
    most: (left * mean + spread) / hands + longest,
  };
}
