import { defineConfig } from 'vitest/config';

// This file is evaluated once per run, so the seed is announced once; properties/setup.ts applies it.
const seed = process.env.SEKISHO_SEED ?? '20201';
process.stderr.write(`fast-check seed ${seed} (set SEKISHO_SEED to change it)\n`);

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['dist/**', '**/node_modules/**'],
    setupFiles: ['properties/setup.ts'],
    env: { SEKISHO_SEED: seed },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
