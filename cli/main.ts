#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { begin, type CommandName, commandNames, commands } from './commands/names.js';
import { CliError, EXIT } from './errors.js';
import { report } from './reportError.js';
import { setStyle, type Style } from './output.js';
import { packageVersion } from './version.js';

/** What a command needs is loaded when it is asked for: most start at once, and a few need half of the program. */
const load: Readonly<Record<CommandName, () => Promise<{ readonly register: (program: Command) => void }>>> =
  {
    table: () => import('./commands/table.js'),
    paths: () => import('./commands/paths.js'),
    breaks: () => import('./commands/breaks.js'),
    compare: () => import('./commands/compare.js'),
    explain: () => import('./commands/explain.js'),
    harden: () => import('./commands/harden.js'),
    import: () => import('./commands/import.js'),
    probe: () => import('./commands/probe.js'),
    lock: () => import('./commands/lock.js'),
    report: () => import('./commands/report.js'),
    derive: () => import('./commands/derive.js'),
    search: () => import('./commands/search.js'),
    replay: () => import('./commands/replay.js'),
    draw: () => import('./commands/draw.js'),
    fuzz: () => import('./commands/fuzz.js'),
    bench: () => import('./commands/bench.js'),
    export: () => import('./commands/export.js'),
    'export-trail': () => import('./commands/export-trail.js'),
    'import-trail': () => import('./commands/import-trail.js'),
    'compare-spin': () => import('./commands/compare-spin.js'),
    certify: () => import('./commands/certify.js'),
    'check-cert': () => import('./commands/check-cert.js'),
    literature: () => import('./commands/literature.js'),
    cases: () => import('./commands/cases.js'),
    confirm: () => import('./commands/confirm.js'),
    conform: () => import('./commands/conform.js'),
    list: () => import('./commands/list.js'),
    validate: () => import('./commands/validate.js'),
    schema: () => import('./commands/schema.js'),
  };

/** The commands that an invocation may be about: the first word, or what `help` is asked about. */
function asked(argv: readonly string[]): readonly CommandName[] {
  const words = argv.slice(2).filter((word) => !word.startsWith('-'));
  const about = words.slice(0, words[0] === 'help' ? 2 : 1);
  return commandNames.filter((name) => about.includes(name));
}

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

/** A command in the list, as it would show itself if it were loaded. */
const subcommandTerm = (command: Command): string => {
  const name = commandNames.find((known) => known === command.name());
  return name === undefined ? 'help [command]' : `${name} ${commands[name].usage}`.trimEnd();
};

async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('sekisho')
    .description(
      'Search a model of the OAuth 2.0 authorization code flow for attacks, and for their exact conditions',
    )
    .version(packageVersion())
    .configureHelp({ subcommandTerm })
    .showSuggestionAfterError();
  const loaded = new Map(
    await Promise.all(asked(argv).map(async (name) => [name, await load[name]()] as const)),
  );
  for (const name of commandNames) {
    const command = loaded.get(name);
    if (command === undefined) begin(program, name);
    else command.register(program);
  }
  refuseRepeats(program);
  throwing(program);
  program.hook('preAction', (_program, command) => setStyle(command.opts<Style>()));
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
        new CliError(EXIT.cannotWrite, 'cannot write to standard output', { why: error.message }),
        process.argv.includes('--json'),
      );
    process.exit(EXIT.cannotWrite);
  });

await main(process.argv);
