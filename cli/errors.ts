// What the command line says when it cannot do what was asked, and with which exit code.

import { progress } from './output.js';
import { nearest } from './suggest.js';

/** `attack` to `replayFailed` are answers, not failures; from `usage` on they follow sysexits. */
export const EXIT = {
  ok: 0,
  crash: 1,
  attack: 2,
  inconclusive: 20,
  vacuous: 21,
  replayFailed: 22,
  usage: 64,
  badFile: 65,
  missing: 66,
  interrupted: 130,
} as const;

export interface ErrorDetails {
  readonly why?: string;
  /** What to do about it. */
  readonly fix?: string;
  readonly available?: readonly string[];
}

/** An error of the user's input, to be told and not traced. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly why: string | undefined;
  readonly fix: string | undefined;
  readonly available: readonly string[] | undefined;

  constructor(
    readonly exitCode: number,
    readonly what: string,
    details: ErrorDetails = {},
  ) {
    super(what);
    this.why = details.why;
    this.fix = details.fix;
    this.available = details.available;
  }
}

/** A name that is not among those known. */
export function unknown(
  kind: string,
  given: string,
  available: readonly string[],
  exitCode: number,
  details: Omit<ErrorDetails, 'available'> = {},
): CliError {
  const meant = nearest(given, available);
  const hint = meant === null ? '' : `; did you mean \`${meant}\`?`;
  return new CliError(exitCode, `no ${kind} \`${given}\`${hint}`, { ...details, available });
}

/** The error as data, for `--json`. */
export const errorData = (error: CliError) => ({
  exitCode: error.exitCode,
  what: error.what,
  ...(error.why !== undefined && { why: error.why }),
  ...(error.fix !== undefined && { do: error.fix }),
  ...(error.available !== undefined && { available: error.available }),
});

/** Names and file contents are echoed: no control characters of theirs reach the terminal. */
const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ');

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
