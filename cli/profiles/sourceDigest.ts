// The digest of the sources that decide what is found. It is made from the sources when the project is built, and kept
// beside the build; where the sources themselves run, in tests, it is made anew.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type TypeScript = typeof import('typescript');

/**
 * Of every file of `model` and `attacks`, in a fixed order, as the compiler writes it without comments: neither a
 * comment nor the layout of a line changes what is found.
 * @param root the folder that holds `model` and `attacks`, as sources
 */
export function sourceDigest(root: URL): string {
  const ts = createRequire(import.meta.url)('typescript') as TypeScript;
  const hash = createHash('sha256');
  for (const folder of ['model', 'attacks']) {
    const at = new URL(`${folder}/`, root);
    const files = (readdirSync(at, { recursive: true }) as string[])
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .sort();
    for (const file of files) {
      const { outputText } = ts.transpileModule(readFileSync(new URL(file, at), 'utf8'), {
        compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
      });
      hash.update(`\0${folder}/${file}\0`).update(outputText.replace(/\s+/g, ' '));
    }
  }
  return hash.digest('hex');
}
