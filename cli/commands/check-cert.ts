import type { Command } from 'commander';
import { checkCertificate } from '../check-cert.js';
import { langNamed } from '../lang.js';

export function register(program: Command): void {
  program
    .command('check-cert')
    .description(
      'check a coverage certificate by going through all its states again, with nothing remembered',
    )
    .argument('<certificate>', 'a file that `sekisho certify` wrote')
    .option('--lang <lang>', 'language of the messages', 'en')
    .action((file: string, options: { lang: string }) => {
      checkCertificate(file, langNamed(options.lang));
    });
}
