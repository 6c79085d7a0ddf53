// YAML files of a given shape.

import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { CliError, EXIT } from './errors.js';
import { openYaml, type Path } from '../properties/input/yaml.js';

/** A file's content in its right shape, and where in the file an item stands. Throws what is wrong and where. */
export function readYaml<T>(
  path: string,
  shape: z.ZodType<T>,
  what: string,
): { readonly content: T; readonly place: (at: Path) => string } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(EXIT.missing, `cannot read \`${path}\``, {
      why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message,
      fix: `give the path of ${what}`,
    });
  }
  const { data, place } = openYaml(path, text);
  const parsed = shape.safeParse(data);
  if (parsed.success) return { content: parsed.data, place };
  const issue = parsed.error.issues[0]!;
  const at = issue.path as Path;
  throw new CliError(EXIT.badFile, `${at.length === 0 ? path : place(at)}: not ${what}`, {
    why: `${at.length === 0 ? '' : `\`${at.join('.')}\`: `}${issue.message}`,
    ...(issue.code === 'invalid_value' && { available: issue.values.map(String) }),
  });
}
