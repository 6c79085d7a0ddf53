import type { Command } from 'commander';
import { EXIT, unknown } from '../errors.js';
import type { Lang } from '../i18n.js';
import { json } from '../output.js';
import { langOption } from '../profiles/common.js';
import { begin } from './names.js';

const schemas = {
  profile: async (lang) => (await import('../../properties/profiles/schema.js')).profileSchema(lang),
  expect: async () => (await import('../../properties/verdicts/expectText.js')).expectSchema(),
  sweep: async () => (await import('../../properties/sweeps/planShape.js')).planSchema(),
  weights: async () => (await import('../../properties/verdicts/weightsText.js')).weightsSchema(),
} as const satisfies Record<string, (lang: Lang) => Promise<object>>;

export function register(program: Command): void {
  begin(program, 'schema')
    .argument('[what]', `of which files: ${Object.keys(schemas).join(', ')}`, 'profile')
    .addOption(langOption())
    .option('--json', 'print JSON, as it does without this option')
    .action(async (what: string, { lang }: { readonly lang: Lang }) => {
      if (!Object.hasOwn(schemas, what)) throw unknown('schema', what, Object.keys(schemas), EXIT.usage);
      json(await schemas[what as keyof typeof schemas](lang));
    });
}
