#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { register as registerBench } from './commands/bench.js';
import { register as registerBreaks } from './commands/breaks.js';
import { register as registerCases } from './commands/cases.js';
import { register as registerCertify } from './commands/certify.js';
import { register as registerCheckCert } from './commands/check-cert.js';
import { register as registerCompareSpin } from './commands/compare-spin.js';
import { register as registerCompare } from './commands/compare.js';
import { register as registerDerive } from './commands/derive.js';
import { register as registerDraw } from './commands/draw.js';
import { register as registerExplain } from './commands/explain.js';
import { register as registerExportTrail } from './commands/export-trail.js';
import { register as registerExport } from './commands/export.js';
import { register as registerFuzz } from './commands/fuzz.js';
import { register as registerHarden } from './commands/harden.js';
import { register as registerImportTrail } from './commands/import-trail.js';
import { register as registerImport } from './commands/import.js';
import { register as registerList } from './commands/list.js';
import { register as registerLiterature } from './commands/literature.js';
import { register as registerLock } from './commands/lock.js';
import { register as registerPaths } from './commands/paths.js';
import { register as registerReplay } from './commands/replay.js';
import { register as registerReport } from './commands/report.js';
import { register as registerSchema } from './commands/schema.js';
import { register as registerSearch } from './commands/search.js';
import { register as registerTable } from './commands/table.js';
import { register as registerValidate } from './commands/validate.js';
import { CliError, EXIT } from './errors.js';
import { report } from './reportError.js';
import { packageVersion } from './version.js';

const registrations = [
  registerTable,
  registerPaths,
  registerBreaks,
  registerCompare,
  registerExplain,
  registerHarden,
  registerImport,
  registerLock,
  registerReport,
  registerDerive,
  registerSearch,
  registerReplay,
  registerDraw,
  registerFuzz,
  registerBench,
  registerExport,
  registerExportTrail,
  registerImportTrail,
  registerCompareSpin,
  registerCertify,
  registerCheckCert,
  registerLiterature,
  registerCases,
  registerList,
  registerValidate,
  registerSchema,
];

/** An option that takes one value is refused where it is given twice: the first would be lost without a word. */
function refuseRepeats(command: Command): void {
  for (const sub of command.commands) {
    const seen = new Set<string>();
    for (const option of sub.options) {
      // Options with a parser of their own collect what is repeated, or hold one number.
      if (!(option.required || option.optional) || option.parseArg !== undefined) continue;
      sub.on(`option:${option.name()}`, () => {
        if (seen.has(option.name()))
          throw new CliError(EXIT.usage, `${option.long} is given twice`, {
            why: 'it takes one value',
            fix: 'run the command once for each',
          });
        seen.add(option.name());
      });
    }
  }
}

/** Usage errors are thrown and reported below, like every other; commander prints only help and version. */
function throwing(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  for (const sub of command.commands) throwing(sub);
}

function usageError(error: CommanderError): CliError {
  const [what = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const hint = rest.join(' ').replace(/^\((.*)\)$/, '$1');
  return new CliError(EXIT.usage, what, { fix: hint === '' ? 'see `sekisho --help`' : hint });
}

async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('sekisho')
    .description(
      'Search a model of the OAuth 2.0 authorization code flow for attacks, and for their exact conditions',
    )
    .version(packageVersion())
    .showSuggestionAfterError();
  for (const register of registrations) register(program);
  refuseRepeats(program);
  throwing(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Help and version are printed by now; help in place of a missing command is still a usage error.
    if (error instanceof CommanderError && error.code === 'commander.help') process.exitCode = EXIT.usage;
    else if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = EXIT.ok;
    else {
      const told = error instanceof CommanderError ? usageError(error) : error;
      report(told, argv.includes('--json'));
      process.exitCode = told instanceof CliError ? told.exitCode : EXIT.crash;
    }
  }
}

// A reader that stops early (`| head`) is no error, and does not change the exit code.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // Nothing more can be told by this stream; the other one and the exit code must.
    if (stream === process.stdout)
      report(
        new CliError(EXIT.crash, 'cannot write to standard output', { why: error.message }),
        process.argv.includes('--json'),
      );
    process.exit(EXIT.crash);
  });

await main(process.argv);
