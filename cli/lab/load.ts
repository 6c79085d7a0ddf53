// Software that is tried in the lab is no part of the program: it is loaded when it is asked for.

import { CliError, EXIT } from '../errors.js';

/** A package. Throws which one to install where it is missing. */
export async function load<T>(name: string, version: string): Promise<T> {
  try {
    return (await import(name)) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new CliError(EXIT.missing, `\`${name}\` is not installed`, {
      why: 'what is tried in the lab does not come with sekisho',
      fix: `npm install --save-dev ${name}@${version}`,
    });
  }
}
