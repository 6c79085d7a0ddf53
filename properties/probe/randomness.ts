// An upper bound on how hard values are to guess, from a few of them. A test from outside can show weakness only.

const alphabets: readonly (readonly [RegExp, number])[] = [
  [/^[0-9]*$/, 10],
  [/^[0-9a-f]*$/, 16],
  [/^[0-9A-F]*$/, 16],
  [/^[A-Z2-7]*$/, 32],
  [/^[0-9a-z]*$/, 36],
  [/^[0-9A-Z]*$/, 36],
  [/^[0-9A-Za-z]*$/, 62],
  [/^[0-9A-Za-z_-]*$/, 64],
];
const printable = 94;

/** Characters at the beginning that all values share: they say nothing. */
function sharedPrefix(values: readonly string[]): number {
  const [first = ''] = values;
  let n = 0;
  while (n < first.length && values.every((v) => v[n] === first[n])) n++;
  return n;
}

/**
 * At most so many bits are in each of these values: as many characters as the longest has beyond what all share, each
 * from the smallest usual alphabet that holds all that were seen. 0 if two are equal. Needs two values at least.
 */
export function mostBits(values: readonly string[]): number {
  if (values.length < 2) throw new RangeError('two values at least');
  if (new Set(values).size < values.length) return 0;
  const free = values.map((v) => v.slice(sharedPrefix(values)));
  const size = alphabets.find(([is]) => free.every((v) => is.test(v)))?.[1] ?? printable;
  return Math.floor(Math.max(...free.map((v) => v.length)) * Math.log2(size));
}

/** Fewer bits than this can be guessed. RFC 6749 10.10 wants a chance of 2^-128 at most, so nothing near it is on. */
export const guessable = 64;
