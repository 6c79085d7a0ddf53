// A worker thread: makes the random walks it is given as data, and posts how many it has made and what they found.

import { parentPort, workerData } from 'node:worker_threads';
import { fuzz, type FuzzOptions, type FuzzResult } from '../properties/walks.js';

export type WalkTask = Omit<FuzzOptions, 'onProgress'>;
export type WalkReport = { readonly walks: number } | { readonly result: FuzzResult };

const post = (report: WalkReport): void => parentPort!.postMessage(report);
post({ result: fuzz({ ...(workerData as WalkTask), onProgress: (walks) => post({ walks }) }) });
