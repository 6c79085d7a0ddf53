// The digest of the sources that decide what is found. It is made from the sources when the project is built, and kept
// beside the build; where the sources themselves run, in tests, it is made anew.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type TypeScript = typeof import('typescript');

/** Where searches are asked from: what it reads, directly or not, decides what is found. */
const entry = 'attacks/paths.ts';

/**
 * Of every module that a search reads, in a fixed order, as the compiler writes it without comments: neither a comment
 * nor the layout of a line changes what is found.
 * @param root the folder that holds `model` and `attacks`, as sources
 * @param from the module to begin with
 */
export function sourceDigest(root: URL, from = entry): string {
  const ts = createRequire(import.meta.url)('typescript') as TypeScript;
  const texts = new Map<string, string>();
  const read = (file: string): void => {
    if (texts.has(file)) return;
    const text = readFileSync(new URL(file, root), 'utf8');
    texts.set(file, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles)
      if (fileName.startsWith('.'))
        read(new URL(fileName.replace(/\.js$/, '.ts'), `file:///${file}`).pathname.slice(1));
  };
  read(from);
  const hash = createHash('sha256');
  for (const [file, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
    });
    hash.update(`\0${file}\0`).update(outputText.replace(/\s+/g, ' '));
  }
  return hash.digest('hex');
}
