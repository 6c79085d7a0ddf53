import { basename, extname } from 'node:path';
import { CliError, EXIT } from './errors.js';

/** The TLA+ module that a file must hold: TLC and Apalache want it named as its file is. */
export function moduleName(path: string): string {
  const name = basename(path, extname(path));
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    throw new CliError(EXIT.usage, `\`${name}\` cannot be the name of a TLA+ module`, {
      why: 'a module is named as its file is: a letter, then letters, digits and underscores',
      fix: 'choose another name for the file, such as Model.tla',
    });
  return name;
}
