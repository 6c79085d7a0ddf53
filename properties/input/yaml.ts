// YAML whose every fault is told with its place: path, line and column.

import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Problem, EXIT } from './problem.js';

export type Path = readonly (string | number)[];

export interface OpenYaml {
  readonly document: Document;
  readonly data: unknown;
  /** Where in the file an item stands, as path:line:column. Of a pair, its key: a wrong value is found beside it. */
  readonly place: (at: Path) => string;
  /** Where the offset of a node is. */
  readonly placeOf: (offset: number) => string;
}

/** A text as YAML. Throws what is not YAML in it and where. */
export function openYaml(path: string, text: string): OpenYaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const placeOf = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const place = (at: Path): string => {
    const parent = document.getIn(at.slice(0, -1), true);
    const pair =
      isMap(parent) && parent.items.find((p) => isScalar(p.key) && String(p.key.value) === at.at(-1));
    const node = pair ? pair.key : document.getIn(at, true);
    return isNode(node) && node.range ? placeOf(node.range[0]) : path;
  };
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw !== undefined)
    throw new Problem(EXIT.badFile, `${placeOf(flaw.pos[0])}: not valid YAML`, { why: flaw.message });
  try {
    return { document, data: document.toJS(), place, placeOf };
  } catch (error) {
    throw new Problem(EXIT.badFile, `${path}: not valid YAML`, { why: (error as Error).message });
  }
}

/**
 * A text's content in its right shape, and where in it an item stands. Throws what is wrong and where.
 * @param what it is to be, as errors call it
 */
export function shapedYaml<T>(
  path: string,
  text: string,
  shape: z.ZodType<T>,
  what: string,
): { readonly content: T; readonly place: (at: Path) => string } {
  const { data, place } = openYaml(path, text);
  const parsed = shape.safeParse(data);
  if (parsed.success) return { content: parsed.data, place };
  const issue = parsed.error.issues[0]!;
  const at = issue.path as Path;
  throw new Problem(EXIT.badFile, `${at.length === 0 ? path : place(at)}: not ${what}`, {
    why: `${at.length === 0 ? '' : `\`${at.join('.')}\`: `}${issue.message}`,
    ...(issue.code === 'invalid_value' && { available: issue.values.map(String) }),
  });
}
