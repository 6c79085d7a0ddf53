import type { Command } from 'commander';
import { EXIT, unknown } from '../errors.js';
import { json } from '../output.js';
import { begin } from './names.js';

const schemas = {
  profile: async () => (await import('../../properties/profiles/schema.js')).profileSchema(),
  expect: async () => (await import('../profiles/expectFile.js')).expectSchema(),
  weights: async () => (await import('../profiles/weights.js')).weightsSchema(),
} as const satisfies Record<string, () => Promise<object>>;

export function register(program: Command): void {
  begin(program, 'schema')
    .argument('[what]', `of which files: ${Object.keys(schemas).join(', ')}`, 'profile')
    .action(async (what: string) => {
      if (!Object.hasOwn(schemas, what)) throw unknown('schema', what, Object.keys(schemas), EXIT.usage);
      json(await schemas[what as keyof typeof schemas]());
    });
}
