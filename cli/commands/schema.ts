import { type Command, Option } from 'commander';
import { json } from '../output.js';
import { profileSchema } from '../profiles/schema.js';
import { planSchema } from '../sweeps/planShape.js';
import { begin } from './names.js';

const schemas = { profile: profileSchema, sweep: planSchema } as const;

export function register(program: Command): void {
  begin(program, 'schema')
    .addOption(
      new Option('--of <what>', 'a profile, or the plan of a sweep')
        .choices(Object.keys(schemas))
        .default('profile'),
    )
    .action(({ of }: { readonly of: keyof typeof schemas }) => json(schemas[of]()));
}
