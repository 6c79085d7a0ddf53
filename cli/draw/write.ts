// Which format a file is of, and what its pages are called.

import { extname } from 'node:path';
import { CliError, EXIT, unknown } from '../errors.js';
import { type Format, formats } from '../../properties/drawings/render.js';

/** The format that a file's extension asks for. */
export function formatOf(file: string): Format {
  const extension = extname(file).slice(1).toLowerCase();
  const known = formats.find((f) => f === extension);
  if (known === undefined)
    throw extension === ''
      ? new CliError(EXIT.usage, `\`${file}\` has no extension to tell the format by`, {
          available: formats.map((f) => `.${f}`),
        })
      : unknown(
          'format',
          `.${extension}`,
          formats.map((f) => `.${f}`),
          EXIT.usage,
        );
  return known;
}

/** `t6.svg` to `t6-2.svg`, where there is more than one page. */
export const pageFile = (file: string, page: number, pages: number): string => {
  const extension = extname(file);
  return pages === 1 ? file : `${file.slice(0, -extension.length)}-${page}${extension}`;
};
