// Random walks in a worker thread where the build has it, so that they can be broken off at any time.

import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { fuzz, type FuzzOptions, type FuzzResult } from '../properties/walks.js';
import type { WalkReport, WalkTask } from './fuzz-worker.js';

/** Makes random walks. Once `stop` is aborted they end without an attack; `walks` is then the last number reported. */
export async function fuzzUntil(options: FuzzOptions, stop: AbortSignal): Promise<FuzzResult> {
  const { onProgress, ...task } = options;
  const none = { attack: null, moves: [], seed: options.seed };
  if (stop.aborted) return { ...none, walks: 0 };
  const file = new URL('./fuzz-worker.js', import.meta.url);
  if (!existsSync(file)) return fuzz(options);
  const worker = new Worker(file, { workerData: task satisfies WalkTask });
  let walks = 0;
  try {
    return await new Promise<FuzzResult>((resolve, reject) => {
      stop.addEventListener('abort', () => resolve({ ...none, walks }), { once: true });
      worker.on('error', reject);
      worker.on('message', (report: WalkReport) => {
        if ('result' in report) resolve(report.result);
        else {
          walks = report.walks;
          onProgress?.(walks);
        }
      });
    });
  } finally {
    await worker.terminate();
  }
}
