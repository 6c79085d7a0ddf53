#!/usr/bin/env node
// `sekisho-check-cert FILE`: the certificate checker alone, without the searches.

import { checkCertificate } from './check-cert.js';
import { CliError, EXIT, report } from './errors.js';

const [file, ...rest] = process.argv.slice(2);
try {
  if (file === undefined || rest.length > 0)
    throw new CliError(EXIT.usage, 'give one certificate file', { fix: 'sekisho-check-cert FILE' });
  checkCertificate(file, 'en');
} catch (error) {
  report(error, false);
  process.exitCode = error instanceof CliError ? error.exitCode : EXIT.crash;
}
