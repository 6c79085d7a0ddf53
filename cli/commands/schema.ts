import type { Command } from 'commander';
import { profileSchema } from '../../properties/profiles/schema.js';
import type { Lang } from '../i18n.js';
import { json } from '../output.js';
import { langOption } from '../profiles/common.js';
import { begin } from './names.js';

export function register(program: Command): void {
  begin(program, 'schema')
    .addOption(langOption())
    .option('--json', 'print JSON, as it does without this option')
    .action(({ lang }: { readonly lang: Lang }) => json(profileSchema(lang)));
}
