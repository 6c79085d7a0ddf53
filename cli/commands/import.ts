import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { refuseInput, writeOutput } from '../files.js';
import { CliError, EXIT } from '../errors.js';
import { json, print } from '../output.js';
import { importFrom, profileText, readSource } from '../profiles/import/index.js';
import { asName, isName } from '../profiles/schema.js';
import { checkLoads } from '../profile.js';
import { plain } from '../plain.js';
import { version } from '../run.js';

interface Options {
  readonly out?: string;
  readonly name?: string;
  readonly client?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('import')
    .description('fill a profile from server metadata, client metadata or a Keycloak realm export')
    .argument('<files...>', 'JSON documents, of one server and one client')
    .option('-o, --out <file>', 'write the profile to a file (default: standard output)')
    .option('--name <name>', "the profile's name (default: the first file's)")
    .option('--client <id>', 'which client of a realm')
    .option('--force', 'overwrite the file')
    .option('--json', 'print what was found as JSON')
    .action((files: string[], options: Options) => {
      if (options.out !== undefined && existsSync(options.out) && options.force !== true)
        throw new CliError(EXIT.usage, `\`${options.out}\` is there already`, {
          why: 'it may hold answers that no document has',
          fix: 'give another path, or --force',
        });
      if (options.out !== undefined) refuseInput(options.out, files);
      const imported = importFrom(files.map(readSource), options.client);
      if (options.name !== undefined && !isName(options.name))
        throw new CliError(EXIT.usage, `\`${options.name}\` cannot be the name of a profile`, {
          why: 'a name has 1 to 80 printable characters',
        });
      const name = options.name ?? asName(basename(files[0]!, extname(files[0]!)));
      const text = profileText(imported, name);
      checkLoads(options.out ?? 'the profile', text);
      if (options.out !== undefined) writeOutput(options.out, text);
      if (options.json) json({ version, name, ...imported });
      else if (options.out === undefined) print(text.trimEnd());
      else {
        for (const [id, { is, from }] of imported.switches) print(`${id}: ${is} (${from})`);
        for (const line of imported.scenarioFrom) print(line);
        for (const { file, field, why } of imported.left) print(`not taken over: ${file}: ${field}: ${why}`);
        print(
          `${plain(options.out)} written: ${imported.switches.size} switches told, the others unknown or taken for granted`,
        );
      }
    });
}
