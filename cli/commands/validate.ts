import type { Command } from 'commander';
import { describeScenario } from '../../model/scenario.js';
import { CliError, EXIT, errorData, report } from '../errors.js';
import { json, print } from '../output.js';
import { loadProfile, scenarioFrom } from '../profile.js';

export function register(program: Command): void {
  program
    .command('validate')
    .description('check profile files without searching')
    .argument('<files...>', 'YAML files, or names of shipped profiles')
    .option('--json', 'print JSON')
    .action((files: string[], options: { json?: boolean }) => {
      const results = files.map((file) => {
        try {
          const { name, on, unknown, notes, scenario } = loadProfile(file);
          return {
            file,
            ok: true as const,
            name,
            on: [...on],
            unknown: [...unknown],
            notes,
            scenario: scenarioFrom({}, scenario),
          };
        } catch (error) {
          if (!(error instanceof CliError)) throw error;
          return { file, ok: false as const, error };
        }
      });
      if (options.json) json(results.map((r) => (r.ok ? r : { ...r, error: errorData(r.error) })));
      for (const result of results) {
        if (!result.ok) {
          if (!options.json) report(result.error, false);
          process.exitCode ||= result.error.exitCode;
        } else if (!options.json) {
          print(
            `${result.file}: ok, profile \`${result.name}\` with ${result.on.length} switches on${result.unknown.length > 0 ? `, ${result.unknown.length} unknown` : ''}`,
          );
          print(`  scenario: ${describeScenario(result.scenario)}`);
        }
      }
      process.exitCode ??= EXIT.ok;
    });
}
