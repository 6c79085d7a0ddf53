import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// This file is evaluated once per run, so the seed is announced once; properties/setup.ts applies it.
const seed = process.env.SEKISHO_SEED ?? '20201';
process.stderr.write(`fast-check seed ${seed} (set SEKISHO_SEED to change it)\n`);

const never = ['dist/**', '**/node_modules/**'];
/** Tests of the page in a real browser: what they share is made once, and only where they are run. */
const inBrowser = ['cli/explorer/browser/*.test.ts', 'cli/lab/browser/*.test.ts'];
/** Tests that take longer than about eight seconds alone: `npm run test:quick` leaves them out. */
const long = [
  'properties/library/package.test.ts',
  'cli/commands/{derive,japanese}.test.ts',
  'attacks/{listing,catalogue/functions,catalogue/literature}.test.ts',
  'attacks/engine/{deadFields,engine,reductions,spent,traces,upper}.test.ts',
  'cli/{agreement,cases,certifyUpper,noReductions,table}.test.ts',
  'cli/draw/{defence,gallery,tell/seen}.test.ts',
  'cli/explorer/coverage.test.ts',
  'cli/explorer/quiz/quiz.test.ts',
  'cli/golden/walk-through.test.ts',
  'cli/lab/probe/probe.test.ts',
  'cli/sweeps/queue/faults.test.ts',
  'cli/profiles/{accept,ask,cache,closable,shifts,grounds,hardenChecked,leftOut,shippedResults,verdicts,render/render}.test.ts',
  'model/entities/{rows,rows.conformance}.test.ts',
  'properties/{behaviour,bounds,laws,mutation,walks,bench/climb,bench/sides,certificate/certificate,export/spin}.test.ts',
];
/** Examples name the package; in tests it is the sources. */
const resolve = {
  alias: { sekisho: fileURLToPath(new URL('properties/library/index.ts', import.meta.url)) },
};
const usual = {
  setupFiles: ['properties/setup.ts'],
  env: { SEKISHO_SEED: seed },
  // Long enough for a machine that does other things besides.
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    // On two cores the default is one worker.
    maxWorkers: '100%',
    projects: [
      {
        resolve,
        test: {
          ...usual,
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: [...never, ...inBrowser, ...long],
        },
      },
      { resolve, test: { ...usual, name: 'long', include: long, exclude: never } },
      {
        test: {
          ...usual,
          name: 'browser',
          include: inBrowser,
          exclude: never,
          globalSetup: 'cli/explorer/browser/setup.ts',
          // How fast the page is the bench says; here a busy machine may take its time.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
