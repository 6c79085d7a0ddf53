import type { Command } from 'commander';
import { json } from '../output.js';
import { profileSchema } from '../profiles/schema.js';

export function register(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of profile files, for editors')
    .action(() => json(profileSchema()));
}
