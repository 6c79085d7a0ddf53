// A trace file, held against what happens when it is run.

import type { Attack } from '../attacks/search/replay.js';
import { holdTrace } from '../properties/traces/holdTrace.js';
import { readTrace, type TraceFile } from './trace.js';

/** Reads a trace file and runs it under its own configuration. Throws what `readTrace` and `holdTrace` throw. */
export function replayTrace(path: string): { readonly trace: TraceFile; readonly attack: Attack } {
  const trace = readTrace(path);
  return { trace, attack: holdTrace(trace, path) };
}
