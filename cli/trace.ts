// Trace files, read.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseTrace, type TraceFile } from '../properties/traces/traceFile.js';
import { CliError, EXIT } from './errors.js';

export { type TraceFile, traceFile, traceFileText } from '../properties/traces/traceFile.js';

/** Reads a trace file. Throws what is wrong with it and where. */
export function readTrace(path: string): TraceFile {
  if (!existsSync(path))
    throw new CliError(EXIT.missing, `no file \`${path}\``, {
      fix: 'make one with `sekisho search … --out FILE`',
    });
  if (statSync(path).isDirectory())
    throw new CliError(EXIT.missing, `\`${path}\` is a folder`, { fix: 'name a trace file in it' });
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, {
      why: (error as Error).message,
      fix: 'is it cut off? make it again with `sekisho search … --out FILE`',
    });
  }
  return parseTrace(data, path);
}
