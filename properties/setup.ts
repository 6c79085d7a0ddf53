import fc from 'fast-check';

// Every test file starts from the same seed, so a failure repeats; set SEKISHO_SEED to try another.
const seed = Number(process.env.SEKISHO_SEED ?? 20201);
if (!Number.isInteger(seed)) {
  throw new Error(`SEKISHO_SEED must be a whole number, but is "${process.env.SEKISHO_SEED}"`);
}
fc.configureGlobal({ seed });
