// What the command line says when it cannot do what was asked, and with which exit code.

import { nearest } from './suggest.js';

/** `attack` to `mismatch` are answers, not failures; from `usage` on they follow sysexits. */
export const EXIT = {
  ok: 0,
  crash: 1,
  attack: 2,
  inconclusive: 20,
  vacuous: 21,
  replayFailed: 22,
  /** Real software does not do what the model says of it. */
  mismatch: 23,
  usage: 64,
  badFile: 65,
  missing: 66,
  cannotWrite: 74,
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
