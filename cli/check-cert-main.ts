#!/usr/bin/env node
// `sekisho-check-cert FILE`: the certificate checker alone, without the searches.

import { Command, CommanderError } from 'commander';
import { checking } from './commands/check-cert.js';
import { CliError, EXIT } from './errors.js';
import { report } from './reportError.js';
import { packageVersion } from './version.js';

const command = checking(new Command('sekisho-check-cert').version(packageVersion()))
  .exitOverride()
  .configureOutput({ outputError: () => {} });
try {
  command.parse();
} catch (error) {
  // Help and version are printed by now.
  if (!(error instanceof CommanderError && error.exitCode === 0)) {
    const told =
      error instanceof CommanderError
        ? new CliError(EXIT.usage, error.message.replace(/^error: /, ''), {
            fix: 'sekisho-check-cert FILE; see `sekisho-check-cert --help`',
          })
        : error;
    report(told, false);
    process.exitCode = told instanceof CliError ? told.exitCode : EXIT.crash;
  }
}
