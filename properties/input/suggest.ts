/** Edits (insert, delete, replace, swap of neighbours) that turn one string into the other. */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** The known name nearest to the one given, if it is near enough to have been meant. */
export function nearest(given: string, known: readonly string[]): string | null {
  if (given.length > 100) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of known) {
    // Of a dotted name one part may have been meant for the whole; the whole is nearer where both are near.
    const whole = distance(given.toLowerCase(), name.toLowerCase());
    const parts = name.split('.').map((part) => distance(given.toLowerCase(), part.toLowerCase()) + 0.5);
    const d = Math.min(whole, ...parts);
    if (d < least) [best, least] = [name, d];
  }
  return best;
}
