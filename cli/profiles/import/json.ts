// JSON as others write it: in an encoding with a mark before it, with null for what is not set, with a key given twice.

import { readFileSync } from 'node:fs';
import { CliError, EXIT } from '../../errors.js';

/**
 * The content of a JSON file, with nulls left out: what is null is not set. Throws where the file cannot be read, is
 * not JSON, or gives a key twice (RFC 8259 4: which of the two counts depends on the reader).
 */
export function readJson(path: string): unknown {
  const text = textOf(path);
  let data: unknown;
  try {
    data = withoutNulls(JSON.parse(text));
  } catch (error) {
    throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, { why: (error as Error).message });
  }
  const twice = keyGivenTwice(text);
  if (twice !== null)
    throw new CliError(
      EXIT.badFile,
      `${path}:${twice.second}: the key \`${twice.key}\` is given twice in one object`,
      {
        why: `it is at ${twice.first} already, and which of the two counts depends on the reader (RFC 8259 4)`,
        fix: 'remove the one that does not hold',
      },
    );
  return data;
}

function textOf(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message;
    throw new CliError(EXIT.missing, `cannot read \`${path}\``, { why });
  }
  // PowerShell writes what is redirected in UTF-16. A decoder takes the mark away.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, {
      why: `it is not text in ${encoding.toUpperCase()}`,
      fix: 'save it as UTF-8',
    });
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}

/** The first key that an object of this valid JSON has twice, and the two places as line:column. */
function keyGivenTwice(text: string): { key: string; first: string; second: string } | null {
  const open: Map<string, number>[] = [];
  for (const { 0: token, 1: string, 2: colon, index } of text.matchAll(
    /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g,
  )) {
    if (token === '{' || token === '[') open.push(new Map());
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(string!) as string;
      const seen = open.at(-1)!;
      const before = seen.get(key);
      if (before !== undefined) return { key, first: placeOf(text, before), second: placeOf(text, index) };
      seen.set(key, index);
    }
  }
  return null;
}

function placeOf(text: string, index: number): string {
  const lines = text.slice(0, index).split('\n');
  return `${lines.length}:${lines.at(-1)!.length + 1}`;
}
