import type { Command } from 'commander';
import { checkCertificate } from '../check-cert.js';
import { langNamed } from '../lang.js';
import { begin, commands } from './names.js';

export const register = (program: Command): void => void checking(begin(program, 'check-cert'));

/** Makes a command the one that checks a certificate, by whatever name it is called. */
export const checking = (command: Command): Command =>
  command
    .description(commands['check-cert'].description)
    .argument('<certificate>', 'a file that `sekisho certify` wrote')
    .option('--lang <lang>', 'language of the messages', 'en')
    .option('--json', 'print JSON')
    .action((file: string, options: { lang: string; json?: boolean }) => {
      checkCertificate(file, langNamed(options.lang), options.json === true);
    });
