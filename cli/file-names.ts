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

/**
 * A file name for each of these texts: without what a path, a shell or another file system takes for something else,
 * and no two that differ in upper and lower case only.
 */
export function fileNames(texts: readonly string[], extension: string): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const kept = [...text.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-')].slice(0, 80).join('');
    const base = kept.replace(/^[.-]+|[.-]+$/g, '') || 'unnamed';
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}-${n}`;
    taken.add(name.toLowerCase());
    return name + extension;
  });
}
