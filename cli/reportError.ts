// Tells an error on standard error: what happened, why, what to do, and what there is to choose from.

import { CliError, EXIT, errorData } from './errors.js';
import { progress } from './output.js';
import { plain } from './plain.js';

/** Tells the error on stderr: what, why, what to do, and what there is to choose from. */
export function report(error: unknown, json: boolean): void {
  progress('');
  if (!(error instanceof CliError)) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      json
        ? `${JSON.stringify({ error: { exitCode: EXIT.crash, what: `internal error: ${message}` } })}\n`
        : `internal error: ${plain(message)}\n`,
    );
    if (process.env.SEKISHO_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return;
  }
  if (json) {
    process.stderr.write(`${JSON.stringify({ error: errorData(error) })}\n`);
    return;
  }
  const lines = [`error: ${plain(error.what)}`];
  if (error.why !== undefined) lines.push(`  why: ${plain(error.why)}`);
  if (error.fix !== undefined) lines.push(`  do: ${plain(error.fix)}`);
  if (error.available !== undefined && error.available.length > 0)
    lines.push(`  available: ${plain(error.available.join(', '))}`);
  process.stderr.write(`${lines.join('\n')}\n`);
}
